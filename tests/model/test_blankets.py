"""Blankets: what they consist of, where they hold, and where each leak gets round which of them (MODEL.md section 6)."""

from typing import Any

import networkx
import pytest

from superorganisms import LayerParameters, Parameters, Superorganism
from superorganisms.errors import SuperorganismError
from superorganisms.model.blankets.nodes import VARIABLES, Node
from superorganisms.model.blankets.separation import blanket, d_separated, separation, separations, subtree

UNITS = [
    "order.0",
    *(f"government.{i}" for i in range(3)),
    *(f"firm.{i}" for i in range(6)),
    *(f"employee.{i}" for i in range(14)),
]


def world_of(changes: dict[str, Any] | None = None, **layers: dict[str, Any]) -> Superorganism:
    """1, 3, 6 and 14 units; selection at the bottom in every tick, in the middle every second and fourth."""
    rule = "truncation(turnover=0.4)"
    plain: dict[str, dict[str, Any]] = {
        "order": {},
        "government": {"size": 3, "period": 4, "selection": rule},
        "firm": {"size": 6, "period": 2, "selection": rule},
        "employee": {"size": 14, "selection": rule},
    }
    made = tuple(LayerParameters(**({"name": name} | own | layers.get(name, {}))) for name, own in plain.items())
    return Superorganism(Parameters(**({"features": 3, "layers": made} | (changes or {}))), rng=6)


def failing(world: Superorganism, *, due: bool = True, without: tuple[str, ...] = ()) -> set[str]:
    """The units whose blankets don't hold."""
    graph = world.influence_graph(due=due)
    return {unit for unit in UNITS if not separation(graph, unit, without=without).holds}


def layer_units(name: str) -> set[str]:
    return {unit for unit in UNITS if unit.startswith(name)}


def children_of(world: Superorganism, layer: int, row: int) -> set[str]:
    below = world.layers[layer + 1]
    return {f"{below.name}.{child}" for child in range(below.families[row], below.families[row + 1])}


def test_a_blanket_is_letters_outcomes_hire_and_lessons() -> None:
    world = world_of(firm={"imitation": 0.1})
    graph = world.influence_graph(due=True)
    found, mine = blanket(graph, "firm.2"), children_of(world, 2, 2)
    assert found.inside == {Node("firm.2", "goal", 0), Node("firm.2", "model", 0)}
    assert found.after == {Node("firm.2", "aim", 1), Node("firm.2", "goal", 1), Node("firm.2", "model", 1)}
    received = {Node("government.1", "letter", 1), *(Node("firm.2", one, 1) for one in ("outcome", "hire", "lesson"))}
    assert found.incoming == received | {Node(child, "outcome", 1) for child in mine}
    assert found.outgoing == {Node("firm.2", "letter", 1)}
    assert blanket(graph, "employee.5").outgoing == {Node("employee.5", "effort", 1)}
    everybody = {(unit, variable) for unit in UNITS for variable in ("goal", "model", "aim") if unit != "firm.2"}
    assert {(one.unit, one.variable) for one in found.outside} == everybody | {("world", "intent"), ("world", "response")}


def test_who_has_not_to_do_with_selection_is_not_hired() -> None:
    graph = world_of().influence_graph()  # tick 1: employees only
    assert Node("employee.3", "hire", 1) in graph
    assert Node("firm.3", "hire", 1) not in graph
    assert Node("firm.3", "hire", 1) in world_of().influence_graph(due=True)


def test_the_blanket_of_a_subtree_is_its_border() -> None:
    world = world_of(firm={"imitation": 0.1})
    graph = world.influence_graph(due=True)
    units = subtree(graph, "government.2")
    found = blanket(graph, units)
    leaves = {unit for unit in units if unit.startswith("employee")}
    assert len(leaves) == 4
    assert {one for one in found.nodes if one.variable == "letter"} == {Node("order.0", "letter", 1)}
    assert {one for one in found.nodes if one.variable == "hire"} == {Node("government.2", "hire", 1)}
    assert {one.unit for one in found.outgoing if one.variable == "effort"} == leaves
    assert not any(one.variable == "lesson" for one in found.nodes)
    assert separation(graph, units).holds


