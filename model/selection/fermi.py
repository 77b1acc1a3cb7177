"""Fermi rule: pairwise comparison; one unit looks at another and copies it the more likely, the better the other does."""

from math import inf

import numpy.typing as npt

from superorganisms.arithmetic import exp
from superorganisms.arrays import Bools, Ints
from superorganisms.compiled import kernel
from superorganisms.declared import Option
from superorganisms.model.selection import _fitness
from superorganisms.model.selection._contest import EVERYONE, Contest, run_law
from superorganisms.model.selection._fitness import Fitness
from superorganisms.model.selection._ranking import arrange

NAME = "fermi"
SENTENCE = "one compares itself with another and copies it the more likely, the better the other does"
KINDS = ("metric",)
OPTIONS = (
    Option("s", 1.0, 0.0, 1000.0, "per unit of metric", "strength of selection"),
    Option(
        "fitness",
        "metric",
        None,
        None,
        "",
        "what is compared: the metric, or what a function of (metrics, goals, families) gives",
        choices=KINDS,
        function=True,
    ),
)
UNIT_DRAWS = 0
FAMILY_DRAWS = 3  # the first of the pair, the second, whether the first copies the second
LOWEST_FITNESS = -inf


def values(s: float = 1.0, fitness: str | Fitness = "metric") -> tuple[float, float]:
    """s, and whether a function's numbers stand in the metrics' place."""
    return (float(s), float(fitness != "metric"))


@kernel
def choose(contest: Contest, values: tuple[float, float]) -> None:
    """One ordered pair in each family of the block; who alone is open to replacement is the first of it."""
    families, rows, counts, sources = contest.families, contest.rows, contest.counts, contest.sources
    metrics, noise = contest.metrics, contest.noise
    arrange(families, contest.read, rows, counts)
    for family in range(counts.shape[0]):
        start, n = families[family], counts[family]
        if n == 0:
            continue
        place = min(n - 1, int(noise[start, 0] * n))
        if contest.alone != EVERYONE:
            place = n
            for j in range(n):
                if rows[start + j] == contest.alone:
                    place = j
            if place == n:
                continue
        first = rows[start + place]
        source = sources[first]
        if source != family and counts[source] > 0:
            second = rows[families[source] + min(counts[source] - 1, int(noise[start, 1] * counts[source]))]
        elif n > 1:
            other = min(n - 2, int(noise[start, 1] * (n - 1)))
            second = rows[start + (other + 1 if other >= place else other)]
        else:
            continue
        if noise[start, 2] < 1.0 / (1.0 + exp(-values[0] * float(metrics[second] - metrics[first]))):
            contest.ancestors[first] = second
            contest.newcomers[first] = True


def fermi(
    metrics: npt.ArrayLike,
    families: npt.ArrayLike,
    noise: npt.ArrayLike,
    *,
    s: float = 1.0,
    fitness: str | Fitness = "metric",
    goals: npt.ArrayLike | None = None,
    read: npt.ArrayLike | None = None,
    newcomers: Bools | None = None,
) -> Ints:
    """Ancestor of every slot after one random ordered pair of each family was compared.

    The first becomes a copy of the second with probability 1/(1 + exp(-s (m_2 - m_1))); a family of one stays as it is.
    fitness: compare the metrics, or the (n,) finite numbers that a function of (metrics, goals, families) gives. metrics
    (n,); families (f+1,) offsets; noise (n, 3) uniform in [0, 1), of which a family's first row is used: the first, the
    second among the others, whether it copies. goals (n, K) are handed to the function. read, newcomers (n,) as in
    `truncation`. Returns (n,) row indices. Raises ValueError. Blume 1993; Szabó and Tőke 1998; Traulsen, Nowak and
    Pacheco 2006.

    >>> fermi([0.0, 50.0], [0, 2], [[0.1, 0.9, 0.5]] * 2).tolist()
    [1, 1]
    """
    _fitness.check(s, fitness, KINDS)
    judged = _fitness.judged(fitness, (metrics, goals, families), read, LOWEST_FITNESS)
    return run_law(choose, values(s, fitness), UNIT_DRAWS + FAMILY_DRAWS, (judged, families, noise, read, newcomers))
