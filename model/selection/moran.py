"""Moran process: one birth in proportion to fitness, one death at random."""

import numpy as np
import numpy.typing as npt

from superorganisms.arrays import Bools, Ints
from superorganisms.compiled import kernel
from superorganisms.model.selection import _fitness
from superorganisms.model.selection._contest import Contest, run_law
from superorganisms.model.selection._fitness import cumulate, draw
from superorganisms.model.selection._ranking import read_rows

NAME = "moran"
SENTENCE = "one birth in proportion to fitness, one death at random"
OPTIONS = _fitness.OPTIONS
UNIT_DRAWS = 0
FAMILY_DRAWS = 2  # birth, death
values = _fitness.values


@kernel
def choose(contest: Contest, values: tuple[float, float]) -> None:
    """One birth and one death in each family of the block."""
    rows = np.empty(contest.metrics.shape[0], np.int64)
    running = np.empty(contest.metrics.shape[0])
    for family in range(contest.families.shape[0] - 1):
        n = read_rows(contest.families[family], contest.families[family + 1], contest.read, rows)
        if n == 0:
            continue
        cumulate(rows, n, contest.metrics, values, running)
        born = rows[draw(running, n, contest.noise[contest.families[family], 0])]
        dies = rows[min(n - 1, int(contest.noise[contest.families[family], 1] * n))]
        contest.ancestors[dies] = born
        contest.newcomers[dies] = True


def moran(
    metrics: npt.ArrayLike,
    families: npt.ArrayLike,
    noise: npt.ArrayLike,
    *,
    s: float = 1.0,
    fitness: str = "exponential",
    read: npt.ArrayLike | None = None,
    newcomers: Bools | None = None,
) -> Ints:
    """Ancestor of every slot after one birth and one death in each family.

    Birth in proportion to fitness exp(s m), or max(0, 1 + s m) if `linear`; death uniform, and it may hit the parent
    itself. All fitnesses 0: uniform. metrics (n,); families (f+1,) offsets; noise (n, 2) uniform in [0, 1), of which a
    family's first row is used: birth, death. read, newcomers (n,) as in `truncation`. Returns (n,) row indices. Raises
    ValueError. Moran 1958.
    """
    _fitness.check(s, fitness)
    draws = UNIT_DRAWS + FAMILY_DRAWS
    return run_law(choose, values(s, fitness), draws, (metrics, families, noise, read, newcomers))
