"""Who knows more than its parent, less, or something else: mesa-superoptimizer, suboptimizer, transoptimizer, peer.

Mesa-optimizers after Hubinger et al. 2019; what a unit knows are the rows of its model that hold to within a tenth, and its
parent's instruments if it sees through them.
"""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import obedient, quiet_world

KINDS = ["none", "superoptimizer", "suboptimizer", "transoptimizer", "peer"]


def relations(firm: dict[str, Any], employee: dict[str, Any], *, ticks: int = 1, **settings: Any) -> pd.Series:
    """How all six employees stand to their two firms, and the features unknown to both."""
    firms = {"goal": [1.0, 0, 0, 0]} | firm
    employees = {"goal": [1.0, 0, 0, 0]} | employee
    layers = obedient("order", 1), obedient("firm", 2, **firms), obedient("employee", 6, **employees)
    world = Superorganism(quiet_world(*layers, **({"features": 4, "intent": [1.0, 0, 0, 0]} | settings)), rng=1)
    world.run_for(ticks)
    table = world.relations()
    below = table[table["layer"] == "employee"]
    # shares are those of the mesa-optimizers
    shares = [world.row()[f"employee.{kind}_share"] for kind in KINDS[1:]]
    if ticks == 1:
        np.testing.assert_allclose(shares, below[KINDS[1:]].sum() / below[KINDS[1:]].to_numpy().sum(), rtol=0, atol=1e-12)
    assert (below["units"] == 3).all()
    return pd.concat([below[KINDS].sum(), below[["shared_failure"]].mean()])


def assert_all(found: pd.Series, kind: str, shared_failure: float) -> None:
    assert found[kind] == 6
    assert found["shared_failure"] == shared_failure


@pytest.mark.parametrize(
    ("firm", "employee", "kind", "unknown"),
    [
        (None, None, "peer", 0),
        (2, 2, "peer", 2),
        (0, 0, "peer", 4),
        (2, None, "superoptimizer", 0),
        (1, 3, "superoptimizer", 1),
        (None, 3, "suboptimizer", 0),
        (3, 0, "suboptimizer", 1),
        ([0, 1], [1, 2], "transoptimizer", 1),
        ([0, 1], [2, 3], "transoptimizer", 0),
    ],
)
def test_by_what_they_have_room_for(firm: object, employee: object, kind: str, unknown: float) -> None:
    def named(capacity: object) -> object:
        return [f"feature {1 + n}" for n in capacity] if isinstance(capacity, list) else capacity

    assert_all(relations({"capacity": named(firm)}, {"capacity": named(employee)}), kind, unknown)


@pytest.mark.parametrize(("cosine", "kind"), [(0.81, "peer"), (0.79, "transoptimizer"), (-1.0, "transoptimizer")])
def test_same_knowledge_other_goals(cosine: float, kind: str) -> None:
    goal = [cosine, np.sqrt(1 - cosine**2), 0.0, 0.0]
    assert_all(relations({}, {"goal": goal}), kind, 0)
    assert_all(relations({"capacity": 2}, {"goal": goal}), "superoptimizer", 0)  # only where both know the same


@pytest.mark.parametrize(("capacity", "kind"), [(4, "superoptimizer"), (2, "transoptimizer")])
def test_who_sees_through_knows_the_instruments(capacity: int, kind: str) -> None:
    sensor = [[1.0, 0.5, 0, 0], [0.0] * 4, [0.0] * 4, [0.0] * 4]
    assert_all(relations({}, {"sensor": sensor, "sees_through": 1.0, "capacity": capacity}), kind, 0)


@pytest.mark.parametrize(("angle", "out_of_date"), [(2 * np.arcsin(0.05) - 1e-6, 0), (2 * np.arcsin(0.05) + 1e-6, 2)])
def test_who_was_made_for_another_world(angle: float, out_of_date: int) -> None:
    """A row of the model misses by 2 sin(θ/2) of its length after a turn by θ: known up to a tenth."""
    regimes = [{"at": 2, "rotate": {"features": [0, 1], "angle": angle}}]
    kind = "suboptimizer" if out_of_date else "peer"
    assert_all(relations({}, {}, ticks=2, regimes=regimes), kind, 0)
    # a firm as blind as its people: they are peers, and share the failure
    assert_all(relations({"insight": False}, {}, ticks=2, regimes=regimes), "peer", out_of_date)
    # people who go on learning outgrow it
    learners = {"strategies": {"controller": 1.0}, "exploration": 1.0}
    kind = "superoptimizer" if out_of_date else "peer"
    assert_all(relations({"insight": False}, learners, ticks=200, regimes=regimes), kind, 0)


def test_who_optimizes_nothing_stands_in_no_relation() -> None:
    found = relations({}, {"strategies": ["bottlecap"] * 3 + ["direct"] * 3})
    assert (found["none"], found["peer"]) == (3, 3)
