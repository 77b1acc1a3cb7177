"""Behavioural objectives as a law: recovery, maximality, what stays open and why, standard errors (MODEL.md section 4)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from superorganisms.arrays import Floats
from superorganisms.laws import effort
from superorganisms.model.behaviour import climb
from superorganisms.model.behaviour.objective import CANCELS, IDLE, OPEN, behavioural_objective, behavioural_objectives
from superorganisms.model.behaviour.window import window
from superorganisms.model.behaviour.words import sentences
from tests.theory.worlds import assert_share

FEATURES = ("wellbeing", "security", "nature", "output")
seeds = st.integers(0, 2**32 - 1)


def unit(a: Floats) -> Floats:
    return a / np.linalg.norm(a, axis=-1, keepdims=True)


def conduct(objective: Floats, responses: Floats, rule: str) -> Floats:
    """What somebody does who wants this and knows the world: (T, K)."""
    return np.concatenate([effort(objective[None], one, rule=rule) for one in responses])


def pointing(objective: Floats, efforts: Floats, responses: Floats) -> float:
    """Σ e_t·unit(R_tᵀ b), written out."""
    return float(sum(e @ unit(r.T @ objective) for e, r in zip(efforts, responses, strict=True)))


@pytest.mark.parametrize("rule", ["budget", "cost"])
@given(seed=seeds, features=st.integers(2, 8), regimes=st.integers(1, 5))
def test_who_serves_one_objective_is_found_to_serve_it(rule: str, seed: int, features: int, regimes: int) -> None:
    rng = np.random.default_rng(seed)
    wanted = unit(rng.normal(size=features))
    responses = rng.normal(size=(regimes, features, features))[rng.integers(regimes, size=7)]
    found = behavioural_objective(conduct(wanted, responses, rule), responses, rule=rule)
    condition = np.linalg.cond(np.concatenate([one.T for one in responses]))
    np.testing.assert_allclose(found.direction, wanted, atol=1e-11 * condition)
    assert found.agreement == pytest.approx(1.0, abs=1e-9)
    assert found.reason == ""
    assert len(found.open) == 0
    assert found.words([str(k) for k in range(features)]) == []


@given(seed=seeds, features=st.integers(2, 6))
def test_one_regime_has_a_closed_form(seed: int, features: int) -> None:
    rng = np.random.default_rng(seed)
    response, efforts = rng.normal(size=(features, features)), rng.normal(size=(9, features))
    expected = unit(np.linalg.solve(response.T, efforts.sum(axis=0)))
    for rule in ("budget", "cost"):
        found = behavioural_objective(efforts, response, rule=rule)
        np.testing.assert_allclose(found.direction, expected, atol=1e-9 * np.linalg.cond(response))


@pytest.mark.parametrize("seed", range(12))
def test_no_other_direction_is_served_better(seed: int) -> None:
    """Noise alone, where the maxima are many: against 40,000 directions of three features."""
    rng = np.random.default_rng(seed)
    responses, efforts = rng.normal(size=(4, 3, 3)), rng.normal(size=(4, 3))
    found = behavioural_objective(efforts, responses)
    others = unit(rng.normal(size=(40_000, 3)))
    ways = unit(np.einsum("tji,nj->tni", responses, others))
    assert pointing(found.direction, efforts, responses) >= np.einsum("tni,ti->n", ways, efforts).max() - 1e-9
    assert found.agreement == pytest.approx(
        pointing(found.direction, efforts, responses) / np.linalg.norm(efforts, axis=1).sum()
    )


@given(seed=seeds, features=st.integers(2, 7), regimes=st.integers(2, 5), noise=st.floats(0.0, 3.0))
def test_where_a_climb_ends_it_is_flat(seed: int, features: int, regimes: int, noise: float) -> None:
    rng = np.random.default_rng(seed)
    responses = rng.normal(size=(regimes, features, features))
    efforts = conduct(unit(rng.normal(size=features)), responses, "budget") + noise * rng.normal(size=(regimes, features))
    found = behavioural_objective(efforts, responses).estimate
    seen = window(efforts, responses)
    at = unit(np.linalg.solve(seen.whitening, found))
    first, second = climb.slope(seen.maps, seen.sums, at[None])
    assert np.abs(first).max() < 1e-6 * np.abs(second).max()  # a step to the very top would be that short
    assert np.linalg.eigvalsh(second[0])[0] > -1e-6 * np.abs(second).max()  # a top, no saddle


def test_of_pure_noise_a_lesser_maximum_is_rare() -> None:
    """Two features, five regimes: all directions can be tried. What the document tells: fewer than one of a hundred."""
    rng = np.random.default_rng(1)
    responses, efforts = rng.normal(size=(5, 2, 2)), rng.normal(size=(5, 600, 2))
    found = behavioural_objectives(efforts, responses)
    angles = np.linspace(0, 2 * np.pi, 20_001)
    ways = unit(np.einsum("tji,nj->tni", responses, np.stack([np.cos(angles), np.sin(angles)], axis=1)))
    best = np.einsum("tai,tni->na", ways, efforts).max(axis=1)
    missed = best > found.agreement * np.linalg.norm(efforts, axis=2).sum(axis=0) + 1e-6
    assert missed.mean() < 0.01


@pytest.mark.parametrize("rule", ["budget", "cost"])
@pytest.mark.parametrize("weak", [1.0, 1e-3, 1e-6, 1e-8])
def test_what_hardly_shows_is_found_all_the_same(rule: str, weak: float) -> None:
    rng = np.random.default_rng(2)
    responses = (np.eye(3) + 0.5 * rng.normal(size=(3, 3, 3))) * np.array([1.0, 1.0, weak])[:, None]
    wanted = unit(np.array([0.5, -0.4, 0.8]))
    found = behavioural_objective(conduct(wanted, responses, rule), responses, rule=rule)
    np.testing.assert_allclose(found.direction, wanted, atol=1e-13 / weak)
    assert found.singular_values[-1] < 2 * weak


@given(seed=seeds)
def test_slopes_are_those_of_the_value(seed: int) -> None:
    rng = np.random.default_rng(seed)
    maps, sums, at = rng.normal(size=(3, 4, 4)), rng.normal(size=(3, 1, 4)), unit(rng.normal(size=(1, 4)))
    first, second = climb.slope(maps, sums, at)
    numeric = optimize.approx_fprime(at[0], lambda y: climb.value(maps, sums, y[None])[0], 1e-7)
    np.testing.assert_allclose(first[0], numeric, atol=1e-4 * (1 + np.abs(second).max() ** 2))
    assert abs(first[0] @ at[0]) < 1e-9 * (1 + np.abs(first).max())  # only directions count
    step = rng.normal(size=4) * 1e-5
    bent = climb.slope(maps, sums, at + step)[0][0] - climb.slope(maps, sums, at - step)[0][0]
    np.testing.assert_allclose(bent, -2 * second[0] @ step, atol=1e-6 * (1 + np.abs(second).max() ** 2))


@given(seed=seeds, scales=st.lists(st.floats(0.1, 10.0), min_size=6, max_size=6))
def test_under_budget_only_directions_of_a_response_count(seed: int, scales: list[float]) -> None:
    rng = np.random.default_rng(seed)
    responses = np.eye(3) + 0.4 * rng.normal(size=(6, 3, 3))
    efforts = conduct(unit(rng.normal(size=3)), responses, "budget") + 0.1 * rng.normal(size=(6, 3))
    louder = responses * np.array(scales)[:, None, None]
    found, other = behavioural_objective(efforts, responses), behavioural_objective(efforts, louder)
    assert pointing(other.direction, efforts, responses) == pytest.approx(
        pointing(found.direction, efforts, responses), rel=1e-6
    )


@pytest.mark.parametrize("rule", ["budget", "cost"])
def test_many_at_once_are_each_alone(rule: str) -> None:
    rng = np.random.default_rng(5)
    responses, efforts = rng.normal(size=(8, 4, 4))[np.arange(8) % 3], rng.normal(size=(8, 20, 4))
    together = behavioural_objectives(efforts, responses, rule=rule)
    assert len(together) == 20
    for i, one in enumerate(together):
        alone = behavioural_objective(efforts[:, i], responses, rule=rule)
        np.testing.assert_allclose(one.direction, alone.direction, atol=1e-7)
        np.testing.assert_allclose(one.covariance, alone.covariance, rtol=1e-5, atol=1e-9)


# What a window leaves open


def twins() -> Floats:
    """Security and nature can't be told apart: what yields the one yields as much of the other."""
    response = np.eye(4)
    response[1:3, 1:3] = 0.5
    return response


