"""Selection rules against slow twins written from MODEL.md section 2, and against their own laws."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from superorganisms import Parameters, Superorganism, laws, noise
from superorganisms.model.selection import rules


@st.composite
def contests(draw: st.DrawFn) -> tuple[np.ndarray, list[int], np.ndarray, np.ndarray]:
    sizes = draw(st.lists(st.integers(0, 7), min_size=1, max_size=6))
    families = [0, *np.cumsum(sizes).tolist()]
    n = families[-1]
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    metrics = rng.choice([-1.5, 0.0, 0.0, 0.5, 2.0, 700.0], size=n)  # ties on purpose
    return metrics, families, rng.random((n, 3)), rng.random(n) < 0.8


def read_of(family: range, read: np.ndarray) -> list[int]:
    return [i for i in family if read[i]]


def slow_truncation(metrics, families, noise, read, turnover, parents):  # type: ignore[no-untyped-def]
    ancestors, new = list(range(len(metrics))), [False] * len(metrics)
    for start, stop in pairwise(families):
        seen = read_of(range(start, stop), read)
        if not seen:
            continue
        n, u = len(seen), noise[start, 2]
        order = sorted(seen, key=lambda i: (metrics[i], noise[i, 0], i))
        best = max(1, math.floor(parents * n + u))
        for slot in order[: math.floor(turnover * n + u)]:
            ancestors[slot] = order[n - 1 - math.floor(noise[slot, 1] * min(n, best))]
            new[slot] = True
    return ancestors, new


def shares(metrics: np.ndarray, seen: list[int], s: float, fitness: str) -> np.ndarray:
    m = metrics[seen]
    f = np.maximum(0, 1 + s * m) if fitness == "linear" else np.exp(s * (m - m.max()))
    return np.cumsum(f if f.sum() > 0 else np.ones(len(seen)))


def drawn(running: np.ndarray, lot: float) -> int:
    return next(j for j, total in enumerate(running) if total > lot * running[-1])


@given(contests(), st.floats(0, 1), st.none() | st.floats(0, 1))
def test_truncation(contest, turnover: float, parents: float | None) -> None:  # type: ignore[no-untyped-def]
    metrics, families, noise, read = contest
    new = np.zeros(len(metrics), bool)
    got = laws.truncation(metrics, families, noise, turnover=turnover, parents=parents, read=read, newcomers=new)
    slow, slow_new = slow_truncation(metrics, families, noise, read, turnover, turnover if parents is None else parents)
    assert got.tolist() == slow
    assert new.tolist() == slow_new


@given(contests(), st.sampled_from([0.0, 0.5, 3.0, 50.0]), st.sampled_from(["exponential", "linear"]))
def test_moran_and_wright_fisher(contest, s: float, fitness: str) -> None:  # type: ignore[no-untyped-def]
    metrics, families, noise, read = contest
    births = list(range(len(metrics)))
    anew = list(births)
    for start, stop in pairwise(families):
        seen = read_of(range(start, stop), read)
        if seen:
            running = shares(metrics, seen, s, fitness)
            births[seen[math.floor(noise[start, 1] * len(seen))]] = seen[drawn(running, noise[start, 0])]
            for i in seen:
                anew[i] = seen[drawn(running, noise[i, 0])]
    assert laws.moran(metrics, families, noise, s=s, fitness=fitness, read=read).tolist() == births
    assert laws.wright_fisher(metrics, families, noise, s=s, fitness=fitness, read=read).tolist() == anew


@given(contests(), st.sampled_from([0.0, 0.5, 3.0, 50.0]))
def test_fermi(contest, s: float) -> None:  # type: ignore[no-untyped-def]
    metrics, families, noise, read = contest
    expected = list(range(len(metrics)))
    for start, stop in pairwise(families):
        seen = read_of(range(start, stop), read)
        if len(seen) > 1:
            first = seen[math.floor(noise[start, 0] * len(seen))]
            others = [i for i in seen if i != first]
            second = others[math.floor(noise[start, 1] * len(others))]
            better = min(s * (metrics[second] - metrics[first]), 700.0)
            if noise[start, 2] < 1 / (1 + math.exp(-max(better, -700.0))):
                expected[first] = second
    assert laws.fermi(metrics, families, noise, s=s, read=read).tolist() == expected


def test_fermi_compares_pairs_as_it_says() -> None:
    """Of many pairs the worse copies the better with probability 1/(1 + exp(-s Δ)), the better the worse with the rest."""
    rng = np.random.default_rng(8)
    families, metrics = np.arange(20_001) * 2, np.tile([0.0, 0.7], 20_000)
    ancestors = laws.fermi(metrics, families, rng.random((40_000, 3)), s=2.0)
    copies = ancestors - np.arange(40_000)
    p = 1 / (1 + math.exp(-1.4))
    # Each is the first of its pair with probability 1/2; 5 standard errors of a share
    for step, expected in ((1, p / 2), (-1, (1 - p) / 2)):
        assert (copies == step).sum() / 20_000 == pytest.approx(expected, abs=5 * math.sqrt(expected / 20_000))


@pytest.mark.parametrize("law", [laws.moran, laws.wright_fisher])
@given(contest=contests())
def test_a_function_can_say_what_fitness_is(law: Callable[..., np.ndarray], contest) -> None:  # type: ignore[no-untyped-def]
    metrics, families, noise, read = contest
    own = law(metrics, families, noise, fitness=lambda m, goals, families: np.maximum(0, 1 + 0.5 * m), read=read)
    assert own.tolist() == law(metrics, families, noise, s=0.5, fitness="linear", read=read).tolist()


def test_fermi_can_compare_what_a_function_gives() -> None:
    goals = np.array([[3.0], [-50.0]])
    lots = [[0.1, 0.9, 0.5]] * 2
    assert laws.fermi([0.0, 50.0], [0, 2], lots, goals=goals, fitness=lambda m, g, f: g[:, 0]).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("fitness", "sentence"),
    [
        (lambda m, g, f: -m, r"gave -2.0 for unit 1, it must be a finite number >= 0"),
        (lambda m, g, f: m + np.inf, "for unit 0, it must be a finite number"),
        (lambda m, g, f: m[:1], r"of shape \(1,\), it must be one number for each of 2 units"),
    ],
)
def test_wrong_fitness(fitness: Callable[..., np.ndarray], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        laws.moran([0.0, 2.0], [0, 2], [[0.5, 0.5]] * 2, fitness=fitness)


def test_what_a_function_says_of_those_who_were_not_read_is_ignored() -> None:
    lots, read = [[0.5, 0.9]] * 3, [True, False, True]
    assert laws.moran([0.0, 2.0, 1.0], [0, 3], lots, fitness=lambda m, g, f: [0.0, np.nan, 1.0], read=read).tolist() == [
        0,
        1,
        2,
    ]


def test_a_function_cannot_change_the_world() -> None:
    def meddle(metrics: np.ndarray, goals: np.ndarray, families: np.ndarray) -> np.ndarray:
        goals[:] = 0.0
        return metrics

    world = Superorganism(Parameters().with_changes({"employee.selection": {"rule": "moran", "fitness": meddle}}), rng=1)
    with pytest.raises(ValueError, match="read-only"):
        world.step()


@pytest.mark.parametrize("rule", ["truncation(turnover=1)", "moran", "wright_fisher", "fermi(s=0)", "best_of(turnover=1)"])
def test_asynchronous_one_slot_is_open(rule: str) -> None:
    changes = {"updating": "asynchronous", "firm.selection": "none", "government.selection": "none", "employee.selection": rule}
    world = Superorganism(Parameters().with_changes(changes), rng=2)
    counts, keys = [], np.uint64(0)
    for tick in range(1, 41):
        world.step()
        leaves = world.layers[-1]
        alone = int(noise.uniform(world.seed, noise.Purpose.UPDATE, 3, keys, tick, 0) * len(leaves))
        counts.append(leaves.newcomers.sum())
        assert not np.delete(leaves.newcomers, alone).any()
        assert (np.delete(leaves.ancestors, alone) == np.delete(np.arange(len(leaves)), alone)).all()
    assert max(counts) == 1


def test_without_strategy_mutation_traits_are_inherited_and_with_it_fresh() -> None:
    """All drawn afresh: the layer's mixture again, whatever was selected; none: only what ancestors had."""
    base = {"employee.size": 3000, "employee.strategies": {"direct": 0.25, "deceiver": 0.75}, "employee.sees_through": 0.4}
    base |= {"employee.selection": "wright_fisher(s=200)", "employee.noise": 0.1}
    for mutation in (0.0, 1.0):
        world = Superorganism(Parameters().with_changes(base | {"employee.strategy_mutation": mutation}), rng=3)
        for _ in range(12):
            world.step()
        leaves, direct = world.layers[-1], world.strategy_names.index("direct")
        if mutation == 0.0:
            assert (leaves.strategies == leaves.former_strategies[leaves.ancestors]).all()
            assert (leaves.sees_through == leaves.former_sees_through[leaves.ancestors]).all()
        else:
            # 5 standard errors of a share
            assert (leaves.strategies == direct).mean() == pytest.approx(0.25, abs=5 * math.sqrt(0.25 * 0.75 / 3000))
            assert leaves.sees_through.mean() == pytest.approx(0.4, abs=5 * math.sqrt(0.24 / 3000))


