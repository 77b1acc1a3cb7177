"""Integrity from runs: what it finds, what it doesn't, where it is undefined; and that a watch touches nothing."""

import numpy as np
import pytest

from superorganisms import LayerParameters, Parameters, Superorganism
from superorganisms.errors import SuperorganismError
from superorganisms.model.blankets.information import estimate, gaussian_cmi
from superorganisms.model.blankets.watch import Watch, integrity


def common_history(kind: str | None = None) -> Parameters:
    """Two firms of one government and their people, whose goals follow the letters that they are under."""
    life = {"misreading": 0.3, "compliance": 0.6, "surrogation": 0.3, "selection": "none", "spread": 0.0}
    names = (("order", 1), ("government", 1), ("firm", 2), ("employee", 4))
    layers = tuple(LayerParameters(name=name, size=size, **life) for name, size in names)
    leaks = [(kind, "firm.0", 0.4)] if kind else []
    return Parameters(features=2, effort_rule="cost", goal_geometry="free", layers=layers, leaks=leaks)


def test_common_history_is_no_leak() -> None:
    """In a synchronous world two insides of the same tick tell much of each other; across the transition they don't."""
    flagged, naive = [], []
    questions = [("employee.0", "employee.2.goal"), ("employee.0", "bypass"), ("firm.0", "lobby"), ("firm.0", "bypass")]
    for seed in range(25):
        watch = Watch(Superorganism(common_history(), rng=seed), ["firm.0", "employee.0", "employee.2"])
        watch.run(150)
        goals = watch.series("employee.0", "goal"), watch.series("employee.2", "goal")
        naive.append(estimate(*goals, watch.series("employee.0", "above"), seed=seed).p_value)
        flagged += [watch.integrity(unit, source, seed=seed).p_value for unit, source in questions]
    assert np.mean(np.array(naive) <= 0.005) > 0.9
    assert np.sum(np.array(flagged) <= 0.005) <= 7  # of 100: more by chance less than once in a million


def test_a_leak_with_the_same_history_is_found() -> None:
    for kind in ("lobby", "bypass"):
        watch = Watch(Superorganism(common_history(kind), rng=3), ["firm.0", "firm.1"])
        watch.run(600)
        assert watch.integrity("firm.0", kind).p_value <= 0.005
        assert watch.integrity("firm.0", kind).nats > 0.02
        assert abs(watch.integrity("firm.1", kind).nats) < 0.015


@pytest.mark.parametrize("rows", [12, 60])
def test_p_values_are_uniform_where_nothing_leaks(rows: int) -> None:
    rng = np.random.default_rng(rows)
    p_values = []
    for seed in range(600):
        x, y, z = rng.normal(size=(rows, 2)), rng.normal(size=(rows, 1)), rng.normal(size=(rows, 2)).cumsum(axis=0)
        p_values.append(estimate(x + z, y - z[:, :1], z, permutations=39, seed=seed).p_value)
    shares = np.array([np.mean(np.array(p_values) <= level) for level in (0.05, 0.25, 0.5, 0.75)])
    expected = np.array([0.05, 0.25, 0.5, 0.75])
    np.testing.assert_array_less(np.abs(shares - expected), 4.9 * np.sqrt(expected * (1 - expected) / 600))


def test_more_columns_of_the_same_say_nothing_more() -> None:
    """Constant, doubled and mixed columns are dropped; units of measurement don't matter."""
    rng = np.random.default_rng(7)
    z, y = rng.normal(size=(80, 2)), rng.normal(size=(80, 2))
    x = z @ rng.normal(size=(2, 2)) + 0.4 * y + rng.normal(size=(80, 2))
    plain = estimate(x, y, z, seed=1)
    more = estimate(
        np.column_stack([1e6 * x + 3.0, x.sum(axis=1), np.full(80, 7.0)]),
        np.column_stack([1e-5 * y, y[:, 0] - y[:, 1]]),
        np.column_stack([z, z @ [[1.0], [2.0]], np.zeros(80), z[:, :1]]),
        seed=1,
    )
    assert plain.dimensions == more.dimensions == (2, 2, 2)
    assert more.nats == pytest.approx(plain.nats, abs=1e-9)
    assert more.p_value == plain.p_value


def test_the_order_of_two_sides_does_not_matter() -> None:
    rng = np.random.default_rng(8)
    x, y, z = rng.normal(size=(40, 3)), rng.normal(size=(40, 2)), rng.normal(size=(40, 2))
    x[:, 0] += y[:, 1]
    assert estimate(x, y, z, permutations=0).nats == pytest.approx(estimate(y, x, z, permutations=0).nats, abs=1e-12)
    mixing = rng.normal(size=(5, 5))
    covariance = mixing @ mixing.T
    assert gaussian_cmi(covariance, [0, 1], [2], [3, 4]) == pytest.approx(gaussian_cmi(covariance, [2], [1, 0], [4, 3]))


def test_singular_covariances() -> None:
    """A direction without variance counts for nothing; what is the same on both sides is infinite information."""
    covariance = np.diag([1.0, 1.0, 0.0, 2.0])
    assert gaussian_cmi(covariance, [0, 2], [1], [3]) == 0.0
    same = np.array([[1.0, 1.0], [1.0, 1.0]])
    assert gaussian_cmi(same, [0], [1]) == np.inf
    doubled = np.array([[1.0, 1.0, 0.5], [1.0, 1.0, 0.5], [0.5, 0.5, 1.0]])
    assert gaussian_cmi(doubled, [0, 1], [2]) == pytest.approx(-0.5 * np.log(1 - 0.25))
    assert gaussian_cmi(doubled, [0], [2], [1]) == 0.0  # known already


