"""How far leaks move aims: known by hand, nothing where nothing leaks, and the world isn't touched by looking."""

import numpy as np
import pytest

from superorganisms.model.world import Superorganism

SMALL = {"features": ["a", "b"], "government__size": 2, "firm__size": 4, "employee__size": 8}


def leaked(world: Superorganism) -> dict[str, float]:
    return {name.split(".")[0]: value for name, value in world.row().items() if name.endswith(".leaked")}


def test_it_is_the_way_that_aims_were_moved() -> None:
    """λ = 0 and goals along b; an insider of strength 1 hears a: from b to the middle of a and b, |v' - v| = √(2 - √2)."""
    world = Superorganism(
        rng=1, **SMALL, intent=[1, 0], firm__compliance=0.0, firm__selection="none", leaks=[("insider", "firm", 1.0)]
    )
    world.layers[2].goals[:] = [0.0, 1.0]
    world.step()
    assert leaked(world) == pytest.approx(
        {"order": 0, "government": 0, "firm": np.sqrt(2 - np.sqrt(2)) / np.sqrt(2), "employee": 0}
    )


def test_of_one_unit_that_leaks_it_is_its_share_of_the_layer() -> None:
    both = Superorganism(rng=1, **SMALL, leaks=[("bypass", "firm", 0.5)])
    one = Superorganism(rng=1, **SMALL, leaks=[("bypass", "firm.2", 0.5)])
    both.step()
    one.step()
    assert 0 < leaked(one)["firm"] < leaked(both)["firm"]


def test_a_stronger_leak_moves_more_and_none_nothing() -> None:
    found = []
    for strength in (0.1, 0.5, 2.0):
        world = Superorganism(rng=1, **SMALL, leaks=[("lobby", "government", strength)])
        world.step()
        found.append(leaked(world)["government"])
    assert 0 < found[0] < found[1] < found[2] <= 1
    still = Superorganism(rng=1, **SMALL)
    still.step()
    assert set(leaked(still).values()) == {0.0}


def test_bottlecaps_have_no_aim_to_be_moved() -> None:
    world = Superorganism(rng=1, **SMALL, employee__strategies={"bottlecap": 1.0}, leaks=[("insider", "employee", 1.0)])
    world.step()
    assert np.isnan(leaked(world)["employee"])
    assert "employee.leaked" in world.reasons
