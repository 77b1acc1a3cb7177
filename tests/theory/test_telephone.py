"""Closed form 1: with every goal orthogonal to all above it, η after d layers is Π λ/√(λ²+(1-λ)²)."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from superorganisms import Superorganism
from tests.theory.worlds import quiet, quiet_world

REFERENCE = {1: 0.7071, 2: 0.5, 3: 0.3536, 4: 0.25}  # λ = .5


def telephone(sizes: list[int], compliance: list[float]) -> Superorganism:
    depth = len(sizes)
    basis = np.eye(depth + 2)
    layers = [
        quiet(f"layer{n}", size, goal=basis[n + 1].tolist(), compliance=share)
        for n, (size, share) in enumerate(zip(sizes, compliance, strict=True))
    ]
    return Superorganism(quiet_world(*layers, features=depth + 2, intent=basis[0].tolist()), rng=1)


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_reference_digits(depth: int) -> None:
    world = telephone([1, 2, 4, 9][:depth], [0.5] * depth)
    world.step()
    assert world.row()["efficiency"] == pytest.approx(REFERENCE[depth], abs=5e-5)
    assert world.row()["efficiency"] == pytest.approx(2 ** (-depth / 2), abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=2, max_size=8))
def test_any_compliance_and_depth(compliance: list[float]) -> None:
    world = telephone([1, *(2 + n for n in range(len(compliance) - 1))], compliance)
    world.step()
    expected = math.prod(share / math.hypot(share, 1 - share) for share in compliance)
    assert world.row()["efficiency"] == pytest.approx(expected, abs=1e-12)
    row = world.row()
    losses = sum(value for name, value in row.items() if name.endswith("_loss"))
    assert losses == pytest.approx(1 - expected, abs=1e-12)
