"""Small worlds in which theory can be computed by hand, and the order statistics that several results need."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.world import Superorganism


def quiet(name: str, size: Any, **settings: Any) -> LayerParameters:
    """A layer in which nothing happens unless said otherwise: no selection, no learning, no noise, no spread."""
    return LayerParameters(**({"name": name, "size": size, "selection": "none", "spread": 0.0, "mutation": 0.0} | settings))


def obedient(name: str, size: Any, **settings: Any) -> LayerParameters:
    """A quiet layer that does as it is told: compliance 1."""
    return quiet(name, size, **({"compliance": 1.0} | settings))


def selfish(name: str, size: Any, **settings: Any) -> LayerParameters:
    """A quiet layer that does as it likes: compliance 0. Under the cost rule each one's effort is its goal."""
    return quiet(name, size, **({"compliance": 0.0} | settings))


def world_of(*layers: LayerParameters, seed: int = 1, ticks: int = 0, **settings: Any) -> Superorganism:
    """A world of these layers after so many ticks; R = M = S = D = I and one regime unless said otherwise."""
    world = Superorganism(Parameters(layers=layers, **settings), rng=seed)
    if ticks:
        world.run_for(ticks)
    return world


def free_world(*layers: LayerParameters, **settings: Any) -> Superorganism:
    """One of classical population genetics: effort costs, goals have lengths, and the intent is the first feature."""
    features = settings.pop("features", 2)
    intent = [1.0] + [0.0] * (features - 1)
    classical = {"features": features, "intent": intent, "effort_rule": "cost", "goal_geometry": "free"}
    return world_of(*layers, **(classical | settings))


def efficiency(world: Superorganism) -> float:
    """η of the last tick."""
    return float(world.row()["efficiency"])


def uniform_lots(seed: int) -> Callable[..., Floats]:
    """Lots for the laws alone: numbers uniform in [0, 1)."""
    return np.random.default_rng(seed).random


def normal_order_means(n: int) -> Floats:
    """Expected values of n standard normal numbers in ascending order, (n,): by quadrature, good to ten digits.

    >>> normal_order_means(4).round(6).tolist()
    [-1.029375, -0.297011, 0.297011, 1.029375]
    """
    x = np.linspace(-9.0, 9.0, 7201)
    above = np.array([math.erfc(one / math.sqrt(2)) / 2 for one in x])
    log_above, log_below = np.log(above), np.log(above[::-1])
    log_density = -x * x / 2 - math.log(2 * math.pi) / 2 + math.lgamma(n + 1)
    means = []
    for k in range(1, n + 1):
        log_choices = math.lgamma(k) + math.lgamma(n - k + 1)
        means.append(np.trapezoid(x * np.exp(log_density - log_choices + (k - 1) * log_below + (n - k) * log_above), x))
    return np.array(means)


def binomial(trials: int, chance: float | Floats) -> Floats:
    """P(k of so many trials), k from 0 to trials along the last axis, for a chance or an array of them."""
    p, k = np.asarray(chance, dtype=float)[..., None], np.arange(trials + 1)
    counts = np.array([math.comb(trials, one) for one in k], dtype=float)
    return np.asarray(counts * p**k * (1 - p) ** (trials - k), dtype=np.float64)


def birth_death(up: Floats, down: Floats) -> Floats:
    """Transition matrix of a chain that goes one step up or down with these chances, or stays."""
    return np.asarray(np.diag(1 - up - down) + np.diag(up[:-1], 1) + np.diag(down[1:], -1))


def after(chain: Floats, ticks: int, start: int) -> Floats:
    """Distribution over the states of a Markov chain after so many ticks from one state."""
    return np.array(np.linalg.matrix_power(chain, ticks)[start], dtype=np.float64)
