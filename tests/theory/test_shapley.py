"""Shapley attribution against its definition: mean marginal losses over all orders of the steps, and over all coalitions."""

from itertools import permutations
from math import factorial
from time import perf_counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from superorganisms import Superorganism, laws
from superorganisms.arrays import Floats


def loss(rule: str, response: Floats, intent: Floats, carried: Floats) -> float:
    """1 - η of one leaf that carries out a vector perfectly."""
    q, effort = response.T @ intent, response.T @ carried
    if rule == "cost":
        return float((q - effort) @ (q - effort) / (q @ q))
    if np.linalg.norm(effort) < 1e-12:
        return 1.0
    return 1.0 - float(q @ effort / np.linalg.norm(q) / np.linalg.norm(effort))


def by_permutations(rule: str, chain: Floats, response: Floats) -> Floats:
    """Every order of undoing the steps of one leaf."""
    steps, shares = chain[:-1] - chain[1:], np.zeros(len(chain) - 1)
    for order in permutations(range(len(steps))):
        done: list[int] = []
        held = loss(rule, response, chain[0], chain[0])
        for step in order:
            done.append(step)
            carried = chain[-1] if len(done) == len(steps) else chain[0] - steps[done].sum(axis=0)
            reached = loss(rule, response, chain[0], carried)
            shares[step] += reached - held
            held = reached
    return shares / factorial(len(steps))


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, Floats, Floats, Floats]:
    seed, leaves, steps, size = draw(st.tuples(*(st.integers(*ends) for ends in ((0, 2**32), (1, 5), (1, 5), (1, 4)))))
    rng = np.random.default_rng(seed)
    chains = rng.normal(size=(leaves, steps + 1, size))
    chains[:, 0] = chains[0, 0]
    if draw(st.booleans()):  # siblings share all but the last step
        chains[:, :-1] = chains[0, :-1]
    if steps > 2 and draw(st.booleans()):  # a letter that says all that is wanted
        chains[:, 2] = chains[:, 1]
    if draw(st.booleans()):
        lengths = np.linalg.norm(chains, axis=2, keepdims=True)
        chains = chains / lengths
    response = rng.normal(size=(size, size)) * 10.0 ** draw(st.integers(-3, 3))
    if draw(st.booleans()):
        response = np.diag(rng.integers(0, 2, size)).astype(float) + (size == 1)
    return draw(st.sampled_from(["budget", "cost"])), chains, response, rng.uniform(0.1, 3, leaves)


@settings(max_examples=80, deadline=None)
@given(cases())
def test_it_is_the_mean_over_all_orders(case: tuple[str, Floats, Floats, Floats]) -> None:
    rule, chains, response, skill = case
    shares = laws.attribution(chains, response, skill, rule=rule)
    q = response.T @ chains[0, 0]
    if np.linalg.norm(q) < 1e-6 * np.linalg.norm(response) or not response.any():
        return  # nearly nothing can be done for w
    weights = skill / skill.sum() if rule == "budget" else np.full(len(chains), 1 / len(chains))
    slow = sum(weight * by_permutations(rule, chain, response) for weight, chain in zip(weights, chains, strict=True))
    scale = max(1.0, float(np.abs(slow).max()))
    np.testing.assert_allclose(shares, slow, atol=1e-9 * scale)
    left = sum(weight * loss(rule, response, chain[0], chain[-1]) for weight, chain in zip(weights, chains, strict=True))
    assert shares.sum() == pytest.approx(left, abs=1e-9 * scale)


def test_the_order_of_steps_does_not_matter_and_equal_steps_get_equal_shares() -> None:
    intent, steps = np.array([1.0, 0, 0]), np.array([[0.0, -0.5, 0], [0, -0.5, 0], [0.2, 0, -0.4]])

    def shares(order: list[int]) -> Floats:
        return laws.attribution(np.vstack([intent, intent - np.cumsum(steps[order], axis=0)]), np.eye(3))

    assert shares([0, 1, 2])[0] == pytest.approx(shares([0, 1, 2])[1])
    np.testing.assert_allclose(shares([2, 0, 1]), shares([0, 1, 2])[[2, 0, 1]], atol=1e-12)


def test_what_nothing_can_be_done_for_loses_nothing() -> None:
    chain = np.array([[1.0, 0], [0, 1], [1, 1]])
    assert laws.attribution(chain, np.diag([0.0, 1]), rule="budget").tolist() == [0.0, 0.0]
    assert laws.attribution(chain, np.diag([0.0, 1]), rule="cost").tolist() == [0.0, 0.0]
    assert laws.attribution(chain, np.eye(2), 0.0).tolist() == [0.0, 0.0]


