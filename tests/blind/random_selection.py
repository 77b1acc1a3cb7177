"""Random small worlds in which any way of selection may act."""

from random import Random
from typing import Any

from tests.blind.fitness_functions import nothing, payoff, standing


def anything_selection(draw: Random) -> dict[str, Any]:
    """Some valid setting of small size in which any way of selection may act."""

    def vector() -> list[float]:
        return [draw.choice([0.0, 1.0, draw.uniform(-1, 1)]) for _ in range(size)]

    def matrix() -> list[list[float]]:
        return [[0.0] * size if draw.random() < 0.2 else vector() for _ in range(size)]

    size, depth, budget = draw.randint(1, 4), draw.randint(2, 5), draw.random() < 0.6
    top = {"name": "a", "compliance": 0.5, "detection": 0.5, "spread": 0.8, "strategies": {"direct": 1.0}}
    parents, made = 1, [{**top, "insight": draw.random() < 0.7}]
    for level in range(1, depth):
        families = [draw.randint(1, 4) for _ in range(parents)]
        parents, leaves = sum(families), level == depth - 1
        strategies = _mixture(draw, budget) if leaves else {"deceiver": 0.5, "direct": 0.5}
        layer = {
            "name": "abcdefgh"[level],
            "size": families,
            "goal": draw.choice([None, None, vector(), [vector() for _ in range(parents)]]),
            "spread": draw.choice([0.1, 1.0, 3.0]),
            "skill": draw.choice([1.0, [draw.uniform(0.1, 3) for _ in range(parents)]]),
            "compliance": draw.choice([0.0, 0.5, 1.0, draw.random()]),
            "sensor": draw.choice([None, matrix()]),
            "capacity": draw.choice([None, None, draw.randint(0, size)]),
            "strategies": draw.choice([strategies, _one_by_one(draw, strategies, parents)]),
            **_minds(draw),
            **_selection(draw),
        }
        made.append({**layer, **(_leaves(draw) if leaves else {"insight": draw.random() < 0.7})})
    return {
        "intent": [draw.uniform(-1, 2) for _ in range(size)],
        "response": draw.choice([None, matrix()]),
        "regimes": [{"at": at, "response": matrix()} for at in sorted(draw.sample(range(1, 9), 2))],
        "goal_geometry": draw.choice(["sphere", "free"]),
        "effort_rule": "budget" if budget else "cost",
        "saturation": draw.choice([0.0, 1.0]) if budget else 0.0,
        "updating": draw.choice(["synchronous", "synchronous", "asynchronous"]),
        "layers": made,
    }


def _mixture(draw: Random, budget: bool) -> dict[str, float]:
    """Shares of strategies in eighths, so that they add up to 1 exactly."""
    able = ["controller", "deceiver", "direct", "fleet"] + ["bottlecap", "planner", "trial"] * budget
    drawn = [draw.choice(able) for _ in range(8)]
    return {name: drawn.count(name) / 8 for name in sorted(set(drawn))}


def _one_by_one(draw: Random, shares: dict[str, float], count: int) -> list[str]:
    return draw.choices(list(shares), weights=list(shares.values()), k=count)


def _minds(draw: Random) -> dict[str, Any]:
    """How units of a layer are read, and how they read."""
    return {
        "noise": draw.uniform(0.01, 0.5),
        "noise_kind": draw.choice(["normal", "laplace", {"kind": "student_t", "df": 5.0}]),
        "audit": draw.choice([1.0, 1.0, draw.random()]),
        "detection": draw.random(),
        "misreading": draw.choice([0.0, draw.random()]),
        "surrogation": draw.choice([0.0, draw.random()]),
        "imitation": draw.choice([0.0, draw.random()]),
        "search_cost": draw.choice([{}, {"direct": 0.1}, 0.2]),
    }


def _selection(draw: Random) -> dict[str, Any]:
    """How a layer is selected."""
    swaps = {"recruit": draw.choice([0.0, draw.random()]), "swap": draw.choice([0.0, draw.random()])}
    return {
        "selection": _rule(draw),
        "period": draw.choice([1, 1, 2, 3]),
        "mutation": draw.uniform(0.1, 0.5),
        "strategy_mutation": draw.choice([0.0, draw.random()]),
        "sees_through": draw.choice([0.0, draw.random()]),
        "migration": draw.choice([0.0, draw.random(), swaps, swaps]),
        "succession": draw.choice(["leader", "lineage"]),
    }


def _rule(draw: Random) -> dict[str, Any]:
    share = draw.choice([0.0, 1.0, draw.random(), draw.random()])
    strength = draw.choice([0.0, 2.0, 50.0])
    match draw.choice(["truncation", "moran", "wright_fisher", "fermi", "best_of", "best_of", "none"]):
        case "truncation":
            return {"rule": "truncation", "turnover": share, "parents": draw.choice([0.0, 1.0, draw.random()])}
        case "fermi":
            return {"rule": "fermi", "s": strength, "fitness": draw.choice(["metric", "metric", standing])}
        case "best_of":
            tried = {"n": draw.randint(1, 5), "candidates": draw.choice(["copies", "copies", "pool"])}
            return {"rule": "best_of", "turnover": share, **tried}
        case "none":
            return {"rule": "none"}
        case other:
            return {"rule": other, "s": strength, "fitness": draw.choice(["exponential", "linear", payoff, nothing])}


def _leaves(draw: Random) -> dict[str, Any]:
    """What strategies have options for."""
    return {
        "exploration": draw.choice([0.0, 0.1, 1.0]),
        "rate": draw.choice([0.5, draw.random()]),
        "sync": draw.randint(1, 4),
        "plans": draw.randint(1, 4),
        "breadth": draw.choice([0.0, 0.5, 2.0]),
    }
