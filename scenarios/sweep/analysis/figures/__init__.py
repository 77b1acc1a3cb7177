"""The figures of a report: matplotlib's own objects and the Agg canvas, never pyplot, whose state is global."""

from superorganisms.scenarios.sweep.analysis.figures.all_of_them import Drawn, drawn

__all__ = ["Drawn", "drawn"]
