"""Scenarios by name or path. They are found, not listed: every file of scenarios/library is one, a user's own by its path."""

from functools import cache
from pathlib import Path

from superorganisms.errors import ScenarioError, suggest
from superorganisms.scenarios.definition import Scenario

__all__ = ["LIBRARY", "Scenario", "files", "scenario", "scenarios"]

LIBRARY = Path(__file__).parent / "library"


def scenario(name: str | Path) -> Scenario:
    """The scenario of that name, or in the file (.toml, .py) at that path. Raises ScenarioError if there is none."""
    from superorganisms.scenarios import reading

    if reading.is_path(name):
        return reading.read(Path(name))
    known = files()
    wanted = str(name).replace("_", "-")
    if wanted not in known:
        hint = suggest(wanted, known) or f"; there are {', '.join(known)}"
        raise ScenarioError(f"no scenario {str(name)!r}{hint}")
    return _found(wanted)


def scenarios() -> tuple[Scenario, ...]:
    """Every scenario of the library, the first ones to meet first."""
    return tuple(sorted((_found(name) for name in files()), key=lambda found: (found.order, found.name)))


def files() -> dict[str, Path]:
    """Name -> file of every scenario of the library, without reading any."""
    return {file.stem.replace("_", "-"): file for file in sorted(LIBRARY.glob("[!_]*.py"))}


@cache
def _found(name: str) -> Scenario:
    from importlib import import_module

    from superorganisms.scenarios.reading import from_module

    return from_module(import_module(f"superorganisms.scenarios.library.{name.replace('-', '_')}"))
