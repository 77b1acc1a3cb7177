"""Recovery against its known error: leaves of a running world, whose aims are known, under noise of two kinds.

Errors of the objective found must have the covariance that theory gives: whitened with it they have mean 0 and the identity
for covariance. Cost, e = Rᵀv + σz: σ² (Σ R Rᵀ)⁻¹. Cost, misreading m at compliance λ, e = Rᵀ(v + λ m z): λ² m² A⁻¹ Σ (R Rᵀ)²
A⁻¹ with A = Σ R Rᵀ. Budget, to first order: σ² (Σ R (I - u uᵀ) Rᵀ/|Rᵀv|²)⁺ with u = unit(Rᵀv), at right angles to v.
"""

from typing import Any

import numpy as np
import pytest

from superorganisms import LayerParameters, Parameters, Superorganism
from superorganisms.arrays import Floats
from superorganisms.model.behaviour.conduct import Conduct
from superorganisms.model.behaviour.objective import Objectives, behavioural_objectives
from tests.theory.worlds import assert_mean

UNITS = 1_500
TURNED = np.array([[1.0, 0.4, 0.0], [-0.3, 0.8, 0.2], [0.0, 0.5, 1.2]])
OTHER = np.array([[0.7, 0.0, -0.6], [0.2, 1.1, 0.0], [0.5, -0.2, 0.9]])


def conduct(rule: str, responses: list[Floats], ticks: int, **settings: Any) -> tuple[Floats, Floats, Floats]:
    """What the same leaves want, (n, 3), and what they do in turn where R is this and that: (T, n, 3) and (T, 3, 3).

    A world for each response, in which leaves are born knowing it; each gives its own ticks, so that no number is used twice.
    """
    efforts, wanted = np.empty((ticks, UNITS, 3)), np.empty((UNITS, 3))
    for number, response in enumerate(responses):
        leaf = {"name": "employee", "size": UNITS, "selection": "none", "spread": 1.0, **settings}
        layers = (LayerParameters(name="order", compliance=1.0, goal=[1.0, 0.0, 0.0]), LayerParameters(**leaf))
        parameters = Parameters(features=3, intent=[1, 0, 0], response=response, effort_rule=rule, layers=layers)
        watch = Conduct(Superorganism(parameters, rng=ticks), ticks=ticks)
        watch.run(ticks)
        efforts[number :: len(responses)] = watch.efforts[number :: len(responses)]
        leaves, share = watch.world.layers[-1], settings["compliance"]
        wanted = (1 - share) * leaves.former_goals + share * np.array([1.0, 0.0, 0.0])
    return wanted, efforts, np.array(responses)[np.arange(ticks) % len(responses)]


def assert_covariance(errors: Floats, theory: Floats) -> None:
    """Errors (n, K) are 0 in the mean with covariance theory (n, K, K), or are nothing where that is singular."""
    values, axes = np.linalg.eigh(theory)
    rank = int((values[0] > 1e-9 * values[0, -1]).sum())
    whitened = np.einsum("nji,nj->ni", axes, errors)[:, -rank:] / np.sqrt(values[:, -rank:])
    assert_mean(whitened, np.zeros(rank))
    products = np.einsum("ni,nj->nij", whitened, whitened).reshape(len(errors), -1)
    assert_mean(products, np.eye(rank).ravel())


@pytest.mark.parametrize("responses", [[TURNED], [TURNED, OTHER]], ids=["one regime", "two regimes"])
@pytest.mark.parametrize(("noise", "ticks"), [(0.1, 4), (0.7, 4), (0.7, 32)])
def test_exploring_controllers_under_cost(responses: list[Floats], noise: float, ticks: int) -> None:
    wanted, efforts, of = conduct(
        "cost", responses, ticks, strategies=["controller"] * UNITS, compliance=0.4, exploration=noise
    )
    found = behavioural_objectives(efforts, of, rule="cost")
    theory = noise**2 * np.linalg.inv(sum(r @ r.T for r in of))
    assert_covariance(found.estimate - wanted, np.broadcast_to(theory, (UNITS, 3, 3)))


@pytest.mark.parametrize("responses", [[TURNED], [TURNED, OTHER]], ids=["one regime", "two regimes"])
@pytest.mark.parametrize(("misreading", "compliance", "ticks"), [(0.5, 0.3, 6), (1.5, 0.8, 6), (1.5, 0.8, 24)])
def test_misreading_leaves_under_cost(responses: list[Floats], misreading: float, compliance: float, ticks: int) -> None:
    wanted, efforts, of = conduct("cost", responses, ticks, misreading=misreading, compliance=compliance)
    found = behavioural_objectives(efforts, of, rule="cost")
    normal = np.linalg.inv(sum(r @ r.T for r in of))
    theory = (compliance * misreading) ** 2 * normal @ sum(r @ r.T @ r @ r.T for r in of) @ normal
    assert_covariance(found.estimate - wanted, np.broadcast_to(theory, (UNITS, 3, 3)))


@pytest.mark.parametrize("responses", [[TURNED], [TURNED, OTHER]], ids=["one regime", "two regimes"])
@pytest.mark.parametrize(("noise", "ticks"), [(0.01, 4), (0.01, 32), (0.002, 8)])
def test_exploring_controllers_under_budget(responses: list[Floats], noise: float, ticks: int) -> None:
    wanted, efforts, of = conduct(
        "budget", responses, ticks, strategies=["controller"] * UNITS, compliance=0.4, exploration=noise
    )
    wanted = wanted / np.linalg.norm(wanted, axis=1, keepdims=True)
    found = behavioural_objectives(efforts, of)
    planned = np.einsum("tji,nj->tni", of, wanted)
    lengths = np.linalg.norm(planned, axis=2, keepdims=True)
    ways = planned / lengths
    aside = np.eye(3) - ways[..., :, None] * ways[..., None, :]
    shown = np.einsum("tij,tnjk,tlk,tn->nil", of, aside, of, lengths[..., 0] ** -2)
    theory = noise**2 * np.linalg.pinv(shown, rcond=1e-9, hermitian=True)
    assert_covariance(found.direction - wanted, theory)


def test_four_times_as_many_ticks_halve_the_error() -> None:
    def error(ticks: int) -> float:
        wanted, efforts, of = conduct(
            "budget", [TURNED, OTHER], ticks, strategies=["controller"] * UNITS, compliance=0.4, exploration=0.2
        )
        found: Objectives = behavioural_objectives(efforts, of)
        cosines = (found.direction * wanted).sum(axis=1) / np.linalg.norm(wanted, axis=1)
        return float(np.sqrt(2 * (1 - cosines).mean()))

    # For who explores widely, no longer to first order: about 1 / sqrt(T) all the same
    assert error(16) / error(64) == pytest.approx(2.0, abs=0.15)
