"""Small worlds that try what goes on in units: understanding, foresight, leaks, strategies, learning, noise, regimes."""

from typing import Any

from tests.blind.any_mind import EVERY_LEAF, FEATURES, anything_mind

__all__ = ["SETTINGS", "anything_mind"]

MASK = [1.0, 1.0, 0.0, 1.0]
MIXED = [[1.0, 0.0, 0.0, 1.5], [0.0, 1.0, 0.0, 0.0], [0.2, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 0.0]]
BENT = [[1.0, 0.4, 0.0, 0.0], [-0.3, 1.0, 0.0, 0.2], [0.0, 0.0, 0.5, 0.0], [0.0, 0.6, 0.0, 1.0]]
TRUNCATION: dict[str, Any] = {"rule": "truncation", "turnover": 0.3}
MORAN: dict[str, Any] = {"rule": "moran", "s": 3.0}
WRIGHT_FISHER: dict[str, Any] = {"rule": "wright_fisher", "s": 2.0}
LINEAR: dict[str, Any] = {"rule": "wright_fisher", "s": 1.5, "fitness": "linear"}
BEST_OF: dict[str, Any] = {"rule": "best_of", "n": 3, "turnover": 0.4}
POOL: dict[str, Any] = {"rule": "best_of", "n": 4, "turnover": 0.3, "candidates": "pool"}
NONE: dict[str, Any] = {"rule": "none"}
EVERYWHERE: dict[str, Any] = {"spread": 0.8, "compliance": 0.6, "detection": 0.5, "noise": 0.05}
BELOW_THE_TOP: dict[str, Any] = {"period": 1, "mutation": 0.2, "selection": NONE}


def layers(*given: dict[str, Any], **common: Any) -> list[dict[str, Any]]:
    """Layers named by letters, from the top; whatever matters is said, so that nothing hangs on a default."""
    made = [{"name": "abcdefgh"[depth], **EVERYWHERE, **common, **layer} for depth, layer in enumerate(given)]
    return [made[0], *({**BELOW_THE_TOP, **layer} for layer in made[1:])]


def world(*given: dict[str, Any], common: dict[str, Any] | None = None, **whole: Any) -> dict[str, Any]:
    """A world of the four features."""
    return {"features": FEATURES, "intent": [1.0, 2.0, 0.5, 0.2], **whole, "layers": layers(*given, **(common or {}))}


