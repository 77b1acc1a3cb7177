"""Points of a sweep from a file: a column a parameter path, a row a point."""

import csv
from pathlib import Path
from typing import Any

from superorganisms.errors import BatchError
from superorganisms.model.parameter_text import parse_text


def read(file: Path) -> list[dict[str, Any]]:
    """The points of a CSV file. Raises BatchError naming the line."""
    try:
        with file.open(newline="", encoding="utf-8-sig") as lines:
            rows = list(csv.reader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BatchError(f"can't read the points {str(file)!r}: {getattr(error, 'strerror', None) or error}") from error
    paths = [path.strip() for path in rows[0]] if rows else []
    points = [_point(file, number, paths, row) for number, row in enumerate(rows[1:], start=2) if any(map(str.strip, row))]
    if not points:
        raise BatchError(f"{file} needs a line of parameter paths, and a line for each point")
    if twice := next((path for path in paths if paths.count(path) > 1), None):
        raise BatchError(f"{file}, line 1: {twice} stands there twice")
    return points


def _point(file: Path, number: int, paths: list[str], row: list[str]) -> dict[str, Any]:
    if not all(paths):
        raise BatchError(f"{file}, line 1: a column has no name")
    if len(row) != len(paths) or not all(cell.strip() for cell in row):
        raise BatchError(f"{file}, line {number}: {len(paths)} values are needed, got {sum(bool(c.strip()) for c in row)}")
    return {path: parse_text(path, cell) for path, cell in zip(paths, row, strict=True)}
