"""Best of n: each vacancy goes to the best of several candidates, tried in a sandbox: selection in the narrow sense."""

import numpy as np
import numpy.typing as npt

from superorganisms.arrays import Bools, Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.declared import Option
from superorganisms.model.selection._contest import EVERYONE, Contest, law_contest
from superorganisms.model.selection._ranking import SOMEBODY, arrange, rank, share_of
from superorganisms.vectors import FIRST

NAME = "best_of"
SENTENCE = "the worst of a family leave; each place goes to the best of n candidates, tried in the parent's model"
CANDIDATES = ("copies", "pool")
OPTIONS = (
    Option("n", 4, 1, 1000, "candidates", "how many are tried for each vacancy", whole=True),
    Option("turnover", 0.1, 0.0, 1.0, "share of the family", "how many leave, and how many of the best are copied"),
    Option("candidates", "copies", None, None, "", "mutated copies of the best, or an outside pool", choices=CANDIDATES),
)
UNIT_DRAWS = 1  # tie; a candidate's choice of an ancestor is drawn for the candidate
FAMILY_DRAWS = 1  # U, which rounds turnover · n to a whole number
SANDBOX = True


def values(n: int = 4, turnover: float = 0.1, candidates: str = "copies") -> tuple[float, float, float]:
    """n, turnover, and whether candidates come from outside."""
    return (float(n), float(turnover), float(candidates == "pool"))


@kernel
def choose(contest: Contest, values: tuple[float, float, float]) -> None:
    """Mark the slots that the worst of each family leave: newcomers whose ancestor isn't known yet."""
    families, rows, counts = contest.families, contest.rows, contest.counts
    arrange(families, contest.read, rows, counts)
    for family in range(counts.shape[0]):
        start, n = families[family], counts[family]
        leave = share_of(n, values[1], contest.noise[start, 1], FIRST) if n > 0 else 0
        if leave > 0:
            rank(rows, start, n, contest.metrics, contest.noise)
            contest.ranked[family] = True
        for vacancy in range(leave):
            slot = rows[start + vacancy]
            if contest.alone == EVERYONE or slot == contest.alone:
                contest.newcomers[slot] = True


@kernel
def nominate(contest: Contest, turnover: float, slots: Ints, lots: Floats, candidates: Ints) -> None:
    """Whom each candidate for a vacancy copies: one of the best of the family that the slot recruits from.

    slots (v,) vacancies in ascending order; lots (v, n) uniform; candidates (v, n) to fill with rows.
    """
    families, rows, counts, sources = contest.families, contest.rows, contest.counts, contest.sources
    home = 0
    for vacancy in range(slots.shape[0]):
        while families[home + 1] <= slots[vacancy]:
            home += 1
        source = sources[slots[vacancy]]
        if counts[source] == 0:
            source = home
        start, n = families[source], counts[source]
        if not contest.ranked[source]:
            rank(rows, start, n, contest.metrics, contest.noise)
            contest.ranked[source] = True
        best = share_of(n, turnover, contest.noise[start, 1], SOMEBODY)
        for candidate in range(lots.shape[1]):
            candidates[vacancy, candidate] = rows[start + n - 1 - min(best - 1, int(lots[vacancy, candidate] * best))]


def best_of(
    metrics: npt.ArrayLike,
    families: npt.ArrayLike,
    noise: npt.ArrayLike,
    *,
    n: int = 4,
    turnover: float = 0.1,
    sandbox: npt.ArrayLike | None = None,
    read: npt.ArrayLike | None = None,
    newcomers: Bools | None = None,
) -> Ints:
    """Ancestor of every slot when the best of n candidates takes the place of each of the ⌊turnover·m+U⌋ worst.

    Each candidate copies one of the max(1, ⌊turnover·m+U⌋) best of a family of m, drawn with replacement; the highest
    sandbox metric wins, of equal ones the first. sandbox (units, n) are those of each slot's candidates; None: a candidate
    does as well as the unit that it copies. metrics (units,); families (f+1,) offsets; noise (units, 1 + n + 1) uniform in
    [0, 1): each unit's lot for ties, the choices of its n candidates, and in the first row of a family its U. read,
    newcomers (units,) as in `truncation`. Returns (units,) row indices. Raises ValueError. Best of n as an optimizer: Gao,
    Schulman and Hilton 2023.

    >>> best_of([1.0, 2.0], [0, 2], [[0.5, 0.9, 0.1, 0.5]] * 2, n=2, turnover=0.5, sandbox=[[0, 1], [0, 0]]).tolist()
    [1, 1]
    """
    if isinstance(n, bool) or int(n) != n or n < 1 or not 0 <= turnover <= 1:
        raise ValueError(f"n must be a whole number of at least 1 and turnover in [0, 1], got {n} and {turnover}")
    contest = law_contest(n + 2, (metrics, families, noise, read, newcomers))
    lots, contest = contest.noise[:, 1 : n + 1], contest._replace(noise=np.ascontiguousarray(contest.noise[:, [0, n + 1]]))
    promised = None if sandbox is None else np.asarray(sandbox, dtype=np.float64)
    if promised is not None and (promised.shape != lots.shape or not np.isfinite(promised).all()):
        raise ValueError(f"sandbox must be finite numbers of shape {lots.shape}, got shape {promised.shape}")
    choose(contest, values(n, turnover))
    slots = np.flatnonzero(contest.newcomers)
    candidates = np.empty((slots.shape[0], n), dtype=np.int64)
    nominate(contest, float(turnover), slots, np.ascontiguousarray(lots[slots]), candidates)
    judged = contest.metrics[candidates] if promised is None else promised[slots]
    contest.ancestors[slots] = candidates[np.arange(slots.shape[0]), judged.argmax(axis=1)]
    return contest.ancestors
