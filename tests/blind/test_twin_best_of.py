"""The law of trying before hiring against a slow twin written from the model's page, and both against its closed form."""

from itertools import pairwise
from math import floor, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from superorganisms import laws
from tests.blind.test_twin_laws import axis, lived, tree

Contest = tuple[np.ndarray, list[int], np.ndarray, np.ndarray, np.ndarray, int]


@st.composite
def contests(draw: st.DrawFn) -> Contest:
    """Metrics with ties, families of 0 to 7, noise, who was read, sandbox metrics with ties, number of candidates."""
    sizes = draw(st.lists(st.integers(0, 7), min_size=1, max_size=6))
    families, tried = [0, *np.cumsum(sizes).tolist()], draw(st.integers(1, 6))
    n = families[-1]
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    metrics = rng.choice([-1.5, 0.0, 0.0, 0.5, 2.0, 700.0], size=n)
    sandbox = rng.choice([-1.0, 0.0, 0.0, 3.0], size=(n, tried))
    return metrics, families, rng.random((n, 1 + tried + 1)), rng.random(n) < 0.8, sandbox, tried


def slow_best_of(
    metrics: Any, families: list[int], noise: Any, read: Any, sandbox: Any, tried: int, turnover: float
) -> tuple[list[int], list[bool]]:
    """Ancestors, and who is new: each vacancy goes to the best of its candidates, of equals to the first."""
    ancestors, new = list(range(len(metrics))), [False] * len(metrics)
    for start, stop in pairwise(families):
        seen = [row for row in range(start, stop) if read[row]]
        if not seen:
            continue
        n, luck = len(seen), float(noise[start][1 + tried])
        order = sorted(seen, key=lambda row: (metrics[row], noise[row][0], row))
        leave = floor(turnover * n + luck)
        best = min(n, max(1, leave))
        for slot in order[:leave]:
            copied = [order[n - 1 - floor(noise[slot][1 + place] * best)] for place in range(tried)]
            marks = [float(metrics[row]) for row in copied] if sandbox is None else [float(mark) for mark in sandbox[slot]]
            ancestors[slot], new[slot] = copied[marks.index(max(marks))], True
    return ancestors, new


@given(contests(), st.sampled_from([0.0, 0.1, 0.35, 1.0]) | st.floats(0, 1))
def test_the_law_is_the_slow_twin(contest: Contest, turnover: float) -> None:
    metrics, families, noise, read, sandbox, tried = contest
    for given_sandbox in (sandbox, None):
        new = np.zeros(len(metrics), bool)
        options: dict[str, Any] = {"n": tried, "turnover": turnover, "sandbox": given_sandbox, "read": read, "newcomers": new}
        got = laws.best_of(metrics, families, noise, **options)
        ancestors, newcomers = slow_best_of(metrics, families, noise, read, given_sandbox, tried, turnover)
        assert got.tolist() == ancestors
        assert new.tolist() == newcomers


@given(st.integers(0, 2**32 - 1))
def test_without_a_word_four_are_tried_for_a_tenth_of_the_places(seed: int) -> None:
    rng = np.random.default_rng(seed)
    metrics, families, noise = rng.normal(size=17), [0, 5, 17], rng.random((17, 6))
    ancestors, _ = slow_best_of(metrics, families, noise, [True] * 17, None, 4, 0.1)
    assert laws.best_of(metrics, families, noise).tolist() == ancestors


@given(contests())
def test_one_candidate_is_truncation(contest: Contest) -> None:
    """With nothing to choose from, the sandbox has no say: ties, choice and U stand where truncation has them."""
    metrics, families, noise, read, sandbox, _ = contest
    short = noise[:, [0, 1, -1]]
    for given_sandbox in (sandbox[:, :1], None):
        tried = laws.best_of(metrics, families, short, n=1, turnover=0.4, sandbox=given_sandbox, read=read)
        assert (tried == laws.truncation(metrics, families, short, turnover=0.4, read=read)).all()


@given(contests())
def test_everyone_stays_in_the_family_and_the_unread_where_they_are(contest: Contest) -> None:
    metrics, families, noise, read, sandbox, tried = contest
    new = np.zeros(len(metrics), bool)
    ancestors = laws.best_of(metrics, families, noise, n=tried, turnover=0.5, sandbox=sandbox, read=read, newcomers=new)
    family = np.searchsorted(families, np.arange(len(metrics)), side="right")
    assert (family == family[ancestors]).all()
    assert not (new & ~read).any()
    assert read[ancestors[new]].all()
    assert (ancestors[~new] == np.flatnonzero(~new)).all()


