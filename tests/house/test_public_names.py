"""`from superorganisms import ...`: every public name is there, and none is loaded before it is asked for."""

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import superorganisms

HEAVY = ["matplotlib", "mesa", "networkx", "numba", "numpy", "pandas", "pyarrow", "pydantic", "scipy", "starlette"]
HELP = """
from superorganisms.__main__ import main
try:
    main(["--help"])
except SystemExit as end:
    assert not end.code
"""
NAMED_ALIKE = """
import importlib, json, sys
told = []
for first in ["scenario", "scenarios", "Superorganism"]:
    for name in [name for name in sys.modules if name.partition(".")[0] == "superorganisms"]:
        del sys.modules[name]
    getattr(importlib.import_module("superorganisms"), first)
    from superorganisms import scenarios
    from superorganisms.scenarios import library
    import superorganisms.scenarios.scenario as module
    from superorganisms import scenarios as again
    told.append([first, len(list(scenarios())), len(list(again())), module.__name__])
print(json.dumps(told))
"""


def printed(code: str) -> str:
    """What a fresh Python prints last."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize("code", ["import superorganisms; dir(superorganisms)", HELP], ids=["import", "help"])
def test_no_library_is_loaded_by(code: str) -> None:
    ask = f"import json, sys\nprint(json.dumps([name for name in {HEAVY} if name in sys.modules]))"
    assert json.loads(printed(f"{code}\n{ask}")) == []


@pytest.mark.parametrize("name", superorganisms.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert name in dir(superorganisms)
    assert getattr(superorganisms, name) is not None


def test_an_unknown_name_says_so() -> None:
    with pytest.raises(AttributeError, match="'superorganisms' has no attribute 'Superorganisation'"):
        _ = superorganisms.Superorganisation


def test_the_folder_of_scenarios_and_the_function_that_lists_them_share_a_name() -> None:
    """Whichever is loaded first, in a Python that knows nothing of the package yet."""
    told = json.loads(printed(NAMED_ALIKE))
    assert [first for first, *_ in told] == ["scenario", "scenarios", "Superorganism"]
    for _, count, again, module in told:
        assert count == again >= 4
        assert module == "superorganisms.scenarios.scenario"


def test_laws_are_a_module() -> None:
    assert isinstance(superorganisms.laws, ModuleType)


def test_the_citation_names_the_version(root: Path) -> None:
    citation = (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {superorganisms.__version__}\n" in citation