def test_a_step_that_takes_all_length_away_leaves_no_dust_to_aim_by() -> None:
    """w less both steps' halves is 0 up to rounding, and its direction would be anything."""
    w = np.array([1 / 3, 1 / 7, 1 / 11])
    chain = np.array([w, 0.9 * w, np.array([0.0, 1.0, 0.0])])
    steps = chain[:-1] - chain[1:]
    assert np.abs(laws.attribution(np.array([w, w - 0.1 * w, w - 0.1 * w - (0.9 * w)]), np.eye(3)).sum() - 1) < 1e-12
    np.testing.assert_allclose(laws.attribution(chain, np.eye(3)), by_permutations("budget", chain, np.eye(3)), atol=1e-12)
    assert steps.shape == (2, 3)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (([[1.0, 0]], np.eye(2)), "steps must be"),
        (([[1.0, 0], [0, 1]], np.eye(3)), "steps must be"),
        (([[[1.0, 0], [0, 1]], [[0, 1], [0, 1]]], np.eye(2)), "same intent"),
        (([[1.0, 0], [0, 1]], np.eye(2), -1.0), "skill"),
        ((np.ones((22, 2)), np.eye(2)), "at most 20 steps"),
    ],
)
def test_it_refuses(arguments: Any, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        laws.attribution(*arguments)


WORLD: dict[str, Any] = {
    "government__size": 3,
    "firm__size": [2, 1, 4],
    "employee__size": [3, 1, 5, 2, 1, 4, 2],
    "response": [1, 0.5, 2, 1, 0.2, 1, 1, 3],
    "firm__sensor": [1, 1, 0, 1, 1, 1, 0, 1],
    "government__foresight": True,
    "employee__misreading": 0.3,
    "employee__strategies": {"deceiver": 0.5, "direct": 0.5},
    "employee__audit": 0.5,
}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"effort_rule": "cost", "goal_geometry": "free"},
        {"employee__strategies": {"bottlecap": 0.4, "trial": 0.3, "direct": 0.3}, "employee__skill": [0.5] * 9 + [2.0] * 9},
        {"employee__selection": "wright_fisher(s=3)", "employee__strategy_mutation": 0.5},
    ],
    ids=["budget", "cost", "some without aims", "who acted, not who comes next"],
)
def test_in_a_world_both_ways_add_up_to_what_the_steps_lost(changes: dict[str, Any]) -> None:
    world = Superorganism(rng=3, **(WORLD | changes))
    for _ in range(5):
        world.step()
        table, account = world.attribution(), world.account("coordination")["layer"].loc[world.tick]
        np.testing.assert_allclose(table["sequential"], account.drop("execution_loss"), atol=1e-12)
        assert table["shapley"].sum() == pytest.approx(table["sequential"].sum(), abs=1e-12)
        assert list(table.index) == list(account.index[:-1])
    assert (table["shapley"] - table["sequential"]).abs().max() > 1e-3


def test_in_a_world_it_is_the_law_on_each_leafs_own_chain() -> None:
    world = Superorganism(rng=4, **WORLD)
    world.run_for(3)
    order, government, firm, employee = world.layers
    own_firm = employee.parents
    own_government = firm.parents[own_firm]
    every = np.broadcast_to
    shape = (len(employee), 8)
    chain = [every(world.intent, shape), every(world.designer_letter, shape), every(order.aims, shape)]
    chain += [every(order.letters, shape), government.aims[own_government], government.letters[own_government]]
    chain += [firm.aims[own_firm], firm.letters[own_firm], employee.aims]
    expected = laws.attribution(np.stack(chain, axis=1), world.response, employee.skill)
    np.testing.assert_allclose(world.attribution()["shapley"], expected, atol=1e-12)


def test_where_nothing_can_be_done_it_says_why() -> None:
    world = Superorganism(rng=1, response=[0] * 8, government__size=2, firm__size=4, employee__size=8)
    world.step()
    table = world.attribution()
    assert table.eq(0).all(axis=None)
    assert "V* = 0" in table.attrs["reason"]


def test_a_thousand_leaves_under_eight_steps_take_well_below_a_second() -> None:
    rng = np.random.default_rng(5)
    upper = np.repeat(rng.normal(size=(50, 8, 8)), 20, axis=0)
    upper[:, 0] = upper[0, 0]
    chains = np.concatenate([upper, rng.normal(size=(1000, 1, 8))], axis=1)
    laws.attribution(chains[:3], np.eye(8))
    began = perf_counter()
    laws.attribution(chains, np.eye(8))
    assert perf_counter() - began < 0.5
