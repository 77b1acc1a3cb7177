"""Worlds in which every way of selection acts, alone and with the others; plain dicts, small, each run for 20 ticks."""

from typing import Any

from tests.blind.fitness_functions import nothing, payoff, standing
from tests.blind.random_selection import anything_selection

__all__ = ["SETTINGS", "anything_selection"]

MASK = [1.0, 1.0, 0.0, 1.0]
MIXED = [[1.0, 0.0, 0.0, 1.5], [0.0, 1.0, 0.0, 0.0], [0.2, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 0.0]]
BENT = [[1.0, 0.4, 0.0, 0.0], [-0.3, 1.0, 0.0, 0.2], [0.0, 0.0, 0.5, 0.0], [0.0, 0.6, 0.0, 1.0]]
NEARLY = [[1.0, 0.1, 0.0, 0.0], [0.0, 0.9, 0.2, 0.0], [0.0, 0.0, 1.0, 0.0], [0.3, 0.0, 0.0, 0.8]]
SHIFTS = [{"at": 5, "response": BENT}, {"at": 12, "response": NEARLY}]
EVERYONE = {
    "bottlecap": 0.125,
    "controller": 0.125,
    "deceiver": 0.125,
    "direct": 0.25,
    "fleet": 0.125,
    "planner": 0.125,
    "trial": 0.125,
}
HONEST_OR_NOT = {"direct": 0.5, "deceiver": 0.5}

TRUNCATION: dict[str, Any] = {"rule": "truncation", "turnover": 0.4}
BREEDER: dict[str, Any] = {"rule": "truncation", "turnover": 1.0, "parents": 0.4}
MORAN: dict[str, Any] = {"rule": "moran", "s": 3.0}
WRIGHT_FISHER: dict[str, Any] = {"rule": "wright_fisher", "s": 2.0}
LINEAR: dict[str, Any] = {"rule": "wright_fisher", "s": 1.5, "fitness": "linear"}
FERMI: dict[str, Any] = {"rule": "fermi", "s": 4.0}
COPIES: dict[str, Any] = {"rule": "best_of", "n": 3, "turnover": 0.4, "candidates": "copies"}
POOL: dict[str, Any] = {"rule": "best_of", "n": 4, "turnover": 0.3, "candidates": "pool"}
NONE: dict[str, Any] = {"rule": "none"}
BELOW: dict[str, Any] = {"mutation": 0.2, "period": 1, "selection": "none"}
EVERYWHERE: dict[str, Any] = {"compliance": 0.5, "detection": 0.5, "spread": 0.8}


def layers(top: dict[str, Any], *lower: dict[str, Any], **common: Any) -> list[dict[str, Any]]:
    """Layers named by letters; `common` holds below the top, beside what every world here has."""
    made = [{"name": "a", **EVERYWHERE, **top}]
    return made + [{"name": "bcdefgh"[depth], **EVERYWHERE, **BELOW, **common, **layer} for depth, layer in enumerate(lower)]


