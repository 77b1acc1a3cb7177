"""What must come out of a scenario: statistics over seeds, each with the range that the claim gives it, computed and judged."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a scenario says what it expects without the engine or pandas being loaded
    import pandas as pd

    from superorganisms.model.world import Superorganism

LEAST_SEEDS = 32
_CONFIDENCE = 0.95

type World = Superorganism
type Statistic = Callable[[World, World], float]
"""One number from a finished world and its contrast (same seed, same noise, one thing changed)."""


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """The mean of a statistic over seeds lies in [low, high]: direction and size.

    It passes if the whole 95 % interval of the mean lies in that range.
    `sentence` says it in words, `basis` where the range comes from: an equation, a source, or "measured" (then it is what
    came out over many seeds, and guards against change).
    """

    name: str
    statistic: Statistic
    low: float = -math.inf
    high: float = math.inf
    sentence: str
    seeds: int = LEAST_SEEDS
    basis: str = "measured"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """An expectation beside what came out: the mean, its 95 % interval, and whether that lies in the range expected."""

    name: str
    sentence: str
    expected_low: float
    expected_high: float
    ours: float
    low: float
    high: float
    replicates: int
    passed: bool


def student_quantile(probability: float, freedom: int) -> float:
    """Quantile of Student's t, by Fisher's expansion about the normal one; within 2e-3 from 5 degrees of freedom up.

    Fisher & Cornish 1960; Abramowitz & Stegun 26.7.5.
    """
    z = NormalDist().inv_cdf(probability)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(freedom) ** power for power, term in enumerate(terms, start=1))


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean of independent values, by Student's t; NaN if one is NaN or there are fewer than 2."""
    if len(values) < 2 or any(math.isnan(value) for value in values):
        return math.nan, math.nan
    half = student_quantile(0.5 + _CONFIDENCE / 2, len(values) - 1) * stdev(values) / math.sqrt(len(values))
    return fmean(values) - half, fmean(values) + half


def judge(expectation: Expectation, values: Sequence[float]) -> Verdict:
    """Set the values of a statistic, one a seed, against what is expected of their mean."""
    low, high = interval(values)
    return Verdict(
        name=expectation.name,
        sentence=expectation.sentence,
        expected_low=expectation.low,
        expected_high=expectation.high,
        ours=fmean(values) if values else math.nan,
        low=low,
        high=high,
        replicates=len(values),
        passed=expectation.low <= low and high <= expectation.high,
    )


def table(verdicts: Iterable[Verdict]) -> "pd.DataFrame":
    """The verdicts as a table, one row an expectation, named by it."""
    import pandas as pd

    return pd.DataFrame([vars(verdict) for verdict in verdicts]).set_index("name")


def measure(signature: Sequence[Expectation], pairs: Iterable[tuple[World, World]]) -> "pd.DataFrame":
    """Judge a signature over pairs of a world and its contrast, of which one at a time is looked at."""
    values = [[float(one.statistic(*pair)) for one in signature] for pair in pairs]
    return table(judge(one, [row[number] for row in values]) for number, one in enumerate(signature))


def in_world(measure: str, first: int, last: int) -> Statistic:
    """The mean of a measure (a column of `measures`) over the ticks first to last, both included."""
    return lambda world, _: mean_over(world, measure, first, last)


def in_contrast(measure: str, first: int, last: int) -> Statistic:
    """The same in the contrast."""
    return lambda _, contrast: mean_over(contrast, measure, first, last)


def difference(measure: str, first: int, last: int) -> Statistic:
    """The world's less the contrast's."""
    return lambda world, contrast: mean_over(world, measure, first, last) - mean_over(contrast, measure, first, last)


def mean_over(world: World, measure: str, first: int, last: int) -> float:
    """The mean of a column of `measures` over the ticks first to last; NaN where the run ended before."""
    return float(world.measures.loc[first:last, measure].mean())
