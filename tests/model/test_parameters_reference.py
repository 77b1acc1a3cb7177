"""The reference says what the parameters are, and docs/parameters.md is what it says."""

import dataclasses
import json
import re
from pathlib import Path

import pytest

from superorganisms.model.parameter_reference import page
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.selection import rules

ROWS = {row.path: row for row in Parameters.reference()}
KINDS = {
    *("number", "integer", "flag", "choice", "text", "vector", "matrix", "matrix list", "capacity"),
    *("rule", "call", "mixture", "table", "schedule", "text list", "tree"),
}


def test_the_page_in_docs_is_current() -> None:
    root = Path(__file__).parents[2]
    renew = "renew it: python -m superorganisms.model.parameter_reference > docs/parameters.md"
    assert (root / "docs" / "parameters.md").read_text(encoding="utf-8") == page(), renew


@pytest.mark.parametrize("path", ROWS)
def test_every_parameter_says_what_it_is(path: str) -> None:
    row = ROWS[path]
    assert row.kind in KINDS
    assert row.sentence
    assert "|" not in row.sentence + row.range + row.unit
    assert row.range
    assert row.unit or row.kind in ("flag", "choice", "text", "rule", "call", "text list", "tree")
    json.dumps(dataclasses.asdict(row), allow_nan=False)


@pytest.mark.parametrize("path", [path for path, row in ROWS.items() if row.kind in ("number", "integer")])
def test_bounds_are_the_ones_enforced(path: str) -> None:
    row, whole = ROWS[path], Parameters()
    assert row.low is not None
    assert row.high is not None
    if not path.endswith("size"):
        assert whole.with_changes({path: row.low}).get(path) == row.low
        assert whole.with_changes({path: row.high}).get(path) == row.high
    for beyond in (row.low - 1, row.high + 1):
        with pytest.raises(ValueError, match=rf"^{re.escape(path)} must be in \["):
            whole.with_changes({path: beyond})


@pytest.mark.parametrize("path", ROWS)
def test_defaults_are_the_values_of_the_default_world(path: str) -> None:
    whole = Parameters()
    assert whole.with_changes({path: ROWS[path].default} if path != "interventions" else {}) == whole


def test_controls_appear_only_where_they_have_an_effect() -> None:
    assert "firm.selection" in ROWS
    assert "order.selection" not in ROWS
    assert "order.sensor" not in ROWS
    assert "employee.skill" in ROWS
    assert "firm.skill" not in ROWS
    one = {row.path for row in Parameters.reference(["LAYER"])}
    assert one >= {f"LAYER.{field}" for field in LayerParameters.model_fields}
    assert [row.path for row in Parameters.reference(["a", "b"]) if row.path.endswith(".sensor")] == ["b.sensor"]


def test_rules_and_strategies_come_with_their_options() -> None:
    row = ROWS["firm.selection"]
    assert row.choices == tuple(rules())
    assert row.default == {"rule": "truncation", "turnover": 0.2}
    options = {(option.rule, option.path): option for option in row.options}
    s = options["moran", "firm.selection.s"]
    assert (s.kind, s.low, s.high, s.default) == ("number", 0, 1000, 1.0)
    assert options["moran", "firm.selection.fitness"].choices == ("exponential", "linear")
    assert "direct" in ROWS["employee.strategies"].choices


def test_what_may_be_none_is_none_by_default() -> None:
    """TOML has no None: it is left out there, and so must be what is missing."""
    for owner in (Parameters, LayerParameters):
        for name, field in owner.model_fields.items():
            if field.is_required():
                continue
            try:
                accepted = owner.model_validate({"name": "firm"} | {name: None} if owner is LayerParameters else {name: None})
            except ValueError:
                continue
            assert getattr(accepted, name) is None
            assert field.default is None