@pytest.mark.parametrize("rule", ["budget", "cost"])
def test_what_was_not_tried_apart_is_open_and_told(rule: str) -> None:
    wanted = unit(np.array([0.5, 0.9, 0.1, 0.2]))
    found = behavioural_objective(conduct(wanted, np.stack([twins()] * 5), rule), twins(), rule=rule)
    assert np.isnan(found.direction).all()
    assert found.reason == OPEN
    np.testing.assert_allclose(np.abs(found.open), [[0, np.sqrt(0.5), np.sqrt(0.5), 0]], atol=1e-12)
    assert found.open[0, 1] * found.open[0, 2] < 0
    assert found.words(FEATURES) == ["security and nature have not been tried apart"]
    visible = wanted - found.open[0] * (found.open[0] @ wanted)
    np.testing.assert_allclose(found.estimate, unit(visible) if rule == "budget" else visible, atol=1e-12)
    assert found.singular_values[-1] == pytest.approx(0.0, abs=1e-12)


@given(seed=seeds, hidden=st.integers(1, 3), rule=st.sampled_from(["budget", "cost"]))
def test_what_is_open_changes_no_effort(seed: int, hidden: int, rule: str) -> None:
    rng = np.random.default_rng(seed)
    kept = np.linalg.qr(rng.normal(size=(4, 4)))[0][:, hidden:]
    responses = kept @ kept.T @ rng.normal(size=(3, 4, 4))
    wanted = rng.normal(size=4)
    found = behavioural_objective(conduct(wanted, responses, rule), responses, rule=rule)
    assert found.open.shape == (hidden, 4)
    np.testing.assert_allclose(found.open @ found.open.T, np.eye(hidden), atol=1e-9)
    np.testing.assert_allclose(found.estimate @ found.open.T, 0.0, atol=1e-7)
    for more in (-3.0, 0.0, 0.7):
        other = found.estimate + more * found.open.sum(axis=0)
        np.testing.assert_allclose(conduct(other, responses, rule), conduct(wanted, responses, rule), atol=1e-5)


