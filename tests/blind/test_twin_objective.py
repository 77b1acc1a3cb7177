"""Behavioural objectives by a second, slow implementation: plain Python, from the definition alone (MODEL.md section 4).

Least squares by elimination; Σ e_t·unit(R_tᵀ b) searched by ever smaller steps from many places; what an outsider says of it.
"""

from math import hypot, isnan, sqrt
from random import Random

import numpy as np
import pytest

from superorganisms import LayerParameters, Parameters, Superorganism
from superorganisms.model.behaviour.conduct import Conduct
from superorganisms.model.behaviour.objective import behavioural_objective

type Vector = list[float]
type Matrix = list[Vector]


def dot(a: Vector, b: Vector) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def unit(a: Vector) -> Vector:
    size = hypot(*a)
    return [x / size for x in a] if size > 0 else [0.0] * len(a)


def back(response: Matrix, b: Vector) -> Vector:
    """Rᵀ b."""
    return [sum(response[row][column] * b[row] for row in range(len(b))) for column in range(len(b))]


def eliminate(rows: Matrix) -> tuple[Matrix, int]:
    """Reduced row echelon form, and how many pivots stand left of the last column."""
    rows, done = [list(row) for row in rows], 0
    for column in range(len(rows[0]) - 1):
        pivot = max(range(done, len(rows)), key=lambda i: abs(rows[i][column]), default=None)
        if pivot is None or abs(rows[pivot][column]) < 1e-9:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [x / rows[done][column] for x in rows[done]]
        for i in range(len(rows)):
            if i != done:
                rows[i] = [x - rows[i][column] * y for x, y in zip(rows[i], rows[done], strict=True)]
        done += 1
    return rows, done


def least_squares(efforts: Matrix, responses: list[Matrix]) -> Vector:
    """Direction of the least squares of e_t on R_tᵀ b; NaN where the stacked R_tᵀ have rank < K or all e_t = 0."""
    features = len(efforts[0])
    normal = [[sum(dot(r[i], r[j]) for r in responses) for j in range(features)] for i in range(features)]
    asked = [sum(dot(r[i], e) for r, e in zip(responses, efforts, strict=True)) for i in range(features)]
    solved, rank = eliminate([[*row, right] for row, right in zip(normal, asked, strict=True)])
    if rank < features or not any(any(e) for e in efforts):
        return [float("nan")] * features
    return unit([row[-1] for row in solved])


def pointing(b: Vector, efforts: Matrix, responses: list[Matrix]) -> float:
    return sum(dot(e, unit(back(r, b))) for e, r in zip(efforts, responses, strict=True))


def search(efforts: Matrix, responses: list[Matrix], seed: int) -> float:
    """The largest Σ e_t·unit(R_tᵀ b) that random steps find, ever shorter, from forty places."""
    draw, best = Random(seed), -1e9
    for _ in range(40):
        at = unit([draw.gauss(0, 1) for _ in efforts[0]])
        height, step = pointing(at, efforts, responses), 1.0
        while step > 1e-5:
            other = unit([x + step * draw.gauss(0, 1) for x in at])
            reached = pointing(other, efforts, responses)
            if reached > height:
                at, height = other, reached
            else:
                step *= 0.93
        best = max(best, height)
    return best


def verdict(b: Vector, letter: Vector, regimes: list[Matrix]) -> str:
    """By the classes' definitions, b in the place of the goal, regimes seen in the place of the shift set."""
    passed = [dot(unit(back(r, letter)), unit(back(r, b))) >= 0.8 for r in regimes]
    return "robust" if all(passed) else "pseudo" if passed[0] else "misaligned"


def some(seed: int, features: int, ticks: int, noise: float) -> tuple[Matrix, list[Matrix]]:
    draw = Random(seed)
    three = [[[draw.gauss(0, 1) for _ in range(features)] for _ in range(features)] for _ in range(3)]
    responses = [three[tick % 3] for tick in range(ticks)]
    wanted = [draw.gauss(0, 1) for _ in range(features)]
    return [[x + draw.gauss(0, noise) for x in unit(back(r, wanted))] for r in responses], responses


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("noise", [0.0, 0.5, 3.0])
def test_least_squares(seed: int, noise: float) -> None:
    efforts, responses = some(seed, 4, 7, noise)
    found = behavioural_objective(efforts, responses, rule="cost")
    np.testing.assert_allclose(found.direction, least_squares(efforts, responses), atol=1e-8)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("noise", [0.0, 0.5, 3.0])
def test_nothing_is_served_better(seed: int, noise: float) -> None:
    efforts, responses = some(100 + seed, 3, 6, noise)
    found = behavioural_objective(efforts, responses)
    reached, best = pointing(found.direction.tolist(), efforts, responses), search(efforts, responses, seed)
    assert reached >= best - 1e-9
    assert reached == pytest.approx(best, abs=1e-3)
    assert found.agreement == pytest.approx(reached / sum(hypot(*e) for e in efforts))


def test_undefined_alike() -> None:
    blind = [[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    seeing = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    for responses, efforts in (
        ([blind] * 2, [[1.0, 2.0, 3.0]] * 2),
        ([blind, seeing], [[1.0, 2.0, 3.0]] * 2),
        ([seeing] * 2, [[0.0] * 3] * 2),
    ):
        for rule in ("cost", "budget"):
            undefined = isnan(least_squares(efforts, responses)[0])
            assert np.isnan(behavioural_objective(efforts, responses, rule=rule).direction).all() == undefined


@pytest.mark.parametrize("rule", ["budget", "cost"])
def test_a_world_seen_from_outside(rule: str) -> None:
    other = [[1.0, 0.0, 0.5], [0.0, 1.2, 0.0], [-0.4, 0.0, 0.8]]
    leaf = LayerParameters(name="employee", size=30, selection="none", spread=1.2, compliance=0.3, misreading=0.4)
    world = Superorganism(
        Parameters(
            features=3,
            intent=[1, 0, 0],
            effort_rule=rule,
            regimes=[(3, other), (5, None)],
            layers=(LayerParameters(name="order", compliance=1.0), leaf),
        ),
        rng=9,
    )
    watch, efforts, responses = Conduct(world, ticks=6), [], []
    for _ in range(6):
        responses.append(world.response.tolist())
        watch.run(1)
        efforts.append(world.layers[-1].efforts.tolist())
    regimes = [responses[-1], other]
    called = watch.classify()
    assert len(set(called)) > 1
    for unit_number, one in enumerate(watch.objectives()):
        assert one is not None
        mine = [tick[unit_number] for tick in efforts]
        if rule == "cost":
            np.testing.assert_allclose(one.direction, least_squares(mine, responses), atol=1e-9)
        else:
            best = search(mine, responses, unit_number) if unit_number < 4 else -9.0
            assert pointing(one.direction.tolist(), mine, responses) >= best - 1e-9
        assert called[unit_number] == verdict(one.direction.tolist(), world.designer_letter.tolist(), regimes)
    assert sqrt(sum(x * x for x in world.designer_letter)) == pytest.approx(1.0)
