"""Values along an axis: as they are listed, as they are sampled, as they are typed, and what can't be one."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from superorganisms.errors import BatchError, ParameterError
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.sweep.axes import Axis, Span, axis, kind_of, parse

WORLD = Parameters()


def test_a_range_is_cut_evenly_with_both_ends_as_they_are() -> None:
    assert axis("firm.mutation", Span(0, 1, 5), WORLD).listed() == (0.0, 0.25, 0.5, 0.75, 1.0)
    assert axis("firm.mutation", Span(0, 0.3, 4), WORLD).listed() == (0.0, 0.1, 0.2, 0.3)
    assert axis("firm.mutation", Span(0.3, 0.1, 3), WORLD).listed() == (0.3, 0.2, 0.1)
    low, high = 0.1234567890123456, 0.9876543210987654
    assert axis("firm.mutation", Span(low, high, 7), WORLD).listed()[::6] == (low, high)


def test_a_range_of_one_value_is_one_value() -> None:
    assert axis("firm.mutation", Span(0.5, 0.5, 9), WORLD).listed() == (0.5,)
    assert axis("firm.mutation", Span(0.5, 0.9, 1), WORLD).listed() == (0.5,)
    assert axis("firm.mutation", [0.5], WORLD).listed() == (0.5,)


def test_a_range_of_a_whole_number_lists_each_once() -> None:
    found = axis("firm.period", Span(1, 3, 9), WORLD).listed()
    assert found == (1, 2, 3)
    assert all(type(value) is int for value in found)


@given(st.integers(-5, 5), st.integers(-5, 5))
def test_what_samples_meets_each_whole_number_equally_often(first: int, last: int) -> None:
    made = Axis(("x",), span=Span(first, last), whole=True)
    count = abs(last - first) + 1
    seen = Counter(made.at((share + 0.5) / (60 * count)) for share in range(60 * count))
    assert seen == dict.fromkeys(range(min(first, last), max(first, last) + 1), 60)
    assert (made.at(0.0), made.at(1.0)) == (first, last)


@given(st.floats(-1e300, 1e300), st.floats(-1e300, 1e300), st.floats(0, 1))
def test_a_sampled_value_lies_within_its_range(low: float, high: float, share: float) -> None:
    value = Axis(("x",), span=Span(low, high)).at(share)
    assert math.isfinite(value)
    slack = 1e-15 * max(abs(low), abs(high))
    assert min(low, high) - slack <= value <= max(low, high) + slack


def test_values_one_by_one_have_equal_shares() -> None:
    made = axis("firm.selection", ["none", "moran", "truncation"], WORLD)
    assert [made.at(share) for share in (0, 0.33, 0.34, 0.66, 0.67, 1)] == ["none"] + ["none", "moran"] + ["moran"] + [
        "truncation"
    ] * 2


def test_paths_that_move_together_are_one_axis() -> None:
    made = axis("firm.mutation + employee.mutation", [0.1], WORLD)
    assert made.paths == ("firm.mutation", "employee.mutation")
    assert made.name == "firm.mutation+employee.mutation"


@pytest.mark.parametrize("values", [np.array([0.1, 0.2]), (0.1, 0.2), [np.float64(0.1), np.float32(0.2)]])
def test_values_may_be_arrays(values: object) -> None:
    found = axis("firm.mutation", values, WORLD).listed()  # type: ignore[arg-type]
    assert found == pytest.approx((0.1, 0.2))
    assert {type(value) for value in found} == {float}
    assert axis("firm.period", range(1, 4), WORLD).listed() == (1, 2, 3)


def test_what_a_column_of_values_holds() -> None:
    found = [kind_of(v) for v in ([1, 2], [1, 0.5], [0.5, None], [True, False], [None])]
    assert found == ["int", "float", "float", "bool", "text"]
    assert [kind_of(v) for v in ([1, True], ["a", 1], [[1]], [2**70], [2**60, 0.5])] == ["text"] * 5
    assert kind_of([2**62]) == "int"


def test_an_axis_comes_back_from_plain_data() -> None:
    for made in (
        axis("firm.mutation", Span(0, 1, 3), WORLD),
        axis("firm.selection", ["none", {"rule": "truncation", "turnover": 0.4}], WORLD),
        axis("employee.capacity", [None, 1, 2], WORLD),
    ):
        assert Axis.of_plain(made.as_plain()) == made


@pytest.mark.parametrize(
    ("name", "values", "sentence"),
    [
        ("firm.mutation", [], "takes a list of values"),
        ("firm.mutation", "0.1", "takes a list of values"),
        ("firm.mutation", 0.1, "takes a list of values"),
        ("firm.mutation", [0.1, 0.2, 0.1], "has the value 0.1 twice"),
        ("firm.mutation", [1, 1.0], "has the value 1.0 twice"),
        ("firm.mutation", [0.1, math.nan], "must be a finite number"),
        ("firm.mutation", [object()], "must be a finite number"),
        ("firm.mutation", Span(0, math.inf), "ends must be finite"),
        ("firm.mutation", Span(0, True), "ends must be finite"),
        ("firm.mutation", Span(0, 1, 0), "count must be a whole number"),
        ("firm.mutation", Span(0, 1, 10**9), "count must be a whole number"),
        ("firm.mutation+firm.mutation", [0.1], "names a parameter twice"),
    ],
)
def test_what_cannot_be_an_axis_is_told(name: str, values: object, sentence: str) -> None:
    with pytest.raises(BatchError, match=sentence):
        axis(name, values, WORLD)  # type: ignore[arg-type]


def test_an_unknown_path_is_told_with_the_nearest() -> None:
    with pytest.raises(ParameterError, match=r"firm\.mutatoin.*did you mean 'firm\.mutation'"):
        axis("firm.mutatoin", [0.1], WORLD)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("firm.mutation=0:1:11", ("firm.mutation", Span(0, 1, 11))),
        ("firm.mutation = 0 : 0.5", ("firm.mutation", Span(0, 0.5, 5))),
        ("firm.mutation=-1e-3:1e3:2", ("firm.mutation", Span(-1e-3, 1e3, 2))),
        ("firm.mutation=0.1", ("firm.mutation", [0.1])),
        ("employee.insight=true,false", ("employee.insight", [True, False])),
        ("employee.capacity=none,1", ("employee.capacity", [None, 1])),
        ("intent=[1, 0],[0, 1]", ("intent", [[1, 0], [0, 1]])),
        ('employee.strategies={"deceiver": 0.3}', ("employee.strategies", [{"deceiver": 0.3}])),
    ],
)
def test_what_is_typed_is_what_is_meant(text: str, meant: object) -> None:
    assert parse(text) == meant


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("firm.mutation", "takes PATH="),
        ("=1,2", "takes PATH="),
        ("firm.mutation=", "takes PATH="),
        ("firm.mutation=0:high", "must be numbers"),
        ("firm.mutation=0:1:2.5", "count a whole one"),
        ("firm.mutation=0.1,,0.2", "a value is missing"),
        ("firm.mutation=0.1,", "a value is missing"),
    ],
)
def test_what_is_typed_wrongly_is_told(text: str, sentence: str) -> None:
    with pytest.raises(BatchError, match=sentence):
        parse(text)
