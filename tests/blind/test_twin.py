"""The fast engine against the slow twin that was written from the model's page alone, array for array.

The two agree to 1e-9 and not bit for bit: the twin takes its quantiles, cosines and sums from other places. A run is
short enough that no decision hangs on the difference.
"""

from random import Random
from typing import Any

import pytest

from tests.blind import settings_mind, settings_selection
from tests.blind.comparing import assert_same_state, assert_same_tick, assert_twins, same, together
from tests.blind.twin_measures import inner_alignment, measures

MASK = [1.0, 1.0, 0.0, 1.0]
MIXED = [[1.0, 0.0, 0.0, 1.5], [0.0, 1.0, 0.0, 0.0], [0.2, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 0.0]]
BENT = [[1.0, 0.4, 0.0, 0.0], [-0.3, 1.0, 0.0, 0.2], [0.0, 0.0, 0.5, 0.0], [0.0, 0.6, 0.0, 1.0]]
HIDDEN = [[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 0.0]]
NOTHING = [0.0, 0.0, 0.0, 0.0]
TRUNCATION: dict[str, Any] = {"rule": "truncation", "turnover": 0.3}
BREEDER: dict[str, Any] = {"rule": "truncation", "turnover": 1.0, "parents": 0.4}
MORAN: dict[str, Any] = {"rule": "moran", "s": 3.0}
LINEAR_MORAN: dict[str, Any] = {"rule": "moran", "s": 2.0, "fitness": "linear"}
WRIGHT_FISHER: dict[str, Any] = {"rule": "wright_fisher", "s": 4.0}
LINEAR: dict[str, Any] = {"rule": "wright_fisher", "s": 1.5, "fitness": "linear"}
NONE: dict[str, Any] = {"rule": "none"}


def layers(*given: dict[str, Any], **common: Any) -> list[dict[str, Any]]:
    """Layers named by letters, from the top."""
    return [{"name": "abcdefgh"[depth], **common, **layer} for depth, layer in enumerate(given)]


