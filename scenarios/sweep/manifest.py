"""manifest.json of a results folder: what was planned, by which version, on what machine, when; and its points beside it."""

import json
import os
import platform
import subprocess
import time
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep.files import whole_or_not, write_table
from superorganisms.scenarios.sweep.plan import Plan
from superorganisms.version import __version__

FORM = "superorganisms-results-1"
MANIFEST, POINTS = "manifest.json", "points.parquet"
_LIBRARIES = ("numpy", "numba", "mesa", "pyarrow", "SALib", "scipy")
_ROWS = 100_000


def read(folder: Path) -> Plan | None:
    """The plan of a folder; None if it has none yet. Raises BatchError if it isn't one of ours."""
    table = table_of(folder)
    if table is None:
        return None
    try:
        plan = Plan.of_plain({**table["plan"], "points": _points(folder / POINTS)})
        key, runs = table["key"], table["runs"]
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BatchError(f"{folder}: its manifest or points can't be read ({type(error).__name__}: {error})") from error
    if plan.key() != key or plan.total != runs:
        raise BatchError(
            f"{folder}: its manifest or points were changed by hand; a plan and its results belong together, "
            "put back what was there or choose another folder"
        )
    return plan


def check_version(folder: Path) -> None:
    """Raises BatchError if there are results of another version, with which ours would mix."""
    table = table_of(folder)
    if table is not None and table.get("version") != __version__:
        raise BatchError(
            f"{folder} was made by version {table.get('version')} and this is {__version__}: results would mix; "
            "choose another folder"
        )


def table_of(folder: Path) -> dict[str, Any] | None:
    """manifest.json as it stands; None if there is none. Raises BatchError."""
    file = folder / MANIFEST
    if not file.is_file():
        return None
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BatchError(f"{file} can't be read: {error}") from error
    if not isinstance(table, dict) or table.get("form") != FORM:
        raise BatchError(f"{file} is no manifest of results: 'form' must be {FORM!r}")
    return table


def begin(folder: Path, plan: Plan) -> None:
    """Write points and manifest; the manifest last, as it makes the folder one of ours."""
    values = pa.array((json.dumps(point) for point in plan.points), pa.string())
    write_table(pa.table({"point": pa.array(range(len(values)), pa.int64()), "values": values}), folder / POINTS, _ROWS)
    table = {
        "form": FORM,
        "version": __version__,
        "commit": commit(),
        "key": plan.key(),
        "runs": plan.total,
        "machine": machine(),
        "began": now(),
        "plan": plan.as_plain(points=False),
    }
    _write(folder, table)


def note(folder: Path, **entries: Any) -> None:
    """Add to the manifest."""
    _write(folder, {**(table_of(folder) or {}), **entries})


def _points(file: Path) -> list[Any]:
    column = pq.read_table(file)["values"]
    return [json.loads(text.as_py()) for text in column]


def _write(folder: Path, table: dict[str, Any]) -> None:
    with whole_or_not(folder / MANIFEST) as file:
        file.write((json.dumps(table, indent=1) + "\n").encode())


def now() -> str:
    """The time, in UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


@cache
def machine() -> dict[str, Any]:
    """What it runs on; no name of it, and nobody's."""
    return {
        "system": platform.platform(terse=True),
        "processor": platform.machine(),
        "cores": os.process_cpu_count(),
        "python": platform.python_version(),
        **{name: _installed(name) for name in _LIBRARIES},
    }


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


@cache
def commit() -> str | None:
    """Of the checkout that runs, with + if files differ from it; None if it is installed, be it within another checkout."""
    if _git("ls-files", "--error-unmatch", "scenario.py") is None:
        return None
    return _git("describe", "--always", "--abbrev=40", "--dirty=+")


def _git(*words: str) -> str | None:
    here = Path(__file__).resolve().parents[1]  # scenarios/
    try:
        found = subprocess.run(["git", *words], cwd=here, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found.stdout.strip() or None if found.returncode == 0 else None
