"""The law of pairwise comparison against a slow twin written from the model's page, and both against its closed form."""

from collections.abc import Sequence
from itertools import pairwise
from math import exp, floor, log, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from superorganisms import laws
from tests.blind.test_twin_laws import axis, tree
from tests.blind.twin import Twin

Contest = tuple[np.ndarray, list[int], np.ndarray, np.ndarray]


@st.composite
def contests(draw: st.DrawFn) -> Contest:
    """Metrics with ties, families of 0 to 7, noise, and who was read."""
    sizes = draw(st.lists(st.integers(0, 7), min_size=1, max_size=6))
    families = [0, *np.cumsum(sizes).tolist()]
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    metrics = rng.choice([-1.5, 0.0, 0.0, 0.5, 2.0, 700.0], size=families[-1])
    return metrics, families, rng.random((families[-1], 3)), rng.random(families[-1]) < 0.8


def probability(difference: float, s: float) -> float:
    """1 / (1 + exp(-s difference)), without overflow."""
    if s * difference < 0:
        return 1 - probability(-difference, s)
    return 1 / (1 + exp(-s * difference))


def slow_fermi(metrics: Sequence[float], families: list[int], noise: Any, read: Any, s: float) -> tuple[list[int], list[bool]]:
    """Ancestors, and who is new: in each family the first of a random ordered pair may copy the second."""
    ancestors, new = list(range(len(metrics))), [False] * len(metrics)
    for start, stop in pairwise(families):
        seen = [row for row in range(start, stop) if read[row]]
        if len(seen) < 2:
            continue
        first = seen[floor(noise[start][0] * len(seen))]
        others = [row for row in seen if row != first]
        second = others[floor(noise[start][1] * len(others))]
        if noise[start][2] < probability(metrics[second] - metrics[first], s):
            ancestors[first], new[first] = second, True
    return ancestors, new


@given(contests(), st.sampled_from([0.0, 0.5, 3.0, 50.0]))
def test_the_law_is_the_slow_twin(contest: Contest, s: float) -> None:
    metrics, families, noise, read = contest
    new = np.zeros(len(metrics), bool)
    got = laws.fermi(metrics, families, noise, s=s, read=read, newcomers=new)
    ancestors, newcomers = slow_fermi(metrics.tolist(), families, noise, read, s)
    assert got.tolist() == ancestors
    assert new.tolist() == newcomers


@given(contests())
def test_without_a_word_everybody_is_read_and_s_is_1(contest: Contest) -> None:
    metrics, families, noise, read = contest
    everybody = np.ones(len(read), bool)
    ancestors, _ = slow_fermi(metrics.tolist(), families, noise, everybody, 1.0)
    assert laws.fermi(metrics, families, noise).tolist() == ancestors


@given(contests())
def test_one_slot_of_a_family_changes_at_most_and_stays_in_it(contest: Contest) -> None:
    metrics, families, noise, read = contest
    new = np.zeros(len(metrics), bool)
    ancestors = laws.fermi(metrics, families, noise, s=2.0, read=read, newcomers=new)
    assert (new == (ancestors != np.arange(len(metrics)))).all()
    for start, stop in pairwise(families):
        assert new[start:stop].sum() <= 1
        assert all(start <= ancestor < stop for ancestor in ancestors[start:stop])
    assert not (new & ~read).any()
    assert read[ancestors[new]].all()


@pytest.mark.parametrize(("difference", "s"), [(1.0, 1.0), (-1.0, 1.0), (0.0, 5.0), (2.0, 0.0), (-0.5, 3.0)])
def test_how_often_a_pair_copies(difference: float, s: float) -> None:
    """In families of two: half of all pairs have the second for the first, and then 1/(1+exp(-s dm)) of them copy it."""
    families, rng = np.arange(20_001) * 2, np.random.default_rng(3)
    metrics = np.tile([0.0, difference], 20_000)
    ancestors = laws.fermi(metrics, families, rng.random((40_000, 3)), s=s)
    copied = (ancestors[::2] != np.arange(0, 40_000, 2)).mean()
    expected = probability(difference, s) / 2
    assert abs(copied - expected) < 5 * sqrt(expected * (1 - expected) / 20_000)


def fixation(r: float, n: int, mutants: int = 1) -> float:
    """As Moran's, with r = exp(s dm): the ratio of steps down to steps up is 1/r everywhere (Traulsen et al. 2006)."""
    return mutants / n if r == 1 else (1 - r**-mutants) / (1 - r**-n)


@pytest.mark.parametrize("r", [1.0, 1.5, 4.0])
def test_fixation_by_the_law(r: float) -> None:
    families, n = np.arange(4001) * 5, 5
    mutant, rng = np.tile(np.arange(n) == 0, 4000), np.random.default_rng(4)
    for _ in range(400):
        mutant = mutant[laws.fermi(np.where(mutant, log(r), 0.0), families, rng.random((4000 * n, 3)), s=1.0)]
    per_family = mutant.reshape(-1, n).mean(axis=1)
    assert set(np.unique(per_family)) <= {0.0, 1.0}
    expected = fixation(r, n)
    assert abs(per_family.mean() - expected) < 5 * sqrt(expected * (1 - expected) / 4000)


@pytest.mark.parametrize(("r", "mutants"), [(1.0, 1), (2.0, 1)])
def test_fixation_in_the_twin(r: float, mutants: int) -> None:
    n, runs, fixed = 4, 400, 0
    layers = tree(1, n)
    goals = [axis(0, 2)] * mutants + [axis(1, 2)] * (n - mutants)
    layers[1] |= {"compliance": 0.0, "goal": goals, "selection": {"rule": "fermi", "s": log(r)}}
    for seed in range(runs):
        world = Twin({"intent": axis(0, 2), "layers": layers}, seed)
        while len({tuple(who.goal) for who in world.units[1]}) > 1:
            world.step()
        fixed += world.units[1][0].goal[0] == 1
    expected = fixation(r, n, mutants)
    assert abs(fixed / runs - expected) < 4 * sqrt(expected * (1 - expected) / runs)


def test_a_family_of_one_has_nobody_to_copy() -> None:
    assert laws.fermi([3.0, 1.0], [0, 1, 2], [[0.0, 0.0, 0.0]] * 2).tolist() == [0, 1]
    assert laws.fermi([3.0, 1.0], [0, 2], [[0.0, 0.0, 0.0]] * 2, read=[True, False]).tolist() == [0, 1]
