"""Wright-Fisher: all of a family are drawn anew in proportion to fitness."""

import numpy as np
import numpy.typing as npt

from superorganisms.arrays import Bools, Ints
from superorganisms.compiled import kernel
from superorganisms.model.selection import _fitness
from superorganisms.model.selection._contest import Contest, run_law
from superorganisms.model.selection._fitness import cumulate, draw
from superorganisms.model.selection._ranking import read_rows

NAME = "wright_fisher"
SENTENCE = "all are drawn anew in proportion to fitness, with replacement"
OPTIONS = _fitness.OPTIONS
UNIT_DRAWS = 1  # each slot's choice of an ancestor
FAMILY_DRAWS = 0
values = _fitness.values


@kernel
def choose(contest: Contest, values: tuple[float, float]) -> None:
    """Draw each family of the block anew."""
    rows = np.empty(contest.metrics.shape[0], np.int64)
    running = np.empty(contest.metrics.shape[0])
    for family in range(contest.families.shape[0] - 1):
        n = read_rows(contest.families[family], contest.families[family + 1], contest.read, rows)
        if n == 0:
            continue
        cumulate(rows, n, contest.metrics, values, running)
        for j in range(n):
            slot = rows[j]
            contest.ancestors[slot] = rows[draw(running, n, contest.noise[slot, 0])]
            contest.newcomers[slot] = True


def wright_fisher(
    metrics: npt.ArrayLike,
    families: npt.ArrayLike,
    noise: npt.ArrayLike,
    *,
    s: float = 1.0,
    fitness: str = "exponential",
    read: npt.ArrayLike | None = None,
    newcomers: Bools | None = None,
) -> Ints:
    """Ancestor of every slot when each family is drawn anew in proportion to fitness.

    Fitness is exp(s m), or max(0, 1 + s m) if `linear`; all 0: uniform. metrics (n,); families (f+1,) offsets; noise
    (n,) uniform in [0, 1), each slot's draw. read, newcomers (n,) as in `truncation`; who isn't read keeps its slot.
    Returns (n,) row indices within the own family. Raises ValueError. Wright 1931; Fisher 1930.
    """
    _fitness.check(s, fitness)
    draws = UNIT_DRAWS + FAMILY_DRAWS
    return run_law(choose, values(s, fitness), draws, (metrics, families, noise, read, newcomers))
