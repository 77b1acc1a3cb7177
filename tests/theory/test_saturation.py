"""Extremal Goodhart: what was right for small efforts is not right for large ones (Manheim and Garrabrant 2018).

f(e) = tanh(k e)/k per feature, which no plan foresees: e = skill · unit(Rᵀ u), u the letter, so η = Σ_j q_j tanh(k e_j)/k over
skill |q|, exactly: the more one-sided the letter, the more of a large effort is in vain.
"""

import numpy as np
import pytest

from superorganisms import Superorganism
from superorganisms.scenarios.verification.saturation import closed_form
from tests.theory.worlds import obedient, quiet_world

INTENT = np.array([3.0, -1.0, 2.0])


def saturated(k: float, skill: float, encoding: object = None, response: object = None) -> Superorganism:
    layers = obedient("order", 1), obedient("firm", 2), obedient("employee", 5, skill=skill)
    settings = {"features": 3, "intent": INTENT, "designer_encoding": encoding, "response": response, "saturation": k}
    world = Superorganism(quiet_world(*layers, **settings), rng=1)
    world.step()
    return world


@pytest.mark.parametrize("skill", [0.1, 1.0, 10.0])
@pytest.mark.parametrize("k", [0.01, 1.0, 3.0, 1000.0])
def test_efficiency(k: float, skill: float) -> None:
    response = np.random.default_rng(4).normal(size=(3, 3))
    for encoding in (np.eye(3), np.diag([1.0, 0, 0]), np.diag([1.0, 1, 0])):
        for r in (np.eye(3), response):
            world = saturated(k, skill, encoding.tolist(), r.tolist())
            assert world.row()["efficiency"] == pytest.approx(closed_form(k, skill, encoding, r), abs=1e-9)
            losses = sum(value for name, value in world.row().items() if name.endswith("_loss"))
            assert losses == pytest.approx(1 - world.row()["efficiency"], abs=1e-9)


def test_no_saturation_is_the_limit() -> None:
    assert saturated(0.0, 1.0).row()["efficiency"] == pytest.approx(1.0, abs=1e-12)
    assert saturated(1e-4, 1.0).row()["efficiency"] == pytest.approx(1.0, abs=1e-8)


def test_one_sided_letters_lose_most_where_efforts_are_large() -> None:
    one_sided, balanced = np.diag([1.0, 0, 0]).tolist(), None
    kept = [
        saturated(1.0, skill, one_sided).row()["efficiency"] / saturated(1.0, skill, balanced).row()["efficiency"]
        for skill in (0.1, 1.0, 3.0, 10.0)
    ]
    assert kept == sorted(kept, reverse=True)
    assert kept[0] == pytest.approx(3 / np.sqrt(14), abs=0.01)  # small efforts: the cosine of spirit and letter
    assert kept[-1] == pytest.approx(3 / 6, abs=0.01)  # large ones: only the signs count, Σ of w's features read over Σ |w|
