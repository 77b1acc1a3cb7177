"""Show a scenario: what it asks, claims and teaches, how its world differs from the default, and what must come out."""

import argparse

SUMMARY = "show a scenario in full"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("name", metavar="NAME|FILE", nargs="?", help="a scenario's name (see `list`), or a .toml or .py file")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--parameters", action="store_true", help="all parameters: path, unit, range, default, meaning")
    form.add_argument("--toml", action="store_true", help="as a scenario file to copy and change")
    form.add_argument("--json", action="store_true", help="as JSON")


def execute(options: argparse.Namespace) -> int:
    """Print it in the form asked for."""
    from superorganisms.errors import ScenarioError
    from superorganisms.scenarios import showing
    from superorganisms.scenarios.scenario import scenario

    if options.parameters:
        print(showing.reference(), end="")
        return 0
    if options.name is None:
        raise ScenarioError("which scenario? `superorganisms list` names them, `show --parameters` needs no name")
    chosen = scenario(options.name)
    form = showing.as_toml if options.toml else showing.as_json if options.json else showing.as_text
    print(form(chosen), end="")
    return 0
