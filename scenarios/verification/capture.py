"""Cost rule, λ = 1 everywhere, D w = d, v <- v + κ a: what leaks adds up linearly. A leaf does d plus what leaked into it
and into all above it, and η = 1 - |w - e|²/|w|². A lobby writes the children's goals into the letter, a bypass doubles the
grandparent's, an insider makes good what the letter misses.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, all_exact, exact
from superorganisms.scenarios.evidence.small_worlds import efficiency, obedient, world_of

GROUP = "literature"
CLAIM = "What passes a blanket by the side, from lobbies, bypasses and insiders, adds up in efforts just as it leaked."
SOURCES = (Source("stigler-1971", "Capture: the regulated write what regulates them."),)
AXES = ("strength of the leak", "efficiency")
_W, _D = np.array([3.0, 1.0, 2.0]), np.diag([1.0, 0.0, 0.5])
_PEOPLE = np.random.default_rng(8).normal(size=(8, 3))
_FIRMS = np.random.default_rng(9).normal(size=(2, 3))


def leaky(*leaks: tuple[str, str, float]) -> tuple[Floats, float]:
    """Efforts of eight employees in two firms, and η."""
    layers = obedient("order", 1), obedient("firm", 2, goal=_FIRMS), obedient("employee", 8, goal=_PEOPLE)
    settings: dict[str, Any] = {"designer_encoding": _D.tolist(), "effort_rule": "cost", "goal_geometry": "free"}
    world = world_of(*layers, features=3, intent=_W.tolist(), leaks=list(leaks), ticks=1, **settings)
    return np.array(world.layers[2].efforts), efficiency(world)


def kept(efforts: Floats) -> float:
    """η of these efforts."""
    return float(1 - ((_W - efforts) ** 2).sum(axis=1).mean() / (_W @ _W))


def measure() -> Iterator[Finding]:
    """Each leak at three strengths, and three of them at once."""
    letter = _D @ _W
    lobbied = _PEOPLE.reshape(2, 4, 3).mean(axis=1).repeat(4, axis=0)
    for strength in (0.0, 0.4, 1.0):
        for kind, where, more in (
            ("lobby", "firm", lobbied),
            ("lobby", "order", np.tile(_FIRMS.mean(axis=0), (8, 1))),
            ("bypass", "firm", np.tile(letter, (8, 1))),
            ("insider", "employee", np.tile(_W, (8, 1))),
        ):
            expected = letter + strength * more
            efforts, eta = leaky((kind, where, strength))
            yield all_exact(f"{kind} at {where}, κ = {strength}", expected, efforts)
            yield exact(f"{kind} at {where}, κ = {strength}: η", kept(expected), eta).placed(strength, f"{kind}, {where}")
    letter = _D @ _W + 0.5 * _FIRMS.mean(axis=0)
    expected = np.tile(letter + 0.1 * _W + 0.2 * letter, (8, 1))
    efforts, _ = leaky(("lobby", "order", 0.5), ("insider", "employee", 0.1), ("bypass", "employee", 0.2))
    yield all_exact("three at once", expected, efforts)
