"""Compare every scenario's state after its ticks, seed 1, with the hashes kept in a checkout's tests/golden."""

import argparse
from pathlib import Path

SUMMARY = "compare the state hashes with those kept (same bits anywhere)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("names", metavar="NAME", nargs="*", help="only these scenarios")
    parser.add_argument("--renew", action="store_true", help="keep today's hashes instead, after a change that was meant")
    parser.add_argument("--folder", type=Path, help="where they are kept (default: tests/golden of the checkout)")


def execute(options: argparse.Namespace) -> int:
    """Run them all; 1 if one differs."""
    from superorganisms.scenarios import golden
    from superorganisms.scenarios.scenario import scenario

    folder = options.folder or golden.folder()
    chosen = tuple(scenario(name) for name in options.names) or golden.worlds(folder)
    failures = 0
    for one in chosen:
        complaint = golden.renew(one, folder) if options.renew else golden.compare(one, folder)
        failures += complaint is not None and not options.renew
        print(f"{one.name}: {complaint or 'same bits'}", flush=True)
    return int(failures > 0)