@pytest.mark.parametrize("tried", [1, 2, 5])
def test_how_good_the_hired_are(tried: int) -> None:
    """5 of 10 leave; the best of `tried` draws among the best 5 is among the best k with probability 1-(1-k/5)^tried."""
    families, rng = np.arange(4001) * 10, np.random.default_rng(5)
    metrics = np.tile(np.arange(10.0), 4000)
    new = np.zeros(40_000, bool)
    noise = rng.random((40_000, 1 + tried + 1))
    ancestors = laws.best_of(metrics, families, noise, n=tried, turnover=0.5, newcomers=new)
    assert new.sum() == 20_000
    for k in range(1, 5):
        found = (metrics[ancestors[new]] >= 10 - k).mean()
        expected = 1 - (1 - k / 5) ** tried
        assert abs(found - expected) < 5 * sqrt(expected * (1 - expected) / 20_000)


def test_the_sandbox_sees_value_with_noise_and_hires_less_for_it() -> None:
    """The best of n by a mark that has correlation r with the value has mean value r e_n (regressional Goodhart)."""
    rng, n, r, families = np.random.default_rng(6), 4, 0.6, 20_000
    value = rng.normal(size=(families, n))
    sandbox = np.repeat(r * value + sqrt(1 - r * r) * rng.normal(size=(families, n)), n, axis=0)
    # turnover 1: everyone of a family leaves; of slot 0's candidates number c is told to copy unit c by its choice
    noise = np.full((families * n, 1 + n + 1), 0.5)
    noise[:, 1 : 1 + n] = (n - 1 - np.arange(n) + 0.5) / n
    metrics = np.tile(np.arange(float(n)), families)
    ancestors = laws.best_of(metrics, np.arange(families + 1) * n, noise, n=n, turnover=1.0, sandbox=sandbox)
    hired = value[np.arange(families), ancestors[::n] % n]
    assert abs(hired.mean() - r * 1.029375) < 5 / sqrt(families)


@pytest.mark.parametrize("tried", [1, 3])
def test_in_the_twin_the_sandbox_finds_the_candidate_nearest_to_the_letter(tried: int) -> None:
    """Without noise or mutation a candidate's sandbox metric is that of the unit that it copies."""
    layers = tree(1, 6)
    rule = {"rule": "best_of", "n": tried, "turnover": 0.5, "candidates": "copies"}
    layers[1] |= {"spread": 1.0, "compliance": 0.0, "selection": rule}
    found, runs = [0, 0, 0], 300
    for seed in range(runs):
        members = lived({"intent": axis(0, 3), "layers": layers}, 1, seed).units[1]
        order = sorted(members, key=lambda who: who.metric)
        assert sorted(who.row for who in members if who.newcomer) == sorted(who.row for who in order[:3])
        for who in order[:3]:
            found[5 - [other.row for other in order].index(who.ancestor)] += 1
            assert who.goal == pytest.approx(members[who.ancestor].acted_goal, abs=1e-12)
    for k in (1, 2):
        expected = 1 - (1 - k / 3) ** tried
        assert abs(sum(found[:k]) / (3 * runs) - expected) < 4 * sqrt(expected * (1 - expected) / (3 * runs))


def test_in_the_twin_the_pool_brings_what_the_family_lacks() -> None:
    """Best of 8 uniform on the circle, cosine with the letter as metric: far above what any of the family has."""
    layers = tree(1, 4)
    rule = {"rule": "best_of", "n": 8, "turnover": 1.0, "candidates": "pool"}
    layers[1] |= {"compliance": 0.0, "goal": [-1.0, 0.0], "selection": rule}
    worlds = [lived({"intent": axis(0, 2), "layers": layers}, 1, seed) for seed in range(60)]
    members = [who for world in worlds for who in world.units[1]]
    assert all(who.newcomer and who.ancestor == who.row for who in members)
    # the nearest of 8 uniform angles in [0, pi] has mean pi / 9
    assert sum(who.goal[0] for who in members) / len(members) > 0.8
