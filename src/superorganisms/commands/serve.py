"""Serve the live page: one world per browser tab, and nothing leaves this machine."""

import argparse

SUMMARY = "open the live page"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("name", metavar="NAME|FILE", nargs="?", help="the scenario to show first (see `list`), or a file")
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help="address to listen on (default: this machine alone)")
    parser.add_argument("--port", type=int, metavar="P", help="port (default: 8000 or the next that is free; 0: any)")
    parser.add_argument("--no-browser", action="store_true", help="don't open a browser")
    parser.add_argument("--max-worlds", type=int, metavar="N", help="most worlds at a time, one per tab (default 64)")


def execute(options: argparse.Namespace) -> int:
    """Serve until it is stopped."""
    from superorganisms.web.limits import Limits
    from superorganisms.web.serve import serve

    if options.name is not None:
        from superorganisms.scenarios.scenario import scenario

        scenario(options.name)  # a mistake is told here and not to the first visitor
    serve(
        host=options.host,
        port=options.port,
        open_browser=not options.no_browser,
        scenario=options.name,
        max_worlds=Limits.worlds if options.max_worlds is None else options.max_worlds,
    )
    return 0
