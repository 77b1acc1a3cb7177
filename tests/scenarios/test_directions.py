"""Moved towards its contrast, a scenario's effect fades."""

import pytest

from superorganisms.model.world import Superorganism
from superorganisms.scenarios.library import outer_misalignment, pseudo_alignment
from superorganisms.scenarios.library.pseudo_alignment import SHIFT
from superorganisms.scenarios.matrices import mixed
from superorganisms.scenarios.scenario import scenario
from superorganisms.scenarios.signature import mean_over


def test_telephone_fades_with_compliance() -> None:
    layers = ("order", "government", "firm", "employee")
    found = []
    for compliance in (0.5, 0.7, 0.9, 1.0):
        changes = {f"{layer}.compliance": compliance for layer in layers}
        world = Superorganism(scenario("telephone").parameters.with_changes(changes), rng=1)
        world.step()
        found.append(world.row()["efficiency"])
        assert found[-1] == pytest.approx((compliance / (compliance**2 + (1 - compliance) ** 2) ** 0.5) ** 4)
    assert found == sorted(found)


def test_outer_misalignment_fades_as_the_letter_is_completed() -> None:
    found = []
    for counted in (0.0, 0.3, 0.7, 1.0):
        encoding = [1.0 if name in outer_misalignment.COUNTED else counted for name in outer_misalignment.FEATURES]
        world = Superorganism(scenario("outer-misalignment").parameters, rng=1, designer_encoding=encoding)
        world.step()
        found.append(world.row()["efficiency"])
    assert found == sorted(found)
    assert found[-1] == pytest.approx(1.0)


def test_pseudo_alignment_fades_as_less_is_hidden() -> None:
    losses = []
    for share in (0.5, 0.4, 0.2):
        response = mixed(pseudo_alignment.FEATURES, pseudo_alignment.PAIRS, share)
        world = Superorganism(scenario("pseudo-alignment").parameters, rng=1, response=response)
        world.run_for(SHIFT + 2)
        losses.append(mean_over(world, "efficiency", SHIFT - 9, SHIFT) - mean_over(world, "efficiency", SHIFT + 1, SHIFT + 2))
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.3 * losses[0]


def test_fall_of_the_nested_world_fades_as_industry_serves_wellbeing_less() -> None:
    """What never went together can't part: the letter is as wrong before the shift as after it."""
    features = scenario("nested-superorganisms").parameters.features
    gaps = []
    for share in (0.4, 0.2, 0.0):
        response = mixed(features, [("wellbeing", "output")], share)
        world = Superorganism(scenario("nested-superorganisms").parameters, rng=1, response=response)
        world.run_for(202)
        outer = world.measures["designer.outer_loss"]
        gaps.append(outer.loc[202] - outer.loc[200])
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] == pytest.approx(0.0)
