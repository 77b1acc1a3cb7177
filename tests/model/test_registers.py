"""Family sizes by Zipf's law: exact sums, the law's exponent, and large families for every parent."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from superorganisms.errors import TreeError
from superorganisms.model.parameters import Parameters
from superorganisms.model.registers import AXTELL, zipf_sizes

law = settings(deadline=None, derandomize=True)  # the first call compiles


@law
@given(st.integers(1, 400), st.integers(0, 10**6), st.floats(0.05, 20))
@example(2, 10**12, AXTELL)
@example(7, 0, AXTELL)
@example(399, 1, 0.05)
def test_sizes_are_at_least_1_and_sum_to_the_units(families: int, more: int, exponent: float) -> None:
    sizes = zipf_sizes(families + more, families, exponent=exponent)
    assert len(sizes) == families
    assert min(sizes) >= 1
    assert sum(sizes) == families + more


@pytest.mark.parametrize("exponent", [0.8, 1.0, AXTELL, 1.5, 2.5])
@pytest.mark.parametrize(("units", "families"), [(1_000, 50), (20_000, 1_000), (3_000, 1_000), (200_000, 10_000)])
def test_the_tail_falls_with_the_exponent(units: int, families: int, exponent: float) -> None:
    """Log rank less 1/2 on log size (Gabaix & Ibragimov 2011) has slope -exponent: to 2 % from size 10 up, where
    rounding to whole units matters little; nothing is drawn, so no more tolerance than that is needed."""
    sizes = np.sort(zipf_sizes(units, families, exponent=exponent))[::-1]
    large = sizes[sizes >= 10]
    assert len(large) >= 8
    slope, _ = np.polyfit(np.log(large), np.log(np.arange(len(large)) + 0.5), 1)
    assert -slope == pytest.approx(exponent, rel=0.02)


def test_hills_estimator_finds_axtells_exponent() -> None:
    """Hill 1975, from size 20 up; of a sample of this size its standard error would be exponent/sqrt(n), here 2 %."""
    sizes = np.array(zipf_sizes(500_000, 25_000))
    tail = np.log(sizes[sizes >= 20] / 19.5)
    assert len(tail) > 2_500
    assert 1 / tail.mean() == pytest.approx(AXTELL, rel=0.01)


def test_a_larger_exponent_makes_the_largest_smaller() -> None:
    largest = [max(zipf_sizes(20_000, 1_000, exponent=exponent)) for exponent in (0.7, 1.0, 1.5, 3.0, 20.0)]
    assert largest == sorted(largest, reverse=True)
    assert largest[0] > 30 * largest[3]
    assert largest[-1] < 30


@pytest.mark.parametrize("parents", [2, 5, 16])
def test_every_run_of_neighbours_has_the_distribution_of_the_whole(parents: int) -> None:
    logs = np.log(zipf_sizes(100_000, 5_000))
    for run in np.array_split(logs, parents):
        for share in (0.1, 0.5, 0.9):
            assert np.quantile(run, share) == pytest.approx(np.quantile(logs, share), abs=0.06)


def test_the_same_register_is_made_every_time() -> None:
    assert zipf_sizes(100, 8) == (47, 6, 10, 4, 17, 5, 7, 4)
    assert zipf_sizes(5, 5) == (1, 1, 1, 1, 1)
    assert zipf_sizes(9, 1) == (9,)


def test_a_register_is_a_size_of_a_layer() -> None:
    sizes = zipf_sizes(1_000, 50)
    parameters = Parameters().with_changes({"employee.size": sizes})
    assert parameters.get("employee.size") == sizes
    assert parameters.units("employee") == 1_000


@pytest.mark.parametrize(
    ("units", "families", "exponent", "sentence"),
    [
        (4, 5, 1.0, "a register needs at least one unit in each of at least 1 family, got 4 in 5"),
        (4, 0, 1.0, "a register needs at least one unit in each of at least 1 family, got 4 in 0"),
        (5, 5, 0.0, "the exponent of a register must be a number above 0, got 0.0"),
        (5, 5, float("nan"), "the exponent of a register must be a number above 0, got nan"),
        (5, 5, float("inf"), "the exponent of a register must be a number above 0, got inf"),
    ],
)
def test_what_makes_no_register_says_so(units: int, families: int, exponent: float, sentence: str) -> None:
    with pytest.raises(TreeError) as refused:
        zipf_sizes(units, families, exponent=exponent)
    assert str(refused.value) == sentence