MECHANISMS: dict[str, dict[str, Any]] = {
    "nothing more": {},
    "learning": {"employee": {"imitation": 0.1, "surrogation": 0.1}, "firm": {"imitation": 0.1, "surrogation": 0.1}},
    "recruits": {"firm": {"migration": {"recruit": 0.3}}, "employee": {"migration": {"recruit": 0.5}}},
    "swaps": {"firm": {"migration": {"swap": 0.3}}},
    "lineage": {"firm": {"succession": "lineage"}, "government": {"succession": "lineage"}},
    "best of": {"employee": {"selection": "best_of(n=3)"}, "firm": {"selection": "best_of(n=3)"}},
    "own fitness": {"employee": {"selection": "moran(s=1)"}},
    "audits": {"employee": {"strategies": {"deceiver": 0.5, "direct": 0.5}, "audit": 0.5, "detection": 0.5}},
    "controllers": {"employee": {"strategies": {"controller": 1}}},
    "fleets": {"employee": {"strategies": {"fleet": 1}}},
    "trials and bottlecaps": {"employee": {"strategies": ["trial", "bottlecap"] * 7}},
    "no insight": {"firm": {"insight": False}, "government": {"insight": False}, "order": {"insight": False}},
    "asynchronous": {"changes": {"updating": "asynchronous"}, "employee": {"imitation": 0.1, "surrogation": 0.1}},
    "one way": {"employee": {"compliance": 1.0}, "firm": {"compliance": 0.0}},
}


@pytest.mark.parametrize("mechanism", MECHANISMS)
@pytest.mark.parametrize("due", [False, True])
def test_without_a_leak_all_blankets_hold(mechanism: str, due: bool) -> None:
    world = world_of(**MECHANISMS[mechanism])
    assert failing(world, due=due) == set()
    graph = world.influence_graph(due=due)
    assert networkx.is_directed_acyclic_graph(graph)
    assert {node.variable for node in graph} <= set(VARIABLES)


@pytest.mark.parametrize("ticks", [0, 1, 2, 3])
def test_without_hire_they_fail_wherever_selection_is_due(ticks: int) -> None:
    world = world_of()
    for _ in range(ticks):
        world.step()
    due = {name for name, period in (("government", 4), ("firm", 2), ("employee", 1)) if (ticks + 1) % period == 0}
    assert failing(world, due=False, without=("hire",)) == set().union(*(layer_units(name) for name in due))
    assert failing(world, due=False) == set()


def test_without_lessons_they_fail_where_there_is_something_to_learn() -> None:
    world = world_of(firm={"imitation": 0.2, "selection": "none"})
    assert failing(world, without=("lesson",)) == layer_units("firm")
    fleets = world_of(employee={"strategies": {"fleet": 1}, "sync": 5, "selection": "none"})
    assert failing(fleets, due=False, without=("fleet",)) == set()
    fleets.run_for(4)
    assert failing(fleets, due=False, without=("fleet",)) == layer_units("firm") | layer_units("employee")


def test_without_letters_and_outcomes_they_fail() -> None:
    assert failing(world_of(), without=("letter",)) == set(UNITS)
    controllers = world_of(employee={"strategies": {"controller": 1}, "selection": "none"})
    assert failing(controllers, without=("outcome",)) == layer_units("employee")


LEAKS = [
    (("lobby", "firm.2", 0.1), {"firm.2"}),
    (("lobby", "government", 0.1), layer_units("government")),
    (("lobby", "order", 0.1), {"order.0"}),
    (("bypass", "employee.4", 0.1), {"employee.4"}),
    (("bypass", "firm", 0.1), layer_units("firm")),
    (("bypass", "government.1", 0.1), {"government.1"}),
    (("insider", "employee.7", 0.1), {"employee.7"}),
    (("insider", "order", 0.1), {"order.0"}),
    (("lobby", "firm.2", 0.0), set()),
]


@pytest.mark.parametrize(("leak", "units"), LEAKS)
@pytest.mark.parametrize("due", [False, True])
def test_a_leak_breaks_exactly_the_blankets_of_those_it_reaches(
    leak: tuple[str, str, float], units: set[str], due: bool
) -> None:
    world = world_of({"leaks": [leak]})
    assert failing(world, due=due) == units
    for unit in units:
        found = separation(world.influence_graph(due=due), unit)
        assert found.leak == leak[0]
        assert found.words.endswith(f"-> {unit}'s aim [{leak[0]}]")


def test_a_bottlecap_has_no_aim_to_leak_into() -> None:
    kinds = ["bottlecap"] + ["direct"] * 13
    world = world_of({"leaks": [("insider", "employee", 0.1)]}, employee={"strategies": kinds})
    assert failing(world) == layer_units("employee") - {"employee.0"}


