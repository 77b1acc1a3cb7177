"""Random small worlds with whatever can go on in a unit."""

from random import Random
from typing import Any

FEATURES = ["wellbeing", "output", "security", "profit"]
EVERY_LEAF = {"bottlecap": 0.1, "controller": 0.2, "deceiver": 0.1, "direct": 0.1, "fleet": 0.2, "planner": 0.2, "trial": 0.1}


def anything_mind(draw: Random) -> dict[str, Any]:
    """Some valid world of small size, with whatever can go on in a unit."""
    size, depth, budget = draw.randint(2, 5), draw.randint(2, 5), draw.random() < 0.6
    families = [[1]]
    for _ in range(1, depth):
        families.append([draw.randint(1, 4) for _ in range(sum(families[-1]))])
    regimes = [{"at": at, **_shift(draw, size)} for at in sorted(draw.sample(range(1, 9), draw.randint(0, 3)))]
    whole = {
        "features": FEATURES[:size] + ["risk"] * (size == 5),
        "intent": [draw.uniform(-1, 2) for _ in range(size)],
        "designer_encoding": draw.choice([None, _matrix(draw, size)]),
        "intensity": draw.uniform(0.5, 2),
        "response": draw.choice([None, _matrix(draw, size)]),
        "regimes": regimes,
        "response_drift": draw.choice([0.0, 0.0, draw.random()]),
        "saturation": draw.choice([0.0, draw.uniform(0.1, 3)]) if budget else 0.0,
        "updating": draw.choice(["synchronous", "synchronous", "asynchronous"]),
        "goal_geometry": draw.choice(["sphere", "free"]),
        "effort_rule": "budget" if budget else "cost",
    }
    made = [_layer(draw, size, families, level, budget) for level in range(depth)]
    return {**whole, "leaks": _leaks(draw, families), "layers": made}


def _vector(draw: Random, size: int) -> list[float]:
    return [draw.choice([0.0, 1.0, draw.uniform(-1, 1)]) for _ in range(size)]


def _matrix(draw: Random, size: int) -> list[list[float]]:
    return [[0.0] * size if draw.random() < 0.2 else _vector(draw, size) for _ in range(size)]


def _shift(draw: Random, size: int) -> dict[str, Any]:
    """One change of the response."""
    match draw.choice(["response", "draw", "rotate", "project"]):
        case "response":
            return {"response": _matrix(draw, size)}
        case "draw":
            return {
                "draw": [{"response": _matrix(draw, size), "weight": draw.uniform(0.1, 2)} for _ in range(draw.randint(1, 3))]
            }
        case "rotate":
            return {"rotate": {"features": draw.sample(range(size), 2), "angle": draw.uniform(-3, 3)}}
    return {"project": [[draw.uniform(-1, 1) for _ in range(size)] for _ in range(draw.randint(1, size - 1))]}


def _leaks(draw: Random, families: list[list[int]]) -> list[dict[str, Any]]:
    leaks: list[dict[str, Any]] = []
    for _ in range(draw.choice([0, 0, 1, 3])):
        kind, level = draw.choice(["lobby", "bypass", "insider"]), draw.randrange(len(families))
        if (kind == "lobby" and level == len(families) - 1) or (kind == "bypass" and level == 0):
            continue
        row = draw.randrange(sum(families[level]))
        where = draw.choice(["abcde"[level], f"{'abcde'[level]}.{row}"])
        leaks.append({"kind": kind, "where": where, "strength": draw.uniform(0, 2)})
    return leaks


def _selection(draw: Random) -> dict[str, Any]:
    strength = {"s": draw.choice([0.0, 2.0, 10.0]), "fitness": draw.choice(["exponential", "linear"])}
    sandbox = {"n": draw.randint(1, 4), "turnover": draw.random(), "candidates": draw.choice(["copies", "pool"])}
    name = draw.choice(["truncation", "truncation", "moran", "wright_fisher", "best_of", "none"])
    options: dict[str, dict[str, Any]] = {"truncation": {"turnover": draw.random()}, "best_of": sandbox, "none": {}}
    return {"rule": name, **options.get(name, strength)}


def _network(draw: Random, families: list[int]) -> Any:
    """All siblings, or some pairs of them."""
    if draw.random() < 0.5:
        return "complete"
    edges, first = [], 0
    for count in families:
        rows = range(first, first + count)
        edges += [[i, j] for i in rows for j in rows if i < j and draw.random() < 0.5]
        first += count
    return {"edges": edges}


def _layer(draw: Random, size: int, families: list[list[int]], level: int, budget: bool) -> dict[str, Any]:
    units, leaf = sum(families[level]), level == len(families) - 1
    layer: dict[str, Any] = {
        "name": "abcde"[level],
        "spread": draw.choice([0.1, 1.0, 3.0]),
        "compliance": draw.choice([0.0, 0.5, 1.0, draw.random()]) if budget else draw.uniform(0.3, 1),
        "strategies": {"deceiver": 0.3, "direct": 0.7},
        "noise": draw.uniform(0.01, 0.5),
        "noise_kind": draw.choice(["normal", "laplace", {"kind": "student_t", "df": draw.uniform(2, 9)}]),
        "audit": draw.choice([1.0, draw.random()]),
        "detection": draw.random(),
        "misreading": draw.choice([0.0, draw.random()]),
        "capacity": draw.choice([None, draw.randint(0, size), sorted(draw.sample(range(size), draw.randint(1, size)))]),
        "surrogation": draw.choice([0.0, draw.uniform(0, 0.3)]),
        "search_cost": draw.choice([{}, {"direct": 0.2, "deceiver": draw.random()}]),
    }
    if level:
        layer |= {
            "size": families[level],
            "selection": _selection(draw),
            "period": draw.randint(1, 3),
            "mutation": draw.uniform(0.1, 0.5),
            "strategy_mutation": draw.choice([0.0, draw.random()]),
            "sees_through": draw.choice([0.0, draw.random()]),
            "sensor": draw.choice([None, _matrix(draw, size)]),
            "imitation": draw.choice([0.0, draw.random()]),
            "network": _network(draw, families[level]),
        }
    if not leaf:
        return layer | {"insight": draw.random() < 0.6, "foresight": draw.random() < 0.4}
    names = [name for name in EVERY_LEAF if budget or name not in ("bottlecap", "planner", "trial")]
    weights = [draw.random() for _ in names]
    return layer | {
        "strategies": dict(zip(names, [weight / sum(weights) for weight in weights], strict=True)),
        "skill": draw.choice([1.0, [draw.uniform(0.1, 3) for _ in range(units)]]),
        "exploration": draw.uniform(0, 0.5),
        "rate": draw.uniform(0, 1.5),
        "sync": draw.randint(1, 4),
        "plans": draw.randint(1, 5),
        "breadth": draw.random(),
    }
