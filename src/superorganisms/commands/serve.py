"""Serve the live page: one world per browser tab, nothing leaves the machine."""

import argparse

SUMMARY = "open the live page"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="H", help="address to listen on (default 127.0.0.1: this machine alone)"
    )
    parser.add_argument("--port", type=int, default=8765, metavar="P", help="port (default 8765; 0: any free one)")
    parser.add_argument("--no-browser", action="store_true", help="don't open a browser")
    parser.add_argument("--max-worlds", type=int, default=40, metavar="N", help="most worlds at a time (default 40)")


def execute(options: argparse.Namespace) -> int:
    """Serve until it is stopped."""
    from superorganisms.web.serve import serve

    serve(host=options.host, port=options.port, browser=not options.no_browser, max_worlds=options.max_worlds)
    return 0
