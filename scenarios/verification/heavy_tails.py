"""Value standard normal, metric = value + σ error. If the error's tail is heavier than the value's, E[value | metric > t]
goes back to the mean as t grows, and so does the value of the best of n; with normal errors it goes on as r e_n. Exact, by
quadrature: E value = ∫ n F(x)^(n-1) h(x) dx, F the distribution of the metric and h(x) = E[value; metric = x]. Student's t
of 1 and 2 degrees of freedom have tails in closed form.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, mean
from superorganisms.scenarios.evidence.small_worlds import free_world, normal_order_means, obedient, selfish

GROUP = "literature"
CLAIM = "With heavy-tailed errors the best of very many is worth no more than anyone; with normal ones value goes on rising."
SOURCES = (
    Source(
        "thomas-2023",
        "Choice by value plus error: with heavy-tailed errors the value expected at high thresholds is that of all.",
    ),
    Source(
        "kwa-2024",
        "The same for policies kept near a base: some reach any reward and gain no utility if errors have heavy tails.",
    ),
    Source("bailey-1994", "How Student's t is drawn."),
)
REPLICATES, QUICK = 6000, 1000  # choices
AXES = ("candidates", "value of the one chosen")


def tail_and_density(df: int, x: Floats) -> tuple[Floats, Floats]:
    """P(T > x) and the density of Student's t with 1 or 2 degrees of freedom."""
    if df == 1:
        return 0.5 - np.arctan(x) / np.pi, 1 / (np.pi * (1 + x * x))
    root = np.sqrt(2 + x * x)
    # 1 - x/√(2+x²), without cancellation where x is large
    return np.where(x > 0, 1 / (root * (root + np.abs(x))), 1 - 1 / (root * (root + np.abs(x)))), root**-3


def expected_value(n: int, df: int, noise: float) -> float:
    """Of the best of n."""
    value, weight = np.polynomial.hermite_e.hermegauss(160)
    weight /= weight.sum()
    y = np.linspace(-16.0, 16.0, 4001)
    tail, density = tail_and_density(df, (np.sinh(y)[:, None] - value) / noise)
    below, here = 1.0 - tail @ weight, density / noise @ (weight * value)
    return float(np.trapezoid(n * below ** (n - 1) * here * np.cosh(y), y))


def chosen(replicates: int, n: int, kind: object, noise: float, seed: int) -> Floats:
    """Values of those who came out best of n from the pool, each in its own slot."""
    rule = {"rule": "best_of", "n": n, "turnover": 1.0, "candidates": "pool"}
    people = selfish("employee", replicates, selection=rule, noise=noise, noise_kind=kind)
    world = free_world(obedient("order", 1), obedient("firm", replicates // 10), people, seed=seed, ticks=1)
    return np.asarray(world.layers[2].goals[:, 0])


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """Up to 256 candidates, with errors of 1 and 2 degrees of freedom and with normal ones."""
    for n in (2, 8, 64, 256):
        for df, noise in ((1, 0.5), (2, 1.0)):
            found = chosen(replicates, n, {"kind": "student_t", "df": float(df)}, noise, seed)
            yield mean(f"best of {n}, t with {df} df", expected_value(n, df, noise), found).placed(n, f"t, {df} df")
        found = chosen(replicates, n, "normal", 1.0, seed)
        expected = normal_order_means(n)[-1] / np.sqrt(2)
        yield mean(f"best of {n}, normal errors", expected, found).placed(n, "normal")
