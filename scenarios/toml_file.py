"""A scenario out of a TOML file, what is wrong in it told in one sentence."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import Field
from pathlib import Path
from typing import Any, cast

from superorganisms.errors import ScenarioError, SuperorganismError, suggest
from superorganisms.model.parameter_text import parse_text
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import SHAPES, Curve, Shape, steps
from superorganisms.scenarios.definition import ENTRIES, Scenario
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.signature import LEAST_SEEDS, Expectation, difference, in_contrast, in_world
from superorganisms.scenarios.told import at

_KIND_NAMES: dict[type, str] = {str: "a text", bool: "true or false", int: "a whole number", list: "a list", dict: "a table"}
_ENTRIES = tuple(name for name in ENTRIES if name != "told")
_STATISTICS = {"world": in_world, "contrast": in_contrast, "difference": difference}


def from_toml(path: Path) -> Scenario:
    """The scenario in a TOML file."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path} is not TOML: {error}") from error
    if "told" in table:
        raise ScenarioError(f"{path}: told is code that computes numbers from worlds; TOML has none, so write it in Python")
    _known(table, _ENTRIES, f"{path}:")
    given: dict[str, Any] = dict(table)
    given["parameters"] = Parameters.from_dict(_of_kind(table, "parameters", dict, {}, f"{path}:"))
    if "contrast" in table:
        given["contrast"] = _contrast(_of_kind(table, "contrast", dict, {}, f"{path}:"))
    sources = _of_kind(table, "sources", list, [], f"{path}:")
    given["sources"] = tuple(_build(Source, item, f"{path}: sources") for item in sources)
    signature = _of_kind(table, "signature", list, [], f"{path}:")
    given["signature"] = tuple(_expectation(item, f"{path}: signature") for item in signature)
    curves = _of_kind(table, "curves", list, [], f"{path}:")
    given["curves"] = tuple(_curve(item, given["parameters"], f"{path}: curves") for item in curves)
    given["story"] = tuple(_caption(item, f"{path}: story") for item in _of_kind(table, "story", list, [], f"{path}:"))
    if "lesson" in table:
        given["lesson"] = _lesson(_of_kind(table, "lesson", dict, {}, f"{path}:"), f"{path}: lesson")
    return Scenario.of(given, path)


def _contrast(table: Mapping[str, Any]) -> dict[str, Any]:
    """Texts as people type them for `--set`: TOML has no other way to say none."""
    return {path: parse_text(path, value) if isinstance(value, str) else value for path, value in table.items()}


def _of_kind[T](table: Mapping[str, Any], name: str, kind: type[T], default: T, where: str) -> T:
    value = table.get(name, default)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ScenarioError(f"{where} {name} must be {_KIND_NAMES[kind]}, got {value!r:.80}")
    return value


def _known(table: Mapping[str, Any], names: Iterable[str], where: str) -> None:
    for name in table:
        if name not in names:
            raise ScenarioError(f"{where} no entry {name!r}{suggest(name, names) or '; there are ' + ', '.join(names)}")


def _build[T](kind: type[T], table: Any, where: str) -> T:
    """A dataclass of ours from a table, its mistakes named."""
    if not isinstance(table, dict):
        raise ScenarioError(f"{where} must be a table, got {table!r:.80}")
    fields: dict[str, Field[Any]] = kind.__dataclass_fields__  # type: ignore[attr-defined]  # only dataclasses come here
    _known(table, fields, f"{where}:")
    for kind_of_field in (str, bool):
        for name in (name for name, field in fields.items() if field.type is kind_of_field):
            _of_kind(table, name, kind_of_field, kind_of_field(), f"{where}:")
    try:
        return kind(**table)
    except TypeError as error:
        raise ScenarioError(f"{where}: {str(error).split('() ')[-1]}") from error


def _lesson(table: dict[str, Any], where: str) -> Lesson:
    given = dict(table)
    answers = _of_kind(table, "answers", list, [], f"{where}:")
    given["answers"] = tuple(_build(Answer, item, f"{where}.answers") for item in answers)
    for name in ("notice", "attempts"):
        given[name] = tuple(map(str, _of_kind(table, name, list, [], f"{where}:")))
    return _build(Lesson, given, where)


def _caption(item: Any, where: str) -> tuple[int, str]:
    if not isinstance(item, list) or [type(part) for part in item] != [int, str]:
        raise ScenarioError(f"{where} must be a list of [tick, sentence], got {item!r:.80}")
    return item[0], item[1]


_EXPECTATION = ("name", "sentence", "measure", "first", "last", "of", "low", "high", "seeds", "basis")


