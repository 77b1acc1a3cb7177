"""Truncation: the worst leave, and copies of the best take their places."""

import numpy.typing as npt

from superorganisms.arrays import Bools, Ints
from superorganisms.compiled import kernel
from superorganisms.declared import Option
from superorganisms.model.selection._contest import EVERYONE, Contest, run_law
from superorganisms.model.selection._ranking import SOMEBODY, arrange, rank, share_of
from superorganisms.vectors import FIRST

NAME = "truncation"
SENTENCE = "the worst of a family leave and are replaced by copies of the best"
OPTIONS = (
    Option("turnover", 0.1, 0.0, 1.0, "share of the family", "how many leave"),
    Option(
        "parents",
        None,
        0.0,
        1.0,
        "share of the family",
        "how many of the best are copied; as many as leave if not given",
    ),
)
UNIT_DRAWS = 2  # tie, choice of the ancestor
FAMILY_DRAWS = 1  # U, which rounds turnover · n to a whole number


def values(turnover: float = 0.1, parents: float | None = None) -> tuple[float, float]:
    """turnover, parents."""
    return (float(turnover), float(turnover if parents is None else parents))


@kernel
def choose(contest: Contest, values: tuple[float, float]) -> None:
    """Replace the worst of each family of the block."""
    families, rows, counts, ranked = contest.families, contest.rows, contest.counts, contest.ranked
    metrics, noise, sources = contest.metrics, contest.noise, contest.sources
    arrange(families, contest.read, rows, counts)
    for family in range(counts.shape[0]):
        start, n = families[family], counts[family]
        leave = share_of(n, values[0], noise[start, 2], FIRST) if n > 0 else 0
        if leave > 0 and not ranked[family]:
            rank(rows, start, n, metrics, noise)
            ranked[family] = True
        for vacancy in range(leave):
            slot = rows[start + vacancy]
            if contest.alone != EVERYONE and slot != contest.alone:
                continue
            source = sources[slot] if counts[sources[slot]] > 0 else family
            first, many = families[source], counts[source]
            if not ranked[source]:
                rank(rows, first, many, metrics, noise)
                ranked[source] = True
            best = share_of(many, values[1], noise[first, 2], SOMEBODY)
            contest.ancestors[slot] = rows[first + many - 1 - min(best - 1, int(noise[slot, 1] * best))]
            contest.newcomers[slot] = True


def truncation(
    metrics: npt.ArrayLike,
    families: npt.ArrayLike,
    noise: npt.ArrayLike,
    *,
    turnover: float = 0.1,
    parents: float | None = None,
    read: npt.ArrayLike | None = None,
    newcomers: Bools | None = None,
) -> Ints:
    """Ancestor of every slot when the ⌊turnover·n+U⌋ worst of each family leave.

    Each vacancy is filled by a copy of one of the max(1, ⌊parents·n+U⌋) best, drawn with replacement; parents =
    turnover if None. metrics (n,); families (f+1,) offsets; noise (n, 3) uniform in [0, 1): each unit's lot for ties, its
    choice of an ancestor, and in the first row of a family its U. read (n,) the units that take part (all if None).
    Returns (n,) row indices, each within the own family; survivors have themselves. `newcomers` (n,), if given, is
    filled with who was replaced (a unit may be replaced by its own copy). Raises ValueError. MODEL.md section 2.

    >>> truncation([3.0, 1.0, 2.0, 4.0], [0, 4], [[0.5, 0.5, 0.5]] * 4, turnover=0.25).tolist()
    [0, 3, 2, 3]
    """
    if not (0 <= turnover <= 1 and (parents is None or 0 <= parents <= 1)):
        raise ValueError(f"turnover and parents must be in [0, 1], got {turnover} and {parents}")
    return run_law(choose, values(turnover, parents), UNIT_DRAWS + FAMILY_DRAWS, (metrics, families, noise, read, newcomers))
