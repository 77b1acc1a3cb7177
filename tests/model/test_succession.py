"""Succession: under `lineage` an occupant brings its subtree, under `leader` only itself."""

import numpy as np
import pytest

from superorganisms import Parameters, Superorganism
from superorganisms.model.drift import TERMS
from superorganisms.model.succession import origins_below
from tests.theory.worlds import quiet, quiet_world

SIZES = ((2, 1, 3), (2, 5, 3, 1, 4, 2))  # firms of each government, employees of each firm


def nested(government: dict[str, object], firm: dict[str, object], employee: dict[str, object], **world: object) -> Parameters:
    settings = [{"spread": 1.0} | one for one in (government, firm, employee)]
    layers = [
        quiet(name, size, **own)
        for name, size, own in zip(("government", "firm", "employee"), (3, *SIZES), settings, strict=True)
    ]
    return quiet_world(quiet("order", 1), *layers, features=3, **world)


def test_child_j_comes_from_child_j_mod_the_number_there() -> None:
    families = np.array([0, 2, 7, 10])
    assert origins_below(families, np.array([0, 0, 1])).tolist() == [0, 1, 0, 1, 0, 1, 0, 2, 3, 4]
    assert origins_below(families, np.array([1, 1, 2])).tolist() == [2, 3, 2, 3, 4, 5, 6, 7, 8, 9]
    assert origins_below(families, np.arange(3)).tolist() == list(range(10))


@pytest.mark.parametrize("succession", ["leader", "lineage"])
def test_what_a_new_firm_brings(succession: str) -> None:
    mixture = {"direct": 0.5, "deceiver": 0.5}
    firm = {"selection": "truncation(turnover=.5)", "mutation": 0.3, "succession": succession}
    world = Superorganism(nested({}, firm, {"strategies": mixture, "sees_through": 0.5}), rng=1)
    brought = 0
    for _ in range(12):
        world.step()
        firms, employees = world.layers[2], world.layers[3]
        expected = np.arange(len(employees))
        if succession == "lineage":
            expected = origins_below(employees.families, firms.ancestors)
        assert (employees.ancestors == expected).all()
        assert (employees.newcomers == (expected != np.arange(len(employees)))).all()
        assert (employees.goals == employees.former_goals[expected]).all()  # exact copies: no mutation
        assert (employees.strategies == employees.former_strategies[expected]).all()
        assert (employees.sees_through == employees.former_sees_through[expected]).all()
        brought += int(employees.newcomers.sum())
    assert (brought > 0) == (succession == "lineage")


def test_copies_are_made_after_the_lower_layers_were_selected_and_ancestors_compose() -> None:
    """All layers due in every tick, no mutation: everyone's goal is that of its ancestor, through copies of copies."""
    chosen = {"selection": "wright_fisher(s=2)", "succession": "lineage"}
    world = Superorganism(nested(chosen, chosen | {"migration": {"swap": 0.5}}, {"selection": "wright_fisher(s=2)"}), rng=2)
    crossed = 0
    for _ in range(15):
        world.step()
        for layer in world.layers[1:]:
            np.testing.assert_allclose(layer.goals, layer.former_goals[layer.ancestors], atol=1e-15)  # unit(g) of a unit g
        governments, firms, employees = world.layers[1:]
        # Firms below a government that took another's place are those of the other
        for unit in np.flatnonzero(governments.ancestors != np.arange(3)):
            own = firms.ancestors[firms.parents == unit]
            crossed += int((firms.parents[own] == governments.ancestors[unit]).all())
        assert np.isin(employees.ancestors, np.arange(len(employees))).all()
    assert crossed > 0


def test_models_and_memories_come_along() -> None:
    mixture = {"controller": 0.4, "planner": 0.3, "direct": 0.3}
    firm = {"selection": "wright_fisher(s=0)", "succession": "lineage"}
    world = Superorganism(nested({}, firm, {"strategies": mixture, "exploration": 0.5}), rng=3)
    world.step()
    for _ in range(10):
        leaves = world.layers[3]
        before = leaves.memories.copy(), world.models[leaves.models].copy()
        world.step()
        leaves = world.layers[3]
        new, ancestors = leaves.newcomers, leaves.ancestors
        assert (leaves.memories[new] == before[0][ancestors[new]]).all()
        assert (world.models[leaves.models][new] == before[1][ancestors[new]]).all()
    controllers = leaves.strategies == world.strategy_names.index("controller")
    assert len(set(leaves.models[controllers].tolist())) == controllers.sum()  # each has a model of its own


