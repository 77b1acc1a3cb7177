"""Shapley attribution: how much of the loss is each step's, whatever the order in which steps are undone (MODEL.md section 5).

The chain w, c_*, v_0, c_0, v_1, ..., v_leaf loses 1 - η(v_leaf). Step k changes what a leaf would carry out by -δ_k; a
coalition of steps leaves it with w less its members' δ, and loses 1 - η of that. A step's share is its mean marginal loss
over all orders (Shapley 1953); the shares add up to 1 - η(v_leaf), as do the sequential ones, which know the order of the
chain alone.
"""

from math import factorial, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from superorganisms.arrays import Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.vectors import NOTHING

MOST_STEPS = 20  # a million coalitions
_NO_LENGTH = 1e-12
_ROUNDING = 1e-3  # of that: what a letter is off the aim that it repeats


@kernel
def effort_space(chains: Floats, response: Floats, out: Floats) -> None:
    """out <- Rᵀa of every vector of chains (n, m + 1, K). Equal vectors give equal bits, which BLAS doesn't promise."""
    for i in range(chains.shape[0]):
        for step in range(chains.shape[1]):
            for column in range(out.shape[2]):
                out[i, step, column] = 0.0
            for row in range(chains.shape[2]):
                for column in range(out.shape[2]):
                    out[i, step, column] += response[row, column] * chains[i, step, row]


@kernel
def likeness(direction: Floats, effort: Floats, smallest: float) -> float:
    """cos(q, effort), direction being unit(q); 0 if the effort is no longer than `smallest`."""
    both, square = 0.0, 0.0
    for k in range(direction.shape[0]):
        both += direction[k] * effort[k]
        square += effort[k] * effort[k]
    if square < NOTHING or square < smallest * smallest:
        return 0.0
    return min(1.0, max(-1.0, both / sqrt(square)))


@kernel
def same_way(one: Floats, other: Floats) -> bool:
    """Whether two chains (m + 1, K) are the same but for their ends."""
    for k in range(one.shape[0] - 1):
        for j in range(one.shape[1]):
            if one[k, j] != other[k, j]:
                return False
    return True


@kernel
def steps_taken(chain: Floats, smallest: float) -> Ints:
    """Which steps of a chain (m + 1, K) but the last are longer than `smallest`, in their order."""
    found = np.empty(chain.shape[0], np.int64)
    count = 0
    for k in range(chain.shape[0] - 2):
        square = 0.0
        for j in range(chain.shape[1]):
            square += (chain[k, j] - chain[k + 1, j]) ** 2
        if square > smallest * smallest:
            found[count] = k
            count += 1
    return found[:count]


@kernel
def coalitions(chain: Floats, players: Ints) -> Floats:
    """What each coalition of these steps leaves of the start of a chain, (2^players, K): bit p is step players[p]."""
    left = np.empty((1 << players.shape[0], chain.shape[1]))
    left[0] = chain[0]
    for p in range(players.shape[0]):
        bit, k = 1 << p, players[p]
        for members in range(bit):
            for j in range(chain.shape[1]):
                left[bit + members, j] = left[members, j] - (chain[k, j] - chain[k + 1, j])
    return left


@kernel
def add_marginals(value: Floats, players: Ints, weights: Floats, out: Floats) -> None:
    """Add each player's mean marginal fall of value (2^n,) to out[players]; weights (n,): of coalitions of so many others."""
    n = players.shape[0]
    for members in range(value.shape[0]):
        size = 0
        for p in range(n):
            size += (members >> p) & 1
        for p in range(n):
            if not (members >> p) & 1:
                out[players[p]] += weights[size] * (value[members] - value[members | (1 << p)])


@kernel
def add_likeness(chains: Floats, skill: Floats, left: Floats, direction: Floats, smallest: float, value: Floats) -> None:
    """Add skill·cos(q, what is left) over leaves that share all but the last step, for each coalition of steps.

    chains (n, m + 1, K); left (s, K): what the coalitions without the last step leave; value (2 s,): these, then those
    with it. All steps together leave the end of the chain itself.
    """
    size, last = left.shape[0], chains.shape[1] - 2
    able, effort = 0.0, np.empty(direction.shape[0])
    for i in range(chains.shape[0]):
        able += skill[i]
        for members in range(size - 1):
            for j in range(effort.shape[0]):
                effort[j] = left[members, j] - (chains[i, last, j] - chains[i, last + 1, j])
            value[size + members] += skill[i] * likeness(direction, effort, smallest)
        value[2 * size - 1] += skill[i] * likeness(direction, chains[i, last + 1], 0.0)
    for members in range(size):
        value[members] += able * likeness(direction, left[members], smallest)


@kernel
def add_shares(chains: Floats, skill: Floats, weights: Floats, smallest: float, out: Floats) -> None:
    """Add the steps' shares of skill·(1 - cos) over the leaves to out (m,). chains (n, m + 1, K): in effort space.

    weights (m + 1, m): of coalitions by their size, a row for each number of players. Leaves in a row that share all but
    the last step share its coalitions, too; steps that change nothing take no part.
    """
    direction = chains[0, 0] / np.sqrt((chains[0, 0] * chains[0, 0]).sum())
    start = 0
    while start < chains.shape[0]:
        stop = start + 1
        while stop < chains.shape[0] and same_way(chains[start], chains[stop]):
            stop += 1
        taken = steps_taken(chains[start], _ROUNDING * smallest)
        left = coalitions(chains[start], taken)
        value = np.zeros(2 * left.shape[0])
        add_likeness(chains[start:stop], skill[start:stop], left, direction, smallest, value)
        players = np.append(taken, chains.shape[1] - 2)
        add_marginals(value, players, weights[players.shape[0]], out)
        start = stop


