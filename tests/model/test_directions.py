"""Each parameter, low against high, moves what it should in the direction that it should."""

from typing import Any

import numpy as np
import pytest

from superorganisms import Superorganism

SEEDS = 8
SMALL = {"government__size": 3, "firm__size": 12, "employee__size": 120, "features": 4, "intent": [1, 1, 0, 0]}


def late(column: str, ticks: int = 40, **changes: Any) -> np.ndarray:
    """Mean of a measure over the last ten ticks, by seed."""
    found = []
    for seed in range(SEEDS):
        world = Superorganism(rng=seed, **(SMALL | changes))
        world.run_for(ticks)
        found.append(float(world.measures[column].tail(10).mean()))
    return np.array(found)


@pytest.mark.parametrize(
    ("column", "base", "low", "high"),
    [
        # column, settings, the setting that should give less, the one that should give more
        ("efficiency", {"employee__spread": 2.0}, {"employee__compliance": 0.2}, {"employee__compliance": 0.9}),
        ("efficiency", {"government__spread": 2.0}, {"government__compliance": 0.1}, {"government__compliance": 0.9}),
        ("efficiency", {}, {"employee__spread": 3.0, "employee__selection": "none"}, {"employee__spread": 0.1}),
        ("employee.inner_alignment", {"employee__spread": 1.0}, {"employee__mutation": 0.6}, {"employee__mutation": 0.02}),
        ("employee.inner_alignment", {"employee__spread": 2.0}, {"employee__selection": "none"}, {}),
        ("employee.inner_alignment", {"employee__spread": 2.0}, {"employee__noise": 2.0}, {"employee__noise": 0.0}),
        ("employee.inner_alignment", {"employee__spread": 2.0}, {"employee__audit": 0.05}, {"employee__audit": 1.0}),
        ("employee.inner_alignment", {"employee__spread": 2.0}, {"employee__period": 20}, {"employee__period": 1}),
        ("employee.inner_alignment", {"employee__spread": 2.0}, {}, {"employee__surrogation": 0.1}),
        (
            "employee.deceiver_share",
            {"employee__strategies": {"deceiver": 0.5}, "employee__spread": 2.0},
            {"employee__detection": 0.0},
            {"employee__detection": 1.0},
        ),
        ("firm.coherence", {"employee__selection": "none"}, {"employee__spread": 3.0}, {"employee__spread": 0.2}),
        ("designer.outer_alignment", {}, {"designer_encoding": [1, 0, 0, 0]}, {"designer_encoding": [1, 0.9, 0, 0]}),
        ("government.outer_alignment", {"firm__spread": 1.0}, {"firm__sensor": [1, 0, 0, 0]}, {"firm__sensor": [1, 1, 1, 1]}),
        ("best_value", {}, {"employee__skill": 1.0}, {"employee__skill": 2.0}),
        ("value", {"effort_rule": "cost"}, {"intensity": 0.3}, {"intensity": 1.0}),
    ],
)
def test_direction(column: str, base: dict[str, Any], low: dict[str, Any], high: dict[str, Any]) -> None:
    difference = late(column, **(base | high)) - late(column, **(base | low))
    # The same noise in both: if direction were a matter of chance, all 8 seeds agreeing by a clear mean would be rare
    assert (difference > 0).all()


def test_a_shift_costs_what_frozen_models_make_it_cost() -> None:
    """Employees keep the model that they were born with; turnover brings the new one."""
    turned = [[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
    world = Superorganism(rng=1, regimes=[(20, turned)], **(SMALL | {"intent": [1, 0, 0, 0]}))
    world.run_for(60)
    loss = world.measures["execution_loss"]
    assert loss[20] == pytest.approx(0, abs=1e-9)
    assert loss[21] > 0.5
    assert loss[60] < 0.2 * loss[21]
    held = world.layers[3].models
    assert set(world.layers[2].models.tolist()) == {int(held.max())}