def _expectation(item: Any, where: str) -> Expectation:
    """What TOML can expect: the mean of a measure over the ticks first to last `of` world, contrast or their difference."""
    if not isinstance(item, dict):
        raise ScenarioError(f"{where} must be a list of tables, got {item!r:.80}")
    _known(item, _EXPECTATION, f"{where}:")
    _needed(item, ("measure", "first", "last"), where)
    of = item.get("of", "world")
    if of not in tuple(_STATISTICS):
        raise ScenarioError(f"{where}: of must be world, contrast or difference, got {of!r:.80}")
    measure = _of_kind(item, "measure", str, "", f"{where}:")
    first, last = (_of_kind(item, name, int, 0, f"{where}:") for name in ("first", "last"))
    return Expectation(
        name=_of_kind(item, "name", str, measure, f"{where}:"),
        sentence=_of_kind(item, "sentence", str, "", f"{where}:"),
        statistic=_STATISTICS[of](measure, first, last),
        low=_number(item, "low", -math.inf, where),
        high=_number(item, "high", math.inf, where),
        seeds=_of_kind(item, "seeds", int, LEAST_SEEDS, f"{where}:"),
        basis=_of_kind(item, "basis", str, "measured", f"{where}:"),
    )


_CURVE_NEEDS = ("name", "along", "effect", "path", "values", "measure", "first", "last", "shape")
_CURVE = (*_CURVE_NEEDS, "extreme", "slack", "fades", "ticks", "basis")


def _curve(item: Any, parameters: Parameters, where: str) -> Curve:
    """What TOML can trace: the mean of a measure over the ticks first to last, as one number is set to each of some values."""
    if not isinstance(item, dict):
        raise ScenarioError(f"{where} must be a list of tables, got {item!r:.80}")
    _known(item, _CURVE, f"{where}:")
    _needed(item, _CURVE_NEEDS, where)
    name, along, effect, measure, shape = (
        _of_kind(item, one, str, "", f"{where}:") for one in ("name", "along", "effect", "measure", "shape")
    )
    where = f"{where}: {name!r}:"
    first, last = (_of_kind(item, one, int, 0, where) for one in ("first", "last"))
    if first > last:
        raise ScenarioError(f"{where} first must not be after last, got {first} and {last}")
    if shape not in SHAPES:
        raise ScenarioError(f"{where} shape must be one of {', '.join(SHAPES)}, got {shape!r:.80}{suggest(shape, SHAPES)}")
    return Curve(
        name=name,
        along=along,
        effect=effect,
        steps=_steps(item, parameters, where),
        outcome=at(measure, first, last),
        shape=cast("Shape", shape),  # one of them, as was just seen
        extreme=_extreme(item, where),
        slack=_number(item, "slack", 0.0, where.removesuffix(":")),
        fades=_of_kind(item, "fades", bool, False, where),
        ticks=_of_kind(item, "ticks", int, 1, where) if "ticks" in item else None,
        basis=_of_kind(item, "basis", str, "measured", where),
    )


def _steps(item: Mapping[str, Any], parameters: Parameters, where: str) -> tuple[tuple[float, dict[str, Any]], ...]:
    """A parameter, or the same in several layers, set to each of the values, which it must be able to have."""
    paths = item["path"] if isinstance(item["path"], list) else [item["path"]]
    if not paths or not all(isinstance(path, str) for path in paths):
        raise ScenarioError(f"{where} path must be a parameter's path or a list of them, got {item['path']!r:.80}")
    values = _numbers(item, "values", where)
    if len(values) < 2:
        raise ScenarioError(f"{where} values must be two numbers or more, got {values!r:.80}")
    found = steps(paths[0], values, *paths[1:])
    for _, changes in found:
        try:
            parameters.with_changes(changes)
        except SuperorganismError as error:
            raise ScenarioError(f"{where} {error}") from error
    return found


def _extreme(item: Mapping[str, Any], where: str) -> tuple[float, float]:
    if "extreme" not in item:
        return -math.inf, math.inf
    ends = _numbers(item, "extreme", where)
    if len(ends) != 2 or ends[0] > ends[1]:
        raise ScenarioError(f"{where} extreme must be [low, high], got {ends!r:.80}")
    return float(ends[0]), float(ends[1])


def _numbers(item: Mapping[str, Any], name: str, where: str) -> list[int | float]:
    values = _of_kind(item, name, list, [], where)
    if any(isinstance(value, bool) or not isinstance(value, int | float) for value in values):
        raise ScenarioError(f"{where} {name} must be numbers, got {values!r:.80}")
    return values


def _needed(item: Mapping[str, Any], names: Iterable[str], where: str) -> None:
    for name in names:
        if name not in item:
            raise ScenarioError(f"{where}: {name!r} is missing")


def _number(item: Mapping[str, Any], name: str, default: float, where: str) -> float:
    value = item.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ScenarioError(f"{where}: {name} must be a number, got {value!r:.80}")
    return float(value)
