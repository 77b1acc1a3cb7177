"""Work on scenario files."""

import argparse

SUMMARY = "check a scenario file of your own"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = commands.add_parser("check", help="is it complete, does it run?", description=_check.__doc__)
    check.add_argument("file", metavar="FILE|NAME", help="a .toml or .py file, or a scenario's name")
    check.add_argument("--measure", action="store_true", help="measure its signature too")
    check.add_argument("--seeds", type=int, default=32, metavar="N", help="over this many seeds (default 32)")
    check.set_defaults(execute=_check)


def _check(options: argparse.Namespace) -> int:
    """See that a scenario is complete, that it runs, and that its contrast differs; --measure judges its signature too."""
    import sys

    from superorganisms.errors import ScenarioError
    from superorganisms.scenarios import showing
    from superorganisms.scenarios.check import check_scenario
    from superorganisms.scenarios.scenario import scenario

    if options.seeds < 2:
        raise ScenarioError(f"--seeds must be at least 2, got {options.seeds}")
    chosen = scenario(options.file)
    try:
        check_scenario(chosen)
    except ScenarioError as complaint:
        print(f"superorganisms: {complaint}", file=sys.stderr)
        return 1
    print(f"{chosen.name} is complete, it runs, and its contrast differs.")
    if not options.measure:
        return 0
    verdicts = chosen.measure(options.seeds)
    print(showing.verdicts(verdicts), end="")
    return int(not verdicts["passed"].all())
