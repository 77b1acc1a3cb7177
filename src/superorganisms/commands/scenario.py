"""Work on scenarios, of the library or of your own."""

import argparse
from pathlib import Path

SUMMARY = "check a scenario, trace its curves"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = commands.add_parser("check", help="is it complete, does it run?", description=_check.__doc__)
    check.add_argument("file", metavar="FILE|NAME", help="a .toml or .py file, or a scenario's name")
    check.add_argument("--measure", action="store_true", help="measure its signature too")
    check.add_argument("--seeds", type=int, default=32, metavar="N", help="over this many seeds (default 32)")
    check.add_argument("--seed", type=int, default=1, metavar="S", help="the first of them (default 1)")
    check.set_defaults(execute=_check)
    curves = commands.add_parser("curves", help="what comes out as one thing is moved", description=_curves.__doc__)
    curves.add_argument("file", metavar="FILE|NAME", help="a .toml or .py file, or a scenario's name")
    curves.add_argument("--seeds", type=int, default=8, metavar="N", help="over this many seeds (default 8)")
    curves.add_argument("--seed", type=int, default=1, metavar="S", help="the first of them (default 1)")
    curves.add_argument("--figures", type=Path, metavar="DIR", help="draw them there, as PNG")
    curves.set_defaults(execute=_curves)


def _check(options: argparse.Namespace) -> int:
    """See that a scenario is complete, that it runs, and that its contrast differs; --measure judges its signature too."""
    import sys

    from superorganisms.errors import ScenarioError
    from superorganisms.scenarios import showing
    from superorganisms.scenarios.check import check_scenario
    from superorganisms.scenarios.scenario import scenario

    seeds = _seeds(options)
    chosen = scenario(options.file)
    try:
        check_scenario(chosen)
    except ScenarioError as complaint:
        print(f"superorganisms: {complaint}", file=sys.stderr)
        return 1
    print(f"{chosen.name} is complete, it runs, and its contrast differs.")
    if not options.measure:
        return 0
    verdicts = chosen.measure(seeds)
    print(showing.verdicts(verdicts), end="")
    return int(not verdicts["passed"].all())


def _curves(options: argparse.Namespace) -> int:
    """Run a scenario's curves, the first of which leads from its world to its contrast, and judge their shapes."""
    from superorganisms.errors import ScenarioError
    from superorganisms.scenarios import showing
    from superorganisms.scenarios.evidence.curves import judged
    from superorganisms.scenarios.figures_curve import curve as drawn
    from superorganisms.scenarios.scenario import scenario
    from superorganisms.scenarios.tracing import trace

    seeds = _seeds(options)
    chosen = scenario(options.file)
    if not chosen.curves:
        raise ScenarioError(f"{chosen.name} has no curves")
    if options.figures is not None:
        options.figures.mkdir(parents=True, exist_ok=True)  # fails now rather than after minutes
    failed = 0
    for number, curve in enumerate(chosen.curves, start=1):
        found = trace(chosen, curve, seeds)
        findings = list(judged(found))
        failed += sum(not one.passed for one in findings)
        print(showing.traced(found), end="")
        print("".join(f"{'pass' if one.passed else 'FAIL'}  {one.case}: {one.ours:.4g}\n" for one in findings))
        if options.figures is not None:
            title = f"{chosen.name}: {curve.name}"
            drawn(found, title=title).savefig(options.figures / f"{chosen.name}-{number}.png", dpi=120)
    return int(failed > 0)


def _seeds(options: argparse.Namespace) -> range:
    from superorganisms.errors import ScenarioError

    if options.seeds < 2:
        raise ScenarioError(f"--seeds must be at least 2, got {options.seeds}")
    if options.seed < 0:
        raise ScenarioError(f"--seed must be at least 0, got {options.seed}")
    return range(options.seed, options.seed + options.seeds)