SETTINGS: dict[str, dict[str, Any]] = {
    "rules by their names alone": {
        "intent": [1, 2, 0.5, 0.2],
        "layers": layers(
            {},
            {"size": 3, "selection": "moran"},
            {"size": [3, 1, 4], "selection": "fermi"},
            {"size": 20, "selection": "wright_fisher"},
            {"size": 30, "selection": "best_of"},
            noise=0.1,
        ),
    },
    "truncation with recruit, families of 1, many unread": {
        "intent": [1, 2, 0.5, 0.2],
        "layers": layers(
            {},
            {"size": 3, "selection": TRUNCATION, "migration": 0.5},
            {"size": [4, 1, 3], "selection": TRUNCATION, "migration": {"recruit": 1.0}, "period": 2},
            {"size": [5, 2, 1, 1, 3, 1, 4, 7], "selection": BREEDER, "migration": 0.5, "audit": 0.4},
            noise=0.2,
            audit=0.7,
        ),
    },
    "moran with recruit": {
        "intent": [1, -1, 0.5, 0.2],
        "layers": layers(
            {},
            {"size": 3, "selection": MORAN},
            {"size": [1, 5, 3], "selection": {**MORAN, "fitness": "linear"}, "migration": 0.7, "audit": 0.6},
            {"size": 20, "selection": MORAN, "migration": 0.5, "sensor": MIXED},
            noise=0.1,
        ),
    },
    "wright_fisher by functions": {
        "intent": [1, 2, 3, 1],
        "effort_rule": "cost",
        "goal_geometry": "free",
        "layers": layers(
            {},
            {"size": 4, "selection": {"rule": "wright_fisher", "fitness": nothing}, "period": 3},
            {"size": [3, 1, 2, 6], "selection": {"rule": "wright_fisher", "fitness": payoff}, "migration": 0.4, "audit": 0.8},
            {"size": 30, "selection": {"rule": "moran", "fitness": "tests.blind.fitness_functions:payoff"}},
            noise=0.3,
        ),
    },
    "fermi with recruit, families of 1": {
        "intent": [2, 1, 0, 1],
        "layers": layers(
            {},
            {"size": 5, "selection": FERMI, "period": 2},
            {"size": [1, 1, 2, 5, 1], "selection": FERMI, "migration": 0.6, "audit": 0.7},
            {"size": 25, "selection": {"rule": "fermi", "s": 40.0}, "migration": 0.3, "strategies": HONEST_OR_NOT},
            noise=0.1,
        ),
    },
    "fermi by a function": {
        "intent": [2, 1, 0, 1],
        "layers": layers(
            {},
            {"size": 4, "selection": {"rule": "fermi", "s": 2.0, "fitness": standing}},
            {"size": [6, 3, 1, 5], "selection": {"rule": "fermi", "fitness": standing}, "migration": 0.5, "audit": 0.8},
        ),
    },
    "best_of: copies of all strategies": {
        "intent": [1, 2, 0.5, 0.2],
        "saturation": 0.7,
        "regimes": SHIFTS,
        "layers": layers(
            {},
            {"size": 3, "selection": COPIES, "period": 3, "strategies": HONEST_OR_NOT},
            {
                "size": [12, 7, 9],
                "skill": [0.5 + row / 10 for row in range(28)],
                "selection": COPIES,
                "strategies": EVERYONE,
                "strategy_mutation": 0.3,
                "search_cost": {"direct": 0.05, "planner": 0.2},
                "sensor": MIXED,
                "sees_through": 0.4,
                "misreading": 0.3,
                "sync": 4,
                "plans": 5,
            },
            noise=0.1,
        ),
    },
    "best_of: the pool, with all strategies": {
        "intent": [1, 2, 0.5, 0.2],
        "layers": layers(
            {},
            {"size": 4, "selection": POOL, "period": 2},
            {
                "size": 24,
                "selection": POOL,
                "strategies": EVERYONE,
                "strategy_mutation": 0.5,
                "migration": {"recruit": 0.5, "swap": 0.2},
                "search_cost": 0.1,
                "exploration": 0.4,
                "plans": 3,
                "audit": 0.8,
            },
            noise=0.2,
        ),
    },
    "best_of: the pool under cost, free": {
        "intent": [1, 2, 0.5, 0.2],
        "effort_rule": "cost",
        "goal_geometry": "free",
        "intensity": 1.4,
        "layers": layers(
            {"insight": False},
            {"size": 3, "selection": POOL, "sensor": MIXED, "insight": False},
            {"size": [7, 3, 5], "selection": {**POOL, "n": 2}, "strategies": {"direct": 0.5, "controller": 0.5}, "sync": 3},
            noise=0.3,
        ),
        "regimes": SHIFTS,
    },
    "best_of: copies under cost, recruited, in a world misunderstood": {
        "intent": [1, 2, 0.5, 0.2],
        "effort_rule": "cost",
        "response": NEARLY,
        "regimes": SHIFTS,
        "layers": layers(
            {"capacity": 3, "insight": False},
            {"size": 2, "selection": COPIES, "capacity": 3, "strategies": HONEST_OR_NOT, "strategy_mutation": 0.2},
            {"size": [4, 3], "selection": COPIES, "migration": 0.5, "period": 2, "capacity": 2, "insight": False},
            {
                "size": 30,
                "selection": {**COPIES, "turnover": 1.0},
                "migration": 0.5,
                "noise_kind": "laplace",
                "misreading": 0.2,
            },
            noise=0.2,
        ),
    },
    "best_of: families of 1, ties, more candidates than people": {
        "intent": [1, 2, 0, 0],
        "goal_geometry": "free",  # where an unmutated copy is exact, so that ties are
        "layers": layers(
            {},
            {"size": 4, "selection": {**COPIES, "n": 7, "turnover": 1.0}, "mutation": 0.0},
            {"size": [1, 3, 1, 6], "selection": {**COPIES, "n": 5}, "migration": 0.5, "mutation": 0.0, "audit": 0.8},
            spread=0.3,
        ),
    },
    "swaps alone": {
        "intent": [1, 1, 2, 0],
        "layers": layers(
            {},
            {"size": 5, "migration": {"swap": 0.5}},
            {"size": [3, 1, 2, 4, 1], "migration": {"recruit": 0.0, "swap": 0.7}, "period": 2, "audit": 0.5},
            {"size": 33, "migration": {"swap": 1.0}, "strategies": EVERYONE},
            noise=0.1,
        ),
    },
    "swaps with lineage in uneven families": {
        "intent": [1, 1, 2, 0],
        "layers": layers(
            {},
            {"size": 4, "migration": {"swap": 0.5}, "succession": "lineage", "period": 3},
            {"size": [3, 1, 2, 5], "migration": {"swap": 0.4}, "succession": "lineage", "period": 2},
            {"size": [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1], "strategies": EVERYONE, "plans": 3, "sync": 3},
            noise=0.1,
        ),
    },
    "lineage at every level, all due at once": {
        "intent": [1, 1, 2, 0],
        "regimes": SHIFTS,
        "layers": layers(
            {},
            {"size": 4, "selection": MORAN},
            {"size": [3, 1, 2, 4], "selection": TRUNCATION, "migration": {"recruit": 0.5, "swap": 0.3}},
            {"size": [2, 1, 3, 2, 1, 4, 2, 1, 1, 3], "selection": WRIGHT_FISHER, "migration": 0.3, "audit": 0.7},
            {"size": 47, "selection": COPIES, "strategies": EVERYONE, "strategy_mutation": 0.1, "plans": 3},
            succession="lineage",
            noise=0.1,
        ),
    },
    "lineage of the pool": {
        "intent": [1, 1, 2, 0],
        "layers": layers(
            {},
            {"size": 3, "selection": BREEDER, "succession": "lineage"},
            {"size": [2, 5, 1], "selection": POOL, "succession": "lineage", "migration": {"swap": 0.5}},
            {"size": 26, "selection": POOL, "strategies": EVERYONE, "plans": 2},
            noise=0.1,
        ),
    },
    "asynchronous, a rule a layer": {
        "intent": [3, 1, 0, 1],
        "updating": "asynchronous",
        "layers": layers(
            {"surrogation": 0.1},
            {"size": 2, "selection": MORAN},
            {"size": [3, 2], "selection": {**FERMI, "s": 0.5}, "migration": 0.5},
            {"size": 11, "selection": LINEAR, "audit": 0.7},
            {"size": 26, "selection": {**TRUNCATION, "turnover": 0.8}, "strategies": EVERYONE, "plans": 3, "sync": 2},
            noise=0.1,
            surrogation=0.1,
        ),
    },
    "asynchronous with the sandbox, swaps and lineage": {
        "intent": [3, 1, 0, 1],
        "updating": "asynchronous",
        "layers": layers(
            {},
            {"size": 3, "selection": {**FERMI, "s": 0.0}, "succession": "lineage"},
            {"size": [2, 1, 3], "selection": {**MORAN, "s": 0.5}, "succession": "lineage", "migration": 0.5},
            {"size": 17, "selection": {**COPIES, "turnover": 0.9}, "migration": {"recruit": 0.4, "swap": 0.2}},
            noise=0.1,
            imitation=0.2,
        ),
    },
    "traits drawn afresh": {
        "intent": [1, 0.2, 0, 1],
        "layers": layers(
            {},
            {"size": 3, "selection": WRIGHT_FISHER, "sees_through": 1.0, "strategies": HONEST_OR_NOT, "sensor": MIXED},
            {
                "size": [8, 3, 5],
                "selection": WRIGHT_FISHER,
                "strategies": ["direct", "planner", "bottlecap", "deceiver", "direct", "controller", "fleet", "trial"] * 2,
                "sensor": MIXED,
                "sees_through": 0.5,
                "plans": 4,
            },
            strategy_mutation=0.4,
            noise=0.1,
        ),
    },
    "managers tried in the sandbox": {
        "intent": [1, 0.2, 0, 1],
        "saturation": 2.0,
        "response": NEARLY,
        "layers": layers(
            {"foresight": True, "capacity": 3},
            {"size": 6, "selection": COPIES, "strategies": HONEST_OR_NOT, "strategy_mutation": 0.5, "capacity": 3},
            {"size": 18, "selection": POOL, "sensor": MIXED, "sees_through": 0.5, "misreading": 0.5, "capacity": 2},
            {"size": 30, "selection": FERMI, "sensor": MASK},
            search_cost={"direct": 0.05},
            noise=0.1,
            noise_kind={"kind": "student_t", "df": 4.0},
        ),
    },
    "memories and lessons under lineage": {
        "intent": [1, 0.2, 0.5, 1],
        "regimes": SHIFTS,
        "layers": layers(
            {"insight": False},
            {"size": 3, "selection": FERMI, "succession": "lineage", "insight": False, "migration": {"swap": 0.2}},
            {
                "size": [5, 8, 3],
                "selection": TRUNCATION,
                "period": 2,
                "strategies": {"planner": 0.5, "fleet": 0.25, "controller": 0.25},
                "strategy_mutation": 0.2,
                "migration": {"recruit": 0.3, "swap": 0.1},
                "plans": 4,
                "sync": 2,
                "imitation": 0.1,
                "surrogation": 0.1,
            },
            noise=0.1,
        ),
    },
    "nobody to be drawn from elsewhere": {
        "intent": [1, 1, 0, 0.5],
        "layers": layers(
            {},
            {"size": 4, "selection": MORAN, "audit": 0.3},
            {"size": [2, 1, 1, 2], "selection": COPIES},
            {"size": [2, 2, 1, 1, 3, 2], "selection": {**FERMI, "s": 0.0}},
            migration={"recruit": 1.0},
            audit=0.3,
            noise=0.1,
        ),
    },
    "a tree by names, its rules changed by hand": {
        "intent": [1, 2, 1, 0.5],
        "tree": {
            "names": [["earth"], ["north", "south"], ["a", "b", "a", "c", "d"], [f"leaf {i}" for i in range(11)]],
            "parents": [[0], [0, 0], [0, 0, 1, 1, 1], [0, 0, 0, 1, 2, 2, 3, 3, 3, 3, 4]],
        },
        "interventions": [
            {"at": 3, "path": "d.strategy_mutation", "value": 0.5},
            {"at": 5, "path": "c.succession", "value": "lineage"},
            {"at": 6, "path": "updating", "value": "asynchronous"},
            {"at": 8, "path": "d.selection", "value": {"rule": "fermi", "s": 5.0, "fitness": "metric"}},
            {"at": 10, "path": "updating", "value": "synchronous"},
            {"at": 12, "path": "d.selection", "value": {**POOL, "turnover": 0.5}},
            {"at": 15, "path": "b.selection", "value": MORAN},
        ],
        "layers": layers({}, {}, {"selection": TRUNCATION}, {"selection": COPIES, "strategies": EVERYONE}, noise=0.1),
    },
}
