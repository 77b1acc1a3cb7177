"""What a selection rule is given, and how the public laws hand it over: checked arrays in, ancestors out."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from superorganisms.arrays import Bools, Floats, Ints

EVERYONE = -1


class Contest(NamedTuple):
    """Families in which units compete; row and family numbers are those of these arrays.

    A rule works in two passes: it arranges every family in rows and counts, then fills each vacancy from the family that
    `sources` names: the own one, unless the slot recruits elsewhere. Where nobody was read there, it fills it at home.
    """

    families: Ints  # (f + 1,) offsets
    metrics: Floats  # (n,)
    read: Bools  # (n,) who takes part
    noise: Floats  # (n, draws) uniform: each unit's own, then in a family's first row the family's
    sources: Ints  # (n,) the family that a slot's next occupant descends from
    alone: int  # the one row that is open to replacement; EVERYONE: all are
    ancestors: Ints  # (n,) to fill
    newcomers: Bools  # (n,) to fill
    rows: Ints  # (n,) scratch: from families[f] on the units of family f that were read, counts[f] of them
    counts: Ints  # (f,) scratch
    ranked: Bools  # (f,) scratch, False at first: whether the family's rows are in order, the worst first

    @classmethod
    def of(
        cls, families: Ints, units: tuple[Floats, Bools, Floats, Ints], alone: int, outcome: tuple[Ints, Bools]
    ) -> "Contest":
        """A contest with fresh scratch: units are metrics, read, noise, sources; the outcome to fill ancestors, newcomers."""
        count = families.shape[0] - 1
        scratch = np.empty(units[0].shape[0], np.int64), np.empty(count, np.int64), np.zeros(count, np.bool_)
        return cls(families, *units, alone, *outcome, *scratch)


type LawArrays = tuple[npt.ArrayLike, npt.ArrayLike, npt.ArrayLike, npt.ArrayLike | None, Bools | None]


def law_contest(draws: int, arrays: LawArrays) -> Contest:
    """The contest of a public law's arrays (metrics, families, noise, read, newcomers): nobody recruits, all are open.

    Raises ValueError naming what doesn't fit.
    """
    metrics, families, noise, read, newcomers = arrays
    m = np.ascontiguousarray(metrics, dtype=np.float64)
    if m.ndim != 1 or not np.isfinite(m).all():
        raise ValueError(f"metrics must be n finite numbers, got an array of shape {m.shape}")
    offsets = check_offsets(families, m.shape[0])
    numbers = _noise(noise, m.shape[0], draws)
    seen = np.ones(m.shape[0], dtype=np.bool_) if read is None else np.ascontiguousarray(read, dtype=np.bool_)
    fresh = np.zeros(m.shape[0], dtype=np.bool_) if newcomers is None else newcomers
    if seen.shape != m.shape or fresh.shape != m.shape or fresh.dtype != np.bool_:
        raise ValueError(f"read and newcomers must be {m.shape[0]} booleans")
    fresh[:] = False
    home = np.repeat(np.arange(offsets.shape[0] - 1), np.diff(offsets))
    return Contest.of(offsets, (m, seen, numbers, home), EVERYONE, (np.arange(m.shape[0], dtype=np.int64), fresh))


def run_law(choose: Callable[..., None], values: tuple[float, ...], draws: int, arrays: LawArrays) -> Ints:
    """Run a rule over whole arrays (metrics, families, noise, read, newcomers), as the engine runs it over blocks.

    Raises ValueError naming what doesn't fit.
    """
    contest = law_contest(draws, arrays)
    choose(contest, values)
    return contest.ancestors


def check_offsets(families: npt.ArrayLike, n: int) -> Ints:
    """Families as offsets rising from 0 to n. Raises ValueError."""
    offsets = np.ascontiguousarray(families, dtype=np.int64)
    if offsets.ndim != 1 or offsets.shape[0] < 2 or offsets[0] != 0 or offsets[-1] != n or (np.diff(offsets) < 0).any():
        raise ValueError(f"families must be offsets rising from 0 to {n}, got {np.asarray(families).tolist()}")
    return offsets


def _noise(noise: npt.ArrayLike, n: int, draws: int) -> Floats:
    numbers = np.ascontiguousarray(noise, dtype=np.float64)
    if numbers.ndim == 1:
        numbers = numbers[:, None]
    if numbers.shape[0] != n or numbers.shape[1] < draws or not ((numbers >= 0) & (numbers < 1)).all():
        raise ValueError(f"noise must be uniform numbers in [0, 1) of shape ({n}, {draws}), got shape {np.shape(noise)}")
    return numbers