@pytest.mark.parametrize(
    ("covariance", "rows", "words"),
    [
        (np.ones((2, 3)), ([0], [1]), "symmetric"),
        ([[1.0, 0.5], [0.4, 1.0]], ([0], [1]), "symmetric"),
        ([[1.0, 2.0], [2.0, 1.0]], ([0], [1]), "semidefinite"),
        (np.eye(2), ([0], [2]), "from 0 to 1"),
        (np.eye(2), ([0], [0]), "in common"),
        (np.eye(2), ([0, 0], [1]), "each once"),
    ],
)
def test_what_is_no_covariance_is_refused(covariance: object, rows: tuple[list[int], list[int]], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        gaussian_cmi(covariance, *rows)


def world_of(rule: str = "cost", **firm: object) -> Superorganism:
    life = {"misreading": 0.3, "compliance": 0.6, "mutation": 0.1}
    layers = (
        LayerParameters(name="order", misreading=0.3),
        LayerParameters(name="firm", size=4, selection="none", **(life | firm)),
        LayerParameters(name="employee", size=16, **life),
    )
    geometry = "free" if rule == "cost" else "sphere"
    return Superorganism(Parameters(features=3, effort_rule=rule, goal_geometry=geometry, layers=layers), rng=1)


@pytest.mark.parametrize(
    ("firm", "source", "reason"),
    [
        ({"misreading": 0.0}, "lobby", "without misreading"),
        ({"compliance": 0.0}, "lobby", "without misreading"),
        ({"strategies": {"deceiver": 1}}, "lobby", "a deceiver doesn't blend"),
        ({}, "bypass", "doesn't vary"),
        ({}, "insider", "only the graph shows an insider"),
        ({}, "firm.1.goal", "doesn't vary"),
    ],
)
def test_where_it_is_undefined_it_says_why(firm: dict[str, object], source: str, reason: str) -> None:
    watch = Watch(world_of(**firm), ["firm.0", "firm.1"])
    watch.run(30)
    found = watch.integrity("firm.0", source)
    assert np.isnan(found.nats)
    assert np.isnan(found.p_value)
    assert reason in found.reason


def test_leaves_that_have_no_aim_and_runs_that_are_too_short() -> None:
    layers = (
        LayerParameters(name="order"),
        LayerParameters(name="employee", size=3, strategies={"bottlecap": 1}, misreading=0.1),
    )
    found = integrity(Superorganism(Parameters(features=2, layers=layers), rng=1), "employee.0", "bypass", 9)
    assert found.reason == "a bottlecap has no aim"
    assert "too few" in integrity(world_of(), "firm.0", "lobby", 6).reason


def test_unit_vectors_make_no_trouble() -> None:
    """On the sphere in two dimensions, and on a line, where an aim is +1 or -1."""
    found = integrity(world_of("budget"), "firm.0", "lobby", 200)
    assert found.dimensions == (3, 3, 3)
    assert np.isfinite(found.nats)
    life = {"misreading": 0.01, "selection": "none"}
    layers = (
        LayerParameters(name="order"),
        LayerParameters(name="firm", size=2, **life),
        LayerParameters(name="employee", size=4),
    )
    line = Superorganism(Parameters(features=1, layers=layers), rng=1)
    assert "function of what is given" in integrity(line, "firm.0", "lobby", 40).reason


def test_a_watch_touches_nothing() -> None:
    watched, alone = world_of(), world_of()
    Watch(watched).run(20)
    alone.run_for(20)
    assert watched.state_hash() == alone.state_hash()


def test_it_keeps_what_acted() -> None:
    world = world_of()
    world.run_for(2)
    watch, goals = Watch(world, ["firm.1"]), world.layers[1].goals[1].copy()
    children = world.layers[2].goals[4:8].mean(axis=0)
    watch.run(1)
    np.testing.assert_array_equal(watch.series("firm.1", "goal")[0], goals)
    np.testing.assert_allclose(watch.series("firm.1", "children")[0], children, atol=1e-15)
    np.testing.assert_array_equal(watch.series("firm.1", "above")[0], world.layers[0].letters[0])
    np.testing.assert_array_equal(watch.series("firm.1", "over")[0], world.designer_letter)


def test_wrong_names_are_refused() -> None:
    watch = Watch(world_of(), ["firm.0", "employee.1"])
    with pytest.raises(SuperorganismError, match="nothing was noted"):
        watch.integrity("firm.0", "lobby")
    watch.run(1)
    for unit, source, words in [
        ("frim.0", "lobby", "no unit 'frim.0'; did you mean 'firm.0'"),
        ("firm.1", "lobby", "isn't watched"),
        ("firm.0", "lobbi", "source must be lobby, bypass, insider"),
        ("firm.0", "firm.1.aim", "share their history"),
        ("firm.0", "firm.0.goal", "another watched unit"),
        ("employee.1", "lobby", "nothing can leak into 'employee.1' by lobby"),
    ]:
        with pytest.raises(SuperorganismError, match=words):
            watch.integrity(unit, source)
    with pytest.raises(SuperorganismError, match="no unit"):
        Watch(world_of(), ["firm.9"])
