"""Migration: hiring from sibling families, and occupants that change places."""

import numpy as np
import pytest

from superorganisms import Parameters, Superorganism
from superorganisms.agents.columns import Clock, Layer
from superorganisms.model.migration import shuffle
from tests.theory.worlds import quiet, quiet_world

RULES = ["truncation(turnover=.3)", "moran", "wright_fisher", "fermi(s=0)", "best_of(n=2, turnover=.3)"]


def nested(**employee: object) -> Parameters:
    """Three governments of one to three firms each, whose families have unequal sizes."""
    layers = [quiet("order", 1), quiet("government", 3), quiet("firm", (1, 2, 3))]
    sizes = (4, 3, 6, 2, 5, 7)
    return quiet_world(*layers, quiet("employee", sizes, **{"spread": 1.0} | employee), features=3)


def groups(world: Superorganism) -> np.ndarray:
    """The government above each employee."""
    return world.layers[2].parents[world.layers[3].parents]


@pytest.mark.parametrize("rule", RULES)
def test_recruits_come_from_siblings_of_the_same_group(rule: str) -> None:
    world = Superorganism(nested(selection=rule, migration=1.0), rng=1)
    group, family = groups(world), world.layers[3].parents
    seen = 0
    for _ in range(30):
        world.step()
        leaves = world.layers[3]
        new, ancestors = leaves.newcomers, leaves.ancestors
        assert (group[ancestors] == group).all()
        alone = group == 0  # the only firm of its government has nowhere to recruit
        assert (family[ancestors][new & ~alone] != family[new & ~alone]).all()
        assert (family[ancestors][alone] == family[alone]).all()
        np.testing.assert_allclose(leaves.goals, leaves.former_goals[ancestors], atol=1e-15)  # unit(g) of a unit g
        seen += int((new & ~alone).sum())
    assert seen > 30


def test_nobody_recruits_from_where_nobody_was_read() -> None:
    world = Superorganism(nested(selection="truncation(turnover=.5)", migration=1.0, audit=0.2), rng=1)
    for _ in range(40):
        world.step()
        leaves = world.layers[3]
        assert leaves.audited[leaves.ancestors[leaves.newcomers]].all()


def test_recruiting_makes_families_alike_and_the_between_term_says_so() -> None:
    def spread(share: float) -> tuple[float, float]:
        employees = quiet("employee", 200, spread=1.0, selection="wright_fisher(s=0)", migration=share)
        world = Superorganism(quiet_world(quiet("order", 1), quiet("firm", 10), employees, features=3), rng=2)
        for _ in range(60):
            world.step()
        means = world.layers[2].goals.reshape(10, 20, 3).mean(axis=1)
        return float(means.var(axis=0).sum()), float(world.account("drift")["selection_between"].abs().max())

    (apart, closed), (together, open_) = spread(0.0), spread(0.3)
    assert together < 0.5 * apart
    assert closed == 0.0
    assert open_ > 0.0


def content(world: Superorganism, layer: Layer) -> list[bytes]:
    """All that each occupant of a layer is."""
    parts = (layer.goals, layer.strategies, layer.sees_through, world.models[layer.models], layer.memories)
    return [b"".join(part[i].tobytes() for part in parts) for i in range(len(layer))]


def test_a_swap_moves_all_that_an_occupant_is_and_only_within_its_group() -> None:
    mixture = {"direct": 0.4, "controller": 0.3, "planner": 0.3}
    parameters = nested(strategies=mixture, sees_through=0.5, migration={"swap": 1.0}, mutation=0.5, exploration=0.3)
    world = Superorganism(parameters, rng=3)
    world.step()  # planners have their priors from now on
    for _ in range(10):
        before = content(world, world.layers[3])
        world.step()
        leaves, rows = world.layers[3], np.arange(27)
        assert (leaves.ancestors[leaves.ancestors] == rows).all()  # pairs
        assert (leaves.newcomers == (leaves.ancestors != rows)).all()
        assert (groups(world)[leaves.ancestors] == groups(world)).all()
        assert leaves.newcomers.sum() == 2 * (4 // 2 + 9 // 2 + 14 // 2)
        after = content(world, leaves)
        assert [after[i] for i in rows[leaves.newcomers]] == [before[i] for i in leaves.ancestors[leaves.newcomers]]


def test_a_swap_changes_no_mean() -> None:
    world = Superorganism(nested(migration={"swap": 0.7}), rng=4)
    before = world.layers[3].goals.mean(axis=0)
    world.run_for(20)
    np.testing.assert_allclose(world.layers[3].goals.mean(axis=0), before, atol=1e-14)
    np.testing.assert_allclose(world.account("drift").to_numpy(), 0.0, atol=1e-15)


def test_pairs_are_uniform_and_as_many_as_said() -> None:
    """Of 4000 groups of 5: share .5 makes 1.25 pairs on average, and every two slots change places equally often."""
    n, count = 5, 4000
    order = np.arange(n * count)
    keys = np.arange(1, count + 1).astype(np.uint64)
    shuffle(0.5, np.int64(2), keys, np.arange(count + 1) * n, Clock(np.uint64(6), 1), order)
    places = order.reshape(count, n) - np.arange(count)[:, None] * n
    assert (places[np.arange(count)[:, None], places] == np.arange(n)).all()
    moved = (places != np.arange(n)).sum() / 2
    assert moved / count == pytest.approx(1.25, abs=5 * np.sqrt(0.25 * 0.75 / count))
    for i in range(n):
        for j in range(i + 1, n):
            # 1.25 pairs among 10; 5 standard errors of a share
            assert (places[:, i] == j).mean() == pytest.approx(0.125, abs=5 * np.sqrt(0.125 * 0.875 / count))
