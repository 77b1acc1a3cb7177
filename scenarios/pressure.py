"""Optimisation pressure: how many are compared before one is taken. What the best of n by a metric with errors is worth."""

import math
from functools import cache
from typing import Any

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.world import Superorganism
from superorganisms.scenarios.told import Outcome, at

FEATURES = ("wellbeing", "security", "output", "profit", "liberty", "equity", "nature", "knowledge")
FIRMS, PER_FIRM = 8, 16
LADDER = (1, 4, 16, 64, 256)
STAY = 8  # ticks on each rung
_LATE = 1  # ticks of a rung in which those still act who were hired on the rung before


def market(noise: float, kind: str) -> Parameters:
    """A world that hires by a test with errors of this size and kind, ever harder: see `hiring` and `climb`."""
    layers = hiring(noise, kind)
    return Parameters(features=FEATURES, intent={"wellbeing": 1.0, "security": 1.0}, interventions=climb(), layers=layers)


def hiring(noise: float, kind: str) -> tuple[LayerParameters, ...]:
    """An order, firms, and employees of whom each tick all are replaced by the best of so many outsiders.

    Outsiders' goals are uniform on the sphere, and each does what it likes: whom to take is all that a firm decides.
    """
    obedient = {"spread": 0.0, "compliance": 1.0, "selection": "none"}
    employees = LayerParameters(
        name="employee",
        size=FIRMS * PER_FIRM,
        spread=100.0,
        compliance=0.0,
        noise=noise,
        noise_kind=kind,
        selection=f"best_of(n={LADDER[0]}, turnover=1, candidates='pool')",
    )
    return LayerParameters(name="order", **obedient), LayerParameters(name="firm", size=FIRMS, **obedient), employees


def climb() -> tuple[tuple[int, str, int], ...]:
    """The interventions that go up the ladder, a rung every STAY ticks."""
    return tuple((STAY * rung, "employee.selection.n", n) for rung, n in enumerate(LADDER) if rung)


def rung(n: int) -> tuple[int, int]:
    """First and last tick in which efficiency is that of the best of n."""
    start = STAY * LADDER.index(n)
    return start + _LATE + 1, start + STAY


def value_at(n: int) -> Outcome:
    """Mean efficiency while each is the best of n."""
    return at("efficiency", *rung(n))


def alone(n: int) -> dict[str, Any]:
    """Changes to a world that climbs: the best of n from the first tick, and no ladder."""
    return {"interventions": (), "employee.selection": f"best_of(n={n}, turnover=1, candidates='pool')"}


@cache
def _errors(df: float) -> tuple[Floats, Floats, Floats]:
    """Places, steps and densities of Student's t; normal for infinite df. Dense about 0, and reaching far."""
    y = np.linspace(-16.0, 16.0, 3201)
    x, step = np.sinh(y), np.cosh(y) * (y[1] - y[0])
    if math.isinf(df):
        return x, step, np.exp(-np.minimum(x * x, 1400.0) / 2) / math.sqrt(2 * math.pi)
    scale = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)
    return x, step, scale * (1 + x * x / df) ** (-(df + 1) / 2)


@cache
def worth(n: int, features: int, noise: float, df: float = math.inf) -> float:
    """Mean value of the best of n by value + noise · error, the value that of a direction uniform on the sphere.

    value = cos(goal, intent) has density in proportion to (1 - x²)^((K-3)/2); E value = ∫ n F^(n-1) h, F the distribution
    of the metric, h(m) = E[value; metric = m]. Errors of Student's t with df degrees of freedom, normal if infinite.

    >>> round(worth(1, 8, 0.3), 6), worth(16, 8, 0.3) > worth(4, 8, 0.3)
    (0.0, True)
    """
    value, weight = np.polynomial.legendre.leggauss(64)
    weight = weight * (1 - value * value) ** ((features - 3) / 2)
    weight /= weight.sum()
    x, step, density = _errors(df)
    here = np.stack([np.interp(x - one / noise, x, density) for one in value])
    mass, valued = weight @ here * step, (weight * value) @ here * step
    below = np.clip(np.cumsum(mass) - mass / 2, 0.0, 1.0)
    return float(np.sum(n * below ** (n - 1) * valued))


def promise_and_worth(world: Superorganism) -> tuple[float, float]:
    """Of the best of every firm by this tick's metric: mean metric, and mean value."""
    staff = world.layers[-1]
    metrics = np.asarray(staff.metrics).reshape(FIRMS, PER_FIRM)
    values = (np.asarray(staff.outcomes) @ world.intent).reshape(FIRMS, PER_FIRM)
    best = metrics.argmax(axis=1)
    firms = np.arange(FIRMS)
    return float(metrics[firms, best].mean()), float(values[firms, best].mean())