def test_regimes_that_weigh_nothing_against_each_other_leave_the_weights_open_under_budget_only() -> None:
    """Here wellbeing and security count, there nature and output: each has full rank with the other, and yet."""
    first, second = np.diag([1.0, 1.0, 0.0, 0.0]), np.diag([0.0, 0.0, 1.0, 1.0])
    responses = np.stack([first, second])
    wanted = unit(np.array([3.0, 4.0, 2.0, 1.0]))
    found = behavioural_objective(conduct(wanted, responses, "budget"), responses)
    assert np.isnan(found.direction).all()
    assert found.reason == OPEN
    assert found.untried == 0
    assert found.words(FEATURES) == [
        "no regime of the window weighed these against each other: wellbeing and security | nature and output"
    ]
    for more in (-0.5, 0.5):
        other = found.estimate + more * found.open[0]
        np.testing.assert_allclose(conduct(other, responses, "budget"), conduct(wanted, responses, "budget"), atol=1e-9)
    priced = behavioural_objective(conduct(wanted, responses, "cost"), responses, rule="cost")
    np.testing.assert_allclose(priced.direction, wanted, atol=1e-12)  # lengths say how much each is worth
    weighed = np.stack([first, second, np.eye(4)])
    np.testing.assert_allclose(behavioural_objective(conduct(wanted, weighed, "budget"), weighed).direction, wanted, atol=1e-9)


def test_words() -> None:
    features = ("a", "b", "c")
    third = np.sqrt(1 / 3)
    assert sentences(np.array([[0.0, 1.0, 0.0]]), 1, np.eye(3)[0], features) == [
        "b has not been tried: no effort of the window could change it"
    ]
    assert sentences(np.array([[0.0, 0.6, 0.6]]) / np.sqrt(0.72), 1, np.eye(3)[0], features) == [
        "b and c have not been tried apart: more of one was less of it"
    ]
    assert sentences(np.array([[third, third, -third]]), 1, np.eye(3)[0], features) == [
        "a, b and c have not been tried apart: +1 a +1 b -1 c was the same for every effort"
    ]
    with pytest.raises(ValueError, match="there must be 3 features, got 2"):
        sentences(np.eye(3)[:1], 1, np.eye(3)[1], ("a", "b"))


def test_nearly_not_tried_has_a_small_singular_value_and_a_large_error() -> None:
    rng = np.random.default_rng(3)
    errors = []
    for apart in (1.0, 0.1, 0.01):
        response = twins() + apart * np.outer([0, 1, -1, 0], [0, 0.5, -0.5, 0])
        efforts = conduct(np.ones(4), np.stack([response] * 40), "cost") + 0.1 * rng.normal(size=(40, 4))
        found = behavioural_objective(efforts, response, rule="cost")
        assert found.singular_values[-1] == pytest.approx(apart)
        assert found.reason == ""
        errors.append(found.standard_errors)
    assert errors[2][1] > 50 * errors[0][1]
    assert errors[2][0] < 2 * errors[0][0]


