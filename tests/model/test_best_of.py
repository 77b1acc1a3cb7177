"""Best of n: its law, and candidates tried in the sandbox against the same by hand, one address of noise after another."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from superorganisms import Parameters, Superorganism, laws, noise
from superorganisms.noise import Purpose
from tests.theory.worlds import quiet, quiet_world


@given(st.integers(1, 9), st.integers(1, 5), st.floats(0, 1), st.integers(0, 2**32 - 1))
def test_one_candidate_is_truncation(size: int, families: int, turnover: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, offsets = size * families, np.arange(families + 1) * size
    metrics, lots, read = rng.normal(size=n), rng.random((n, 3)), rng.random(n) < 0.8
    new, same = np.zeros(n, bool), np.zeros(n, bool)
    got = laws.best_of(metrics, offsets, lots, n=1, turnover=turnover, read=read, newcomers=new)
    assert got.tolist() == laws.truncation(metrics, offsets, lots, turnover=turnover, read=read, newcomers=same).tolist()
    assert new.tolist() == same.tolist()


@given(st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_the_best_candidate_wins_and_of_equal_ones_the_first(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    metrics, lots = rng.permutation(20.0 * np.arange(20)), rng.random((20, n + 2))
    sandbox = rng.integers(0, 3, size=(20, n)).astype(float)
    new = np.zeros(20, bool)
    got = laws.best_of(metrics, [0, 20], lots, n=n, turnover=0.5, sandbox=sandbox, newcomers=new)
    best = np.argsort(-metrics)[:10]
    for slot in np.flatnonzero(new):
        winner = int(np.argmax(sandbox[slot]))
        many = math.floor(10 + lots[0, -1])
        assert got[slot] == best[math.floor(lots[slot, 1 + winner] * many)]
    # Left to their ancestors' metrics, more candidates never do worse
    copied = laws.best_of(metrics, [0, 20], lots, n=n, turnover=0.5)
    one = laws.best_of(metrics, [0, 20], lots[:, [0, 1, -1]], n=1, turnover=0.5)
    assert (metrics[copied] >= metrics[one]).all()


@pytest.mark.parametrize("n", [1, 2, 4, 16])
def test_the_best_of_n_from_outside(n: int) -> None:
    """K = 3: c·g of a uniform direction is uniform in [-1, 1], so the best of n has mean (n - 1)/(n + 1)."""
    rule = f"best_of(n={n}, turnover=1, candidates=pool)"
    leaves = quiet("employee", 2000, compliance=0.0, selection=rule, strategies={"direct": 0.5, "deceiver": 0.5}, detection=0.0)
    world = Superorganism(quiet_world(quiet("order", 1), quiet("firm", 10), leaves, features=3), rng=1)
    world.step()
    employees = world.layers[2]
    assert employees.newcomers.all()
    assert (employees.ancestors == np.arange(2000)).all()
    cosines = (employees.goals * world.layers[1].letters[employees.parents]).sum(axis=1)
    sd = math.sqrt(4 * n / ((n + 1) ** 2 * (n + 2)))  # of 2 · Beta(n, 1) - 1
    assert cosines.mean() == pytest.approx((n - 1) / (n + 1), abs=5 * sd / math.sqrt(2000))


NOISY = {"misreading": 0.4, "noise": 0.3, "detection": 0.5, "sees_through": 0.5, "mutation": 0.3, "strategy_mutation": 0.4}


def by_hand(world: Superorganism, number: int, slot: int, ranked: list[int], count: int) -> tuple[np.ndarray, int, int]:
    """Goal, strategy code and ancestor of the best of `count` candidates for a slot, from MODEL.md section 2 alone."""
    layer, above = world.layers[number], world.layers[number - 1]
    own, features = world.parameters.layers[number], layer.goals.shape[1]
    names, letter = world.strategy_names, above.letters[layer.parents[slot]]
    sensor = np.array(own.sensor if np.ndim(own.sensor) == 2 else np.eye(features))
    believed = world.acted_model

    def unit(a: np.ndarray) -> np.ndarray:
        return a / np.linalg.norm(a)

    def normals(purpose: Purpose, key: np.uint64) -> np.ndarray:
        return np.array([noise.normal(world.seed, purpose, number, key, world.tick, k) for k in range(features)])

    best: tuple[float, np.ndarray, int, int] | None = None
    for candidate in range(count):
        key = np.uint64(noise.child_key(layer.keys[slot], np.uint64(candidate)))

        def lot(purpose: Purpose, draw: int, key: np.uint64 = key) -> float:
            return noise.uniform(world.seed, purpose, number, key, world.tick, draw)

        ancestor = ranked[int(lot(Purpose.SELECTION, 1) * len(ranked))]
        goal = unit(layer.former_goals[ancestor] + own.mutation * normals(Purpose.MUTATION, key))
        strategy, sees = names[layer.former_strategies[ancestor]], bool(layer.former_sees_through[ancestor])
        if lot(Purpose.TRAITS, 0) < own.strategy_mutation:
            strategy = "deceiver" if lot(Purpose.TRAITS, 1) < own.strategies["deceiver"] else "direct"
        if lot(Purpose.TRAITS, 2) < own.strategy_mutation:
            sees = lot(Purpose.TRAITS, 3) < own.sees_through
        understood = unit((sensor.T @ letter if sees else letter) + own.misreading * normals(Purpose.MISREADING, key))
        aim = unit((1 - own.compliance) * goal + own.compliance * understood)
        if strategy == "deceiver":
            aim = understood if lot(Purpose.DETECTION, 0) < own.detection else goal
        outcome = believed @ unit(believed.T @ aim)
        metric = letter @ (sensor @ outcome) + own.noise * noise.normal(world.seed, Purpose.METRIC, number, key, world.tick, 0)
        metric -= own.search_cost.get(strategy, 0.0)
        if best is None or metric > best[0]:
            best = metric, goal, names.index(strategy), ancestor
    assert best is not None
    return best[1], best[2], best[3]


@pytest.mark.parametrize("name", ["firm", "employee"])
def test_candidates_by_hand(name: str) -> None:
    """Leaves and managers: who is tried, in which model, with which draws."""
    own = {"selection": "best_of(n=3, turnover=.4)", "strategies": {"direct": 0.5, "deceiver": 0.5}, **NOISY}
    own |= {"sensor": [[1, 0, 0.5], [0, 1, 0], [0, 0, 1]], "search_cost": {"deceiver": 0.2}, "spread": 1.0}
    response = [[1, 0.3, 0], [0, 0.8, 0], [0.2, 0, 1.1]]
    layers = [quiet("order", 1), quiet("firm", 5, **own), quiet("employee", 30, **own)]
    parameters = quiet_world(*layers, features=3, response=response)
    number = 1 if name == "firm" else 2
    seen = 0
    world = Superorganism(parameters, rng=2)
    world.acted_model = np.array(response)  # type: ignore[attr-defined]  # nothing shifts: everyone believes it
    for _ in range(6):
        world.step()
        layer = world.layers[number]
        for family in range(len(layer.families) - 1):
            rows = range(int(layer.families[family]), int(layer.families[family + 1]))
            order = sorted(rows, key=lambda i: layer.metrics[i], reverse=True)
            key = world.layers[number - 1].keys[family]
            lot = noise.uniform(world.seed, Purpose.FAMILY, number, key, world.tick, 0)
            leave = math.floor(0.4 * len(order) + lot)
            assert sorted(order[len(order) - leave :]) == [i for i in rows if layer.newcomers[i]]
            for slot in order[len(order) - leave :]:
                goal, strategy, ancestor = by_hand(world, number, slot, order[: max(1, leave)], 3)
                assert layer.ancestors[slot] == ancestor
                assert layer.strategies[slot] == strategy
                np.testing.assert_allclose(layer.goals[slot], goal, atol=1e-12)
                seen += 1
    assert seen > 5


def test_what_is_tried_leaves_no_trace() -> None:
    """Controllers and planners among the candidates: whoever is not replaced keeps model, memory and all."""
    mixture = {"controller": 0.4, "planner": 0.3, "trial": 0.3}
    changes = {"employee.strategies": mixture, "employee.selection": "best_of(n=8, turnover=.3)", "employee.size": 60}
    world = Superorganism(Parameters().with_changes(changes | {"employee.rate": 0.0}), rng=3)
    world.step()
    for _ in range(5):
        before = world.models[world.layers[3].models].copy(), world.layers[3].memories.copy(), world.layers[3].strategies.copy()
        world.step()
        leaves = world.layers[3]
        stayed = ~leaves.newcomers
        assert leaves.newcomers.any()
        assert (world.models[leaves.models][stayed] == before[0][stayed]).all()
        assert (leaves.memories[stayed] == before[1][stayed]).all()
        assert (leaves.strategies[stayed] == before[2][stayed]).all()


def test_who_never_leaves_the_sandbox_is_judged_by_the_intent() -> None:
    """A letter that misses the intent: candidates that are trials are chosen for w, all others for the letter."""

    def reached(strategy: str) -> tuple[float, float]:
        rule = "best_of(n=32, turnover=1, candidates=pool)"
        leaves = quiet("employee", 200, compliance=0.0, selection=rule, strategies=strategy)
        layers = (quiet("order", 1, compliance=1.0), quiet("firm", 4, compliance=1.0), leaves)
        world = Superorganism(quiet_world(*layers, features=3, designer_encoding=[0.1, 1, 1], intent=[1, 0.3, 0]), rng=4)
        world.step()
        return float((world.layers[2].goals @ world.intent).mean()), float(
            (world.layers[2].goals @ world.designer_letter).mean()
        )

    (by_intent, _), (_, by_letter) = reached("trial"), reached("direct")
    assert by_intent > 0.9
    assert by_letter > 0.9
    assert reached("direct")[0] < by_intent - 0.1
