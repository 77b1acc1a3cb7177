"""Contextual analysis beside Price (Heisler & Damuth 1987; Goodnight, Schwartz & Stevens 1992; Okasha 2006).

By-product: success depends on the individual alone, yet Price's term between groups isn't zero. Group effect: it depends
on the group alone. Soft selection: contests within families alone, Price sees nothing between them, the contextual
coefficient of the group is the opposite of the individual's.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from superorganisms import Superorganism, laws
from superorganisms.arrays import Floats, Ints
from tests.theory.worlds import ERRORS, assert_mean, obedient, quiet_world, selfish

FIRMS, STAFF, SPREAD, STRENGTH, WORLDS = 60, 3, 0.6, 0.4, 200
SELECTED = {"individual_selection", "group_selection"}


def random_groups(seed: int) -> tuple[Floats, Ints]:
    rng = np.random.default_rng(seed)
    families = np.concatenate([[0], np.cumsum(rng.integers(1, 6, size=rng.integers(2, 7)))])
    return rng.normal(size=families[-1]), families


def means(trait: Floats, families: Ints) -> Floats:
    """The family's mean, at each member."""
    sizes = np.diff(families)
    return np.repeat(np.add.reduceat(trait, families[:-1]) / sizes, sizes)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.floats(0.05, 0.2), st.floats(-0.2, 0.2))
def test_coefficients_are_those_that_made_the_success(seed: int, own: float, group: float) -> None:
    trait, families = random_groups(seed)
    around = means(trait, families)
    fitness = 2.0 + own * trait + group * around
    if (fitness <= 0).any() or (np.diff(families) == 1).all() or np.ptp(around) < 1e-3:
        return
    found = laws.contextual(trait, fitness, families)
    assert found.individual == pytest.approx(own / fitness.mean(), abs=1e-9)
    assert found.group == pytest.approx(group / fitness.mean(), abs=1e-9)
    price = laws.price(trait, trait, np.arange(len(trait)), families, weights=fitness)
    assert found.individual_selection + found.group_selection == pytest.approx(price.selection, abs=1e-12)


