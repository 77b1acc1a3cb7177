"""Run a study of the model itself: its table, its figure."""

import argparse
from pathlib import Path

SUMMARY = "run a study of the model itself: table and figure"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    commands = parser.add_subparsers(title="studies", metavar="STUDY", required=True)
    errors = commands.add_parser(
        "class-errors", help="how often conduct alone makes a unit look robust that isn't", description=_class_errors.__doc__
    )
    errors.add_argument("--seeds", type=int, default=4, metavar="N", help="seeds 1 to N (default 4: the table in docs/)")
    errors.add_argument("--units", type=int, default=100, metavar="N", help="units of each kind and seed (default 100)")
    errors.add_argument("--rule", choices=("budget", "cost"), default="budget", help="the effort rule (default budget)")
    errors.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for table.csv, figure.png, a file a seed"
    )
    errors.set_defaults(execute=_class_errors)


def _class_errors(options: argparse.Namespace) -> int:
    """How often is a unit called robust, and really is robust, pseudo-aligned, compliant, misaligned or deceptive?

    Somebody who sees conduct alone judges, by window, regimes seen, noise, and how much of the conduct is the letter's. A
    seed takes about half a minute. Run again, it goes on after the last seed that is done.
    """
    import sys

    from superorganisms.errors import SuperorganismError
    from superorganisms.scenarios.class_errors import Design
    from superorganisms.scenarios.class_errors_folder import study

    if options.seeds < 1:
        raise SuperorganismError(f"--seeds must be at least 1, got {options.seeds}")
    found = study(
        options.out,
        Design(units=options.units, rule=options.rule),
        options.seeds,
        lambda text: print(text, file=sys.stderr, flush=True),
    )
    print(_brief(found))
    print(f"written to {options.out}: table.csv, figure.png")
    return 0


def _brief(found: object) -> str:
    """Rates in the middle of the design: 64 ticks, noise .3, half of the conduct the letter's."""
    import pandas as pd

    from superorganisms.scenarios.class_errors import TRUTHS, chosen

    assert isinstance(found, pd.DataFrame)
    middle = chosen(found, window=64, noise=0.3, follows=0.5, knows="regime")
    rates = middle.pivot_table(index="truth", columns="regimes", values="rate").reindex(TRUTHS)
    return f"share called robust, by regimes seen (64 ticks, noise 0.3, half of the conduct the letter's)\n{rates.round(2)}"
