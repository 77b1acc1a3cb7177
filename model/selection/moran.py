"""Moran process: one birth in proportion to fitness, one death at random."""

import numpy as np
import numpy.typing as npt

from superorganisms.arrays import Bools, Ints
from superorganisms.compiled import kernel
from superorganisms.model.selection import _fitness
from superorganisms.model.selection._contest import EVERYONE, Contest, run_law
from superorganisms.model.selection._fitness import Fitness, cumulate, draw
from superorganisms.model.selection._ranking import arrange

NAME = "moran"
SENTENCE = "one birth in proportion to fitness, one death at random"
OPTIONS = _fitness.OPTIONS
UNIT_DRAWS = 0
FAMILY_DRAWS = 2  # birth, death
LOWEST_FITNESS = _fitness.LOWEST_FITNESS
values = _fitness.values


@kernel
def choose(contest: Contest, values: tuple[float, float]) -> None:
    """One birth and one death in each family of the block; who alone is open to replacement is the one who dies."""
    families, rows, counts, sources = contest.families, contest.rows, contest.counts, contest.sources
    running = np.empty(contest.metrics.shape[0])
    arrange(families, contest.read, rows, counts)
    for family in range(counts.shape[0]):
        if counts[family] > 0:
            cumulate(rows, families[family], counts[family], contest.metrics, values, running)
    for family in range(counts.shape[0]):
        start, n = families[family], counts[family]
        if n == 0:
            continue
        dies = rows[start + min(n - 1, int(contest.noise[start, 1] * n))]
        if contest.alone != EVERYONE:
            dies = contest.alone
            if not (start <= dies < families[family + 1] and contest.read[dies]):
                continue
        source = sources[dies] if counts[sources[dies]] > 0 else family
        contest.ancestors[dies] = rows[draw(running, families[source], counts[source], contest.noise[start, 0])]
        contest.newcomers[dies] = True


def moran(
    metrics: npt.ArrayLike,
    families: npt.ArrayLike,
    noise: npt.ArrayLike,
    *,
    s: float = 1.0,
    fitness: str | Fitness = "exponential",
    goals: npt.ArrayLike | None = None,
    read: npt.ArrayLike | None = None,
    newcomers: Bools | None = None,
) -> Ints:
    """Ancestor of every slot after one birth and one death in each family.

    Birth in proportion to fitness exp(s m), or max(0, 1 + s m) if `linear`, or to what a function of (metrics, goals,
    families) gives, (n,) numbers >= 0; death uniform, and it may hit the parent itself. All fitnesses 0: uniform. metrics
    (n,); families (f+1,) offsets; noise (n, 2) uniform in [0, 1), of which a family's first row is used: birth, death.
    goals (n, K) are handed to the function. read, newcomers (n,) as in `truncation`. Returns (n,) row indices. Raises
    ValueError. Moran 1958.
    """
    _fitness.check(s, fitness)
    judged = _fitness.judged(fitness, (metrics, goals, families), read, LOWEST_FITNESS)
    return run_law(choose, values(s, fitness), UNIT_DRAWS + FAMILY_DRAWS, (judged, families, noise, read, newcomers))