def test_a_candidate_from_outside_brings_nobody() -> None:
    firm = {"selection": "best_of(n=2, turnover=.5, candidates=pool)", "succession": "lineage"}
    world = Superorganism(nested({}, firm, {}), rng=4)
    for _ in range(10):
        world.step()
        assert (world.layers[2].ancestors == np.arange(6)).all() or not world.layers[2].newcomers.any()
        assert not world.layers[3].newcomers.any()
    drift = world.account("drift").xs("firm", level="layer")
    assert drift["pool"].abs().sum() > 0
    assert drift["mutation"].abs().sum() == 0


@pytest.mark.parametrize("geometry", ["sphere", "free"])
@pytest.mark.parametrize("updating", ["synchronous", "asynchronous"])
def test_accounts_balance_with_everything_on(geometry: str, updating: str) -> None:
    learning = {"mutation": 0.2, "surrogation": 0.1, "imitation": 0.3, "strategy_mutation": 0.1, "noise": 0.2}
    government = {"selection": "moran", "succession": "lineage", "period": 3, "migration": {"swap": 0.6}} | learning
    firm = {"selection": "best_of(candidates=pool, turnover=.5)", "succession": "lineage", "period": 2} | learning
    firm |= {"migration": {"recruit": 0.5, "swap": 0.5}}
    employee = {"selection": "best_of(n=3, turnover=.4)", "migration": {"recruit": 0.5, "swap": 0.5}, "audit": 0.7} | learning
    world = Superorganism(nested(government, firm, employee, goal_geometry=geometry, updating=updating), rng=5)
    start = [layer.goals.mean(axis=0) for layer in world.layers]
    world.run_for(60)
    drift = world.record.drift  # ticks, layers, terms, K
    np.testing.assert_allclose(drift[:, :, 0], drift[:, :, 1 : len(TERMS)].sum(axis=2), rtol=0, atol=1e-12)
    np.testing.assert_allclose(drift[:, :, 1], drift[:, :, len(TERMS) :].sum(axis=2), rtol=0, atol=1e-12)
    # All newcomers among firms came from outside, whoever they moved with and whosever copies they became
    assert np.abs(drift[:, 2, TERMS.index("pool")]).max() > 0.01
    np.testing.assert_allclose(drift[:, 2, TERMS.index("mutation")], 0.0, atol=1e-12)
    for number, layer in enumerate(world.layers):
        np.testing.assert_allclose(drift[:, number, 0].sum(axis=0), layer.goals.mean(axis=0) - start[number], atol=1e-12)


def test_groups_that_reproduce_as_wholes_select_for_what_is_good_for_the_group() -> None:
    """Cooperators pay within their family; firms with more of them do better: only with lineage are they favoured.

    Traulsen and Nowak 2006; 40 governments are 40 replicates.
    """

    def cooperators(succession: str) -> float:
        def within(metrics: np.ndarray, goals: np.ndarray, families: np.ndarray) -> np.ndarray:
            return np.where(goals[:, 0] > 0.5, 1.0, 1.2)

        firm = {"selection": "moran(s=6)", "succession": succession}
        goals = np.tile(np.repeat(np.eye(2), 2, axis=0), (40 * 8, 1))
        employee = {"selection": {"rule": "moran", "fitness": within}, "period": 2, "goal": goals, "strategies": "bottlecap"}
        layers = (quiet("order", 1), quiet("government", 40), quiet("firm", 320, **firm), quiet("employee", 1280, **employee))
        parameters = quiet_world(*layers, features=2, intent=[1.0, 0.0])
        world = Superorganism(parameters, rng=6)
        world.run_for(150)
        return float((world.layers[3].goals[:, 0] > 0.5).mean())

    assert cooperators("leader") < 0.45
    assert cooperators("lineage") > 0.6
