"""Closed form 10. The best of n on metric = value + noise has value r e_n on average: r the correlation of value and
metric, e_n the mean of the largest of n standard normal numbers.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms import laws
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, mean
from superorganisms.scenarios.evidence.small_worlds import free_world, normal_order_means, obedient, selfish, uniform_lots

GROUP = "theory"
ORDER = 10
CLAIM = "The best of n by a noisy metric is worth r e_n: the winner's metric promises more than its value keeps."
SOURCES = (
    Source("manheim-2018", "Regressional Goodhart."),
    Source("smith-2006", "The optimizer's curse."),
    Source("gao-2023", "Best of n as selection by a proxy."),
)
REPLICATES, QUICK = 8000, 1500  # contests
AXES = ("n", "value of the best of n")


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """By the law of truncation, from draws among few, and in the sandbox of a world."""
    for noise in (0.0, 1.0, 2.0):
        for n in (2, 4, 16, 64):
            correlation = 1 / np.hypot(1, noise)
            expected = correlation * normal_order_means(n)[-1]
            values = best_of_all(replicates // (4 if n == 64 else 1), n, noise, seed)
            yield mean(f"n = {n}, r = {correlation:.4g}", expected, values).placed(n, f"r = {correlation:.3g}")
    for size, n in ((6, 4), (4, 16)):
        chances = np.diff((np.arange(size + 1) / size) ** n)
        expected = normal_order_means(size) @ chances / np.sqrt(2)
        yield mean(f"{n} draws among {size}, r = .7071", expected, best_of_draws(replicates, size, n, seed))
    for candidates, scale in (("pool", 1.0), ("copies", 0.5)):
        expected = scale**2 / np.hypot(scale, 1.0) * normal_order_means(4)[-1]
        yield mean(f"sandbox, 4 from {candidates}", expected, in_the_sandbox(replicates, candidates, scale, seed))


def best_of_all(contests: int, n: int, noise: float, seed: int) -> np.ndarray:
    """Values of the ancestors where a family's best is everyone's."""
    lots, rng = uniform_lots(seed), np.random.default_rng([seed, n])
    value = rng.normal(size=contests * n)
    metric = value + noise * rng.normal(size=value.shape)
    offsets = np.arange(contests + 1) * n
    ancestors = laws.truncation(metric, offsets, lots((len(value), 3)) * 0.999, turnover=1.0, parents=1 / n)
    return np.asarray(value[ancestors[offsets[:-1]]])


def best_of_draws(contests: int, size: int, n: int, seed: int) -> np.ndarray:
    """The same where candidates copy members drawn with replacement."""
    rng = np.random.default_rng([seed, n, size])
    value = rng.normal(size=contests * size)
    offsets = np.arange(contests + 1) * size
    metric = value + rng.normal(size=value.shape)
    ancestors = laws.best_of(metric, offsets, rng.random((len(value), n + 2)), n=n, turnover=1.0)
    return np.asarray(value[ancestors[offsets[:-1]]])


def in_the_sandbox(contests: int, candidates: str, scale: float, seed: int) -> np.ndarray:
    """Goals chosen among four, each in its own slot: standard normal in the pool, mutation · z in copies; noise 1."""
    rule = {"rule": "best_of", "n": 4, "turnover": 1.0, "candidates": candidates}
    units = {"goal": [0.0, 0, 0], "selection": rule, "mutation": scale, "noise": 1.0}
    people = selfish("employee", contests, **units)
    world = free_world(obedient("order", 1), obedient("firm", contests // 10), people, features=3, seed=seed, ticks=1)
    return np.asarray(world.layers[2].goals[:, 0])
