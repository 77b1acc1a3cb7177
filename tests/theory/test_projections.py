"""Closed form 3: layers that pass on nested subsets of features: η = Π cos²θ under cost, Π cos θ under budget."""

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import quiet, quiet_world

INTENT = [4.0, 3, 2, 1, 1]


def passing_on(rule: str, kept: list[int]) -> float:
    """The designer's letter keeps kept[0] features, each layer's letter the next number: what the next instruments read."""
    masks = [[1.0 if k < keep else 0.0 for k in range(5)] for keep in kept]
    layers = [quiet("order", 1, compliance=1.0)]
    layers += [quiet(f"layer{n}", 2 * n + 1, compliance=1.0, sensor=mask) for n, mask in enumerate(masks[1:], 1)]
    world = Superorganism(
        quiet_world(*layers, features=5, intent=INTENT, effort_rule=rule, goal_geometry="free", designer_encoding=masks[0]),
        rng=1,
    )
    world.step()
    return world.row()["efficiency"]


@pytest.mark.parametrize(("kept", "expected"), [([4, 4], 0.967742), ([4, 3], 0.935484), ([4, 3, 2], 0.806452)])
def test_reference_digits(kept: list[int], expected: float) -> None:
    assert passing_on("cost", kept) == pytest.approx(expected, abs=5e-7)
    assert passing_on("budget", kept) == pytest.approx(np.sqrt(expected), abs=5e-7)
