"""Metric to fitness, and a draw in proportion to it."""

import numpy as np

from superorganisms.arrays import Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.declared import Option
from superorganisms.model.arithmetic import exp

KINDS = ("exponential", "linear")
OPTIONS = (
    Option("s", 1.0, 0.0, 1000.0, "per unit of metric", "strength of selection"),
    Option("fitness", "exponential", None, None, "", "exp(s m), or max(0, 1 + s m)", choices=KINDS),
)


def values(s: float = 1.0, fitness: str = "exponential") -> tuple[float, float]:
    """s, and whether fitness is linear."""
    return (float(s), float(fitness == "linear"))


def check(s: float, fitness: str) -> None:
    """Raise ValueError unless s >= 0 and the kind of fitness is known."""
    if not s >= 0 or fitness not in KINDS:
        raise ValueError(f"s must be >= 0 and fitness one of {', '.join(KINDS)}, got {s} and {fitness!r}")


@kernel
def cumulate(rows: Ints, n: int, metrics: Floats, values: tuple[float, float], out: Floats) -> float:
    """Fill out[:n] with the running sum of the fitness of rows[:n]; the total. All 0: uniform (MODEL.md section 2)."""
    top = float(metrics[rows[0]])
    for j in range(1, n):
        top = max(top, float(metrics[rows[j]]))
    total = 0.0
    for j in range(n):
        m = float(metrics[rows[j]])
        # exp(s m) up to a common factor, so that no metric overflows
        total += max(0.0, 1.0 + values[0] * m) if values[1] != 0.0 else exp(values[0] * (m - top))
        out[j] = total
    if total == 0.0:
        for j in range(n):
            out[j] = j + 1.0
        total = float(n)
    return total


@kernel
def draw(running: Floats, n: int, lot: float) -> int:
    """The first j with running[j] > lot · total: j drawn in proportion to its share of the running sum."""
    target = lot * running[n - 1]
    low, high = 0, n - 1
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
    cumulate(np.arange(metrics.shape[0]), metrics.shape[0], metrics, values(s, fitness), running)
    shares: Floats = np.diff(running, prepend=0.0)
    return shares / shares.mean()
