"""The command line: `superorganisms COMMAND`. One command a file in commands/, importing late: help answers at once."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from superorganisms.errors import SuperorganismError, suggest
from superorganisms.version import __version__

_COMMANDS = Path(__file__).parent / "commands"


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and where to read on; argparse would print all it knows."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"superorganisms: {message} ({self.prog} --help says more)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0, 1 (it ran and something failed), 2 (it was asked wrongly)."""
    _speak_to_any_terminal()
    words = sys.argv[1:] if arguments is None else list(arguments)
    parser = _parser()
    names = _names()
    if words and not words[0].startswith("-") and words[0] not in names:
        parser.error(f"no command {words[0]!r}{suggest(words[0], names) or '; there are ' + ', '.join(names)}")
    options = parser.parse_args(words)
    try:
        return int(options.execute(options))
    except SuperorganismError as mistake:
        return _say(str(mistake), 2)
    except BrokenPipeError:  # the reader of our output has gone (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _say("stopped", 1)
    except OSError as mistake:
        return _say(f"{mistake.filename}: {mistake.strerror}" if mistake.filename else str(mistake), 1)


def _speak_to_any_terminal() -> None:
    """A terminal that has no θ or λ shows a question mark in its place; it would be an error otherwise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _say(sentence: str, status: int) -> int:
    print(f"superorganisms: {sentence}", file=sys.stderr)
    return status


def _names() -> list[str]:
    return sorted(file.stem for file in _COMMANDS.glob("[!_]*.py"))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="superorganisms",
        description=(
            "Nested superorganisms: how goals drift when orders select governments, governments firms, firms employees."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"superorganisms {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    for name in _names():
        command = import_module(f"superorganisms.commands.{name}")
        sub = commands.add_parser(name, help=command.SUMMARY, description=command.__doc__, allow_abbrev=False)
        command.add_arguments(sub)
        if hasattr(command, "execute"):
            sub.set_defaults(execute=command.execute)
    return parser


if __name__ == "__main__":
    sys.exit(main())
