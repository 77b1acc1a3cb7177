"""A strategy of a user's own brings its options along: as parameters, with no edit elsewhere."""

import subprocess
import sys
from pathlib import Path

MINE = """
from superorganisms.agents.strategies import add_strategy
from superorganisms.agents.strategies.direct import aim, effort
from superorganisms.declared import Option

NAME = "dreamer"
SENTENCE = "as direct, but with its head in the clouds"
OPTIONS = (
    Option("height", HEIGHT, 0, 9, "km", "how high the clouds are"),
    Option("sheep", 3, 0, 100, "sheep", "how many it counts", whole=True),
)
add_strategy(__name__)
"""
USE = """
from superorganisms.model.parameters import Parameters, LayerParameters

before, layer = Parameters(), LayerParameters(name="employee")
first = before.canonical()
import my_dreamer
assert "height" in LayerParameters.model_fields
assert before.get("employee.height") == layer.height == 2.0
assert before == Parameters() and hash(before) == hash(Parameters())
assert layer == LayerParameters(name="employee")
assert before.canonical() == Parameters().canonical() != first
now = before.with_changes({"employee.height": 5, "employee.strategies.dreamer": 0.5, "employee.sheep": 4.0})
assert now.get("employee.height") == 5.0 and type(now.get("employee.sheep")) is int
assert Parameters.from_toml(now.to_toml()) == now == Parameters.from_json(now.to_json())
assert [path for path in now.differences(before)] == ["employee.strategies", "employee.height", "employee.sheep"]
assert now.intervention(3, "employee.height", 1).value == 1.0
row = next(row for row in Parameters.reference() if row.path == "employee.height")
assert (row.kind, row.low, row.high, row.default, row.unit, row.where) == ("number", 0, 9, 2.0, "km", "leaves")
try:
    before.with_changes({"employee.height": 10})
except ValueError as refusal:
    print(refusal)

import importlib, pathlib
file = pathlib.Path(my_dreamer.__file__)
file.write_text(file.read_text().replace("height\\", 2", "height\\", 4.5"))
importlib.reload(my_dreamer)
assert Parameters().get("employee.height") == 4.5
file.write_text(file.read_text().replace('"height"', '"noise"'))
try:
    importlib.reload(my_dreamer)
except ValueError as refusal:
    print(refusal)
"""


def test_a_strategy_brings_its_options(tmp_path: Path) -> None:
    (tmp_path / "my_dreamer.py").write_text(MINE.replace("HEIGHT", "2"))
    done = subprocess.run([sys.executable, "-c", USE], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.stdout.splitlines() == [
        "employee.height must be in [0, 9], got 10",
        "a strategy's option can't be called 'noise', that is another parameter's name",
    ], done.stderr
