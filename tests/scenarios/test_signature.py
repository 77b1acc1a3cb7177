"""Signatures: the interval is Student's, and a verdict says what the interval and the range say."""

import math

import numpy as np
import pytest
from scipy import stats

from superorganisms.scenarios.signature import Expectation, interval, judge, student_quantile, table


def expected(low: float = -math.inf, high: float = math.inf) -> Expectation:
    return Expectation(name="one", statistic=lambda world, contrast: 0.0, low=low, high=high, sentence="A sentence.")


@pytest.mark.parametrize("freedom", [5, 7, 15, 31, 63, 999])
def test_quantile_is_students(freedom: int) -> None:
    assert student_quantile(0.975, freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=2e-3)


def test_interval_covers_the_mean_as_often_as_it_says() -> None:
    draws = np.random.default_rng(5).normal(3.0, 2.0, size=(4000, 12))
    covered = [low <= 3.0 <= high for low, high in (interval(row.tolist()) for row in draws)]
    assert np.mean(covered) == pytest.approx(0.95, abs=0.015)  # 4 standard errors


def test_interval_of_equal_values_is_a_point_and_of_one_value_unknown() -> None:
    assert interval([0.25] * 8) == (0.25, 0.25)
    assert all(math.isnan(end) for end in interval([0.25]))
    assert all(math.isnan(end) for end in interval([0.25, math.nan, 0.3]))


def test_whole_interval_must_lie_in_the_range() -> None:
    values = [0.9, 1.0, 1.1, 1.0]
    low, high = interval(values)
    assert judge(expected(low=low, high=high), values).passed
    assert not judge(expected(low=low + 1e-9), values).passed
    assert not judge(expected(high=high - 1e-9), values).passed
    assert not judge(expected(low=1.0, high=1.0), values).passed


def test_nan_fails_and_too_few_seeds_fail() -> None:
    assert not judge(expected(low=-1e9, high=1e9), [1.0, math.nan]).passed
    assert not judge(expected(low=-1e9, high=1e9), [1.0]).passed


def test_table_has_a_row_an_expectation() -> None:
    found = table([judge(expected(low=0.0), [1.0, 2.0])])
    assert list(found.index) == ["one"]
    assert found.loc["one", "replicates"] == 2
    assert found.loc["one", "ours"] == 1.5
