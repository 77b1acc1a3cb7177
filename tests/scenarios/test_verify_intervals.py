"""Intervals against scipy, and how often they miss."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from superorganisms.scenarios.evidence import intervals
from superorganisms.scenarios.evidence.finding import Finding, exact, mean, share
from superorganisms.scenarios.evidence.small_worlds import binomial, normal_order_means


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 7, 10, 31, 60, 61, 100, 999, 10**6])
def test_students_t(freedom: int) -> None:
    for rate in (1e-6, 0.05):
        assert intervals.student_critical(freedom, rate) == pytest.approx(stats.t.isf(rate / 2, freedom), rel=1e-9)


@given(st.integers(1, 50_000), st.floats(0, 1))
def test_shares(trials: int, at: float) -> None:
    hits = round(at * trials)
    theirs = stats.binomtest(hits, trials).proportion_ci(1 - 1e-6, method="exact")
    assert intervals.share_interval(hits, trials) == pytest.approx((theirs.low, theirs.high), rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("size", [2, 8, 40])
def test_means_miss_as_often_as_they_say(size: int) -> None:
    """At a rate that can be counted: the critical value at 1 % is exceeded by 1 % of the means."""
    samples = np.random.default_rng(4).normal(size=(40_000, size))
    t = np.abs(samples.mean(axis=1)) / (samples.std(axis=1, ddof=1) / np.sqrt(size))
    missed = int((t > intervals.student_critical(size - 1, 0.01)).sum())
    assert stats.binomtest(missed, 40_000, 0.01).pvalue > 1e-6


@pytest.mark.parametrize(("expected", "trials"), [(0.3, 2000), (0.02, 5000), (0.0, 400), (1.0, 300)])
def test_what_a_share_catches(expected: float, trials: int) -> None:
    """A share that is off by `detects` fails nearly always; one that is off by a third of it nearly never."""
    rng = np.random.default_rng(8)
    off = share("", expected, np.zeros(trials)).detects * (-1 if expected > 0.5 else 1)
    caught = [not share("", expected, rng.random(trials) < expected + off).passed for _ in range(300)]
    assert np.mean(caught) > 0.95
    caught = [not share("", expected, rng.random(trials) < expected + off / 3).passed for _ in range(300)]
    assert np.mean(caught) < 0.9


def test_a_few_trials_catch_nothing() -> None:
    assert share("", 0.5, [True, False, True]).detects == float("inf")


def test_what_a_mean_catches() -> None:
    rng = np.random.default_rng(9)
    off = mean("", 0.0, rng.normal(size=100)).detects
    found = [mean("", 0.0, rng.normal(loc=off, size=100)).passed for _ in range(500)]
    assert np.mean(found) < 0.06


def test_nan_never_passes() -> None:
    nan = float("nan")
    assert not exact("", 1.0, nan).passed
    assert not exact("", nan, 1.0).passed
    assert not mean("", 0.0, [1.0, nan, 2.0]).passed


def test_ranges() -> None:
    def judged(low: float, high: float, whole: bool) -> bool:
        one = Finding(
            case="", expected=(0.0, 1.0), ours=(low + high) / 2, low=low, high=high, replicates=9, detects=0.0, whole=whole
        )
        return one.passed

    assert judged(0.1, 0.9, True)
    assert not judged(-0.1, 0.9, True)
    assert judged(-0.1, 0.9, False)
    assert not judged(1.1, 1.2, False)


def test_exact_is_relative_above_1() -> None:
    assert exact("", 1e6, 1e6 + 5e-4).passed
    assert not exact("", 1e6, 1e6 + 5e-3).passed
    assert not exact("", 0.5, 0.5 + 2e-9).passed


def test_order_statistics_and_binomials() -> None:
    np.testing.assert_allclose(normal_order_means(2), [-1 / np.sqrt(np.pi), 1 / np.sqrt(np.pi)], rtol=0, atol=1e-10)
    assert normal_order_means(64)[-1] == pytest.approx(2.343733, abs=5e-7)
    k = np.arange(17)
    np.testing.assert_allclose(
        binomial(16, np.array([0.0, 0.3, 1.0])), stats.binom.pmf(k, 16, [[0.0], [0.3], [1.0]]), atol=1e-14
    )
