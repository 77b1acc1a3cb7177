"""The account of drift by level: a term for every layer of groups, each exactly Price's, whatever the settings."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from superorganisms import Superorganism, laws
from superorganisms.arrays import Floats
from superorganisms.model.drift import all_terms
from tests.theory.worlds import quiet, quiet_world

NAMES = ("order", "nation", "ministry", "firm", "team")


@st.composite
def worlds(draw: st.DrawFn) -> Any:
    """Uneven trees of 2 to 5 layers with every way in which groups can have more descendants than others."""
    depth, sizes = draw(st.integers(2, 5)), [[1]]
    for _ in range(1, depth):
        sizes.append(draw(st.lists(st.integers(1, 4), min_size=sum(sizes[-1]), max_size=sum(sizes[-1]))))
        sizes[-1] = [min(one, max(1, 40 // len(sizes[-1]))) for one in sizes[-1]]
    rules = ["truncation(turnover=.6)", "wright_fisher(s=3)", "moran(s=3)", "fermi(s=1)", "none", "best_of(candidates=pool)"]
    layers = [quiet(NAMES[0], 1, spread=1.0)]
    for name, size in zip(NAMES[1:], sizes[1:], strict=False):
        migration = {"recruit": draw(st.sampled_from([0.0, 0.7])), "swap": draw(st.sampled_from([0.0, 0.7]))}
        choices: dict[str, Any] = {"selection": draw(st.sampled_from(rules)), "period": draw(st.integers(1, 2))}
        choices |= {"succession": draw(st.sampled_from(["leader", "lineage"])), "migration": migration}
        choices |= {"mutation": 0.3, "surrogation": draw(st.sampled_from([0.0, 0.2])), "imitation": 0.1, "spread": 1.0}
        layers.append(quiet(name, size, **choices))
    return quiet_world(*layers, features=2, goal_geometry=draw(st.sampled_from(["sphere", "free"])))


def expected_between(world: Superorganism, number: int) -> list[Floats]:
    """By the public law, from the nested offsets of the groups: every layer's of row numbers in this one."""
    layer = world.layers[number]
    levels, offsets = [], np.arange(len(layer) + 1)
    for below in range(number, 1, -1):
        offsets = offsets[world.layers[below].families]
        levels.insert(0, offsets)
    if not levels:
        return []
    same = laws.price(layer.former_goals, layer.former_goals[layer.ancestors], layer.ancestors, levels)
    return list(same.between)


@settings(max_examples=60, deadline=None)
@given(worlds(), st.integers(0, 2**32))
def test_each_level_is_prices_term(parameters: Any, seed: int) -> None:
    world = Superorganism(parameters, rng=seed)
    for _ in range(4):
        world.step()
        drift = world.account("drift").loc[world.tick]
        for number, layer in enumerate(world.layers):
            account = drift.loc[layer.name]
            wanted = expected_between(world, number)
            for level, name in enumerate(NAMES[1 : len(world.layers) - 1]):
                values = wanted[level] if level < len(wanted) else np.zeros(2)
                np.testing.assert_allclose(account[f"between_{name}"], values, atol=1e-12)
            parts = account[["selection_between", "selection_within", "mutation", "pool", "surrogation", "imitation"]]
            np.testing.assert_allclose(parts.sum(axis=1), account["change"], atol=1e-12)
            change = layer.goals.mean(axis=0) - layer.former_goals.mean(axis=0)
            np.testing.assert_allclose(account["change"], change, atol=1e-12)


def test_columns_are_the_layers_that_can_be_groups() -> None:
    assert all_terms(["a", "b"])[7:] == ()
    assert all_terms(["a", "b", "c"])[7:] == ("between_b",)
    assert all_terms(["a", "b", "c", "d"])[7:] == ("between_b", "between_c")


@pytest.mark.parametrize("lineage", ["government", "firm"])
def test_the_level_that_reproduces_as_a_whole_is_the_level_that_selects(lineage: str) -> None:
    """Governments that take each other's place select among governments for those below, and among nothing finer."""
    chosen = {"selection": "wright_fisher(s=2)", "succession": "lineage"}
    layers = [quiet("order", 1)] + [
        quiet(name, size, spread=1.0, **(chosen if name == lineage else {}))
        for name, size in (("government", 4), ("firm", 12), ("employee", 36))
    ]
    world = Superorganism(quiet_world(*layers, features=3), rng=4)
    world.run_for(5)
    of_employees = world.account("drift").xs("employee", level="layer")
    other = "firm" if lineage == "government" else "government"
    assert of_employees[f"between_{lineage}"].abs().max() > 0.01
    assert of_employees[f"between_{other}"].abs().max() < 1e-15
    assert world.account("drift").xs("government", level="layer")[["between_government", "between_firm"]].eq(0).all(axis=None)
