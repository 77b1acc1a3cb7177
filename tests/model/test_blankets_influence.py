"""The influence graph against the program: what changes when something is changed by hand is below it in the graph."""

from typing import Any

import networkx
import numpy as np
import pytest

from superorganisms import LayerParameters, Parameters
from tests.model.transitions import begun, roots_and_changes, values_after

BASE = {"compliance": 0.6, "mutation": 0.1, "selection": "none"}
TRUNCATION = "truncation(turnover=0.5)"


def layers(
    order: Any = None, firm: Any = None, employee: Any = None, *, shape: tuple[int, int, int] = (2, 4, 12)
) -> tuple[Any, ...]:
    """An order, two governments, four firms, twelve employees; each with BASE unless said otherwise."""
    government, firms, employees = shape
    return (
        LayerParameters(**(BASE | {"name": "order"} | (order or {}))),
        LayerParameters(**(BASE | {"name": "government", "size": government})),
        LayerParameters(**(BASE | {"name": "firm", "size": firms} | (firm or {}))),
        LayerParameters(**(BASE | {"name": "employee", "size": employees} | (employee or {}))),
    )


def world_of(order: Any = None, firm: Any = None, employee: Any = None, **changes: Any) -> Parameters:
    return Parameters(**({"features": 3, "layers": layers(order, firm, employee)} | changes))


KINDS = ["direct", "deceiver", "bottlecap", "controller", "planner", "trial"] * 2
WORLDS = {
    "quiet": world_of(),
    "selection everywhere": world_of(None, {"selection": TRUNCATION}, {"selection": TRUNCATION}),
    "moran": world_of(None, {"selection": "moran(s=2)"}, {"selection": "wright_fisher(s=2)"}),
    "neutral": world_of(None, None, {"selection": "wright_fisher(s=0)"}),
    "fermi": world_of(None, None, {"selection": "fermi(s=5)"}),
    "recruits": world_of(None, None, {"selection": TRUNCATION, "migration": {"recruit": 0.6}}),
    "swaps": world_of(None, None, {"migration": {"swap": 0.8}}),
    "lineage": world_of(None, {"selection": TRUNCATION, "succession": "lineage"}, {"selection": TRUNCATION}),
    "lineage swaps": world_of(None, {"migration": {"swap": 1.0}, "succession": "lineage"}, {"migration": {"recruit": 0.5}}),
    "best of": world_of(None, None, {"selection": "best_of(n=3, turnover=0.5)", "strategies": KINDS}),
    "pool": world_of(None, None, {"selection": "best_of(n=2, turnover=0.5, candidates='pool')"}),
    "strategies": world_of(
        None, {"strategies": {"deceiver": 1}, "audit": 0.5}, {"strategies": KINDS, "audit": 0.7, "detection": 0.6}
    ),
    "strategies change": world_of(
        None,
        None,
        {"strategies": KINDS, "selection": TRUNCATION, "surrogation": 0.3, "strategy_mutation": 0.5, "imitation": 0.2},
    ),
    "fleets": world_of(None, None, {"strategies": ["fleet", "direct", "fleet"] * 4, "sync": 1}),
    "fleets come and go": world_of(
        None, None, {"strategies": ["fleet", "direct", "fleet"] * 4, "sync": 1, "selection": TRUNCATION}
    ),
    "fleets between averages": world_of(
        None,
        None,
        {"strategies": ["fleet", "direct", "bottlecap"] * 4, "sync": 2, "selection": TRUNCATION},
        response_drift=0.3,
    ),
    "surrogation": world_of({"surrogation": 0.1}, {"surrogation": 0.2}, {"surrogation": 0.3, "selection": TRUNCATION}),
    "imitation": world_of(None, {"imitation": 0.2}, {"imitation": 0.3, "surrogation": 0.1, "selection": TRUNCATION}),
    "networks": world_of(None, None, {"imitation": 0.3, "network": "star"}),
    "one at a time": world_of(
        None, None, {"imitation": 0.3, "surrogation": 0.1, "selection": "moran(s=1)"}, updating="asynchronous"
    ),
    "foresight": world_of({"foresight": True}, {"foresight": True}, {"compliance": 0.9}),
    "leaks": world_of(
        {"compliance": 0.0},
        leaks=[
            ("lobby", "firm", 0.3),
            ("bypass", "employee.4", 0.3),
            ("insider", "government.1", 0.2),
            ("bypass", "firm.1", 0.2),
        ],
    ),
    "no compliance": world_of(None, {"compliance": 0.0}, {"compliance": 1.0}),
    "blind managers": world_of({"insight": False}, {"insight": False, "selection": TRUNCATION}, {"selection": TRUNCATION}),
    "shifting": world_of(response_drift=0.3, regimes=[(3, [[0, 1, 0], [1, 0, 0], [0, 0, 1]])]),
    "cost": world_of(effort_rule="cost", goal_geometry="free", leaks=[("lobby", "firm", 0.3)]),
    "cost with foresight": world_of({"foresight": True}, {"foresight": True}, effort_rule="cost", goal_geometry="free"),
    "small minds": world_of(
        {"capacity": 2}, {"capacity": 1, "insight": False}, {"capacity": 2, "selection": TRUNCATION, "strategies": KINDS}
    ),
    "measured with error": world_of(
        None,
        {"noise": 0.5, "audit": 0.5, "selection": TRUNCATION},
        {"misreading": 0.3, "sees_through": 0.5, "sensor": [[1, 1, 0], [0, 1, 0], [0, 0, 1]]},
    ),
}


@pytest.mark.parametrize("name", WORLDS)
def test_only_what_is_below_changes(name: str) -> None:
    """No edge is missing; and of what is below in the graph most changes (but selection turns on few)."""
    changed_below, below = 0, 0
    for seed in (1, 2, 3):
        world = begun(WORLDS[name], seed, 2)
        graph = world.influence_graph()
        twin = world.branch()
        twin.step()
        plain = values_after(twin)
        for roots, change in roots_and_changes(world, np.random.default_rng(seed)):
            other = world.branch()
            change(other)
            other.step()
            seen = values_after(other)
            changed = {node for node in plain if plain[node] != seen[node]}
            reach = set(roots).union(*(networkx.descendants(graph, root) for root in roots))
            assert changed <= reach, sorted(changed - reach)[:5]
            changed_below += len(changed)
            below += len(reach & set(plain))
    assert changed_below > 0.5 * below, (changed_below, below)
