"""Values as people type them after `--set`."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from superorganisms.model.parameters import Parameters, parse_text
from tests.model.valid_parameters import refusal


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("firm.mutation", "0.2", 0.2),
        ("firm.mutation", " .2 ", 0.2),
        ("firm.mutation", "1e-3", 0.001),
        ("firm.mutation", "-1", -1),
        ("firm.mutation", "high", "high"),
        ("firm.mutation", "", ""),
        ("firm.period", "1_000", 1000),
        ("intensity", "true", True),
        ("features", "3", 3),
        ("features", "[a, b]", ["a", "b"]),
        ("features", "a, b", ["a", "b"]),
        ("intent", "[1, 0, 2.5]", [1, 0, 2.5]),
        ("intent", "1, -2", [1, -2]),
        ("intent", "(1, 2)", [1, 2]),
        ("intent", "wellbeing=1, security=2", {"wellbeing": 1, "security": 2}),
        ("intent", '{"my feature": 1}', {"my feature": 1}),
        ("intent", "{wellbeing: 1}", {"wellbeing": 1}),
        ("intent", "{ wellbeing = 1 }", {"wellbeing": 1}),
        ("response", "none", None),
        ("response", "null", None),
        ("response", "[[1, 0], [0, 1]]", [[1, 0], [0, 1]]),
        ("regimes", "[{at = 3, response = [1, 2]}]", [{"at": 3, "response": [1, 2]}]),
        ("firm.goal", "around=[1, 2]", {"around": [1, 2]}),
        ("firm.selection", "none", "none"),
        ("firm.selection", "moran(s=2)", "moran(s=2)"),
        ("firm.selection", '{"rule": "moran", "s": 2}', {"rule": "moran", "s": 2}),
        ("firm.selection.s", "2", 2),
        ("goal_geometry", "free", "free"),
        ("employee.strategies", "deceiver", "deceiver"),
        ("employee.strategies", "deceiver=.3", {"deceiver": 0.3}),
        ("employee.2.strategy", "deceiver", "deceiver"),
        ("firm.mutation", "__import__('os')", "__import__('os')"),
        ("intent", "a=1, 2", "a=1, 2"),
        ("intent", "**{}", "**{}"),
        ("intent", "a=1)(b=2", "a=1)(b=2"),
        ("firm.mutation", "1\nb = 2", "1\nb = 2"),
    ],
)
def test_text_is_read_as_meant(path: str, text: str, value: Any) -> None:
    read = parse_text(path, text)
    assert read == value
    assert type(read) is type(value)


@given(st.sampled_from([row.path for row in Parameters.reference()]), st.text(max_size=30))
def test_any_text_is_read_and_any_refusal_is_a_sentence(path: str, text: str) -> None:
    value = parse_text(path, text)
    assert "\n" not in refusal(lambda: Parameters().with_changes({path: value}))


@pytest.mark.parametrize("path", [row.path for row in Parameters.reference() if row.kind in ("number", "integer")])
@given(number=st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15))
def test_numbers_read_back_exactly(path: str, number: float) -> None:
    assert parse_text(path, repr(number)) == number


def test_a_very_deep_text_is_only_text() -> None:
    assert parse_text("intent", "[" * 100_000) == "[" * 100_000
