"""Scenarios, signatures and parameters as text that can be read in a terminal, and as JSON and TOML."""

import json
import math
import shutil
import textwrap
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
import tomli_w

from superorganisms.model.kinds.plain import plain
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.spoken import spoken

if TYPE_CHECKING:
    from superorganisms.scenarios.curve import Curve
    from superorganisms.scenarios.definition import Scenario
    from superorganisms.scenarios.signature import Expectation
    from superorganisms.scenarios.tracing import Traced

_INDENT = "  "


def _width() -> int:
    return min(shutil.get_terminal_size((100, 24)).columns, 110)


def _filled(text: str, first: str = _INDENT, then: str = _INDENT) -> str:
    return textwrap.fill(" ".join(text.split()), _width(), initial_indent=first, subsequent_indent=then)


def _section(title: str, lines: Iterable[str]) -> str:
    return "\n".join([title, *lines, ""])


def _items(texts: Iterable[str], mark: str = "-") -> list[str]:
    return [_filled(text, f"{_INDENT}{mark} ", f"{_INDENT}{' ' * len(mark)} ") for text in texts]


def as_text(scenario: "Scenario") -> str:
    """All of a scenario, to be read."""
    parts = [
        f"{scenario.name}: {scenario.title}\n",
        _section("Question", [_filled(scenario.question)]),
        _section("Claim", [_filled(scenario.claim)]),
        _section("Sources", _items(map(str, scenario.sources))),
        _section(f"World ({scenario.ticks} ticks), where it differs from the default", _changes(scenario.parameters)),
        _section("Contrast", [_filled(scenario.contrast_says), *_assignments(scenario.contrast_values, scenario.parameters)]),
        _section("Signature (means over seeds)", _items(map(_expected, scenario.signature))),
        *(
            [_section("Curves (what comes out as one thing is moved)", _items(map(_curve, scenario.curves)))]
            * bool(scenario.curves)
        ),
    ]
    return "\n".join([*parts, *_story(scenario), *_lesson(scenario)])


def _story(scenario: "Scenario") -> list[str]:
    told = [f"tick {tick}: {sentence}" for tick, sentence in scenario.story]
    return [_section("Story", _items(told))] if told else []


def _lesson(scenario: "Scenario") -> list[str]:
    lesson = scenario.lesson
    if lesson is None:
        return []
    answers = [f"{'(right) ' if answer.right else ''}{answer.text} {answer.why}" for answer in lesson.answers]
    return [
        _section("Idea", [_filled(lesson.idea)]),
        _section("Predict", [_filled(lesson.question), *_items(answers, "*")]),
        _section("Notice", _items(lesson.notice)),
        _section("Try", _items(lesson.attempts)),
        _section("Limits", [_filled(lesson.limits)]),
    ]


def _changes(parameters: Parameters) -> list[str]:
    changed = {path: ours for path, (_, ours) in parameters.differences(Parameters()).items()}
    if "layers" in changed:  # others than the default world's, so each is told by what it differs in from any layer
        del changed["layers"]
        changed["layers"] = tuple(layer.name for layer in parameters.layers)
        for layer in parameters.layers:
            changed |= _of_its_own(layer, known_by_tree=parameters.tree is not None)
    return _assignments(changed, parameters) or [f"{_INDENT}nowhere"]


def _of_its_own(layer: LayerParameters, *, known_by_tree: bool) -> dict[str, Any]:
    plain, silent = LayerParameters(name=layer.name), ("name", "size") if known_by_tree else ("name",)
    mine = {field: value for field, value in layer if field not in silent}
    return {f"{layer.name}.{field}": value for field, value in mine.items() if value != getattr(plain, field)}


def _assignments(values: Mapping[str, Any], parameters: Parameters) -> list[str]:
    return [
        _filled(f"{path}: {spoken(value, parameters.features)}", _INDENT * 2, _INDENT * 4) for path, value in values.items()
    ]


def _expected(expectation: "Expectation") -> str:
    said = f"{expectation.name} {_range(expectation.low, expectation.high)}: {expectation.sentence}"
    return f"{said} ({expectation.basis})"


def _curve(curve: "Curve") -> str:
    places = ", ".join(f"{at:.4g}" for at, _ in curve.steps)
    between = f" between {curve.extreme[0]:.4g} and {curve.extreme[1]:.4g}" if math.isfinite(sum(curve.extreme)) else ""
    ends = ", from the world to its contrast" if curve.fades else ""
    return f"{curve.name}: {curve.effect} {curve.shape}{between} along {curve.along}, {places}{ends} ({curve.basis})"