def _weights(steps: int) -> Floats:
    """weights[n, s] = s! (n - s - 1)! / n!: how often, of n players, exactly these s come before a given other one."""
    found = np.zeros((steps + 1, steps))
    for n in range(1, steps + 1):
        found[n, :n] = [factorial(s) * factorial(n - s - 1) / factorial(n) for s in range(n)]
    return found


class Shares(NamedTuple):
    """Loss of each step (m,), in units of `best`: mean over all orders, and in the order of the chain."""

    shapley: Floats
    sequential: Floats


def shares(chains: Floats, response: Floats, skill: Floats, *, budget: bool) -> Shares:
    """Sums over leaves, where something can be done for the intent. chains (n, m + 1, K), skill (n,)."""
    efforts = np.empty_like(chains)
    effort_space(chains, response, efforts)
    q = efforts[0, 0]
    if not budget:
        moved = efforts[:, :-1] - efforts[:, 1:]
        missed = ((q - efforts) ** 2).sum(axis=(0, 2))
        return Shares((moved * (q - efforts[:, -1:])).sum(axis=(0, 2)), missed[1:] - missed[:-1])
    found = np.zeros(chains.shape[1] - 1)
    smallest = _NO_LENGTH * float(np.linalg.norm(response, 2))
    add_shares(efforts, skill, _weights(found.shape[0]), smallest, found)
    lengths = np.sqrt((efforts**2).sum(axis=2))
    lengths[lengths**2 < NOTHING] = np.inf
    likes = skill @ np.clip(efforts @ q / lengths / np.sqrt(q @ q), -1.0, 1.0)
    return Shares(found, likes[:-1] - likes[1:])


def attribution(steps: npt.ArrayLike, response: npt.ArrayLike, skill: npt.ArrayLike = 1.0, *, rule: str = "budget") -> Floats:
    """Shapley shares of the steps from an intent to what leaves carry out, in the efficiency that is lost on the way: (m,).

    steps (m + 1, K) or (n, m + 1, K): the chain of each of n leaves, w, then what it would carry out after the first step,
    the second, ...; all begin with the same w. response (K, K): effort (columns) to outcome (rows). skill: a number or
    (n,), >= 0, no part under `cost`. rule `budget` or `cost`. The shares add up to 1 - η(last), η the mean of cos(q, Rᵀa)
    by skill, under cost 1 - mean |q - Rᵀa|²/|q|², q = Rᵀw; all are 0 where nothing can be done for w.

    Budget: 2^m coalitions, m at most 20 steps that change something; those of all steps but the last once for each run of
    leaves that share them (siblings do), then half of them for each leaf: 4 layers (8 steps), 1,000 leaves take
    milliseconds, 8 layers (16 steps) two seconds. A coalition's vector counts as 0 if it is shorter than 1e-12 times the
    most that the response stretches a unit vector. Cost: the closed form mean (Rᵀδ_k)·(RᵀΣδ)/|q|². Raises ValueError.
    """
    chains = np.asarray(steps, dtype=np.float64)
    chains = np.ascontiguousarray(chains[None] if chains.ndim == 2 else chains)
    matrix = np.ascontiguousarray(response, dtype=np.float64)
    if chains.ndim != 3 or chains.shape[1] < 2 or matrix.shape != (chains.shape[2],) * 2:
        raise ValueError(f"steps must be (n, m + 1, K) and response (K, K), got {chains.shape} and {matrix.shape}")
    if rule not in ("budget", "cost"):
        raise ValueError(f"rule must be 'budget' or 'cost', got {rule!r}")
    if (chains[:, 0] != chains[:1, 0]).any():
        raise ValueError("all chains must begin with the same intent")
    check_steps(chains, rule == "budget")
    able = np.ascontiguousarray(np.broadcast_to(np.asarray(skill, dtype=np.float64), chains.shape[:1]))
    if not (able >= 0).all():
        raise ValueError("skill must be at least 0")
    whole = best(chains[0, 0], matrix, able, budget=rule == "budget")
    if whole == 0.0:
        return np.zeros(chains.shape[1] - 1)
    return shares(chains, matrix, able, budget=rule == "budget").shapley / whole


def check_steps(chains: Floats, budget: bool) -> None:
    """Raises ValueError if a chain has more steps than can be played through."""
    if budget and chains.shape[1] - 1 > MOST_STEPS:
        raise ValueError(f"there can be at most {MOST_STEPS} steps under budget, got {chains.shape[1] - 1}")


def best(intent: Floats, response: Floats, skill: Floats, *, budget: bool) -> float:
    """What the losses are a share of: Σ skill under budget, n |q|² under cost; 0 where nothing can be done for the intent."""
    q = intent @ response
    square = float(q @ q)
    if square < NOTHING:
        return 0.0
    return float(skill.sum()) if budget else len(skill) * square
