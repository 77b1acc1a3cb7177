"""The twin's step 4 by itself: accounts balance in every setting, and each way of selection does what the page says."""

from itertools import pairwise
from math import isfinite
from random import Random
from typing import Any

import pytest

from tests.blind.settings_selection import SETTINGS, anything_selection
from tests.blind.test_twin_laws import axis, lived, tree
from tests.blind.twin import Twin
from tests.blind.twin_unit import Unit

PARTS = ("between", "within", "mutation", "pool", "surrogation", "imitation")


def assert_balanced(world: Twin) -> None:
    """What the account adds up to is what happened to the mean goal."""
    for members, account in zip(world.units, world.drift, strict=True):
        for feature in range(world.size):
            before = sum(who.acted_goal[feature] for who in members) / len(members)
            after = sum(who.goal[feature] for who in members) / len(members)
            size = max(1.0, abs(before), abs(after))
            total = sum(account[name][feature] for name in PARTS if name in account)
            assert abs(total - (after - before)) < 1e-12 * size
            assert isfinite(total)


def live(setting: dict[str, Any], seed: int, ticks: int) -> Twin:
    """A run, its accounts looked at in every tick."""
    world = Twin(setting, seed)
    world.intervene()
    for _ in range(ticks):
        world.step()
        assert_balanced(world)
        for members in world.units:
            assert all(who.newcomer for who in members if who.ancestor != who.row)
        world.intervene()
    return world


@pytest.mark.parametrize("name", SETTINGS)
def test_the_accounts_balance(name: str) -> None:
    live(SETTINGS[name], seed=11, ticks=20)


@pytest.mark.parametrize("seed", range(40))
def test_the_accounts_balance_anywhere(seed: int) -> None:
    live(anything_selection(Random(seed)), seed, ticks=9)


def ancestors_of(members: list[Unit]) -> list[int]:
    return [who.ancestor for who in members]


def test_the_nested_terms_of_price_are_the_covariance() -> None:
    """Summed over all levels, selection is the mean of (W_i - 1) g_i, whatever the tree."""
    world = Twin(SETTINGS["lineage at every level, all due at once"], 3)
    moved = 0.0
    for _ in range(10):
        world.step()
        for members, account in zip(world.units, world.drift, strict=True):
            offspring = [ancestors_of(members).count(row) for row in range(len(members))]
            for feature in range(world.size):
                terms = [(w - 1) * who.acted_goal[feature] for w, who in zip(offspring, members, strict=True)]
                selected = account["between"][feature] + account["within"][feature]
                assert abs(selected - sum(terms) / len(terms)) < 1e-12
                moved = max(moved, abs(account["between"][feature]))
    assert moved > 0.01


@pytest.mark.parametrize("kind", ["truncation", "moran", "wright_fisher", "fermi", "best_of"])
def test_recruit_brings_ancestors_from_sibling_families_alone(kind: str) -> None:
    layers = tree(1, 2, 6, 24, spread=1.0)
    layers[3] |= {"selection": {"rule": kind, "turnover": 0.5} if kind in ("truncation", "best_of") else kind, "migration": 1.0}
    found = 0
    for seed in range(10):
        members = lived({"intent": axis(0, 3), "layers": layers}, 1, seed).units[3]
        for who in members:
            if who.newcomer:
                home, there = who.parent, members[who.ancestor].parent
                assert home is not None
                assert there is not None
                assert home is not there
                assert home.parent is there.parent
                found += 1
    assert found > 10


def test_recruit_has_nowhere_to_go_under_the_top() -> None:
    layers = tree(1, 5)
    layers[1] |= {"spread": 1.0, "selection": "wright_fisher", "migration": 1.0}
    assert all(who.newcomer for who in lived({"intent": axis(0, 3), "layers": layers}, 1, 1).units[1])


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_swaps_exchange_whole_people(share: float) -> None:
    layers = tree(1, 3, 12, 24, spread=1.0)
    layers[2] |= {"migration": {"swap": share}, "strategies": {"direct": 0.5, "deceiver": 0.5}}
    pairs = 0
    for seed in range(20):
        world = Twin({"intent": axis(0, 3), "layers": layers}, seed)
        world.step()
        members = world.units[2]
        ancestors = ancestors_of(members)
        assert [ancestors[row] for row in ancestors] == list(range(12))
        for who in members:
            assert who.newcomer == (who.ancestor != who.row)
            assert who.goal == members[who.ancestor].acted_goal
            assert who.strategy == members[who.ancestor].acted_strategy
        pairs += sum(who.newcomer for who in members) // 2
        assert ancestors_of(world.units[3]) == list(range(24))
        assert all(abs(x) < 1e-15 for x in world.drift[2]["between"] + world.drift[2]["within"])
    expected = 20 * 12 * share / 2
    assert abs(pairs - expected) < 10


