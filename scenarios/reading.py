"""A scenario out of a file: a Python module's capital names, or the same names in small letters in TOML."""

import importlib.util
import sys
import traceback
from pathlib import Path
from types import ModuleType

from superorganisms.errors import ScenarioError, SuperorganismError
from superorganisms.scenarios.definition import ENTRIES, Scenario
from superorganisms.scenarios.toml_file import from_toml


def is_path(name: str | Path) -> bool:
    """Whether a scenario is meant by its file: a name has neither ending nor folder."""
    return isinstance(name, Path) or Path(name).suffix in (".py", ".toml") or len(Path(name).parts) > 1


def read(path: Path) -> Scenario:
    """The scenario in a user's file. A Python file is run."""
    if path.suffix not in (".py", ".toml"):
        raise ScenarioError(f"a scenario is a .toml or .py file, got {str(path)!r}")
    if not path.is_file():
        raise ScenarioError(f"there is no file {str(path)!r}")
    return from_module(_run(path)) if path.suffix == ".py" else from_toml(path)


def from_module(module: ModuleType) -> Scenario:
    """The scenario that a module's names in capital letters make: TITLE, QUESTION, PARAMETERS and so on (`ENTRIES`)."""
    given = {name: getattr(module, name.upper()) for name in ENTRIES if hasattr(module, name.upper())}
    file = Path(module.__file__ or module.__name__)
    return Scenario.of(given, file)


def _run(path: Path) -> ModuleType:
    """Run a user's file; what goes wrong in it is told by line."""
    spec = importlib.util.spec_from_file_location(f"superorganisms_scenario_{path.stem}", path)
    if spec is None or spec.loader is None:  # no loader for this ending; read() has already turned these away
        raise ScenarioError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # leave nothing behind in the user's folder
    sys.modules[module.__name__] = module  # as `import` does: `add_measure(__name__)` looks there for its module
    try:
        spec.loader.exec_module(module)
    except SuperorganismError:
        raise
    except SyntaxError as error:
        raise ScenarioError(f"{path}, line {error.lineno}: {error.msg}") from error
    except Exception as error:
        raise ScenarioError(f"{path}{_line(error, path)}: {type(error).__name__}: {error}") from error
    finally:
        sys.dont_write_bytecode = before
    return module


def _line(error: Exception, path: Path) -> str:
    lines = [step.lineno for step in traceback.extract_tb(error.__traceback__) if Path(step.filename) == path]
    return f", line {lines[-1]}" if lines else ""
