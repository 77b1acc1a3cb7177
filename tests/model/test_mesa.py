"""What Mesa promises, kept, or refused in a sentence."""

import mesa
import numpy as np
import pytest

from superorganisms import Employee, Firm, GeopoliticalOrder, Government, LayerParameters, Parameters, Superorganism
from superorganisms.errors import SuperorganismError

SMALL = {"government__size": 3, "firm__size": 9, "employee__size": 60}


def small() -> Superorganism:
    return Superorganism(rng=3, **SMALL)


def test_it_is_a_mesa_model() -> None:
    world = small()
    assert isinstance(world, mesa.Model)
    world.run_for(5)
    world.step()
    assert (world.tick, world.steps, world.time) == (6, 6, 6.0)
    assert isinstance(world.rng, np.random.Generator)


def test_batch_run_takes_overrides() -> None:
    rows = mesa.batch_run(
        Superorganism,
        {**SMALL, "firm__mutation": [0.0, 0.3], "employee__selection": "moran(s=2)"},
        rng=[1, 2],
        max_steps=12,
        data_collection_period=-1,
        display_progress=False,
    )
    assert len(rows) == 4
    assert {row["firm__mutation"] for row in rows} == {0.0, 0.3}
    world = Superorganism(rng=2, firm__mutation=0.3, employee__selection="moran(s=2)", **SMALL)
    world.run_for(12)
    last = next(row for row in rows if row["iteration"] == 1 and row["firm__mutation"] == 0.3)
    assert last["Step"] == 12
    assert last["efficiency"] == world.row()["efficiency"]


def test_datacollector_holds_the_measures() -> None:
    world = small()
    world.run_for(4)
    assert world.datacollector.get_model_vars_dataframe().equals(world.measures)
    assert list(world.datacollector.model_vars["efficiency"]) == world.measures["efficiency"].tolist()
    with pytest.raises(SuperorganismError, match="step\\(\\) records every tick itself"):
        world.datacollector.collect(world)


def test_agents_are_views() -> None:
    world = small()
    assert len(world.agents) == 1 + 3 + 9 + 60
    assert {kind: len(units) for kind, units in world.agents_by_type.items()} == {
        GeopoliticalOrder: 1,
        Government: 3,
        Firm: 9,
        Employee: 60,
    }
    world.run_for(7)
    for row, unit in enumerate(world.agents_by_type[Employee]):
        np.testing.assert_array_equal(unit.goal, world.layers[3].goals[row])
        assert unit.metric == world.layers[3].metrics[row]
    firm = world.agents_by_type[Firm].to_list()[4]
    assert firm.parent.layer == 1
    assert firm in firm.parent.children
    assert all(child.parent is firm for child in firm.children)
    assert firm.name == "firm 4"
    assert firm.strategy == "direct"
    assert sorted(world.agents_by_type[Employee].get("metric")) == sorted(world.layers[3].metrics.tolist())


def test_setting_a_view_is_an_intervention() -> None:
    world = small()
    firm = world.agents_by_type[Firm].to_list()[2]
    firm.goal = [1, 0, 0, 0, 0, 0, 0, 0]
    np.testing.assert_array_equal(world.layers[2].goals[2], [1, 0, 0, 0, 0, 0, 0, 0])
    assert world.interventions[0].path == "firm.2.goal"
    with pytest.raises(AttributeError):
        firm.metric = 1.0
    firm.goal[0] = 5.0  # a copy: nothing happens to the world
    assert world.layers[2].goals[2, 0] == 1.0


def test_what_a_view_cannot_keep_is_refused() -> None:
    world = small()
    unit = world.agents_by_type[Employee].to_list()[0]
    for act in (unit.remove, lambda: world.deregister_agent(unit), world.remove_all_agents):
        with pytest.raises(SuperorganismError, match="units can't be removed"):
            act()
    for act in (unit.step, unit.advance, lambda: world.agents.do("step")):
        with pytest.raises(SuperorganismError, match="can't step alone"):
            act()
    for act in (lambda: Employee(world), lambda: Firm.create_agents(world, 2)):
        with pytest.raises(SuperorganismError, match="can't be added"):
            act()
    for act in (world.reset_rng, world.reset_randomizer):
        with pytest.raises(SuperorganismError, match="function of its seed"):
            act()
    assert len(world.agents) == 73


@pytest.mark.parametrize(("depth", "kinds"), [(2, 2), (3, 3), (8, 4)])
def test_kinds_in_other_depths(depth: int, kinds: int) -> None:
    world = Superorganism(Parameters(layers=tuple(LayerParameters(name=f"l{n}", size=n + 1) for n in range(depth))), rng=1)
    assert len(world.agent_types) == kinds
    assert len(world.agents_by_type[Employee]) == depth


def test_views_are_made_when_first_asked_for() -> None:
    world = small()
    assert len(world._all_agents) == 0
    assert len(world.agents) == 73
