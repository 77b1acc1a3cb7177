"""The twin by itself gives the closed forms, so that what the engine is compared with is right for its own reasons."""

from math import cos, exp, isclose, log, prod, radians, sin, sqrt
from typing import Any

import pytest

from tests.blind.twin import Twin
from tests.blind.twin_measures import causes, efficiency, losses, measures, unit_class
from tests.blind.twin_noise import child_key, normal, threefry2x64, uniform
from tests.blind.twin_vectors import back, identity, norm

ONES = 2**64 - 1
PLAIN: dict[str, Any] = {"compliance": 1.0, "detection": 1.0, "mutation": 0.0, "period": 1, "selection": "none"}


def axis(place: int, size: int) -> list[float]:
    """One feature alone."""
    return [float(place == other) for other in range(size)]


def mask(kept: int, size: int) -> list[list[float]]:
    """A sensor that reads the first features only."""
    return [[float(i == j and i < kept) for j in range(size)] for i in range(size)]


def tree(*sizes: int, **common: Any) -> list[dict[str, Any]]:
    """Plain layers of these sizes."""
    return [{**PLAIN, "name": f"layer{depth}", "size": size, **common} for depth, size in enumerate(sizes)]


def lived(parameters: dict[str, Any], ticks: int = 1, seed: int = 1) -> Twin:
    """A twin that has lived for some ticks."""
    world = Twin(parameters, seed)
    for _ in range(ticks):
        world.step()
    return world


@pytest.mark.parametrize(
    ("key", "counter", "words"),
    [
        ((0, 0), (0, 0), (0xC2B6E3A8C2C69865, 0x6F81ED42F350084D)),
        ((ONES, ONES), (ONES, ONES), (0xE02CB7C4D95D277A, 0xD06633D0893B8B68)),
        (
            (0xA4093822299F31D0, 0x082EFA98EC4E6C89),
            (0x243F6A8885A308D3, 0x13198A2E03707344),
            (0x263C7D30BB0F0AF1, 0x56BE8361D3311526),
        ),
    ],
)
def test_threefry_gives_the_published_words(key: tuple[int, int], counter: tuple[int, int], words: tuple[int, int]) -> None:
    assert threefry2x64(*key, *counter) == words


def test_noise_has_the_moments_of_its_distribution() -> None:
    flat = [uniform(3, 5, 1, child_key(0, place), 7) for place in range(4000)]
    bell = [normal(3, 5, 1, 99, 7, draw) for draw in range(4000)]
    assert abs(sum(flat) / 4000 - 0.5) < 4 * sqrt(1 / 12 / 4000)
    assert abs(sum(bell) / 4000) < 4 / sqrt(4000)
    assert abs(sum(x * x for x in bell) / 4000 - 1) < 4 * sqrt(2 / 4000)
    assert len(set(flat)) == len(set(bell)) == 4000


@pytest.mark.parametrize("depth", [2, 3, 4, 8])
@pytest.mark.parametrize("compliance", [0.5, 0.3, 0.9])
def test_telephone(depth: int, compliance: float) -> None:
    layers = tree(*(2**d for d in range(depth)), compliance=compliance)
    for d, layer in enumerate(layers):
        layer["goal"] = axis(d + 1, 10)
    world = Twin({"intent": axis(0, 10), "layers": layers}, seed=1)
    world.step()
    kept = compliance / sqrt(compliance**2 + (1 - compliance) ** 2)
    assert isclose(efficiency(world), kept**depth, rel_tol=1e-12)
    for layer in layers:
        assert losses(world)[f"{layer['name']}.inner_loss"] > 0


BAKER: dict[str, Any] = {
    "intent": [3, 1, 2],
    "designer_encoding": [[2 / 3, 0, 0], [0, 0, 0], [0, 0, 0.5]],
}


def test_baker_under_cost() -> None:
    best, _, worse = (
        efficiency(lived({**BAKER, "effort_rule": "cost", "intensity": b, "layers": tree(1, 2, 4)})) for b in (1.6, 1.0, 2.0)
    )
    assert isclose(best, 64 / 70, rel_tol=1e-12)
    assert worse < best


def test_spirit_against_letter_with_a_response() -> None:
    response = [[1.0, 0.5, 0.0], [0.0, 2.0, -1.0], [0.3, 0.0, 0.7]]
    q, a = back(response, [3, 1, 2]), back(response, [2, 0, 1])
    aligned = sum(x * y for x, y in zip(q, a, strict=True))
    closeness = aligned / norm(q) / norm(a)
    settings = {**BAKER, "response": response, "layers": tree(1, 2, 4)}
    world = lived({**settings, "effort_rule": "cost", "intensity": aligned / norm(a) ** 2})
    assert isclose(efficiency(world), closeness**2, rel_tol=1e-12)
    assert isclose(efficiency(lived(settings)), closeness, rel_tol=1e-12)


