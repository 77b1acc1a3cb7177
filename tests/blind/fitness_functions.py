"""Functions of (metrics, goals, families) that a user might give for fitness, on lists or arrays alike."""

from itertools import pairwise
from typing import Any

import numpy as np


def payoff(metrics: Any, goals: Any, families: Any) -> Any:
    """Fitness of a public-goods kind: what a unit gets, and what its whole family gets together."""
    own = 0.5 + 0.5 * np.tanh(np.asarray(metrics, float))
    offsets, given = list(families), np.abs(np.asarray(goals, float)[:, 0])
    shared = np.concatenate([np.full(stop - start, given[start:stop].mean()) for start, stop in pairwise(offsets)])
    return own + 2 * shared + 0.5 / (1 + given)


def nothing(metrics: Any, goals: Any, families: Any) -> Any:
    """Nobody is fit."""
    return np.zeros(len(metrics))


def standing(metrics: Any, goals: Any, families: Any) -> Any:
    """Any finite number, also below 0: how a metric stands against the mean of the layer."""
    values = np.asarray(metrics, float)
    return values - values.mean() + np.asarray(goals, float)[:, -1]