SETTINGS: dict[str, dict[str, Any]] = {
    "two layers, a mask": {
        "intent": [1, 2, 0.5, 0.2],
        "layers": layers({}, {"size": 9, "selection": TRUNCATION, "sensor": MASK, "spread": 0.8}),
    },
    "four layers, everything on, budget on the sphere": {
        "intent": [3, 1, 0.5, 2],
        "designer_encoding": [[1, 0, 0, 0], [0, 0.5, 0, 0.1], [0, 0, 0, 0], [0, 0, 0.3, 1]],
        "regimes": [{"at": 4, "response": BENT}, {"at": 9, "response": HIDDEN}, {"at": 14, "response": MIXED}],
        "layers": layers(
            {"compliance": 0.8, "surrogation": 0.02},
            {"size": 3, "selection": MORAN, "period": 3, "strategies": {"deceiver": 0.4}, "audit": 0.7},
            {"size": [4, 1, 3], "selection": WRIGHT_FISHER, "period": 2, "sensor": MIXED, "noise": 0.1},
            {
                "size": [5, 2, 9, 1, 3, 1, 4, 7],
                "selection": TRUNCATION,
                "strategies": {"deceiver": 0.3, "bottlecap": 0.3},
                "sensor": MASK,
                "audit": 0.6,
                "surrogation": 0.05,
            },
            spread=0.7,
            noise=0.05,
            detection=0.5,
        ),
    },
    "cost in the free geometry": {
        "intent": [1, 2, 3, 1],
        "effort_rule": "cost",
        "goal_geometry": "free",
        "intensity": 1.3,
        "response": BENT,
        "regimes": [{"at": 5, "response": [1, 0.5, 2, 0]}],
        "layers": layers(
            {"strategies": {"deceiver": 1.0}, "audit": 0.5},
            {"size": 2, "selection": LINEAR_MORAN, "period": 2, "surrogation": 0.1},
            {"size": [5, 7], "selection": LINEAR, "noise": 0.5, "mutation": 0.3, "strategies": {"deceiver": 0.5}},
            spread=1.0,
            detection=0.6,
        ),
    },
    "cost on the sphere, rows of goals": {
        "intent": [1, -2, 0, 1],
        "effort_rule": "cost",
        "response": [1, 2, 1, 0.5],
        "layers": layers(
            {"goal": [0.5, 0, 1, 0]},
            {"size": 3, "goal": [[1, 0, 0, 0], [0, 2, 0, 0], [0, 0, 0, 3]], "selection": MORAN, "sensor": HIDDEN},
            {"size": [1, 6, 2], "goal": {"around": [1, 1, -1, 0]}, "selection": BREEDER, "audit": 0.8},
            compliance=0.3,
        ),
    },
    "budget in the free geometry, skills": {
        "intent": [1, 0, 0, 1],
        "goal_geometry": "free",
        "shift_set": [BENT, [1, 1, 0, 0]],
        "layers": layers(
            {"skill": 3.0},
            {"size": 2, "selection": WRIGHT_FISHER, "period": 4},
            {
                "size": 8,
                "skill": [0.1, 1, 2, 0.5, 0.3, 7, 1, 3],
                "strategies": ["direct", "bottlecap", "deceiver", "direct", "direct", "bottlecap", "direct", "deceiver"],
                "selection": LINEAR_MORAN,
                "mutation": 0.4,
                "spread": 2.0,
                "surrogation": 0.3,
            },
        ),
    },
    "eight layers": {
        "intent": [1, 1, 2, 0],
        "regimes": [{"at": 6, "response": BENT}],
        "layers": layers(
            {},
            {"size": 2, "selection": TRUNCATION, "period": 5},
            {"size": 3, "selection": MORAN, "period": 4},
            {"size": 5, "selection": NONE, "strategies": {"deceiver": 0.5}, "audit": 0.5},
            {"size": 7, "selection": WRIGHT_FISHER, "period": 3, "sensor": MASK},
            {"size": 9, "selection": BREEDER, "period": 2, "surrogation": 0.1},
            {"size": 12, "selection": LINEAR, "audit": 0.7},
            {"size": 30, "selection": TRUNCATION, "strategies": {"bottlecap": 0.2, "deceiver": 0.2}},
            spread=0.5,
            detection=0.5,
            noise=0.02,
        ),
    },
    "clones, so that ties decide": {
        "intent": [1, 1, 0, 0],
        "layers": layers(
            {},
            {"size": 2, "selection": TRUNCATION},
            {"size": 16, "selection": TRUNCATION, "strategies": {"bottlecap": 0.3, "deceiver": 0.3}},
            spread=0.0,
            mutation=0.0,
        ),
    },
    "nothing can be done for a while": {
        "intent": [1, 2, 0, 1],
        "response": NOTHING,
        "regimes": [{"at": 3, "response": [1, 1, 1, 1]}, {"at": 8, "response": [0, 0, 5, 0]}],
        "layers": layers({}, {"size": 3, "audit": 0.5}, {"size": 7, "selection": MORAN, "audit": 0.3}),
    },
    "a letter of nothing": {
        "intent": [1, 2, 0, 1],
        "intensity": 0.0,
        "layers": layers({}, {"size": 3, "selection": LINEAR}, {"size": 9, "selection": TRUNCATION, "surrogation": 0.2}),
    },
    "nothing is read": {
        "intent": [1, 2, 0, 1],
        "effort_rule": "cost",
        "layers": layers(
            {}, {"size": 3, "audit": 0.0}, {"size": 9, "selection": WRIGHT_FISHER, "sensor": NOTHING}, compliance=1.0
        ),
    },
    "more units than a block": {
        "intent": [2, 1],
        "layers": layers({}, {"size": 3}, {"size": [700, 1, 1900], "selection": TRUNCATION, "audit": 0.9}),
    },
    "a tree by names, changed by hand": {
        "regimes": [{"at": 12, "response": HIDDEN}, {"at": 15, "response": MIXED}],
        "tree": {
            "names": [["earth"], ["north", "south"], ["a", "b", "a", "c", "d"], [f"leaf {i}" for i in range(11)]],
            "parents": [[0], [0, 0], [0, 0, 1, 1, 1], [0, 0, 0, 1, 2, 2, 3, 3, 3, 3, 4]],
        },
        "interventions": [
            {"at": 3, "path": "d.mutation", "value": 0.4},
            {"at": 5, "path": "c.compliance", "value": 0.9},
            {"at": 7, "path": "d.selection", "value": {"rule": "moran", "s": 5.0, "fitness": "exponential"}},
            {"at": 0, "path": "d.surrogation", "value": 0.1},
            {"at": 9, "path": "d.skill", "value": [i + 0.5 for i in range(11)]},
            {"at": 12, "path": "response", "value": BENT},
        ],
        "layers": layers({}, {}, {}, {"strategies": {"deceiver": 0.5}}, audit=0.8, detection=0.5, selection=TRUNCATION),
    },
}
SETTINGS["a tree by names, changed by hand"]["layers"][0].pop("selection")


