"""Wright-Fisher: all of a family are drawn anew in proportion to fitness."""

import numpy as np
import numpy.typing as npt

from superorganisms.arrays import Bools, Ints
from superorganisms.compiled import kernel
from superorganisms.model.selection import _fitness
from superorganisms.model.selection._contest import EVERYONE, Contest, run_law
from superorganisms.model.selection._fitness import Fitness, cumulate, draw
from superorganisms.model.selection._ranking import arrange

NAME = "wright_fisher"
SENTENCE = "all are drawn anew in proportion to fitness, with replacement"
OPTIONS = _fitness.OPTIONS
UNIT_DRAWS = 1  # each slot's choice of an ancestor
FAMILY_DRAWS = 0
LOWEST_FITNESS = _fitness.LOWEST_FITNESS
values = _fitness.values


@kernel
def choose(contest: Contest, values: tuple[float, float]) -> None:
    """Draw each family of the block anew."""
    families, rows, counts, sources = contest.families, contest.rows, contest.counts, contest.sources
    running = np.empty(contest.metrics.shape[0])
    arrange(families, contest.read, rows, counts)
    for family in range(counts.shape[0]):
        if counts[family] > 0:
            cumulate(rows, families[family], counts[family], contest.metrics, values, running)
    for family in range(counts.shape[0]):
        for place in range(families[family], families[family] + counts[family]):
            slot = rows[place]
            if contest.alone != EVERYONE and slot != contest.alone:
                continue
            source = sources[slot] if counts[sources[slot]] > 0 else family
            contest.ancestors[slot] = rows[draw(running, families[source], counts[source], contest.noise[slot, 0])]
            contest.newcomers[slot] = True


def wright_fisher(
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
    """Ancestor of every slot when each family is drawn anew in proportion to fitness.

    Fitness is exp(s m), or max(0, 1 + s m) if `linear`, or what a function of (metrics, goals, families) gives, (n,)
    numbers >= 0; all 0: uniform. metrics (n,); families (f+1,) offsets; noise (n,) uniform in [0, 1), each slot's draw.
    goals (n, K) are handed to the function. read, newcomers (n,) as in `truncation`; who isn't read keeps its slot.
    Returns (n,) row indices within the own family. Raises ValueError. Wright 1931; Fisher 1930.
    """
    _fitness.check(s, fitness)
    judged = _fitness.judged(fitness, (metrics, goals, families), read, LOWEST_FITNESS)
    return run_law(choose, values(s, fitness), UNIT_DRAWS + FAMILY_DRAWS, (judged, families, noise, read, newcomers))
