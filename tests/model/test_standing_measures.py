"""Surrogation index, competence, reliability, optics, side effects: worlds in which each can be worked out by hand."""

from typing import Any

import numpy as np
import pytest

from superorganisms import Superorganism, check_measure
from superorganisms.model.measures import competence, optics
from tests.theory.worlds import obedient, quiet, quiet_world, selfish


def lived(*layers: Any, **settings: Any) -> Superorganism:
    world = Superorganism(quiet_world(*layers, **settings), rng=1)
    world.step()
    return world


@pytest.mark.parametrize("measure", [competence, optics])
def test_they_keep_the_rules(measure: Any) -> None:
    check_measure(measure)


def test_to_fail_at_ones_own_goals_and_to_fail_the_principal() -> None:
    """A selfish employee 60° off its firm's letter: wholly competent, reliable by half. One that believes the wrong thing:
    it wants feature 1 and its model, frozen before features changed places, gives it feature 2.
    """
    goal = [0.5, np.sqrt(0.75)]
    row = lived(obedient("order", 1), selfish("employee", 3, goal=goal), features=2, intent=[1.0, 0]).row()
    assert row["employee.competence"] == pytest.approx(1.0)
    assert row["employee.reliability"] == pytest.approx(0.5)
    assert row["order.competence"] == pytest.approx(0.5)  # the top wants w, and half of it is done
    assert row["order.reliability"] == pytest.approx(0.5)
    swapped = [{"at": 1, "response": [[0.0, 1], [1, 0]]}]
    world = lived(obedient("order", 1), obedient("employee", 2), features=2, intent=[1.0, 0], regimes=swapped)
    assert world.row()["employee.competence"] == pytest.approx(1.0)
    world.step()
    assert world.row()["employee.competence"] == pytest.approx(0.0, abs=1e-12)


def test_under_cost_too_much_effort_is_as_bad_as_too_little() -> None:
    """Attainment of a is 1 - |Rᵀa - e|²/|Rᵀa|²: who does twice what the letter pays attains none of it."""
    goals = [[2.0, 0], [0.0, 0], [1.0, 1]]
    settings = {"features": 2, "intent": [1.0, 0], "effort_rule": "cost", "goal_geometry": "free"}
    row = lived(obedient("order", 1), selfish("employee", 3, goal=goals), **settings).row()
    assert row["employee.reliability"] == pytest.approx((0.0 + 0.0 + 0.0) / 3, abs=1e-12)
    assert row["employee.competence"] == pytest.approx(1.0)  # over the two who want something
    half = lived(obedient("order", 1), selfish("employee", 1, goal=[0.5, 0]), **settings).row()
    assert half["employee.reliability"] == pytest.approx(1 - 0.25)


def test_a_bottlecap_can_be_reliable_and_is_not_competent() -> None:
    people = quiet("employee", 2, strategies="bottlecap", goal=[1.0, 0])
    world = lived(quiet("order", 1), people, features=2, intent=[1.0, 0])
    assert np.isnan(world.row()["employee.competence"])
    assert "has an aim" in world.reasons["employee.competence"]
    assert world.row()["employee.reliability"] == pytest.approx(1.0)
    assert np.isnan(world.row()["employee.surrogation_index"])


def test_the_letter_in_the_place_of_the_spirit() -> None:
    """The order wants (1, 1) and can read the first feature alone; who wants what is read has taken it for the thing."""
    sensor = {"sensor": [1, 0]}
    common: dict[str, Any] = {"features": 2, "intent": [1.0, 1]}
    taken = lived(obedient("order", 1), quiet("employee", 2, goal=[1.0, 0], **sensor), **common).row()
    assert taken["employee.surrogation_index"] == pytest.approx(1 - np.sqrt(0.5))
    spirited = lived(obedient("order", 1), quiet("employee", 2, goal=[1.0, 1], **sensor), **common).row()
    assert spirited["employee.surrogation_index"] == pytest.approx(np.sqrt(0.5) - 1)
    assert spirited["order.surrogation_index"] == 0.0
    top = lived(quiet("order", 1, goal=[1.0, 0]), quiet("employee", 1), designer_encoding=[1, 0], **common).row()
    assert top["order.surrogation_index"] == pytest.approx(1 - np.sqrt(0.5))


def test_surrogation_raises_its_index() -> None:
    def index(rate: float) -> float:
        sensor = [1, 1, 0, 0, 1, 0, 1, 0]
        world = Superorganism(rng=1, employee__surrogation=rate, employee__sensor=sensor, employee__selection="none")
        world.run_for(60)
        return world.row()["employee.surrogation_index"]

    assert index(0.1) > index(0.0) + 0.1


SHOW = {"features": 3, "intent": [1.0, 0, 0], "effort_rule": "cost", "goal_geometry": "free"}


def test_what_is_for_show_and_what_nobody_sees() -> None:
    """Each one's effort is its goal: (1, 2, 2). Instruments of employees react to feature 2, of firms to none but the first."""
    mixed = [[1.0, 0.5, 0], [0, 0, 0], [0, 0, 0]]
    people = selfish("employee", 6, goal=[1.0, 2, 2], sensor=mixed)
    firms = obedient("firm", 2, sensor=[1, 0, 0])
    world = lived(obedient("order", 1), firms, people, **SHOW)
    row = world.row()
    assert row["employee.optics"] == pytest.approx(4 / 9)
    assert row["firm.optics"] == 0.0
    value = 6 * (1.0 - 9 / 2)
    assert row["value"] == pytest.approx(value)
    assert row["side_effects"] == pytest.approx(6 * 2 / value)  # on feature 3 alone; V is negative here, and so is the rate
    assert "order.optics" not in row


def test_where_nothing_happens_there_is_no_share() -> None:
    world = lived(obedient("order", 1), obedient("employee", 2), features=2, intent=[1.0, 0], response=[0, 0])
    for name in ("employee.optics", "side_effects", "employee.competence", "order.reliability"):
        assert np.isnan(world.row()[name]), name
        assert world.reasons[name]


def test_means_are_over_units_for_which_they_are_defined() -> None:
    skills = [0.0, 1.0, 2.0]
    people = selfish("employee", 3, goal=[[0.0, 1], [1.0, 0], [0.0, 1]], skill=skills, sensor=[1, 1])
    row = lived(obedient("order", 1), people, features=2, intent=[1.0, 0]).row()
    assert row["employee.reliability"] == pytest.approx((1.0 + 0.0) / 2)
    assert row["employee.optics"] == pytest.approx((0.0 + 1.0) / 2)
