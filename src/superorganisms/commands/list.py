"""List the scenarios that there are."""

import argparse

SUMMARY = "list the scenarios"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--json", action="store_true", help="as JSON: name, title, question, claim of each")


def execute(options: argparse.Namespace) -> int:
    """Print a line or two per scenario."""
    import json

    from superorganisms.scenarios.scenario import scenarios

    found = scenarios()
    if options.json:
        print(
            json.dumps([{key: getattr(one, key) for key in ("name", "title", "question", "claim")} for one in found], indent=1)
        )
        return 0
    width = max(len(one.name) for one in found)
    for one in found:
        print(f"{one.name:{width}}  {one.title}\n{'':{width}}  {one.question}")
    return 0
