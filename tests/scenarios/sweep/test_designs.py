"""Designs: how many points, where, the same again for the same seed, and nobody else's random numbers touched."""

import random

import numpy as np
import pytest

from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep.axes import Axis, Span
from superorganisms.scenarios.sweep.designs import design, designs, grid, lhs, morris, sobol

X, Y = Axis(("x",), span=Span(0, 10)), Axis(("y",), values=("a", "b"))
SAMPLED = [lhs, sobol, morris]


def test_designs_are_found() -> None:
    assert sorted(designs()) == ["grid", "lhs", "morris", "sobol"]


def test_an_unknown_design_is_told() -> None:
    with pytest.raises(BatchError, match="no design 'sobel'; did you mean 'sobol'"):
        design("sobel")
    with pytest.raises(BatchError, match="there are grid, lhs, morris, sobol"):
        design("full")


def test_a_grid_is_every_value_with_every_other_the_last_fastest() -> None:
    whole = Axis(("x",), span=Span(1, 2, 2), whole=True)
    assert grid.points([whole, Y], 0, 0) == [(1, "a"), (1, "b"), (2, "a"), (2, "b")]
    assert grid.points([], 0, 0) == [()]


def test_a_latin_hypercube_hits_every_slice_of_every_axis_once() -> None:
    found = lhs.units(3, 16, seed=4)
    assert found.shape == (16, 3)
    for column in found.T:
        assert sorted((column * 16).astype(int)) == list(range(16))


def test_saltellis_points_are_two_samples_and_one_with_one_column_of_the_other() -> None:
    """Per sample: A, then A with column i of B, then B (Saltelli 2010, table 2)."""
    found = sobol.units(3, 8, seed=1).reshape(8, 5, 3)
    first, mixed, second = found[:, 0], found[:, 1:4], found[:, 4]
    for i in range(3):
        expected = first.copy()
        expected[:, i] = second[:, i]
        np.testing.assert_array_equal(mixed[:, i], expected)


def test_each_of_morriss_steps_moves_one_axis_and_each_axis_once_a_trajectory() -> None:
    """Four levels, steps of 2/3 (Morris 1991)."""
    found = morris.units(3, 5, seed=1).reshape(5, 4, 3)
    assert set(np.unique(found.round(9))) <= {0.0, 0.333333333, 0.666666667, 1.0}
    steps = np.diff(found, axis=1)
    np.testing.assert_allclose(np.abs(steps).sum(axis=2), 2 / 3)
    np.testing.assert_array_equal((steps != 0).sum(axis=2), 1)
    np.testing.assert_array_equal((steps != 0).sum(axis=1), 1)


@pytest.mark.parametrize("which", SAMPLED)
def test_a_design_depends_on_its_seed_alone(which: object) -> None:
    np_before, before = np.random.get_state()[1].copy(), random.getstate()  # noqa: NPY002  to see that nobody touches it
    first = which.points([X, Y], 8, 2**100)  # type: ignore[attr-defined]
    assert first == which.points([X, Y], 8, 2**100)  # type: ignore[attr-defined]
    assert first != which.points([X, Y], 8, 0)  # type: ignore[attr-defined]
    assert random.getstate() == before
    np.testing.assert_array_equal(np.random.get_state()[1], np_before)  # noqa: NPY002
    assert all(0 <= x <= 10 and y in "ab" for x, y in first)
    assert {type(x) for x, _ in first} == {float}


def test_numbers_of_samples_that_a_design_cannot_take_are_told() -> None:
    for samples in (1, 6):
        with pytest.raises(BatchError, match="power of 2"):
            sobol.points([X], samples, 0)
    with pytest.raises(BatchError, match="at least 2 samples"):
        morris.points([X], 1, 0)
    assert len(lhs.points([X], 1, 0)) == 1