@pytest.mark.parametrize("rule", ["cost", "budget"])
def test_projections_compose(rule: str) -> None:
    layers = tree(1, 2, 4, 8)
    for layer, kept in zip(layers[1:], (4, 3, 2), strict=True):
        layer["sensor"] = mask(kept, 5)
    world = lived({"intent": [4, 3, 2, 1, 1], "effort_rule": rule, "layers": layers})
    expected = 25 / 31
    assert isclose(efficiency(world), expected if rule == "cost" else sqrt(expected), rel_tol=1e-12)
    if rule == "cost":
        lost = [losses(world)[f"layer{d}.outer_loss"] for d in range(3)]
        assert all(isclose(x, y, abs_tol=1e-12) for x, y in zip(lost, (1 / 31, 1 / 31, 4 / 31), strict=True))


@pytest.mark.parametrize(("advantage", "mutants"), [(1.0, 1), (2.0, 1)])
def test_moran_fixation(advantage: float, mutants: int) -> None:
    n, runs = 4, 500
    goals = [axis(0, 2)] * mutants + [axis(1, 2)] * (n - mutants)
    layers = tree(1, n)
    layers[1] |= {"compliance": 0.0, "goal": goals, "selection": {"rule": "moran", "s": log(advantage)}}
    fixed = 0
    for seed in range(runs):
        world = Twin({"intent": axis(0, 2), "layers": layers}, seed)
        while len({tuple(who.goal) for who in world.units[1]}) > 1:
            world.step()
        fixed += world.units[1][0].goal[0] == 1
    r = advantage
    expected = mutants / n if r == 1 else (1 - 1 / r**mutants) / (1 - 1 / r**n)
    assert abs(fixed / runs - expected) < 4 * sqrt(expected * (1 - expected) / runs)


def test_wright_fisher_draws_in_proportion_to_fitness() -> None:
    layers = tree(1, 3)
    goals = [[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]]
    layers[1] |= {"compliance": 0.0, "goal": goals, "selection": {"rule": "wright_fisher", "s": 1.0}}
    counts, runs = [0, 0, 0], 700
    for seed in range(runs):
        for who in lived({"intent": axis(0, 2), "layers": layers}, 1, seed).units[1]:
            counts[who.ancestor] += 1
    weights = [exp(goal[0]) for goal in goals]
    for count, weight in zip(counts, weights, strict=True):
        p = weight / sum(weights)
        assert abs(count - 3 * runs * p) < 4 * sqrt(3 * runs * p * (1 - p))


@pytest.mark.parametrize(("turnover", "leave"), [(0.4, 2.0), (0.5, 2.5), (1.0, 5.0), (0.05, 0.25)])
def test_truncation_replaces_the_worst_by_the_best(turnover: float, leave: float) -> None:
    layers = tree(1, 5)
    layers[1] |= {"spread": 1.0, "compliance": 0.0, "selection": {"rule": "truncation", "turnover": turnover}}
    left, runs = 0, 300
    for seed in range(runs):
        members = lived({"intent": axis(0, 3), "layers": layers}, 1, seed).units[1]
        gone = [who.metric for who in members if who.newcomer]
        left += len(gone)
        if gone:
            order = sorted(who.metric for who in members)
            assert sorted(gone) == order[: len(gone)]
            bred = [members[who.ancestor].metric for who in members if who.newcomer]
            assert min(bred) >= order[-max(1, len(gone))]
    assert abs(left / runs - leave) < 4 * 0.5 / sqrt(runs) if leave % 1 else left == leave * runs


BUSY: dict[str, Any] = {"compliance": 0.6, "detection": 0.5, "audit": 0.7, "noise": 0.1, "mutation": 0.2, "spread": 0.8}


