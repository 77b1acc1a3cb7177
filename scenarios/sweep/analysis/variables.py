"""What a sweep varied, as figures and sentences need it: a name, what it means, and a value for each point."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.model.parameter_reference import Description
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.sweep.plan import Plan, world_parameters

_LONG = 28  # characters of a value that is no number


@dataclass(frozen=True)
class Variable:
    """A parameter that takes more than one value, or several that move together.

    at: the value of each point, numbers as floats, others as text. levels: each once, numbers in order. says: what the
    parameter is, in the words of the reference; unit: what it is counted in.
    """

    name: str
    at: tuple[Any, ...]
    numeric: bool
    levels: tuple[Any, ...]
    says: str = ""
    unit: str = ""

    @property
    def label(self) -> str:
        """Name, meaning and unit, for an axis."""
        unit = f" [{self.unit}]" if self.unit not in ("", "1") else ""
        return f"{self.name}: {self.says}{unit}" if self.says else f"{self.name}{unit}"

    @property
    def places(self) -> Floats:
        """A number for each point: the value itself, or which of the levels it is."""
        if self.numeric:
            return np.array(self.at, dtype=float)
        return np.array([self.levels.index(value) for value in self.at], dtype=float)


def variables(plan: Plan) -> list[Variable]:
    """All that a plan varies. What has the same value everywhere is none."""
    known = {one.path: one for one in Parameters.reference([layer.name for layer in world_parameters(plan).layers])}
    found = []
    for number, axis in enumerate(plan.axes):
        says, unit = _meaning(axis.paths, known)
        made = variable(axis.name, [point[number] for point in plan.points], says=says, unit=unit)
        if len(made.levels) > 1:
            found.append(made)
    return found


def variable(name: str, at: Sequence[Any], *, says: str = "", unit: str = "") -> Variable:
    """A variable of these values, one a point."""
    numeric = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in at)
    plain = tuple(float(value) if numeric else written(value) for value in at)
    levels = sorted(set(plain)) if numeric else dict.fromkeys(plain)
    return Variable(name, plain, numeric, tuple(levels), says, unit)


def written(value: Any) -> str:
    """A value in few characters: a rule as it is typed, numbers short.

    >>> written({"rule": "moran", "s": 2}), written(True), written(0.25)
    ('moran(s=2)', 'true', '0.25')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return f"{value:.6g}"
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and "rule" in value:
        options = ", ".join(f"{name}={written(one)}" for name, one in value.items() if name != "rule")
        return f"{value['rule']}({options})" if options else str(value["rule"])
    text = json.dumps(value)
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _meaning(paths: Sequence[str], known: dict[str, Description]) -> tuple[str, str]:
    """Sentence and unit of a parameter; of several that move together those of the first, if all mean the same."""
    said = [_one_meaning(path, known) for path in paths]
    if len(set(said)) == 1:
        return said[0]
    return "", ""


def _one_meaning(path: str, known: dict[str, Description]) -> tuple[str, str]:
    if path in known:
        return known[path].sentence, known[path].unit
    parent, _, last = path.rpartition(".")
    above = known.get(parent)
    if above is None:
        return "", ""
    for option in above.options:
        if option.path == path:
            return option.sentence, option.unit
    return f"{above.sentence}: {last}", above.unit
