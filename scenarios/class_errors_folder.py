"""The study of class errors in a folder: a file a seed, so that what was done is not done again, then table and figure."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from superorganisms.errors import SuperorganismError
from superorganisms.scenarios.class_errors import Design, run, table
from superorganisms.scenarios.class_errors_figure import draw
from superorganisms.version import __version__

TABLE, FIGURE, MANIFEST = "table.csv", "figure.png", "manifest.json"
_DIGITS = "%.6g"


def study(folder: Path, design: Design, seeds: int, say: Callable[[str], None] = lambda _: None) -> pd.DataFrame:
    """Seeds 1 to `seeds`, those that the folder has already left as they are; the table of all of them, written there too.

    Raises SuperorganismError where the folder holds another design, or another version's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _claim(folder, design)
    for seed in range(1, seeds + 1):
        file = _file(folder, seed)
        if not file.exists():
            say(f"seed {seed} of {seeds}")
            _write(run(seed, design), file)
    found = table(pd.read_csv(_file(folder, seed)) for seed in range(1, seeds + 1))
    _write(found, folder / TABLE)
    draw(found, seeds=seeds, file=folder / FIGURE)
    return found


def _file(folder: Path, seed: int) -> Path:
    return folder / f"seed-{seed:04d}.csv"


def _claim(folder: Path, design: Design) -> None:
    """What the folder holds is of this design and version, or it is new."""
    mine = {"study": "class-errors", "version": __version__, "design": design.as_plain()}
    manifest = folder / MANIFEST
    if not manifest.exists():
        manifest.write_text(json.dumps(mine, indent=1) + "\n", encoding="utf-8")
    elif json.loads(manifest.read_text(encoding="utf-8")) != mine:
        raise SuperorganismError(f"{folder} holds another study ({manifest} says which); choose another folder")


def _write(frame: pd.DataFrame, path: Path) -> None:
    """Whole or not at all: under another name first."""
    half = path.with_suffix(".part")
    frame.to_csv(half, index=False, float_format=_DIGITS, lineterminator="\n")
    half.replace(path)
