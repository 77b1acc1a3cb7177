"""The report of a sweep: one HTML file that asks nobody for anything."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from superorganisms.errors import BatchError
from superorganisms.model.measures import Column, all_columns
from superorganisms.scenarios.sweep.analysis import spoken
from superorganisms.scenarios.sweep.analysis.bootstrap import LEVEL, reach
from superorganisms.scenarios.sweep.analysis.figures import Drawn, drawn
from superorganisms.scenarios.sweep.analysis.figures.paper import DPI, picture
from superorganisms.scenarios.sweep.analysis.findings import Findings
from superorganisms.scenarios.sweep.analysis.grids import grid_sentence
from superorganisms.scenarios.sweep.analysis.page import PAGE
from superorganisms.scenarios.sweep.analysis.tables import (
    effects_table,
    failures,
    far_runs,
    indices_table,
    means_table,
    settings,
)
from superorganisms.scenarios.sweep.plan import world_parameters

if TYPE_CHECKING:
    from superorganisms.scenarios.scenario import Scenario

_UNKNOWN = Column("")
_GREEK = {"mu_star": "μ*", "mu_star_low": "μ* low", "mu_star_high": "μ* high", "mu": "μ", "sigma": "σ"}


def write(found: Findings, file: str | Path, *, figures: str | Path | None = None) -> Path:
    """Write the report, and its figures as PNG files into the folder `figures` if one is given. Returns the report's path."""
    file, folder = Path(file), None if figures is None else Path(figures)
    try:
        for place in (file.parent, folder):
            if place is not None:
                place.mkdir(parents=True, exist_ok=True)  # fails now rather than when all is drawn
        by_measure = {measure: drawn(found, measure, about(found).get(measure, _UNKNOWN)) for measure in found.measures}
        file.write_text(render(found, by_measure), encoding="utf-8")
        if folder is not None:
            _save([one for kinds in by_measure.values() for one in kinds.values()], folder)
    except OSError as error:
        raise BatchError(f"{error.filename or file} can't be written: {error.strerror or error}") from error
    return file


def _save(figures: list[Drawn], folder: Path) -> None:
    for one in figures:
        one.figure.savefig(folder / f"{one.name}.png", dpi=DPI, metadata={"Software": None, "Description": one.text})


def about(found: Findings) -> dict[str, Column]:
    """What is known of each measure."""
    return dict(all_columns(world_parameters(found.plan)))


def render(found: Findings, by_measure: dict[str, dict[str, Drawn]]) -> str:
    """The page."""
    surroundings = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    plan, known = found.plan, about(found)
    return surroundings.from_string(PAGE).render(
        plan=plan,
        folder=found.results.folder,
        world=_world(plan.name),
        settings=settings(found),
        failures=failures(found),
        why=found.why,
        few=_few(plan.replicates),
        clash=_clash(found),
        measures=[_measure(found, name, known.get(name, _UNKNOWN), kinds) for name, kinds in by_measure.items()],
        far=far_runs(found),
        greek=_GREEK,
    )


def _measure(found: Findings, name: str, column: Column, kinds: dict[str, Drawn]) -> dict[str, Any]:
    shown = {kind: {"src": picture(one.figure), "caption": one.caption, "text": one.text} for kind, one in kinds.items()}
    return {
        "name": name,
        "says": column.sentence,
        "undefined": column.undefined if found.runs[name].isna().any() else "",
        "figures": shown,
        "grid": grid_sentence(found.variables, found.values(name), name),
        "means": means_table(found, name),
        "effects": effects_table(found, name),
        "indices": indices_table(found, name),
        "overall": "" if found.overall.empty else found.overall.set_index("measure").loc[name, "sentence"],
        "spread": _spread(found, name),
    }


def _spread(found: Findings, name: str) -> str:
    """Least and greatest mean, in a sentence."""
    table = found.points(name)
    if table.empty:
        return f"{name} is undefined in every run."
    order = table["mean"].to_numpy(float)
    least, most = table.iloc[int(order.argmin())], table.iloc[int(order.argmax())]
    said = [f"{spoken.number(row['mean'])}{spoken.interval(row['low'], row['high'])}" for row in (least, most)]
    if len(table) == 1:
        return f"Mean {said[0]}."
    if most["mean"] - least["mean"] < 1e-9 * max(1.0, abs(most["mean"])):
        return f"The same everywhere: {said[0]}."
    return f"Means of the points go from {said[0]} to {said[1]}."


def _world(name: str) -> "Scenario | None":
    """The scenario, if it is one of the library's."""
    from superorganisms.scenarios.scenario import scenarios

    return next((one for one in scenarios() if one.name == name), None)


def _few(seeds: int) -> str:
    """What few seeds allow."""
    if seeds == 1:
        return "One seed a point: there are no intervals, and how much of what is shown is chance can't be told."
    if reach(seeds) >= LEVEL:
        return ""
    return (
        f"With {seeds} seeds a point no interval within what was seen can hold the true mean in 95 of 100 cases: they "
        f"hold it in at most {100 * reach(seeds):.0f}. From 6 seeds on they can."
    )


def _clash(found: Findings) -> str:
    """A contrast that sets what is varied doesn't vary it."""
    both = [path for axis in found.plan.axes for path in axis.paths if path in found.plan.contrast]
    return f"The contrast sets {', '.join(both)} itself: it has the same value there at every point." if both else ""