def anything(draw: Random) -> dict[str, Any]:
    """Some valid setting of small size."""

    def vector() -> list[float]:
        return [draw.choice([0.0, 1.0, draw.uniform(-1, 1)]) for _ in range(size)]

    def matrix() -> list[list[float]]:
        return [[0.0] * size if draw.random() < 0.2 else vector() for _ in range(size)]

    def rule() -> dict[str, Any]:
        strength = {"s": draw.choice([0.0, 2.0, 50.0]), "fitness": draw.choice(["exponential", "linear"])}
        shares = {"turnover": draw.choice([0.0, 1.0, draw.random()]), "parents": draw.choice([0.0, 1.0, draw.random()])}
        name = draw.choice(["truncation", "truncation", "moran", "wright_fisher", "none"])
        return {"rule": name, **(shares if name == "truncation" else strength if name != "none" else {})}

    size, depth, budget = draw.randint(1, 5), draw.randint(2, 5), draw.random() < 0.5
    parents, made = 1, [{"name": "a", "compliance": draw.random(), "strategies": {"deceiver": 0.2}}]
    for level in range(1, depth):
        families = [draw.randint(1, 5) for _ in range(parents)]
        parents = sum(families)
        bottlecaps = {"bottlecap": 0.2} if budget and level == depth - 1 else {}
        made.append(
            {
                "name": "abcdefgh"[level],
                "size": families,
                "goal": draw.choice([None, None, vector(), {"around": vector()}, [vector() for _ in range(parents)]]),
                "spread": draw.choice([0.1, 1.0, 3.0]),
                "skill": draw.choice([1.0, [draw.uniform(0.1, 3) for _ in range(parents)]]),
                "compliance": draw.choice([0.0, 0.5, 1.0, draw.random()]),
                "selection": rule(),
                "period": draw.randint(1, 3),
                "mutation": draw.uniform(0.1, 0.5),
                "strategies": {"deceiver": 0.3, **bottlecaps},
                "sensor": draw.choice([None, matrix()]),
                "noise": draw.uniform(0.01, 0.5),
                "audit": draw.choice([1.0, draw.random()]),
                "detection": draw.random(),
                "surrogation": draw.choice([0.0, draw.random()]),
            }
        )
    return {
        "intent": [draw.uniform(-1, 2) for _ in range(size)],
        "designer_encoding": draw.choice([None, matrix()]),
        "intensity": draw.uniform(0.5, 2),
        "response": draw.choice([None, matrix()]),
        "regimes": [{"at": at, "response": matrix()} for at in sorted(draw.sample(range(1, 9), 2))],
        "goal_geometry": draw.choice(["sphere", "free"]),
        "effort_rule": "budget" if budget else "cost",
        "layers": made,
    }


@pytest.mark.parametrize("name", SETTINGS)
def test_the_engine_is_the_twin(name: str) -> None:
    assert_twins(SETTINGS[name], seed=11, ticks=2 if name == "more units than a block" else 20)


@pytest.mark.parametrize("name", settings_mind.SETTINGS)
def test_what_goes_on_in_units(name: str) -> None:
    assert_twins(settings_mind.SETTINGS[name], seed=11, ticks=15)


@pytest.mark.parametrize("name", settings_selection.SETTINGS)
def test_who_descends_from_whom(name: str) -> None:
    assert_twins(settings_selection.SETTINGS[name], seed=11, ticks=15)


@pytest.mark.parametrize("seed", range(12))
def test_any_minds(seed: int) -> None:
    assert_twins(settings_mind.anything_mind(Random(seed)), seed, ticks=8)


@pytest.mark.parametrize("seed", range(12))
def test_any_selection(seed: int) -> None:
    assert_twins(settings_selection.anything_selection(Random(seed)), seed, ticks=8)


@pytest.mark.parametrize("seed", range(20))
def test_the_engine_is_the_twin_anywhere(seed: int) -> None:
    assert_twins(anything(Random(seed)), seed, ticks=9)


def test_a_tick_is_judged_by_the_letter_that_it_acted_under() -> None:
    changes = [{"at": 2, "path": "intent", "value": [1.0, -1.0]}, {"at": 4, "path": "designer_encoding", "value": [0, 1]}]
    setting = {"intent": [1, 2], "layers": layers({}, {"size": 3}, {"size": 9}), "interventions": changes}
    assert_twins(setting, seed=11, ticks=6)


def test_a_bottlecap_has_no_inner_alignment() -> None:
    world, twin = together(SETTINGS["clones, so that ties decide"], seed=11)
    world.step()
    twin.step()
    same(world.inner_alignment(2), [inner_alignment(twin, who) for who in twin.units[2]], "inner alignment by unit")


def test_who_can_do_nothing_attains_nothing_that_could_be_averaged() -> None:
    setting = {"intent": [1, 2], "layers": layers({}, {"size": 3}, {"size": 6, "skill": [0, 0, 1, 0, 2, 3]})}
    world, twin = together(setting, seed=11)
    world.step()
    twin.step()
    expected = measures(twin)
    for name in ("a.audited_value", "b.audited_value", "c.audited_value"):
        same(world.measures.loc[1, name], expected[name], name)


@pytest.mark.parametrize("length", [1.0, 0.3, 0.7, 1.7, 4.9, 49.0, 0.00123])
def test_a_goal_straight_against_the_letter_leaves_no_aim(length: float) -> None:
    setting = {"intent": [3, 0], "layers": layers({"goal": [5, 0]}, {"size": 2, "goal": [-length, 0]}, compliance=0.5)}
    world, twin = together(setting, seed=11)
    assert_same_state(world, twin)
    world.step()
    twin.step()
    assert twin.units[1][0].aim == [0.0, 0.0]
    assert_same_tick(world, twin)
