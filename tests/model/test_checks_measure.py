"""check_measure passes all measures of ours and names what is wrong with others; worlds keep their columns."""

import pickle
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest

from superorganisms import Superorganism, add_measure, check_measure
from superorganisms.errors import SuperorganismError
from superorganisms.model.measures import Column, efficiency, measures
from tests.model.plugging import module, unplugged_afterwards

MEAN = Column("mean metric of the employees")


@pytest.fixture(autouse=True)
def _unplugged() -> Iterator[None]:
    with unplugged_afterwards():
        yield


@pytest.mark.parametrize("measure", measures(), ids=lambda measure: measure.__name__.rpartition(".")[2])
def test_ours_keep_the_rules(measure: Any) -> None:
    check_measure(measure)


def mean(state: Any, out: Any) -> None:
    out[0] = state.leaves.metrics.mean()


def plug(columns: Any = None, observe: Any = mean, name: str = "tried") -> Any:
    """A measure with these columns, a table or a function of the parameters."""
    given = {"employee.mean": MEAN} if columns is None else columns
    return module(name, columns=given if callable(given) else lambda parameters: given, observe=observe)


def complaint(*, added: bool = True, **given: Any) -> str:
    measure = plug(**given)
    if added:
        add_measure(measure)
    with pytest.raises(SuperorganismError) as caught:
        check_measure(measure)
    return str(caught.value)


def twin(parameters: Any) -> Mapping[str, Column]:
    """A name that is taken where there are three features."""
    return {"efficiency" if len(parameters.features) == 3 else "own": MEAN}


def everywhere(state: Any, out: Any) -> None:
    state.leaves.costs[0] += 1.0
    mean(state, out)


def anything(state: Any, out: Any) -> None:
    out[0] = np.random.random()  # noqa: NPY002


def by_threads(state: Any, out: Any) -> None:
    out[0] = 0.0 if state.pool is None else 1.0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"observe": lambda state: None}, "observe must take 2 arguments, (state, out)"),
        ({"columns": lambda parameters: ["mean"]}, "columns must give a table of Column by name"),
        ({"columns": {"clerk.mean": MEAN}}, "LAYER one of designer, order, government, firm, employee, got 'clerk.mean'"),
        ({"columns": {"employee.mean metric": MEAN}}, "a column must be called NAME or LAYER.NAME"),
        ({"columns": {"employee.a.b": MEAN}}, "a column must be called NAME or LAYER.NAME"),
        ({"columns": twin}, "there is a column 'efficiency' already"),
        ({"columns": {"mean": "mean metric"}}, "column 'mean' must be a Column"),
        ({"columns": {"mean": Column("")}}, "the sentence of column 'mean' must be one sentence"),
        ({"columns": {"mean": Column("mean", 1, 0)}}, "column 'mean' has low 1 above high 0"),
        ({"columns": {"mean": MEAN, "other": MEAN}}, "observe leaves column 'other' unwritten"),
        ({"observe": everywhere}, "observe changed the state"),
        ({"observe": anything}, "observe doesn't write the same twice"),
        ({"observe": by_threads}, "something else with two threads than with one"),
        ({"columns": {"mean": Column("mean", 100, 200)}}, "its range is [100, 200]"),
        (
            {"observe": lambda state, out: out.fill(np.nan)},
            "column 'employee.mean' is NaN, and its `undefined` doesn't say why",
        ),
        ({"observe": lambda state, out: out.fill(np.inf)}, "column 'employee.mean' is inf, it must be a finite number or NaN"),
        ({"observe": lambda state, out: out[7]}, "IndexError"),
        ({"added": False}, "add_measure(__name__)"),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, Any], said: str) -> None:
    found = complaint(**given)
    assert found.startswith("measure tried: ")
    assert said in found


def test_what_is_missing_or_taken_is_refused() -> None:
    with pytest.raises(SuperorganismError, match="measure tried: it has no observe, it must have columns and observe"):
        check_measure(module("tried", efficiency, observe=...))
    with pytest.raises(SuperorganismError, match="measure tried has no function observe, it must have columns and observe"):
        add_measure(module("tried", efficiency, observe=...))
    with pytest.raises(SuperorganismError, match="there is a column 'efficiency' already, choose another name"):
        add_measure(module("tried", efficiency))
    assert len(measures()) == len({*measures()})


def test_an_added_measure_is_recorded_last_and_can_be_replaced() -> None:
    first = plug()
    add_measure(first)
    check_measure(first)
    world = Superorganism(rng=2)
    world.run_for(3)
    assert list(world.measures)[-1] == "employee.mean"
    assert world.row()["employee.mean"] == world.layers[-1].metrics.mean()
    again = plug({"employee.mean": MEAN, "employee.second": MEAN}, lambda state, out: out.fill(0.5))
    add_measure(again)
    assert measures()[-1] is again
    assert first not in measures()
    world.step()
    assert world.row()["employee.mean"] == 0.5
    assert "employee.second" not in world.measures


def test_worlds_keep_the_columns_that_they_were_made_with() -> None:
    world = Superorganism(rng=2)
    world.run_for(2)
    kept = list(world.measures)
    add_measure(plug())
    for each in (world, world.branch(firm__mutation=0.1), pickle.loads(pickle.dumps(world))):
        each.run_for(2)
        assert list(each.measures) == kept
        assert len(each.measures) == 4
        assert list(each.datacollector.model_vars) == list(each.datacollector.model_reporters) == kept


def test_a_column_that_nobody_knows_any_more_is_kept_and_nan() -> None:
    with unplugged_afterwards():
        add_measure(plug())
        world = Superorganism(rng=2)
        world.run_for(2)
        saved = pickle.dumps(world)
    again = pickle.loads(saved)
    again.run_for(2)
    assert again.measures["employee.mean"].isna().tolist() == [False, False, True, True]
    assert again.reasons["employee.mean"] == "the measure isn't known here, import its file first"


def test_two_measures_of_one_column_are_refused_when_a_world_is_made() -> None:
    add_measure(plug(twin))
    with pytest.raises(SuperorganismError, match="two measures have a column 'efficiency'"):
        Superorganism(rng=1, features=("a", "b", "c"))
