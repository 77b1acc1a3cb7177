"""Compare the program with its theory, with results of the literature, and with what the scenarios claim."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from superorganisms.scenarios.evidence.result import Result
    from superorganisms.scenarios.evidence.running import Outcome

SUMMARY = "theory, literature and signatures: expected, ours, interval, pass or fail"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "names", metavar="NAME", nargs="*", help="only these results or groups (theory, literature, signatures)"
    )
    parser.add_argument("--quick", action="store_true", help="fewer replicates, wider intervals, the same rate of false alarms")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="draw all chance anew (default 1)")
    parser.add_argument(
        "--workers", type=int, metavar="N", help="measure by N processes (default: one a core); the findings are the same"
    )
    parser.add_argument("--json", action="store_true", help="as JSON: a list of findings")
    parser.add_argument("--figures", type=Path, metavar="DIR", help="draw the curves there, as PNG")
    parser.add_argument("--report", type=Path, metavar="FILE.md", help="write all of it as a document")


def execute(options: argparse.Namespace) -> int:
    """Measure one result after the other; 1 if something failed, or was stopped before the end."""
    import sys

    from superorganisms.errors import ScenarioError
    from superorganisms.scenarios.evidence import showing
    from superorganisms.scenarios.evidence.result import choose

    if options.seed < 0:
        raise ScenarioError(f"--seed must be at least 0, got {options.seed}")
    if options.workers is not None and options.workers < 1:
        raise ScenarioError(f"--workers must be at least 1, got {options.workers}")
    chosen = choose(options.names)
    if options.figures is not None:
        options.figures.mkdir(parents=True, exist_ok=True)  # fails now rather than after minutes
    if options.report is not None and not options.report.parent.is_dir():
        raise ScenarioError(f"--report: there is no folder {options.report.parent}")
    if not options.json:
        print(showing.HEADER)
    outcomes: list[Outcome] = []
    try:
        for outcome in _measured(chosen, options):
            outcomes.append(outcome)
            if not options.json:
                print(showing.as_rows(outcome), flush=True)
    except KeyboardInterrupt:
        left = ", ".join(one.name for one in chosen[len(outcomes) :])
        print(f"superorganisms: stopped; {len(outcomes)} of {len(chosen)} results done, left: {left}", file=sys.stderr)
    print(showing.as_json(outcomes) if options.json else showing.summary(outcomes, len(chosen)), end="")
    _write(outcomes, options)
    return int(len(outcomes) < len(chosen) or any(one.failures for one in outcomes))


def _measured(chosen: Sequence["Result"], options: argparse.Namespace) -> Iterator["Outcome"]:
    """Tells on stderr what is being measured; laws are compiled or loaded before the clock starts."""
    import os
    import sys

    from superorganisms.model.warm import warm
    from superorganisms.scenarios.evidence.running import run_all

    workers = min(options.workers or os.process_cpu_count() or 1, len(chosen))

    terminal = sys.stderr.isatty()

    def tell(sentence: str) -> None:
        print(f"\r\033[K{sentence}" if terminal else sentence, end="" if terminal else "\n", file=sys.stderr, flush=True)

    tell("loading the laws (compiling them on first start takes a while, and is not counted)")
    warm()
    measured = run_all(chosen, quick=options.quick, seed=options.seed, workers=workers)
    for number, result in enumerate(chosen, start=1):
        tell(f"{number} of {len(chosen)}: {result.name}")
        outcome = next(measured)
        if terminal:
            tell("")
        yield outcome


def _write(outcomes: Sequence["Outcome"], options: argparse.Namespace) -> None:
    if options.figures is not None:
        from superorganisms.scenarios.evidence.figures import figure

        for outcome in outcomes:
            if (drawn := figure(outcome)) is not None:
                drawn.savefig(options.figures / f"{outcome.result.name}.png", dpi=120)
    if options.report is not None:
        from superorganisms.scenarios.evidence import document
        from superorganisms.scenarios.evidence.signatures import QUICK_SEEDS

        text = document.as_markdown(outcomes, quick=options.quick, seed=options.seed, quick_seeds=QUICK_SEEDS)
        options.report.write_text(text, encoding="utf-8")