def test_lineage_copies_subtrees_as_the_lower_layers_left_them() -> None:
    """Leaves are selected, then governments: below each heir stands an exact copy of what is below the winner."""
    layers = tree(1, 4, 4, 4, spread=1.0, mutation=0.3)
    layers[1]["size"], layers[2]["size"], layers[3]["size"] = 4, [1, 2, 3, 4], [1, 2, 3, 1, 2, 3, 1, 2, 3, 4]
    layers[1] |= {"selection": {"rule": "truncation", "turnover": 0.5}, "succession": "lineage"}
    layers[3]["selection"] = "wright_fisher"
    seen = 0
    for seed in range(10):
        world = lived({"intent": axis(0, 3), "layers": layers}, 1, seed)
        for who in world.units[1]:
            winner = world.units[1][who.ancestor]
            if who is winner:
                continue
            assert who.goal != winner.acted_goal
            for place, firm in enumerate(who.children):
                model = winner.children[place % len(winner.children)]
                assert (firm.goal, firm.ancestor, firm.newcomer) == (model.goal, model.ancestor, True)
                for place_of_leaf, leaf in enumerate(firm.children):
                    copied = model.children[place_of_leaf % len(model.children)]
                    assert (leaf.goal, leaf.ancestor, leaf.newcomer) == (copied.goal, copied.ancestor, True)
                    assert leaf.model == copied.model
                    seen += leaf.ancestor != copied.row
    assert seen > 0


def test_leaders_leave_their_people_behind() -> None:
    layers = tree(1, 4, 12, spread=1.0)
    layers[1]["selection"] = {"rule": "truncation", "turnover": 0.5}
    world = lived({"intent": axis(0, 3), "layers": layers}, 1, 1)
    assert any(who.newcomer for who in world.units[1])
    assert not any(who.newcomer for who in world.units[2])


@pytest.mark.parametrize("kind", ["truncation", "moran", "wright_fisher", "fermi", "best_of"])
def test_asynchronously_one_slot_of_a_layer_is_open(kind: str) -> None:
    layers = tree(1, 3, 15, spread=1.0)
    options = {"turnover": 1.0} if kind in ("truncation", "best_of") else {"s": 0.0}
    layers[2]["selection"] = {"rule": kind, **options}
    found = set()
    world = Twin({"intent": axis(0, 3), "layers": layers, "updating": "asynchronous"}, 1)
    for _ in range(60):
        world.step()
        new = [who.row for who in world.units[2] if who.newcomer]
        assert new in ([], [world.open_row(2)])
        assert new or kind == "fermi"
        found |= set(new)
    assert len(found) > 10


def test_strategy_mutation_draws_from_the_mixture() -> None:
    layers = tree(1, 40)
    mixed = {"direct": 0.5, "deceiver": 0.25, "bottlecap": 0.25}
    layers[1] |= {"selection": "wright_fisher", "strategy_mutation": 1.0, "strategies": mixed, "sees_through": 0.25}
    drawn, seeing, runs = dict.fromkeys(mixed, 0), 0, 30
    for seed in range(runs):
        for who in lived({"intent": axis(0, 3), "layers": layers}, 1, seed).units[1]:
            drawn[who.strategy] += 1
            seeing += who.sees_through
    for name, share in mixed.items():
        assert abs(drawn[name] / (40 * runs) - share) < 4 * 0.5 / (40 * runs) ** 0.5
    assert abs(seeing / (40 * runs) - 0.25) < 4 * 0.5 / (40 * runs) ** 0.5


def test_without_strategy_mutation_traits_are_inherited() -> None:
    layers = tree(1, 3, 30)
    layers[2] |= {"selection": "wright_fisher", "sees_through": 0.5, "strategies": {"direct": 0.5, "deceiver": 0.5}}
    members = lived({"intent": axis(0, 3), "layers": layers}, 1, 1).units[2]
    assert len({(who.strategy, who.sees_through) for who in members}) > 1
    for who in members:
        old = members[who.ancestor]
        assert (who.strategy, who.sees_through) == (old.acted_strategy, old.acted_sees_through)


