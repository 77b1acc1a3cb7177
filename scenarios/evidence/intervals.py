"""Intervals for means and shares that miss the truth once in a million, and what they would have caught."""

import math

from scipy import stats

FALSE_ALARMS = 1e-6
"""How often a correct program would fail a statistical row by chance."""
_MISSED = 0.01  # how often a deviation may escape that counts as caught


def student_critical(freedom: int, rate: float = FALSE_ALARMS) -> float:
    """The t that |T| exceeds with probability `rate`.

    >>> round(student_critical(7), 3)
    15.767
    """
    return float(stats.t.isf(rate / 2, freedom))


def caught(freedom: int, error: float) -> float:
    """The smallest deviation of a mean that fails 99 times in 100, at a standard error."""
    return (student_critical(freedom) + float(stats.norm.isf(_MISSED))) * error


def share_interval(hits: int, trials: int, rate: float = FALSE_ALARMS) -> tuple[float, float]:
    """The interval of a probability (Clopper & Pearson 1934) that misses it with probability <= `rate`.

    >>> [round(end, 5) for end in share_interval(30, 200, rate=0.05)]
    [0.10355, 0.20716]
    """
    return _lowest(hits, trials, rate / 2), 1.0 - _lowest(trials - hits, trials, rate / 2)


def caught_share(expected: float, trials: int) -> float:
    """The smallest deviation of a probability, upwards or downwards, that fails 99 times in 100 where `expected` is expected;
    of the two that can be found at all the larger, and inf if neither can, with so few trials.
    """
    up, down = _caught_above(expected, trials), _caught_above(1 - expected, trials)
    return max((deviation for deviation in (up, down) if not math.isnan(deviation)), default=math.inf)


def _caught_above(expected: float, trials: int) -> float:
    """Upwards; NaN where no number of hits is too many."""
    too_many = int(stats.binom.isf(FALSE_ALARMS / 2, trials, expected)) + 1
    return math.nan if too_many > trials else 1.0 - _lowest(trials - too_many + 1, trials, _MISSED) - expected


def _lowest(hits: int, trials: int, rate: float) -> float:
    """The largest p with P(at least so many hits) <= rate."""
    return float(stats.beta.ppf(rate, hits, trials - hits + 1)) if hits else 0.0
