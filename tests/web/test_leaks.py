"""How open the page shows a blanket: the displacement that the leak made in the tick, by hand."""

import math
from typing import Any

import numpy as np
import pytest

from superorganisms import Superorganism
from superorganisms.arrays import Floats
from superorganisms.web.leaks import displacement, leaks, open_blankets, openings

TWO: dict[str, Any] = {"features": ["a", "b"], "intent": [1, 0]}
SIZES: dict[str, Any] = {"government__size": 2, "firm__size": 4, "employee__size": 12}
# Every aim is the unit's own goal, which nothing changes
STILL: dict[str, Any] = {f"{layer}__compliance": 0.0 for layer in ("order", "government", "firm", "employee")} | {
    f"{layer}__selection": "none" for layer in ("government", "firm", "employee")
}


def world_of(**changes: Any) -> Superorganism:
    world = Superorganism(rng=5, **{**TWO, **SIZES, **STILL, **changes})
    world.run_for(3)
    return world


def unit(vector: Floats) -> Floats:
    return vector / np.linalg.norm(vector)


def angle(a: Floats, b: Floats) -> float:
    return math.acos(min(1.0, max(-1.0, float(unit(a) @ unit(b)))))


def test_nothing_is_said_where_nothing_leaks() -> None:
    world = world_of(leaks=[("lobby", "firm", 0.0)])
    assert (leaks(world), openings(world), open_blankets(world)) == ([], [], None)


@pytest.mark.parametrize("strength", [0.1, 1.0, 30.0])
def test_an_insider_is_as_open_as_the_intent_turned_its_aim(strength: float) -> None:
    world = world_of(leaks=[("insider", "firm", strength)], employee__size=12)
    (opening,) = openings(world)
    goals = world.layers[2].former_goals
    for row, moved in enumerate(opening.moved.tolist()):
        own = unit(goals[row])
        turned = angle(own, unit(own + strength * np.array([1.0, 0.0])))
        assert moved == pytest.approx(min(1.0, math.sqrt(2.0) * math.sin(turned / 2.0)), abs=1e-12)


def test_a_lobby_is_heard_from_the_mean_goal_of_the_children() -> None:
    world = world_of(leaks=[("lobby", "firm", 0.7)])
    (opening,) = openings(world)
    firms, employees = world.layers[2], world.layers[3]
    for row in range(4):
        heard = employees.former_goals[employees.parents == row].mean(axis=0)
        own = unit(firms.former_goals[row])
        expected = np.linalg.norm(unit(own + 0.7 * heard) - own) / math.sqrt(2.0)
        assert opening.moved[row] == pytest.approx(expected, abs=1e-12)


def test_a_bypass_of_the_second_layer_is_the_designers_letter() -> None:
    world = world_of(leaks=[("bypass", "government", 0.5)])
    (opening,) = openings(world)
    own = unit(world.layers[1].former_goals[1])
    expected = np.linalg.norm(unit(own + 0.5 * world.state.acted_letter) - own) / math.sqrt(2.0)
    assert opening.moved[1] == pytest.approx(expected, abs=1e-12)


def test_under_cost_what_is_added_to_an_aim_is_what_moved_it() -> None:
    world = world_of(effort_rule="cost", goal_geometry="free", leaks=[("insider", "employee", 0.25)])
    (opening,) = openings(world)
    own, intent = world.layers[3].former_goals, world.intent
    longer = np.maximum(np.linalg.norm(own, axis=1), np.linalg.norm(own + 0.25 * intent, axis=1))
    expected = np.minimum(1.0, 0.25 * np.linalg.norm(intent) / (math.sqrt(2.0) * longer))
    assert np.allclose(opening.moved, expected, atol=1e-12)


def test_an_aim_that_is_turned_by_a_right_angle_is_wholly_open() -> None:
    before, after = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0], [-1.0, 0.0]])
    assert displacement(before, after[:1]) == pytest.approx([1.0])
    assert displacement(before, after[1:]).tolist() == [1.0]
    assert displacement(np.zeros((1, 2)), np.zeros((1, 2))).tolist() == [0.0]


def test_a_leak_of_one_unit_opens_that_unit_alone() -> None:
    world = world_of(leaks=[("insider", "firm.2", 1.0)])
    opened = open_blankets(world)
    assert opened is not None
    assert np.flatnonzero(opened).tolist() == [1 + 2 + 2]
    assert leaks(world) == [{"layer": 2, "kind": "insider", "strength": 1.0, "source": "outside", "unit": 2}]


def test_who_has_no_aim_has_nothing_that_can_be_moved() -> None:
    world = world_of(leaks=[("insider", "employee", 1.0)], employee__strategies={"bottlecap": 0.5, "direct": 0.5})
    opened = open_blankets(world)
    assert opened is not None
    bottlecaps = world.layers[3].former_strategies == world.strategy_names.index("bottlecap")
    assert 0 < bottlecaps.sum() < 12
    assert ((opened[-12:] == 0) == bottlecaps).all()


def test_before_the_first_tick_and_after_a_change_by_hand_the_strength_tells() -> None:
    world = Superorganism(rng=5, **{**TWO, **SIZES}, leaks=[("insider", "firm", 3.0)])
    assert openings(world)[0].moved.tolist() == [0.75] * 4
    world.run_for(2)
    told = openings(world)[0].moved.copy()
    world.intervene("firm.compliance", 0.9)  # the aims of the last tick were not made so
    assert openings(world)[0].moved.tolist() == [0.75] * 4
    world.step()
    assert not np.allclose(openings(world)[0].moved, told)


def test_what_leaks_is_told_of_the_tick_that_was_whatever_selection_did_since() -> None:
    world = Superorganism(
        rng=5, **SIZES, leaks=[("lobby", "firm", 1.0), ("bypass", "employee", 0.5), ("insider", "employee.3", 2.0)]
    )
    for _ in range(30):
        world.step()
        for opening in openings(world):
            assert (opening.moved != opening.strength / (1.0 + opening.strength)).any()


def test_foresight_opens_a_parent_to_its_childrens_goals() -> None:
    world = world_of(government__foresight=True, firm__compliance=0.6)
    (opening,) = openings(world)
    assert leaks(world) == [{"layer": 1, "kind": "foresight", "strength": 0.4, "source": "children", "unit": None}]
    for row in range(2):
        letter, aim = world.layers[1].letters[row], world.layers[1].aims[row]
        assert opening.moved[row] == pytest.approx(np.linalg.norm(letter - aim) / math.sqrt(2.0), abs=1e-12)


def test_a_letter_that_somebody_holds_is_not_foresight() -> None:
    world = Superorganism(rng=5, **{**TWO, **SIZES}, government__foresight=True, firm__compliance=0.6)
    world.intervene("government.1.letter", [0.0, 1.0])
    world.run_for(2)
    assert openings(world)[0].moved[1] == 0.0
