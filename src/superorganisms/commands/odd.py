"""Describe exactly one model by the ODD protocol (Grimm et al. 2020), from the declarations that the program runs by."""

import argparse
from pathlib import Path

SUMMARY = "print the ODD protocol of a model"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("name", metavar="NAME|FILE", help="a scenario's name (see `list`), or a .toml or .py file")
    parser.add_argument(
        "--set", dest="changes", action="append", default=[], metavar="PATH=VALUE", help="change a parameter; may be repeated"
    )
    parser.add_argument("--json", action="store_true", help="as JSON: sections with their texts, lists and tables")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write it to a file (.md, or .json with --json)")


def execute(options: argparse.Namespace) -> int:
    """Print the document, or write it."""
    from superorganisms.commands._start import assignment
    from superorganisms.scenarios import odd
    from superorganisms.scenarios.scenario import scenario

    write = odd.as_json if options.json else odd.as_markdown
    text = write(scenario(options.name), dict(map(assignment, options.changes)))
    if options.out is None:
        print(text, end="")
    else:
        options.out.write_text(text, encoding="utf-8")
        print(options.out)
    return 0