@pytest.mark.parametrize("rule", ["budget", "cost"])
def test_no_effort_and_efforts_that_cancel(rule: str) -> None:
    idle = behavioural_objective(np.zeros((3, 2)), np.eye(2), rule=rule)
    assert np.isnan(idle.direction).all()
    assert np.isnan(idle.agreement)
    assert idle.reason == IDLE
    cancelled = behavioural_objective([[1.0, 0.0], [-1.0, 0.0]], np.eye(2), rule=rule)
    assert np.isnan(cancelled.direction).all()
    assert cancelled.agreement == 0.0
    assert cancelled.reason == CANCELS
    blind = behavioural_objective([[1.0, 0.0]], np.zeros((2, 2)), rule=rule)
    assert np.isnan(blind.direction).all()
    assert len(blind.open) == 2


def test_two_faces_show_in_the_agreement() -> None:
    one, other = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    found = behavioural_objective(np.stack([one, other] * 4), np.eye(2))
    np.testing.assert_allclose(found.direction, [np.sqrt(0.5)] * 2)
    assert found.agreement == pytest.approx(np.sqrt(0.5))


@pytest.mark.parametrize(
    ("efforts", "responses", "rule", "complaint"),
    [
        (np.zeros((3, 2)), np.eye(2), "buget", "rule must be one of budget, cost"),
        (np.zeros(2), np.eye(2), "budget", r"efforts must be \(T, K\)"),
        (np.zeros((3, 2)), np.eye(3), "budget", r"responses must be \(3, 2, 2\)"),
        (np.zeros((3, 2)), np.zeros((2, 2, 2)), "budget", r"responses must be \(3, 2, 2\)"),
        (np.zeros((0, 2)), np.eye(2), "budget", "T of at least 1"),
        (np.full((3, 2), np.nan), np.eye(2), "budget", "must be finite"),
    ],
)
def test_mistakes_are_told(efforts: Floats, responses: Floats, rule: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        behavioural_objective(efforts, responses, rule=rule)


# Standard errors


def several(regimes: int, ticks: int, units: int, noise: float, rule: str, seed: int) -> tuple[Floats, Floats, Floats]:
    """One objective, its conduct by many units with independent errors, responses: (K,), (T, n, K), (T, K, K)."""
    rng = np.random.default_rng(seed)
    wanted = unit(np.array([2.0, -1.0, 0.5]))
    responses = (np.eye(3) + 0.6 * rng.normal(size=(regimes, 3, 3)))[np.arange(ticks) % regimes]
    planned = conduct(wanted, responses, rule)
    return wanted, planned[:, None] + noise * rng.normal(size=(ticks, units, 3)), responses


@pytest.mark.parametrize(("regimes", "ticks", "noise"), [(1, 2, 0.5), (3, 5, 1.0), (4, 40, 3.0)])
def test_least_squares_intervals_cover_as_often_as_they_say(regimes: int, ticks: int, noise: float) -> None:
    wanted, efforts, responses = several(regimes, ticks, 3_000, noise, "cost", ticks)
    found = behavioural_objectives(efforts, responses, rule="cost")
    assert found[0].freedom == 3 * ticks - 3
    half = stats.t.ppf(0.95, found[0].freedom) * np.array([one.standard_errors for one in found])
    for feature in range(3):
        assert_share(np.abs(found.estimate - wanted)[:, feature] <= half[:, feature], 0.9)
    exact = noise**2 * np.linalg.inv(sum(r @ r.T for r in responses))
    mean = np.mean([one.covariance for one in found], axis=0)
    assert mean == pytest.approx(exact, rel=6 * np.sqrt(2 / (found[0].freedom * 3_000)), abs=0)


@pytest.mark.parametrize(("regimes", "ticks"), [(1, 12), (3, 30)])
def test_pointing_intervals_cover_where_errors_are_small(regimes: int, ticks: int) -> None:
    wanted, efforts, responses = several(regimes, ticks, 3_000, 0.02, "budget", 7 * ticks)
    found = behavioural_objectives(efforts, responses)
    assert found[0].freedom == 2 * ticks - 2
    half = stats.t.ppf(0.95, found[0].freedom) * np.array([one.standard_errors for one in found])
    for feature in range(3):
        assert_share(np.abs(found.direction - wanted)[:, feature] <= half[:, feature], 0.9)


def test_no_freedom_no_errors() -> None:
    found = behavioural_objective([[1.0, 2.0]], np.eye(2), rule="cost")
    assert found.freedom == 0
    assert np.isnan(found.standard_errors).all()
    np.testing.assert_allclose(found.estimate, [1.0, 2.0])


def test_errors_of_the_direction_of_an_incentive() -> None:
    wanted, efforts, responses = several(3, 60, 2_000, 0.05, "cost", 11)
    found = behavioural_objectives(efforts, responses, rule="cost")
    spread = np.cov((found.direction - wanted).T)
    told = np.mean([one.direction_covariance for one in found], axis=0)
    np.testing.assert_allclose(told, spread, atol=0.15 * np.trace(spread))
