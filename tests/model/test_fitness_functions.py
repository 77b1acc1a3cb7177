"""Functions of a user's own are known by a text, here and in other processes."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from superorganisms.errors import ParameterError
from superorganisms.model.fitness_functions import function_of, named

STRANGER = """
from superorganisms.errors import ParameterError
from superorganisms.model import fitness_functions
known = fitness_functions.named(len)
with fitness_functions.only_known():
    assert fitness_functions.function_of(known) is len
    try:
        fitness_functions.function_of("antigravity:geohash")
    except ParameterError as refusal:
        print(refusal)
import sys
assert "antigravity" not in sys.modules
assert fitness_functions.function_of("math:floor")(1.5) == 1
"""


def made() -> Callable[..., object]:
    def payoff(metrics: object, goals: object, families: object) -> object:
        return metrics

    return payoff


def test_a_function_is_known_by_module_and_name() -> None:
    one, other = made(), made()
    text = named(one)
    assert text == f"{__name__}:made.<locals>.payoff"
    assert named(other) == f"{text}#2"
    assert named(one) == text
    assert function_of(text) is one
    assert function_of(f"{text}#2") is other


def test_a_text_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my_payoffs.py").write_text(
        "class Of:\n    @staticmethod\n    def all(metrics, goals, families): return metrics\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert function_of("my_payoffs:Of.all")(1, 2, 3) == 1
    assert named(function_of("my_payoffs:Of.all")) == "my_payoffs:Of.all"


def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my_broken.py").write_text("1 / 0\n")
    monkeypatch.syspath_prepend(tmp_path)
    for text, said in {
        "my_broken:f": "can't import 'my_broken' of 'my_broken:f': division by zero",
        "my_nowhere:f": "can't import 'my_nowhere' of 'my_nowhere:f': No module named 'my_nowhere'",
        "math:pi": "there is no function 'pi' in the module 'math'",
        "x:f.<locals>.g": "there is no function 'x:f.<locals>.g' in this process, and it can't be imported by that name",
    }.items():
        with pytest.raises(ParameterError) as caught:
            function_of(text)
        assert str(caught.value) == said
    with pytest.raises(ParameterError, match="made by `def`"):
        named(3)  # type: ignore[arg-type]


def test_nothing_is_imported_by_a_strangers_text() -> None:
    done = subprocess.run([sys.executable, "-c", STRANGER], capture_output=True, text=True, check=False)
    said = "there is no function 'antigravity:geohash' here, and none is imported by a name that a page sends"
    assert done.stdout == f"{said}\n", done.stderr