def test_a_function_says_who_is_fit() -> None:
    """Only the last of a family is fit: everybody descends from it."""

    def last(metrics: Any, goals: Any, families: Any) -> list[float]:
        ends = {stop - 1 for _, stop in pairwise(families)}
        assert len(metrics) == len(goals) == families[-1]
        return [float(row in ends) for row in range(len(metrics))]

    layers = tree(1, 2, 8)
    layers[2]["selection"] = {"rule": "wright_fisher", "fitness": last}
    assert ancestors_of(lived({"intent": axis(0, 3), "layers": layers}, 1, 1).units[2]) == [3] * 4 + [7] * 4
    layers[2]["selection"] = {"rule": "moran", "fitness": last}
    members = lived({"intent": axis(0, 3), "layers": layers}, 1, 1).units[2]
    assert sum(who.newcomer for who in members) == 2
    assert {who.ancestor for who in members if who.newcomer} == {3, 7}


def test_the_sandbox_chooses_goals_near_the_letter() -> None:
    """More candidates, a better goal: the metric in a model that is right is the cosine with the letter."""
    reached = []
    for tried in (1, 2, 8):
        layers = tree(1, 10, mutation=0.5, compliance=0.0)
        layers[1] |= {"goal": axis(1, 3), "selection": {"rule": "best_of", "n": tried, "turnover": 1.0}}
        worlds = [lived({"intent": axis(0, 3), "layers": layers}, 1, seed) for seed in range(40)]
        reached.append(sum(who.goal[0] for world in worlds for who in world.units[1]) / 400)
    assert reached[0] + 0.1 < reached[1] < reached[2] - 0.1
    assert abs(reached[0]) < 0.1


@pytest.mark.parametrize("rule", ["budget", "cost"])
def test_the_sandbox_foretells_what_an_exact_copy_would_be_read_to_do(rule: str) -> None:
    """Where the parent knows the world and nothing is drawn, trying a copy of somebody gives that one's own metric."""
    names = ["controller", "deceiver", "direct", "fleet"] + ["bottlecap", "planner", "trial"] * (rule == "budget")
    readings = [[1.0, 0.0, 1.5], [0.0, 1.0, 0.0], [0.3, 0.0, 0.0]]
    layers = tree(1, 3, 3 * len(names), spread=1.0, sees_through=0.5)
    layers[1] |= {"compliance": 0.6, "selection": {"rule": "best_of"}, "search_cost": {"direct": 0.2}}
    layers[2] |= {"strategies": names * 3, "selection": {"rule": "best_of"}, "compliance": 0.4, "sensor": readings}
    layers[2] |= {"plans": 1, "exploration": 0.0, "search_cost": {"trial": 0.3}, "skill": 0.7, "rate": 0.0}
    response = [[1.0, 0.2, 0.0], [0.0, 0.7, 0.3], [0.1, 0.0, 1.2]]
    world = Twin({"intent": [1.0, 2.0, 3.0], "layers": layers, "response": response, "effort_rule": rule}, 3)
    world.parameters["saturation"] = 1.5 if rule == "budget" else 0.0
    world.step()
    world.pooled = set()
    for who in world.units[2]:
        before = Twin(world.parameters, 3).units[2][who.row]
        before.parent = who.parent
        assert world.sandbox_metric(world.copy_of(before, who, 99)) == pytest.approx(who.metric, abs=1e-12)


def test_a_manager_is_tried_as_if_its_people_carried_out_its_aim() -> None:
    layers = tree(1, 3, 3, spread=1.0, goal=[0.2, 1.0])
    layers[1] |= {"compliance": 0.6, "goal": [[1.0, 0.0], [0.0, 1.0], [-1.0, 0.5]]}
    world = Twin({"intent": [1.0, 2.0], "layers": layers, "response": [[1.0, 0.5], [0.0, 0.7]]}, 3)
    world.step()
    world.pooled = set()
    for who in world.units[1]:
        assert world.sandbox_metric(world.copy_of(who, who, 99)) == pytest.approx(who.metric, abs=1e-12)