def test_foresight_is_a_leak_by_nature() -> None:
    world = world_of(firm={"foresight": True})
    assert failing(world) == layer_units("firm")
    found = separation(world.influence_graph(), "firm.2")
    assert found.leak == "foresight"
    assert found.words.endswith("'s goal -> firm.2's letter (given) [foresight] <- firm.2's aim")
    assert failing(world_of(firm={"foresight": True}, employee={"compliance": 1.0})) == set()  # nothing to foresee


def test_a_planner_thinks_with_its_parents_model() -> None:
    kinds = ["planner"] + ["direct"] * 13
    world = world_of(employee={"strategies": kinds, "selection": "none"})
    assert failing(world) == {"employee.0"}
    assert separation(world.influence_graph(), "employee.0").leak == "borrowed model"


def test_insight_is_a_leak_where_the_world_turns() -> None:
    """Above the leaves they see how it responds, and nobody told them."""
    drifting = world_of({"response_drift": 0.1})
    assert failing(drifting) == set(UNITS) - layer_units("employee")
    assert separation(drifting.influence_graph(), "firm.0").leak == "insight"
    regimes = [{"at": 3, "rotate": (("feature 1", "feature 2"), 0.5)}]
    turning = world_of({"regimes": regimes})
    assert failing(turning, due=False) == set()
    turning.run_for(2)
    assert failing(turning, due=False) == set(UNITS) - layer_units("employee")
    blind = {name: {"insight": False} for name in ("order", "government", "firm")}
    assert failing(world_of({"response_drift": 0.1}, **blind)) == set()


def test_audits_must_be_in_the_blanket_of_a_deceiver() -> None:
    """Who was read takes part in selection: its aim and its siblings' metrics meet in who is hired."""
    deceivers = {"strategies": {"deceiver": 1}, "audit": 0.5}
    assert failing(world_of(employee=deceivers)) == set()
    assert failing(world_of(employee=deceivers), without=("audit",)) == layer_units("employee")
    assert failing(world_of(employee=deceivers | {"audit": 1.0}), without=("audit",)) == set()


def test_a_letter_held_by_hand_is_nobodys() -> None:
    world = world_of({"leaks": [("bypass", "firm", 0.1)]})
    world.intervene("order.0.letter", [1.0, 0.0, 0.0])
    graph = world.influence_graph()
    assert not list(graph.predecessors(Node("order.0", "letter", 1)))
    reached = networkx.descendants(graph, Node("order.0", "goal", 0)) | networkx.descendants(graph, Node("world", "intent", 0))
    assert not {node for node in reached if node.variable == "aim" and node.unit != "order.0"}


def test_two_ticks_are_joined_by_their_states() -> None:
    world = world_of()
    first = world.influence_graph()
    world.step()
    both = networkx.compose(first, world.influence_graph())
    assert networkx.is_directed_acyclic_graph(both)
    goal = Node("employee.0", "goal", 0)
    assert Node("employee.1", "goal", 1) in networkx.descendants(both, goal)
    assert Node("employee.13", "goal", 1) not in networkx.descendants(both, goal)
    assert Node("employee.0", "effort", 2) in networkx.descendants(both, goal)


def test_the_table_says_all_of_it() -> None:
    table = separations(world_of({"leaks": [("lobby", "firm.2", 0.1)]}).influence_graph(), ["firm.1", "firm.2"])
    assert table.to_dict("records") == [
        {"unit": "firm.1", "holds": True, "leak": "", "path": "separated"},
        {"unit": "firm.2", "holds": False, "leak": "lobby", "path": table["path"][1]},
    ]
    assert table["path"][1].endswith("'s goal -> firm.2's aim [lobby]")


def test_what_is_wrong_is_said() -> None:
    graph = world_of().influence_graph()
    with pytest.raises(SuperorganismError, match=r"no unit 'frim\.2'; did you mean 'firm\.2'"):
        blanket(graph, "frim.2")
    with pytest.raises(SuperorganismError, match="at least one unit"):
        blanket(graph, [])
    with pytest.raises(SuperorganismError, match="influence graph of one transition"):
        blanket(networkx.DiGraph(), "firm.2")
    with pytest.raises(SuperorganismError, match="no node"):
        d_separated(graph, Node("firm.2", "goal", 5), Node("firm.2", "aim", 1))
    with pytest.raises(SuperorganismError, match="in common"):
        d_separated(graph, Node("firm.2", "aim", 1), [Node("firm.2", "aim", 1)])
    with pytest.raises(SuperorganismError, match="cycles"):
        d_separated(networkx.DiGraph([(1, 2), (2, 1)]), 1, 2)
    with pytest.raises(SuperorganismError, match="no node 3"):
        d_separated(graph, 3, 4)