@pytest.mark.parametrize("rule", ["budget", "cost"])
@pytest.mark.parametrize("geometry", ["sphere", "free"])
def test_the_accounts_of_the_twin_balance(rule: str, geometry: str) -> None:
    layers = tree(1, 3, 7, 40, **BUSY, surrogation=0.1, strategies={"direct": 0.7, "deceiver": 0.3})
    layers[1]["selection"] = {"rule": "moran", "s": 2.0}
    layers[2]["selection"] = {"rule": "wright_fisher", "s": 2.0, "fitness": "linear"}
    layers[3]["selection"] = {"rule": "truncation", "turnover": 0.3}
    layers[3]["sensor"] = [[1.0, 0.0, 0.4], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]
    angle = radians(50)
    turned = [[cos(angle), -sin(angle), 0.0], [sin(angle), cos(angle), 0.0], [0.0, 0.0, 1.0]]
    parameters = {"intent": [1, 2, 3], "layers": layers, "effort_rule": rule, "goal_geometry": geometry}
    world = Twin({**parameters, "regimes": [{"at": 3, "response": turned}]}, 5)
    for _ in range(6):
        world.step()
        row = measures(world)
        assert abs(sum(losses(world).values()) - (1 - row["efficiency"])) < 1e-12
        assert all(inside(value) for key, value in row.items() if key.endswith(("alignment", "share")))
        by_cause = causes(world)
        if rule == "budget":
            assert isclose(prod(by_cause.values()), row["efficiency"], abs_tol=1e-12)
        else:
            assert isclose(by_cause["distortion"] + by_cause["intensity"], 1 - row["efficiency"], abs_tol=1e-12)
            dispersion = sum(v for k, v in by_cause.items() if k == "bias" or k.endswith("dispersion"))
            assert isclose(dispersion, 1 - row["efficiency"], abs_tol=1e-12)
        for account in world.drift:
            for feature in range(3):
                parts = (account[name][feature] for name in ("within", "between", "mutation", "surrogation"))
                assert isclose(sum(parts), account["change"][feature], abs_tol=1e-12)
    assert world.response == turned
    assert any(leaf.model != turned for leaf in world.units[-1])


def inside(value: float) -> bool:
    """A cosine or a share, or NaN."""
    return value != value or -1 - 1e-12 <= value <= 1 + 1e-12


def test_classes() -> None:
    layers = tree(1, 6)
    faded = [[0.05, 0.0], [0.0, 1.0]]
    kinds = [
        ("direct", [1, 0.9]),
        ("direct", [1, -0.1]),
        ("deceiver", [0, 1]),
        ("direct", [0, 1]),
        ("bottlecap", [1, 0]),
        ("deceiver", [1, 1]),
    ]
    layers[0]["goal"] = [1.0, 0.3]
    layers[1] |= {"compliance": 0.1, "goal": [goal for _, goal in kinds]}
    world = Twin({"intent": [1, 0.3], "layers": layers, "regimes": [{"at": 9, "response": faded}]}, 1)
    for who, (strategy, _) in zip(world.units[1], kinds, strict=True):
        who.strategy = strategy
    world.step()
    expected = ["robust", "pseudo", "deceptive", "misaligned", "no mesa-optimizer", "robust"]
    assert [unit_class(world, who) for who in world.units[1]] == expected
    world.layers[1]["compliance"] = 0.9
    world.step()
    assert unit_class(world, world.units[1][3]) == "compliant"


def test_audits_leave_the_unread_alone() -> None:
    layers = tree(1, 40, audit=0.5, detection=0.5)
    layers[1] |= {"selection": {"rule": "wright_fisher", "s": 1.0}, "strategies": {"deceiver": 1.0}, "spread": 0.9}
    world = lived({"intent": axis(0, 3), "layers": layers}, 1, 2)
    members = world.units[1]
    assert all(who.newcomer == who.audited for who in members)
    assert all(members[who.ancestor].audited for who in members if who.newcomer)
    assert all(who.audited for who in members if who.watched)
    assert 0 < sum(who.watched for who in members) < sum(who.audited for who in members) < 40
    for who in members:
        assert who.aim == (world.units[0][0].letter if who.watched else world.angle(who.acted_goal))


def test_a_shift_reaches_newcomers_one_tick_later() -> None:
    layers = tree(1, 6)
    layers[1] |= {"selection": {"rule": "truncation", "turnover": 0.5}}
    turned = [[0.0, 1.0], [1.0, 0.0]]
    world = Twin({"intent": [1, 0], "layers": layers, "regimes": [{"at": 2, "response": turned}]}, 3)
    world.step()
    world.step()
    assert world.acted_response == identity(2)
    assert all(leaf.model == identity(2) for leaf in world.units[1])
    world.step()
    assert world.acted_response == turned
    assert [leaf.model == turned for leaf in world.units[1]] == [leaf.newcomer for leaf in world.units[1]]
    assert world.units[1][0].outcome == [0.0, 1.0]
