"""The door from a checkout: ``uv run python server.py`` is the same as ``superorganisms serve``, options included."""

import sys

from superorganisms.__main__ import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