def traced(found: "Traced") -> str:
    """A curve that was run, as a table."""
    curve = found.curve
    rows = [f"{at:>12.4g} {row['mean']:>10.4g}  [{row['low']:.4g}, {row['high']:.4g}]" for at, row in found.table().iterrows()]
    return "\n".join([_curve(curve), *rows]) + "\n"


def _range(low: float, high: float) -> str:
    if math.isinf(high):
        return f">= {low:.4g}"
    return f"<= {high:.4g}" if math.isinf(low) else f"in [{low:.6g}, {high:.6g}]"


def verdicts(found: pd.DataFrame) -> str:
    """A measured signature as a table."""
    rows = [
        f"{'pass' if row['passed'] else 'FAIL'}  {name}: {row['ours']:.4g} [{row['low']:.4g}, {row['high']:.4g}], "
        f"expected {_range(row['expected_low'], row['expected_high'])} ({row['replicates']} seeds)"
        for name, row in found.iterrows()
    ]
    return "\n".join(rows) + "\n"


def as_json(scenario: "Scenario") -> str:
    """All of a scenario but the statistics, which are code; an open end of a range is null."""
    lesson = (
        None
        if scenario.lesson is None
        else {**vars(scenario.lesson), "answers": [vars(one) for one in scenario.lesson.answers]}
    )
    table = {
        **{key: getattr(scenario, key) for key in ("name", "title", "question", "claim", "ticks", "contrast_says")},
        "sources": [{"reference": source.reference, "reason": source.reason} for source in scenario.sources],
        "parameters": scenario.parameters.to_dict(),
        "contrast": dict(scenario.contrast),
        "signature": [_expectation(one) for one in scenario.signature],
        "curves": [_curve_as_table(one) for one in scenario.curves],
        "lesson": lesson,
        "story": [list(caption) for caption in scenario.story],
    }
    return json.dumps(table, indent=1) + "\n"


def _expectation(expectation: "Expectation") -> dict[str, Any]:
    ends = {
        key: value if math.isfinite(value) else None for key, value in (("low", expectation.low), ("high", expectation.high))
    }
    words = {key: getattr(expectation, key) for key in ("name", "sentence", "seeds", "basis")}
    return {**words, **ends}


def _curve_as_table(curve: "Curve") -> dict[str, Any]:
    words = {key: getattr(curve, key) for key in ("name", "along", "effect", "shape", "fades", "basis")}
    return {**words, "steps": [{"at": at, "changes": dict(changes)} for at, changes in curve.steps]}


def as_toml(scenario: "Scenario") -> str:
    """A scenario file to start from: all but signature and curves, whose outcomes a TOML file says in its own way."""
    table: dict[str, Any] = {key: getattr(scenario, key) for key in ("title", "question", "claim", "ticks", "contrast_says")}
    table["sources"] = [vars(source) for source in scenario.sources]
    table["parameters"] = scenario.parameters.to_dict()
    table["contrast"] = {path: _said(value) for path, value in scenario.contrast_values.items()}
    table["story"] = [list(caption) for caption in scenario.story]
    if scenario.lesson is not None:
        table["lesson"] = {**vars(scenario.lesson), "answers": [vars(one) for one in scenario.lesson.answers]}
    return tomli_w.dumps(_without_none(table))


def _said(value: Any) -> Any:
    """What a contrast sets, in its one form; `none` as --set has it, since TOML has no null."""
    return "none" if value is None else plain(value)


def _without_none(value: Any) -> Any:
    """TOML has no null: a parameter that is left out has its default."""
    if isinstance(value, dict):
        return {key: _without_none(one) for key, one in value.items() if one is not None}
    return [_without_none(one) for one in value] if isinstance(value, list | tuple) else value


def reference() -> str:
    """Every parameter: path, default, unit, range and what it means."""
    lines = []
    for one in Parameters.reference():
        lines.append(f"{one.path} = {json.dumps(one.default)}   [{', '.join(filter(None, (one.unit, one.range)))}]")
        lines.append(_filled(one.sentence, _INDENT * 2, _INDENT * 2))
    return "\n".join(lines) + "\n"