SETTINGS: dict[str, dict[str, Any]] = {
    "letters misread, and sensors seen through": world(
        {"misreading": 0.2},
        {"size": 3, "misreading": 0.5, "sees_through": 0.5, "sensor": MASK, "selection": MORAN, "period": 2},
        {"size": [4, 1, 6], "misreading": 0.1, "sees_through": 0.6, "sensor": MIXED, "selection": TRUNCATION, "noise": 0.0},
        designer_encoding=[1, 0.5, 0, 2],
    ),
    "sensors seen through where effort costs": world(
        {},
        {"size": 4, "sees_through": 1.0, "sensor": BENT, "strategies": {"deceiver": 0.5}, "audit": 0.7},
        {"size": 11, "sees_through": 0.5, "sensor": MIXED, "misreading": 0.3, "selection": WRIGHT_FISHER},
        effort_rule="cost",
        response=BENT,
    ),
    "errors of three kinds": world(
        {"noise": 0.3, "noise_kind": "laplace"},
        {"size": 3, "noise": 0.2, "noise_kind": {"kind": "student_t", "df": 5.0}, "selection": TRUNCATION},
        {"size": 7, "noise": 0.4, "noise_kind": "student_t", "selection": MORAN},
        {"size": 20, "noise": 0.3, "noise_kind": {"kind": "laplace"}, "selection": WRIGHT_FISHER},
    ),
    "what models can hold": world(
        {"capacity": 3},
        {"size": 3, "capacity": ["security", "wellbeing"], "insight": False, "selection": MORAN, "period": 3},
        {"size": 5, "capacity": 4, "selection": TRUNCATION, "period": 2, "insight": False},
        {"size": 12, "capacity": [0, 3], "selection": TRUNCATION},
        response=BENT,
        regimes=[{"at": 4, "response": [1, 2, 0.5, 0]}, {"at": 11, "response": MIXED}],
    ),
    "models that hold nothing": world(
        {"capacity": 0, "insight": False},
        {"size": 2, "selection": TRUNCATION},
        {"size": 8, "capacity": 2, "strategies": {"planner": 0.5, "direct": 0.5}, "selection": TRUNCATION},
    ),
    "foresight": world(
        {"foresight": True, "capacity": 3},
        {"size": 3, "foresight": True, "compliance": 0.4, "selection": TRUNCATION, "surrogation": 0.1},
        {"size": [3, 5, 1], "compliance": 0.7, "sensor": MASK, "selection": MORAN, "spread": 2.0},
        {"size": 20, "compliance": 0.2, "spread": 0.3, "strategies": {"bottlecap": 0.2, "deceiver": 0.2}},
    ),
    "foresight where effort costs": world(
        {"foresight": True},
        {"size": 2, "foresight": True, "capacity": ["output", "profit"], "selection": LINEAR, "period": 2},
        {"size": [4, 6], "compliance": 0.5, "selection": TRUNCATION, "imitation": 0.2, "surrogation": 0.1},
        effort_rule="cost",
        goal_geometry="free",
    ),
    "foresight that has no way": world(
        {"foresight": True, "compliance": 0.0, "goal": [0, 1, 0, 0]},
        {"size": 3, "compliance": 0.0, "goal": [0, -1, 0, 0], "foresight": True},
        {
            "size": [1, 2, 4],
            "compliance": 0.25,
            "goal": [[0, 1, 0, 0]] * 3 + [[1, 1, 0, 0], [0, 0, 0, 1]] * 2,
            "selection": MORAN,
        },
        interventions=[
            {"at": 3, "path": "b.compliance", "value": 0.25},
            {"at": 7, "path": "c.compliance", "value": 0.0},
            {"at": 9, "path": "b.foresight", "value": False},
        ],
    ),
    "leaks of every kind": world(
        {},
        {"size": 3, "misreading": 0.2, "selection": MORAN, "strategies": {"deceiver": 0.4}},
        {"size": [2, 1, 4], "selection": TRUNCATION, "foresight": True},
        {"size": 20, "strategies": EVERY_LEAF, "strategy_mutation": 0.2, "selection": TRUNCATION},
        designer_encoding=[1, 0, 0, 1],
        leaks=[
            {"kind": "lobby", "where": "b", "strength": 0.5},
            {"kind": "insider", "where": "d", "strength": 0.3},
            {"kind": "bypass", "where": "c.2", "strength": 2.0},
            {"kind": "lobby", "where": "a", "strength": 0.2},
            {"kind": "bypass", "where": "b.0", "strength": 1.0},
            {"kind": "bypass", "where": "d", "strength": 0.4},
            {"kind": "insider", "where": "a.0", "strength": 0.1},
        ],
    ),
    "leaks where effort costs, closed later": world(
        {"misreading": 0.1},
        {"size": 4, "misreading": 0.3, "selection": WRIGHT_FISHER, "foresight": True},
        {"size": 9, "selection": TRUNCATION},
        effort_rule="cost",
        leaks=[
            {"kind": "lobby", "where": "b", "strength": 0.5},
            {"kind": "bypass", "where": "c", "strength": 0.7},
            {"kind": "lobby", "where": "b.1", "strength": 1.5},
        ],
        interventions=[{"at": 6, "path": "leaks", "value": [{"kind": "insider", "where": "c.3", "strength": 1.0}]}],
    ),
    "efforts that saturate": world(
        {},
        {"size": 3, "selection": MORAN},
        {
            "size": [2, 5, 3],
            "skill": [0.5, 1, 2, 3, 0, 1, 4, 1, 1, 2],
            "strategies": {"bottlecap": 0.3},
            "selection": TRUNCATION,
        },
        response=BENT,
        saturation=1.7,
        interventions=[{"at": 8, "path": "saturation", "value": 0.0}, {"at": 14, "path": "saturation", "value": 30.0}],
    ),
    "controllers learn what a shift did": world(
        {},
        {"size": 2, "capacity": 3, "selection": MORAN, "period": 4},
        {
            "size": [6, 3],
            "strategies": {"controller": 0.8, "direct": 0.2},
            "exploration": 0.4,
            "rate": 0.8,
            "skill": [1, 2, 0, 0.3, 1, 5, 1, 1, 2],
            "selection": TRUNCATION,
            "period": 5,
        },
        regimes=[{"at": 3, "response": BENT}, {"at": 12, "rotate": {"features": [0, 2], "angle": 0.9}}],
        interventions=[{"at": 15, "path": "c.rate", "value": 1.5}, {"at": 17, "path": "c.exploration", "value": 0.0}],
    ),
    "controllers where effort costs": world(
        {},
        {"size": 3, "selection": MORAN},
        {"size": 10, "strategies": {"controller": 0.6, "fleet": 0.4}, "sync": 4, "capacity": 3, "selection": MORAN},
        effort_rule="cost",
        response=[1, 2, 0.5, 0],
        regimes=[{"at": 5, "response": BENT}],
    ),
    "fleets teach their parents": world(
        {},
        {"size": 2, "capacity": ["wellbeing", "output", "profit"], "selection": TRUNCATION, "period": 3},
        {"size": [2, 3], "capacity": 3, "selection": MORAN, "period": 3},
        {
            "size": [5, 1, 4, 2, 3],
            "strategies": {"fleet": 0.6, "controller": 0.2, "planner": 0.2},
            "strategy_mutation": 0.3,
            "sync": 3,
            "selection": TRUNCATION,
            "period": 2,
        },
        regimes=[{"at": 2, "response": BENT}, {"at": 10, "project": ["wellbeing", [0, 1, 1, 0]]}],
        interventions=[{"at": 13, "path": "d.sync", "value": 1}],
    ),
    "planners": world(
        {},
        {"size": 3, "capacity": 3, "selection": MORAN, "insight": False},
        {
            "size": 11,
            "strategies": {"planner": 0.7, "direct": 0.3},
            "strategy_mutation": 0.2,
            "plans": 5,
            "breadth": 0.8,
            "capacity": [1, 2, 3],
            "selection": TRUNCATION,
            "search_cost": {"planner": 0.05},
        },
        saturation=2.0,
        response=BENT,
        regimes=[{"at": 6, "response": [1, 0.5, 2, 0]}],
        interventions=[{"at": 9, "path": "c.plans", "value": 1}, {"at": 12, "path": "c.plans", "value": 9}],
    ),
    "trials, the control group": world(
        {},
        {"size": 3, "selection": MORAN, "capacity": 3},
        {
            "size": [4, 2, 6],
            "strategies": {"trial": 0.5, "direct": 0.2, "bottlecap": 0.3},
            "selection": TRUNCATION,
            "sensor": MASK,
            "search_cost": 0.1,
            "skill": [1, 2, 3, 1, 1, 1, 0.5, 1, 4, 1, 2, 1],
            "surrogation": 0.1,
            "imitation": 0.1,
        },
        saturation=0.5,
        designer_encoding=[1, 0, 1, 1],
    ),
    "nothing but trials": world({}, {"size": 2}, {"size": 5, "strategies": {"trial": 1.0}, "selection": WRIGHT_FISHER}),
    "searching isn't free": world(
        {"search_cost": {"direct": 0.3}},
        {"size": 3, "strategies": {"deceiver": 0.5}, "search_cost": {"deceiver": 0.2}, "selection": TRUNCATION},
        {"size": 12, "strategies": EVERY_LEAF, "search_cost": 0.15, "selection": TRUNCATION, "strategy_mutation": 0.1},
        interventions=[
            {"at": 5, "path": "c.search_cost.direct", "value": 0.9},
            {"at": 8, "path": "b.search_cost", "value": {"direct": 0.5}},
        ],
    ),
    "surrogation and imitation on a network": world(
        {"surrogation": 0.02},
        {"size": 3, "surrogation": 0.1, "imitation": 0.3, "selection": MORAN, "period": 2},
        {
            "size": [4, 1, 3],
            "imitation": 0.5,
            "network": {"edges": [[0, 1], [1, 2], [5, 7]]},
            "selection": TRUNCATION,
        },
        {"size": 20, "surrogation": 0.05, "imitation": 0.2, "strategies": {"bottlecap": 0.3}, "selection": TRUNCATION},
        interventions=[{"at": 6, "path": "c.network", "value": "complete"}, {"at": 9, "path": "c.imitation", "value": 1.0}],
    ),
    "one learner at a time": world(
        {"surrogation": 0.1},
        {"size": 4, "surrogation": 0.2, "imitation": 0.4, "selection": MORAN},
        {
            "size": [3, 5, 2, 4],
            "strategies": {"controller": 0.5, "fleet": 0.4, "bottlecap": 0.1},
            "sync": 5,
            "surrogation": 0.3,
            "imitation": 0.3,
            "selection": TRUNCATION,
        },
        updating="asynchronous",
        response=BENT,
        interventions=[{"at": 12, "path": "updating", "value": "synchronous"}],
    ),
    "a response by lot": world(
        {},
        {"size": 3, "selection": MORAN, "insight": False},
        {"size": 9, "strategies": {"controller": 0.5, "direct": 0.5}, "selection": TRUNCATION},
        regimes=[
            {
                "at": 3,
                "draw": [
                    {"response": BENT, "weight": 2.0},
                    {"response": MIXED, "weight": 0.0},
                    {"response": [1, 0, 2, 1], "weight": 1.0},
                ],
            },
            {"at": 10, "rotate": {"features": ["output", "profit"], "angle": -0.7}},
            {"at": 13, "draw": [{"response": BENT, "weight": 1.0}, {"response": [0, 1, 1, 1], "weight": 1.0}]},
            {"at": 16, "project": [[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 0, 2]]},
            {"at": 18, "response": [1, 1, 1, 1]},
        ],
        shift_set=[BENT, MIXED, [1, 1, 1, 1]],
    ),
    "a response that turns and is hidden": world(
        {"capacity": 3},
        {"size": 3, "selection": MORAN, "capacity": 2},
        {"size": 9, "strategies": {"controller": 0.4, "direct": 0.6}, "selection": WRIGHT_FISHER},
        response=BENT,
        response_drift=0.1,
        regimes=[
            {"at": 4, "rotate": {"features": [3, 1], "angle": 0.5}},
            {"at": 8, "project": ["output", "profit", [1, 0, 0.5, 0]]},
            {"at": 12, "rotate": {"features": ["security", "profit"], "angle": 2.0}},
        ],
        interventions=[
            {"at": 10, "path": "response_drift", "value": 0.0},
            {"at": 16, "path": "response_drift", "value": 0.4},
        ],
    ),
    "everything at once": world(
        {"foresight": True, "misreading": 0.1, "capacity": 3, "surrogation": 0.05},
        {
            "size": 3,
            "foresight": True,
            "sees_through": 0.3,
            "misreading": 0.1,
            "sensor": BENT,
            "imitation": 0.1,
            "surrogation": 0.1,
            "selection": MORAN,
            "period": 3,
            "strategies": {"deceiver": 0.3},
        },
        {
            "size": [2, 4, 1],
            "insight": False,
            "capacity": ["wellbeing", "profit", "output"],
            "sensor": MASK,
            "selection": BEST_OF,
        },
        {
            "size": [3, 1, 4, 5, 2, 6, 1],
            "strategies": EVERY_LEAF,
            "strategy_mutation": 0.2,
            "sees_through": 0.4,
            "misreading": 0.2,
            "sensor": MIXED,
            "capacity": 3,
            "noise_kind": {"kind": "student_t", "df": 3.0},
            "search_cost": {"planner": 0.1, "fleet": 0.05},
            "imitation": 0.2,
            "network": {"edges": [[0, 1], [4, 5], [5, 6], [13, 14], [15, 16], [20, 18]]},
            "surrogation": 0.05,
            "exploration": 0.3,
            "rate": 1.0,
            "sync": 4,
            "plans": 4,
            "breadth": 0.3,
            "audit": 0.8,
            "selection": BEST_OF,
        },
        saturation=1.0,
        response=BENT,
        response_drift=0.05,
        regimes=[
            {"at": 5, "draw": [{"response": BENT, "weight": 1.0}, {"response": [1, 1, 0.5, 2], "weight": 3.0}]},
            {"at": 11, "rotate": {"features": [0, 3], "angle": 1.0}},
        ],
        leaks=[{"kind": "lobby", "where": "c", "strength": 0.3}, {"kind": "bypass", "where": "d", "strength": 0.2}],
        interventions=[{"at": 13, "path": "updating", "value": "asynchronous"}],
    ),
    "everything at once where effort costs": world(
        {"foresight": True, "misreading": 0.1},
        {"size": 2, "foresight": True, "capacity": 3, "sensor": MASK, "imitation": 0.2, "selection": LINEAR, "period": 2},
        {
            "size": [5, 7],
            "strategies": {"controller": 0.4, "fleet": 0.3, "deceiver": 0.3},
            "strategy_mutation": 0.2,
            "sees_through": 0.5,
            "misreading": 0.2,
            "sensor": BENT,
            "capacity": 3,
            "surrogation": 0.1,
            "imitation": 0.1,
            "noise_kind": "laplace",
            "selection": POOL,
            "search_cost": 0.1,
            "sync": 3,
        },
        effort_rule="cost",
        goal_geometry="free",
        response_drift=0.1,
        leaks=[{"kind": "lobby", "where": "b", "strength": 0.3}],
    ),
    "plain letters of one feature": {
        "features": ["all"],
        "intent": [1.0],
        "layers": layers(
            {"foresight": True, "compliance": 0.5},
            {"size": 3, "goal": [[-1], [-1], [1]], "compliance": 0.4, "foresight": True, "selection": MORAN},
            {"size": 9, "compliance": 0.3, "strategies": {"controller": 0.5, "planner": 0.5}, "selection": TRUNCATION},
        ),
    },
}