@pytest.mark.parametrize("law", [laws.truncation, laws.moran, laws.wright_fisher, laws.fermi])
@given(contest=contests())
def test_every_rule_stays_in_its_families(law: Callable[..., np.ndarray], contest) -> None:  # type: ignore[no-untyped-def]
    metrics, families, noise, read = contest
    ancestors = law(metrics, families, noise, read=read)
    family = np.searchsorted(families, np.arange(len(metrics)), side="right")
    assert (family == family[ancestors]).all()
    assert (ancestors[~read] == np.flatnonzero(~read)).all()


def test_a_large_family_is_ranked_right() -> None:
    rng = np.random.default_rng(1)
    metrics = rng.integers(0, 500, size=20_000).astype(float)
    noise = rng.random((20_000, 3))
    ancestors = laws.truncation(metrics, [0, 20_000], noise, turnover=0.25)
    leavers = ancestors != np.arange(20_000)
    assert metrics[leavers].max() <= metrics[~leavers].min()
    assert metrics[ancestors[leavers]].min() >= np.sort(metrics)[-5001]


def test_expected_turnover_is_exact() -> None:
    """⌊turnover·n + U⌋ has mean turnover·n for every n: 10 % of families of 7."""
    rng = np.random.default_rng(2)
    families = np.arange(4001) * 7
    new = np.zeros(28_000, bool)
    laws.truncation(rng.normal(size=28_000), families, rng.random((28_000, 3)), turnover=0.1, newcomers=new)
    # Each family loses 0 or 1 with probability .7: 5 standard errors
    assert new.sum() / 4000 == pytest.approx(0.7, abs=5 * math.sqrt(0.21 / 4000))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (([1.0, 2.0], [0, 3], [[0.5] * 3] * 2), "families must be offsets rising from 0 to 2"),
        (([1.0, np.nan], [0, 2], [[0.5] * 3] * 2), "finite"),
        (([1.0, 2.0], [0, 2], [[0.5] * 2] * 2), r"noise must be uniform numbers in \[0, 1\) of shape \(2, 3\)"),
        (([1.0, 2.0], [0, 2], [[1.5] * 3] * 2), "noise must be"),
    ],
)
def test_wrong_arrays(arguments: tuple[object, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        laws.truncation(*arguments)  # type: ignore[arg-type]


def test_every_rule_is_found_and_says_what_it_is() -> None:
    assert list(rules()) == ["best_of", "fermi", "moran", "none", "truncation", "wright_fisher"]
    for rule in rules().values():
        assert rule.SENTENCE
        assert all(option.sentence for option in rule.OPTIONS)
