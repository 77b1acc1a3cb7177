"""Metric to fitness, and a draw in proportion to it."""

from collections.abc import Callable, Sequence
from math import inf
from typing import Any

import numpy as np
import numpy.typing as npt

from superorganisms.arithmetic import exp
from superorganisms.arrays import Bools, Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.declared import Option
from superorganisms.errors import SuperorganismError

type Fitness = Callable[[Floats, Floats | None, Ints], npt.ArrayLike]

KINDS = ("exponential", "linear")
OPTIONS = (
    Option("s", 1.0, 0.0, 1000.0, "per unit of metric", "strength of selection"),
    Option(
        "fitness",
        "exponential",
        None,
        None,
        "",
        "exp(s m), or max(0, 1 + s m), or what a function of (metrics, goals, families) gives",
        choices=KINDS,
        function=True,
    ),
)
LOWEST_FITNESS = 0.0
_AS_GIVEN = 2.0


def values(s: float = 1.0, fitness: str | Fitness = "exponential") -> tuple[float, float]:
    """s, and what fitness is: 0 exponential, 1 linear, 2 numbers given in the metrics' place."""
    return (float(s), float(KINDS.index(fitness)) if isinstance(fitness, str) and fitness in KINDS else _AS_GIVEN)


def check(s: float, fitness: str | Fitness, kinds: Sequence[str] = KINDS) -> None:
    """Raise ValueError unless s >= 0 and fitness is of a known kind or a function."""
    if not s >= 0 or not (fitness in kinds or callable(fitness)):
        raise ValueError(f"s must be >= 0 and fitness one of {', '.join(kinds)} or a function, got {s} and {fitness!r}")


def given(
    fitness: Callable[..., Any], arrays: tuple[Floats, Floats | None, Ints], read: Bools, names: tuple[str, str], lowest: float
) -> Floats:
    """What a user's function of (metrics, goals, families) says about every unit, checked where the unit was read.

    It sees the arrays and can't change them. names: the function's, and that of a unit ("government"). Raises
    SuperorganismError unless it gives one finite number >= lowest for each.
    """
    seen = [None if array is None else array.view() for array in arrays]
    for view in seen:
        if view is not None:
            view.flags.writeable = False
    found = np.array(fitness(*seen), dtype=np.float64)
    if found.shape != read.shape:
        raise SuperorganismError(
            f"{names[0]} gave an array of shape {found.shape}, it must be one number for each of {len(read)} units"
        )
    wrong = np.flatnonzero(read & ~(np.isfinite(found) & (found >= lowest)))
    if wrong.size:
        rule = "a finite number" if lowest == -inf else f"a finite number >= {lowest:g}"
        raise SuperorganismError(f"{names[0]} gave {found[wrong[0]]} for {names[1]} {wrong[0]}, it must be {rule}")
    return np.where(read, found, 0.0)


def judged(
    fitness: str | Fitness,
    arrays: tuple[npt.ArrayLike, npt.ArrayLike | None, npt.ArrayLike],
    read: npt.ArrayLike | None,
    lowest: float,
) -> npt.ArrayLike:
    """The metrics of a public law's (metrics, goals, families), or what the user's function puts in their place.

    Raises ValueError.
    """
    metrics, goals, families = arrays
    if isinstance(fitness, str):
        return metrics
    m = np.ascontiguousarray(metrics, dtype=np.float64)
    g = None if goals is None else np.ascontiguousarray(goals, dtype=np.float64)
    seen = np.broadcast_to(True if read is None else np.asarray(read, dtype=np.bool_), m.shape)
    return given(fitness, (m, g, np.ascontiguousarray(families, dtype=np.int64)), seen, ("fitness", "unit"), lowest)


@kernel
def cumulate(rows: Ints, start: int, n: int, metrics: Floats, values: tuple[float, float], out: Floats) -> None:
    """Fill out[start:] with the running sum of the fitness of the n rows[start:]. All 0: uniform (MODEL.md section 2)."""
    top = float(metrics[rows[start]])
    for j in range(start + 1, start + n):
        top = max(top, float(metrics[rows[j]]))
    total = 0.0
    for j in range(start, start + n):
        m = float(metrics[rows[j]])
        if values[1] == 0.0:
            total += exp(values[0] * (m - top))  # exp(s m) up to a common factor, so that no metric overflows
        else:
            total += max(0.0, 1.0 + values[0] * m) if values[1] == 1.0 else m
        out[j] = total
    if total == 0.0:
        for j in range(n):
            out[start + j] = j + 1.0


@kernel
def draw(running: Floats, start: int, n: int, lot: float) -> int:
    """The first j of running[start : start + n] that is > lot · total: drawn in proportion to its share of the sum."""
    target = lot * running[start + n - 1]
    low, high = start, start + n - 1
    while low < high:
        middle = (low + high) // 2
        if running[middle] > target:
            high = middle
        else:
            low = middle + 1
    return low


def relative(metrics: Floats, s: float, fitness: str) -> Floats:
    """Fitness of one family as the rules take it, mean 1; for tests and tables."""
    running = np.empty_like(metrics)
    cumulate(np.arange(metrics.shape[0]), 0, metrics.shape[0], metrics, values(s, fitness), running)
    shares: Floats = np.diff(running, prepend=0.0)
    return shares / shares.mean()
