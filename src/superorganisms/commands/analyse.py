"""Read a results folder: means with intervals, phase diagrams, sensitivity, contrasts, outliers, as one HTML file."""

import argparse
from pathlib import Path

SUMMARY = "what a results folder shows: a report with figures, one HTML file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="what `batch` wrote")
    parser.add_argument("--out", type=Path, metavar="FILE.html", help="the report (default: DIR/report.html)")
    parser.add_argument(
        "--measure",
        dest="measures",
        action="append",
        default=[],
        metavar="NAME",
        help="show this measure; may be repeated (default: efficiency, and those that the design moves most)",
    )
    parser.add_argument("--figures", type=Path, metavar="DIR", help="write the figures there too, as PNG")
    parser.add_argument("--json", action="store_true", help="print all that was found as JSON; a report only with --out")


def execute(options: argparse.Namespace) -> int:
    """Analyse; 0 also if runs failed: `batch` has said so, and the report does."""
    from superorganisms.scenarios.sweep.analysis import analyse, write
    from superorganisms.scenarios.sweep.analysis.tables import as_json
    from superorganisms.scenarios.sweep.results import Results

    found = analyse(Results(options.folder), measures=options.measures)
    written = None
    if options.out is not None or options.figures is not None or not options.json:
        written = write(found, options.out or options.folder / "report.html", figures=options.figures)
    if options.json:
        print(as_json(found))
        return 0
    failed = f", {len(found.failed)} failed" if len(found.failed) else ""
    print(f"{found.plan.total} runs of {found.plan.name}{failed}; shown: {', '.join(found.measures)}")
    print(f"the report: {written}")
    if options.figures is not None:
        print(f"figures: {options.figures}")
    return 0
