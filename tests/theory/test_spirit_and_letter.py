"""Closed form 2: λ = 1, η = cos θ under budget; under cost with the best intensity, η = cos²θ (Baker 1992, 2002)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from superorganisms import Superorganism
from tests.theory.worlds import quiet, quiet_world

MATRICES = arrays(np.float64, (3, 3), elements=st.floats(-3, 3).map(lambda x: round(x, 3)))


def obedient(rule: str, encoding: object, response: object, intensity: float, intent: object) -> float:
    layers = [quiet(name, size, compliance=1.0) for name, size in (("order", 1), ("firm", 3), ("employee", 7))]
    settings_ = {"designer_encoding": encoding, "response": response, "intensity": intensity, "intent": intent}
    world = Superorganism(quiet_world(*layers, features=3, effort_rule=rule, **settings_), rng=1)
    world.step()
    return world.row()["efficiency"]


def test_reference_digits() -> None:
    w, encoded = np.array([3.0, 1, 2]), np.array([2.0, 0, 1])
    best = w @ encoded / (encoded @ encoded)
    assert best == pytest.approx(1.6)
    diagonal = [2 / 3, 0, 1 / 2]
    assert obedient("cost", diagonal, None, best, w.tolist()) == pytest.approx(0.914286, abs=5e-7)
    cosine = w @ encoded / np.linalg.norm(w) / np.linalg.norm(encoded)
    assert obedient("budget", diagonal, None, 1.0, w.tolist()) == pytest.approx(cosine, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(MATRICES, MATRICES)
def test_any_encoding_and_response(encoding: np.ndarray, response: np.ndarray) -> None:
    w = np.array([3.0, 1, 2])
    q, a = response.T @ w, response.T @ encoding @ w
    if np.linalg.norm(q) < 0.05 or np.linalg.norm(a) < 0.05:
        return
    cosine = q @ a / np.linalg.norm(q) / np.linalg.norm(a)
    assert obedient("budget", encoding, response, 1.0, w) == pytest.approx(cosine, abs=1e-10)
    best = q @ a / (a @ a)
    if 0 <= best <= 1e6:
        assert obedient("cost", encoding, response, best, w) == pytest.approx(cosine**2, abs=1e-10)
        for other in (best * 0.9, best * 1.1):
            assert obedient("cost", encoding, response, other, w) <= cosine**2 + 1e-10
