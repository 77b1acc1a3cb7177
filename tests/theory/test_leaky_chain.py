"""Leaky chains: what the top says reaches the bottom past the middle (MODEL.md section 7, closed form 11).

y = a x + ε, z = c y + d x + ε with unit noises: I(x; z | y) = ½ log(1 + d²/(1 + a²)). In a world under cost: x the order's
letter, y its government's, z the aim of a firm into which the order's letter leaks. The estimate from a series is unbiased at
any length, as the log-determinant of a Wishart matrix is off by a number that doesn't depend on the covariance: so short runs
are enough.
"""

import numpy as np
import pytest

from superorganisms import LayerParameters, Parameters, Superorganism
from superorganisms.model.blankets.information import bias, estimate, gaussian_cmi
from superorganisms.model.blankets.watch import Watch, integrity
from tests.theory.worlds import assert_mean, obedient, quiet_world, selfish

DIGITS = [(1.0, 0.5, 0.058892), (2.0, 0.5, 0.024395), (1.0, 0.0, 0.0), (2.0, 0.0, 0.0)]
FREE = {"goal_geometry": "free", "effort_rule": "cost", "features": 2}


def closed_form(a: float, d: float) -> float:
    return 0.5 * np.log(1 + d**2 / (1 + a**2))


@pytest.mark.parametrize(("a", "d", "digits"), DIGITS)
@pytest.mark.parametrize("c", [0.0, 1.0, -3.0])
def test_the_law(a: float, d: float, digits: float, c: float) -> None:
    mixing = np.array([[1, 0, 0], [a, 1, 0], [c * a + d, c, 1]])  # of the three noises
    found = gaussian_cmi(mixing @ mixing.T, [0], [2], [1])
    assert found == pytest.approx(digits, abs=5e-7)
    assert found == pytest.approx(closed_form(a, d), abs=1e-12)


@pytest.mark.parametrize(("a", "d", "digits"), DIGITS)
def test_a_world_with_a_bypass(a: float, d: float, digits: float) -> None:
    """The order's letter varies by a, the government's misreading is 1, the firm's error .5 · 2 = 1, d/a leaks."""
    leaks = [("bypass", "firm", d / a)] if d else []
    layers = obedient("order", 1, misreading=a), obedient("government", 1, misreading=1.0)
    parameters = quiet_world(*layers, obedient("firm", 1, compliance=0.5, misreading=2.0), leaks=leaks, **FREE)
    nats = [integrity(Superorganism(parameters, rng=seed), "firm.0", "bypass", 30, permutations=0).nats for seed in range(100)]
    assert_mean(np.array(nats), 2 * closed_form(a, d))
    assert 2 * digits == pytest.approx(2 * closed_form(a, d), abs=1e-6)


@pytest.mark.parametrize("strength", [0.0, 0.1, 0.5, 2.0])
def test_a_world_with_a_lobby(strength: float) -> None:
    """Four new children each tick, drawn from outside: I = K/2 log(1 + κ²/(4 λ² misreading²)), exactly."""
    firms, compliance, misreading = 150, 0.6, 0.5
    firm = obedient("firm", firms, compliance=compliance, misreading=misreading, spread=1.0)
    children = selfish("employee", 4 * firms, selection="best_of(n=1, turnover=1, candidates='pool')")
    leaks = [("lobby", "firm", strength)] if strength else []
    world = Superorganism(quiet_world(obedient("order", 1, misreading=1.0), firm, children, leaks=leaks, **FREE), rng=5)
    world.run_for(1)  # before the first selection the children's goals are their parent's
    watch = Watch(world, [f"firm.{row}" for row in range(firms)])
    watch.run(25)
    nats = [watch.integrity(unit, "lobby", permutations=0).nats for unit in watch.units]
    assert_mean(np.array(nats), np.log(1 + strength**2 / (4 * (compliance * misreading) ** 2)))


@pytest.mark.parametrize(("n", "p", "q", "k"), [(12, 1, 1, 0), (15, 3, 2, 4), (20, 2, 5, 3), (60, 8, 8, 16)])
def test_the_bias_is_that_of_samples_without_information(n: int, p: int, q: int, k: int) -> None:
    """However the three depend on each other, as long as x tells nothing of y once z is known."""
    rng = np.random.default_rng(n)
    to_x, to_y = rng.normal(size=(k, p)), rng.normal(size=(k, q))
    nats = []
    for _ in range(1500):
        z = rng.normal(size=(n, k)) + 100.0
        x, y = z @ to_x + rng.normal(size=(n, p)), z @ to_y + rng.normal(size=(n, q))
        found = estimate(x, y, z, permutations=0)
        assert found.dimensions == (p, q, k)
        nats.append(found.nats)
    assert_mean(np.array(nats), 0.0)
    assert bias(n, p, q, k) > 0.01


def test_the_estimate_is_unbiased_where_there_is_information() -> None:
    rng, mixing = np.random.default_rng(2), np.random.default_rng(1).normal(size=(7, 7))
    expected = gaussian_cmi(mixing @ mixing.T, range(2), range(2, 5), range(5, 7))
    samples = rng.normal(size=(3000, 16, 7)) @ mixing.T
    nats = [estimate(one[:, :2], one[:, 2:5], one[:, 5:], permutations=0).nats for one in samples]
    assert_mean(np.array(nats), expected)


def test_a_leak_in_a_parameter_list_is_what_the_law_is_told() -> None:
    """Under cost the aim is exactly (1 - λ) g + λ (c + misreading z) + κ a: the leak moves it by κ a and nothing else."""
    unit = LayerParameters(name="firm", size=2, compliance=0.3, misreading=0.7, selection="none")
    layers = (LayerParameters(name="order"), unit, LayerParameters(name="employee", size=6, selection="none"))
    plain = Superorganism(Parameters(layers=layers, **FREE), rng=4)
    leaky = Superorganism(Parameters(layers=layers, leaks=[("lobby", "firm.1", 0.4)], **FREE), rng=4)
    for world in (plain, leaky):
        world.step()
    moved = leaky.layers[1].aims - plain.layers[1].aims
    np.testing.assert_allclose(moved, [[0, 0], 0.4 * plain.layers[2].goals[3:].mean(axis=0)], atol=1e-12)