def test_by_product_and_group_effect() -> None:
    trait, families = random_groups(1)
    by_product = laws.contextual(trait, 5 + trait, families)
    price = laws.price(trait, trait, np.arange(len(trait)), families, weights=5 + trait)
    assert price.between[0] > 0.005  # which looks like selection of groups
    assert by_product.group == pytest.approx(0.0, abs=1e-12)
    assert by_product.group_selection == pytest.approx(0.0, abs=1e-12)
    assert by_product.individual_selection == pytest.approx(price.selection, abs=1e-12)
    genuine = laws.contextual(trait, 5 + means(trait, families), families)
    assert genuine.individual == pytest.approx(0.0, abs=1e-12)
    assert genuine.individual_selection == pytest.approx(0.0, abs=1e-12)
    assert genuine.group > 0.1
    price = laws.price(trait, trait, np.arange(len(trait)), families, weights=5 + means(trait, families))
    assert genuine.group_selection == pytest.approx(price.between[0], abs=1e-12)
    assert price.within == pytest.approx(0.0, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_it_is_ordinary_least_squares(seed: int) -> None:
    """Coefficients and errors against the normal equations."""
    trait, families = random_groups(seed)
    around, rng = means(trait, families), np.random.default_rng(seed + 1)
    fitness = rng.poisson(1.0, len(trait)).astype(float) + (rng.random(len(trait)) < 0.1)
    design = np.stack([np.ones(len(trait)), trait, around], axis=1)
    if np.linalg.matrix_rank(design, tol=1e-6) < 3 or len(trait) < 5 or not fitness.sum():
        return
    fitness /= fitness.mean()
    slopes, *_ = np.linalg.lstsq(design, fitness, rcond=None)
    rest = fitness - design @ slopes
    covariance = np.linalg.inv(design.T @ design) * (rest @ rest) / (len(trait) - 3)
    found, size = laws.contextual(trait, fitness, families), np.sqrt(np.diag(np.linalg.inv(design.T @ design)))
    for ours, theirs, scale in ((found.individual, slopes[1], size[1]), (found.group, slopes[2], size[2])):
        assert ours == pytest.approx(theirs, abs=1e-9 * (1 + scale**2))
    assert found.individual_error == pytest.approx(np.sqrt(covariance[1, 1]), rel=1e-6, abs=1e-9)
    assert found.group_error == pytest.approx(np.sqrt(covariance[2, 2]), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(
    ("trait", "families", "reason", "known"),
    [
        ([1.0, 2, 4, 5], [0, 1, 2, 3, 4], "can't be told from its family", set()),
        ([1.0, 1, 0.1, 0.1], [0, 2, 4], "can't be told from its family", set()),
        ([1.0, 2, 4, 5], [0, 4], "all families want the same on average", {"individual", *SELECTED}),
        ([1.0, 3, 2, 2], [0, 2, 4], "all families want the same on average", {"individual", *SELECTED}),
        ([0.1] * 7, [0, 3, 7], "all want the same", SELECTED),
        ([1.0, 2, 4], [0, 2, 3], "too few units", {"individual", "group", *SELECTED}),
    ],
)
def test_what_the_trait_leaves_open_is_nan_and_says_why(trait: Any, families: Any, reason: str, known: set[str]) -> None:
    found = laws.contextual(trait, np.arange(1.0, len(trait) + 1), families)
    assert reason in found.reason
    for name in ("individual", "group", "individual_selection", "group_selection"):
        assert np.isnan(getattr(found, name)) == (name not in known), name


def test_it_refuses() -> None:
    with pytest.raises(ValueError, match="somebody must have offspring"):
        laws.contextual([1, 2], [0, 0], [0, 2])
    with pytest.raises(ValueError, match="same n numbers"):
        laws.contextual([1, 2], [1, 1, 1], [0, 2])


def fit(metrics: Floats, goals: Floats, families: Ints) -> Floats:
    """In proportion to what one does, shared out on average."""
    return np.maximum(0.0, 1.0 + STRENGTH * metrics)


def even(metrics: Floats, goals: Floats, families: Ints) -> Floats:
    return np.ones(len(metrics))


def one_tick(seed: int, firms: Any, staff: Any) -> tuple[Any, Any]:
    """Cost, free: each one's effort is its goal and a firm's metric its people's mean, so that fitness is linear in w·g."""
    wright_fisher = {"rule": "wright_fisher"}
    firm = {"selection": wright_fisher | {"fitness": firms}, "succession": "lineage"} if firms else {}
    employee = {"spread": SPREAD * np.sqrt(2)} | ({"selection": wright_fisher | {"fitness": staff}} if staff else {})
    layers = obedient("order", 1), obedient("government", 1), obedient("firm", FIRMS, **firm)
    people = selfish("employee", FIRMS * STAFF, goal={"around": [0.0, 0.0]}, **employee)
    world = Superorganism(
        quiet_world(*layers, people, features=2, intent=[1.0, 0], effort_rule="cost", goal_geometry="free"), rng=seed
    )
    world.step()
    row = world.account("contextual").xs("employee", level="layer").iloc[0]
    drift = world.account("drift").query("layer == 'employee' and feature == 'feature 1'").iloc[0]
    return row, drift


def test_by_product_in_a_world() -> None:
    """Firms take each other's place in proportion to the mean fitness of their people, who do within firms by their own: a
    person's expected descendants are those of its own fitness, whatever firm it is in. E b = s/(1 + s z̄), E β = 0.
    """
    rows = [one_tick(seed, fit, fit) for seed in range(WORLDS)]
    assert_mean(np.array([row["group"] for row, _ in rows]), 0.0)
    between = np.array([drift["selection_between"] for _, drift in rows])
    assert between.mean() > ERRORS * between.std() / np.sqrt(len(rows))  # Price's term between firms is there all the same
    own = np.array([row["individual"] for row, _ in rows])
    assert own.mean() == pytest.approx(STRENGTH, abs=0.05)
    for row, drift in rows[:20]:
        selected = drift["selection_between"] + drift["selection_within"]
        assert row["individual_selection"] + row["group_selection"] == pytest.approx(selected, abs=1e-12)


def test_a_group_effect_in_a_world() -> None:
    """Only firms are selected; what people themselves want makes no difference within them."""
    rows = [one_tick(seed, fit, even) for seed in range(WORLDS)]
    assert_mean(np.array([row["individual"] for row, _ in rows]), 0.0)
    group = np.array([row["group"] for row, _ in rows])
    assert group.mean() > ERRORS * group.std() / np.sqrt(len(rows))
    assert group.mean() == pytest.approx(STRENGTH, abs=0.1)


def test_soft_selection_in_a_world() -> None:
    """People are selected within firms alone: nothing between for Price; to be among the good is bad luck."""
    for seed in range(10):
        row, drift = one_tick(seed, None, fit)
        assert drift["selection_between"] == 0.0
        assert row["group"] == pytest.approx(-row["individual"], abs=1e-12)
        assert row["individual_selection"] + row["group_selection"] == pytest.approx(drift["selection_within"], abs=1e-12)


def test_a_row_for_every_tick_and_layer_in_which_an_ancestor_changed() -> None:
    world = Superorganism(rng=1, government__size=2, firm__size=6, employee__size=40)
    seen = set()
    for _ in range(30):
        world.step()
        seen |= {(world.tick, layer.name) for layer in world.layers if (layer.ancestors != np.arange(len(layer))).any()}
    account = world.account("contextual")
    assert set(account.index) == seen
    assert len(seen) > 10
    assert (account["reason"].ne("") == account.drop(columns="reason").isna().any(axis=1)).all()
