"""The guarantee curve: what is aligned in training behaves at least so well after a turn of the world, and where it is sharp.

Wielandt 1953 (a map whose singular values have ratio κ makes of an angle φ at most 2 arctan(κ tan(φ/2))), and the triangle
inequality for angles.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from superorganisms import Superorganism
from superorganisms.arrays import Floats
from superorganisms.errors import SuperorganismError
from superorganisms.model.guarantee import bounds, cosines, turn
from superorganisms.scenarios.figures_guarantee import guarantee

PAIRS = (("mean", "mean_bound"), ("low", "low_bound"), ("worst", "worst_bound"))


def plane_of(rng: np.random.Generator, size: int) -> Floats:
    return np.linalg.qr(rng.normal(size=(size, 2)))[0].T


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 6), st.floats(-7, 7), st.floats(0, 2), st.integers(0, 2), st.booleans())
def test_nothing_falls_below_its_bound(seed: int, size: int, angle: float, spread: float, hidden: int, frozen: bool) -> None:
    rng = np.random.default_rng(seed)
    response = rng.normal(size=(size, size)) * 10.0 ** rng.uniform(-2, 2)
    response[: min(hidden, size - 1)] = 0.0
    letters = rng.normal(size=(50, size))
    goals = letters + spread * rng.normal(size=(50, size)) * rng.random(50)[:, None]
    now = turn(plane_of(rng, size), angle) @ response
    reached = cosines(letters @ now, goals @ (response if frozen else now))
    assert (reached >= bounds(letters, goals, response, angle, frozen=frozen) - 1e-9).all()


@pytest.mark.parametrize("apart", [0.0, 0.3, 1.0, 2.5])
@pytest.mark.parametrize("angle", [0.0, 0.2, 0.6, 1.5, 3.0])
def test_with_frozen_models_and_an_even_response_it_is_reached(apart: float, angle: float) -> None:
    """In the plane of letter and goal, turned the wrong way: cos(α + θ)."""
    letters, goals = np.array([[1.0, 0, 0]]), np.array([[np.cos(apart), np.sin(apart), 0]])
    least = np.cos(min(np.pi, apart + angle))
    assert bounds(letters, goals, 2.0 * np.eye(3), angle, frozen=True)[0] == pytest.approx(least, abs=1e-6)
    if apart + angle <= np.pi:
        turned = turn(np.eye(3)[:2], angle)  # R'ᵀc = Qᵀc: the letter's pull moves away from the goal
        assert cosines(letters @ turned, goals)[0] == pytest.approx(least, abs=1e-12)


@pytest.mark.parametrize("ratio", [1.0, 2.0, 7.0])
def test_wielandts_bound_is_reached(ratio: float) -> None:
    """Letter and goal a apart on either side of the long axis of the response, which a quarter turn makes of any other axis."""
    apart = 0.4
    letters = np.array([[np.cos(apart / 2), np.sin(apart / 2)]])
    goals = np.array([[np.cos(apart / 2), -np.sin(apart / 2)]])
    response = np.diag([ratio, 1.0])
    least = np.cos(2 * np.arctan(ratio * np.tan(apart / 2)))
    now = turn(np.eye(2), np.pi / 2) @ response
    assert bounds(letters, goals, response, np.pi / 2)[0] == pytest.approx(least, abs=1e-6)
    assert cosines(letters @ now, goals @ now)[0] == pytest.approx(least, abs=1e-12)


def test_an_even_response_hides_nothing() -> None:
    rng = np.random.default_rng(1)
    letters, goals = rng.normal(size=(2, 40, 5))
    response = 3.0 * np.linalg.qr(rng.normal(size=(5, 5)))[0]
    for angle in (0.3, 1.0, 3.0):
        now = turn(plane_of(rng, 5), angle) @ response
        np.testing.assert_allclose(cosines(letters @ now, goals @ now), cosines(letters, goals), atol=1e-12)
        np.testing.assert_allclose(bounds(letters, goals, response, angle), cosines(letters, goals), atol=1e-6)


def test_what_training_hides_comes_out_at_a_quarter_turn_and_nothing_was_guaranteed() -> None:
    """Training sees features 1 and 2 only, where goal and letter agree; on feature 3 they want the opposite."""
    letters, goals = np.array([[1.0, 0, 1]]), np.array([[1.0, 0, -1]])
    response = np.diag([1.0, 1, 0])
    assert bounds(letters, goals, response, 0.0)[0] == pytest.approx(1.0, abs=1e-6)
    now = turn(np.eye(3)[[2, 1]], np.pi / 2) @ response  # feature 3 takes the place of feature 2
    assert cosines(letters @ response, goals @ response)[0] == pytest.approx(1.0)
    assert cosines(letters @ now, goals @ now)[0] == pytest.approx(0.0, abs=1e-12)
    assert bounds(letters, goals, response, np.pi / 2)[0] == -1.0


def lived(seed: int, **changes: Any) -> Superorganism:
    spreads = {f"{name}__spread": 0.4 for name in ("government", "firm", "employee")}
    sizes = {"government__size": 3, "firm__size": 9, "employee__size": 60}
    world = Superorganism(rng=seed, **(spreads | sizes | changes))
    world.run_for(3)
    return world


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("plane", [None, ("wellbeing", "output"), (3, 1)])
def test_in_a_world(frozen: bool, plane: Any) -> None:
    rng = np.random.default_rng(2)
    features = ("wellbeing", "output", "security", "profit")
    world = lived(1, features=features, response=rng.normal(size=(4, 4)).tolist())
    table = world.guarantee([0.0, 0.1, 0.5, 1.5], plane=plane, frozen=frozen)
    assert list(table.loc["employee"].index) == [0.0, 0.1, 0.5, 1.5]
    for name, bound in PAIRS:
        assert (table[name] >= table[bound] - 1e-9).all()
    first = table.xs(0.0, level="angle")
    for name, bound in PAIRS:
        np.testing.assert_allclose(first[name], first[bound], atol=1e-6)  # at no angle the guarantee is what training saw
    letters, goals = world.layers[2].letters[world.layers[3].parents], world.layers[3].former_goals
    seen = cosines(letters @ world.response, goals @ world.response)
    assert first.loc["employee", "mean"] == pytest.approx(seen.mean())
    assert first.loc["employee", "low"] == pytest.approx(np.quantile(seen, 0.05))
    assert first.loc["employee", "worst"] == pytest.approx(seen.min())


def test_the_plane_of_two_features_is_the_turn_of_the_schedule() -> None:
    """What it foretells is what comes when the regime turns so: no selection, nothing else changes."""
    still = {f"{name}__selection": "none" for name in ("government", "firm", "employee")}
    response = np.random.default_rng(3).normal(size=(8, 8)).tolist()
    turned = {"rotate": {"features": [2, 5], "angle": 0.7}}
    world = lived(4, response=response, regimes=[{"at": 3, **turned}], **still)
    foretold = world.guarantee([0.7], plane=(2, 5)).xs(0.7, level="angle")
    world.step()
    letters, goals = world.layers[2].letters[world.layers[3].parents], world.layers[3].former_goals
    now = world.state.acted_response
    assert foretold.loc["employee", "mean"] == pytest.approx(cosines(letters @ now, goals @ now).mean(), abs=1e-12)


def test_random_planes_are_those_of_the_seeds() -> None:
    world = lived(5, response=[1, 2, 3, 4, 5, 6, 7, 0.1])
    assert world.guarantee([1.0], seeds=[1, 2]).equals(world.guarantee([1.0], seeds=[1, 2]))
    assert not world.guarantee([1.0], seeds=[1, 2]).equals(world.guarantee([1.0], seeds=[3, 4]))
    before = world.state_hash()
    world.guarantee(np.linspace(0, 3, 5))
    assert world.state_hash() == before


def test_nobody_wants_anything() -> None:
    table = lived(6, employee__strategies="bottlecap").guarantee([0.5])
    assert table.loc["employee"].isna().all(axis=None)
    assert table.loc["firm"].notna().all(axis=None)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"plane": ("wellbeing",)}, "plane must be two different features"),
        ({"plane": (1, 1)}, "plane must be two different features"),
        ({"plane": (1, 8)}, "plane must be two different features"),
        ({"plane": ("nothing", 1)}, "plane must be two different features"),
        ({"seeds": []}, "at least one seed"),
    ],
)
def test_it_refuses(given: dict[str, Any], problem: str) -> None:
    with pytest.raises(SuperorganismError, match=problem):
        lived(7).guarantee([0.5], **given)
    with pytest.raises(SuperorganismError, match="radians"):
        lived(7).guarantee([np.nan])


def test_before_the_first_tick_there_are_no_letters() -> None:
    with pytest.raises(SuperorganismError, match="call step"):
        Superorganism(rng=1).guarantee([0.5])


def test_the_figure_shows_every_layer_and_every_curve() -> None:
    table = lived(8).guarantee(np.linspace(0, 1.5, 4))
    figure = guarantee(table, title="a title")
    assert [axes.get_title() for axes in figure.axes] == ["order", "government", "firm", "employee"]
    for axes, layer in zip(figure.axes, ("order", "government", "firm", "employee"), strict=True):
        drawn = {str(line.get_label()): np.asarray(line.get_ydata()) for line in axes.get_lines()}
        np.testing.assert_array_equal(drawn["mean"], table.loc[layer]["mean"])
        np.testing.assert_array_equal(drawn["worst is at least"], table.loc[layer]["worst_bound"])
