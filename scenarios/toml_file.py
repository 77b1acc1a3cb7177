"""A scenario out of a TOML file, what is wrong in it told in one sentence."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import Field
from pathlib import Path
from typing import Any

from superorganisms.errors import ScenarioError, suggest
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.definition import ENTRIES, Scenario
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.signature import LEAST_SEEDS, Expectation, difference, in_contrast, in_world

_KIND_NAMES: dict[type, str] = {str: "a text", bool: "true or false", int: "a whole number", list: "a list", dict: "a table"}
_STATISTICS = {"world": in_world, "contrast": in_contrast, "difference": difference}


def from_toml(path: Path) -> Scenario:
    """The scenario in a TOML file."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path} is not TOML: {error}") from error
    _known(table, ENTRIES, f"{path}:")
    given: dict[str, Any] = dict(table)
    given["parameters"] = Parameters.from_dict(_of_kind(table, "parameters", dict, {}, f"{path}:"))
    sources = _of_kind(table, "sources", list, [], f"{path}:")
    given["sources"] = tuple(_build(Source, item, f"{path}: sources") for item in sources)
    signature = _of_kind(table, "signature", list, [], f"{path}:")
    given["signature"] = tuple(_expectation(item, f"{path}: signature") for item in signature)
    given["story"] = tuple(_caption(item, f"{path}: story") for item in _of_kind(table, "story", list, [], f"{path}:"))
    if "lesson" in table:
        given["lesson"] = _lesson(_of_kind(table, "lesson", dict, {}, f"{path}:"), f"{path}: lesson")
    return Scenario.of(given, path)


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


_EXPECTATION = ("name", "sentence", "measure", "first", "last", "of", "low", "high", "seeds")


def _expectation(item: Any, where: str) -> Expectation:
    """What TOML can expect: the mean of a measure over the ticks first to last `of` world, contrast or their difference."""
    if not isinstance(item, dict):
        raise ScenarioError(f"{where} must be a list of tables, got {item!r:.80}")
    _known(item, _EXPECTATION, f"{where}:")
    for name in ("measure", "first", "last"):
        if name not in item:
            raise ScenarioError(f"{where}: {name!r} is missing")
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
    )


def _number(item: Mapping[str, Any], name: str, default: float, where: str) -> float:
    value = item.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ScenarioError(f"{where}: {name} must be a number, got {value!r:.80}")
    return float(value)
