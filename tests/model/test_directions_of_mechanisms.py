"""Each mechanism, low against high, moves what it should in the direction that it should."""

from typing import Any

import pytest

from tests.model.test_directions import late

TURNED = [[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
AFTER_A_SHIFT: dict[str, Any] = {"intent": [1, 0, 0, 0], "regimes": [(20, TURNED)]}
MIXING = [[1, 0, 0, 2], [0, 1, 2, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
NO_SELECTION: dict[str, Any] = {"employee__selection": "none"}
SPREAD: dict[str, Any] = {"employee__spread": 2.0}
GOAL = "employee.inner_alignment"


@pytest.mark.parametrize(
    ("column", "base", "low", "high"),
    [
        # column, settings, the setting that should give less, the one that should give more
        (
            "employee.direct_share",
            {"employee__strategies": {"bottlecap": 0.5}, "employee__search_cost": {"direct": 0.5}},
            {"employee__strategy_mutation": 0.0},
            {"employee__strategy_mutation": 0.5},
        ),
        ("efficiency", {"employee__sensor": MIXING}, {"employee__sees_through": 1.0}, {"employee__sees_through": 0.0}),
        ("efficiency", NO_SELECTION, {"employee__misreading": 1.0}, {"employee__misreading": 0.1}),
        ("efficiency", {}, {"saturation": 4.0}, {"saturation": 0.0}),
        ("efficiency", NO_SELECTION, {"response_drift": 0.2}, {"response_drift": 0.01}),
        ("employee.transoptimizer_share", SPREAD, {"employee__selection": "truncation(0.5)"}, NO_SELECTION),
        ("government.coherence", {"firm__spread": 2.0, **SPREAD}, {}, {"employee__migration": 0.9}),
        ("firm.coherence", {**SPREAD, **NO_SELECTION}, {"employee__imitation": 0.0}, {"employee__imitation": 0.2}),
        (
            "firm.coherence",
            {**SPREAD, **NO_SELECTION, "employee__imitation": 0.05},
            {"employee__network": "path"},
            {"employee__network": "complete"},
        ),
        (
            "efficiency",
            {"employee__strategies": "controller"},
            {"employee__exploration": 1.0},
            {"employee__exploration": 0.05},
        ),
        (
            "efficiency",
            {"employee__strategies": "controller", **NO_SELECTION, **AFTER_A_SHIFT},
            {"employee__rate": 0.01},
            {"employee__rate": 0.5},
        ),
        (
            "efficiency",
            {"employee__strategies": "fleet", **NO_SELECTION, **AFTER_A_SHIFT, "employee__rate": 0.1},
            {"employee__sync": 1000},
            {"employee__sync": 1},
        ),
        (
            "efficiency",
            {"employee__strategies": "planner", **NO_SELECTION, **AFTER_A_SHIFT},
            {"employee__plans": 1},
            {"employee__plans": 64},
        ),
        (
            "efficiency",
            {"employee__strategies": "planner", **NO_SELECTION, **AFTER_A_SHIFT},
            {"employee__breadth": 0.05},
            {"employee__breadth": 1.0},
        ),
        (
            "employee.direct_share",
            {"employee__strategies": {"bottlecap": 0.5}, "employee__strategy_mutation": 0.05},
            {"employee__search_cost": {"direct": 0.5}},
            {},
        ),
        ("efficiency", {}, {"employee__capacity": 1}, {"employee__capacity": 4}),
        ("efficiency", AFTER_A_SHIFT, {"firm__insight": False, "government__insight": False}, {}),
        ("efficiency", {"employee__goal": {"around": [1, 0, 1, 0]}, **NO_SELECTION}, {}, {"firm__foresight": True}),
        ("efficiency", {**SPREAD, **NO_SELECTION}, {}, {"leaks": [("insider", "employee", 1.0)]}),
        ("efficiency", {"firm__spread": 3.0, "firm__selection": "none"}, {}, {"leaks": [("bypass", "employee", 1.0)]}),
        (
            "efficiency",
            {"employee__goal": {"around": [0, 0, 1, 0]}, **NO_SELECTION},
            {"leaks": [("lobby", "firm", 2.0)]},
            {},
        ),
        (GOAL, {**SPREAD, "employee__noise": 0.2}, {"employee__noise_kind": "student_t(df=0.5)"}, {}),
        (GOAL, SPREAD, {"employee__selection": "best_of(n=1)"}, {"employee__selection": "best_of(n=16)"}),
        (GOAL, SPREAD, {"employee__selection": "fermi(s=0)"}, {"employee__selection": "fermi(s=50)"}),
        (GOAL, SPREAD, {"updating": "asynchronous"}, {}),
    ],
)
def test_direction(column: str, base: dict[str, Any], low: dict[str, Any], high: dict[str, Any]) -> None:
    difference = late(column, **(base | high)) - late(column, **(base | low))
    # The same noise in both: if direction were a matter of chance, all 8 seeds agreeing would be rare
    assert (difference > 0).all()
