"""What passes a Markov blanket by the side: v <- v + κ a under cost, so what leaks adds up linearly, exactly.

lobby: a = children's mean goal; bypass: the grandparent's letter; insider: w itself. λ = 1 everywhere and D w = d: a leaf does
d plus what leaked into it and into all above it, and η = 1 - |w - e|²/|w|². An insider makes good what the letter misses, a
lobby writes the children's goals into the letter (capture: Stigler 1971).
"""

from typing import Any

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import obedient, quiet_world

W, D = np.array([3.0, 1.0, 2.0]), np.diag([1.0, 0.0, 0.5])
GOALS = np.random.default_rng(8).normal(size=(8, 3))
FIRMS = np.random.default_rng(9).normal(size=(2, 3))


def leaky(leaks: list[dict[str, Any]]) -> Superorganism:
    layers = obedient("order", 1), obedient("firm", 2, goal=FIRMS), obedient("employee", 8, goal=GOALS)
    settings = {"features": 3, "intent": W, "designer_encoding": D.tolist(), "effort_rule": "cost", "goal_geometry": "free"}
    world = Superorganism(quiet_world(*layers, leaks=leaks, **settings), rng=1)
    world.step()
    return world


def check(world: Superorganism, efforts: np.ndarray) -> None:
    np.testing.assert_allclose(world.layers[2].efforts, np.broadcast_to(efforts, (8, 3)), rtol=0, atol=1e-9)
    loss = ((W - world.layers[2].efforts) ** 2).sum(axis=1).mean() / (W @ W)
    assert world.row()["efficiency"] == pytest.approx(1 - loss, abs=1e-9)


@pytest.mark.parametrize("strength", [0.0, 0.4, 2.0])
def test_each_leak(strength: float) -> None:
    def leak(kind: str, where: str) -> list[dict[str, Any]]:
        return [{"kind": kind, "where": where, "strength": strength}]

    letter = D @ W
    check(leaky(leak("lobby", "firm")), letter + strength * GOALS.reshape(2, 4, 3).mean(axis=1).repeat(4, axis=0))
    check(leaky(leak("lobby", "order")), letter + strength * FIRMS.mean(axis=0))
    check(leaky(leak("bypass", "firm")), letter + strength * letter)  # the grandparent is the designer
    check(leaky(leak("bypass", "employee")), letter + strength * letter)
    for where in ("order", "firm", "employee"):
        check(leaky(leak("insider", where)), letter + strength * W)
    one = np.repeat([[0.0], [strength]], 4, axis=0)
    check(leaky(leak("insider", "firm.1")), letter + one * W)


def test_leaks_in_their_order() -> None:
    """A lobbied order, whose letter passes its firms by."""
    leaks = [("lobby", "order", 0.5), ("insider", "employee", 0.1), ("bypass", "employee", 0.2)]
    letter = D @ W + 0.5 * FIRMS.mean(axis=0)
    made = leaky([{"kind": kind, "where": where, "strength": strength} for kind, where, strength in leaks])
    check(made, letter + 0.1 * W + 0.2 * letter)
