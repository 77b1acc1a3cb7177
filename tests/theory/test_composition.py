"""Closed form 3 on settings that nobody listed, and the population form of the cost rule in trees of any shape.

Layers that pass on projections: under cost losses multiply as cos²θ of each step, under budget as cos θ; whatever the tree. An
encoding before them may distort as it likes: what counts is the angle that is left (Baker 2002). And mean|q - e|² = |q - ē|² +
between + within, level by level (the law of total variance).
"""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from superorganisms import Superorganism
from superorganisms.arrays import Floats
from tests.theory.worlds import obedient, quiet, quiet_world


def uneven(rng: np.random.Generator, depth: int) -> list[list[int]]:
    """Family sizes of each layer below the top."""
    sizes, above = [], 1
    for _ in range(depth - 1):
        sizes.append(rng.integers(1, 4, size=above).tolist())
        above = sum(sizes[-1])
    return sizes


def world_of(rule: str, geometry: str, masks: list[Floats], sizes: list[list[int]], **settings_: Any) -> Superorganism:
    """Everybody obeys; the designer's letter keeps masks[0], the letters of the layers above the leaves each the next."""
    layers = [obedient("layer0", 1)]
    for number, (size, mask) in enumerate(zip(sizes, masks[1:], strict=True), 1):
        layers.append(obedient(f"layer{number}", size, sensor=mask.tolist()))
    parameters = quiet_world(
        *layers,
        features=len(masks[0]),
        effort_rule=rule,
        goal_geometry=geometry,
        **{"designer_encoding": masks[0].tolist()} | settings_,
    )
    world = Superorganism(parameters, rng=1)
    world.step()
    return world


def cosine(a: Floats, b: Floats) -> float:
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 8), st.sampled_from(["sphere", "free"]))
def test_projections_compose_whatever_they_are(seed: int, depth: int, geometry: str) -> None:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(depth, depth + 4))
    intent, kept, masks = rng.normal(size=size), np.arange(size), []
    for _ in range(depth):  # nested subsets, in any order of features, some the same as the one before
        kept = rng.choice(kept, size=max(1, len(kept) - int(rng.integers(0, 3))), replace=False)
        masks.append(np.isin(np.arange(size), kept).astype(float))
    chain = [intent, *(intent * mask for mask in masks)]
    steps = [cosine(before, after) for before, after in pairwise(chain)]
    sizes = uneven(rng, depth)
    for rule, expected in (("cost", np.prod(np.square(steps))), ("budget", np.prod(steps))):
        world = world_of(rule, geometry, masks, sizes, intent=intent.tolist())
        assert world.row()["efficiency"] == pytest.approx(float(expected), abs=1e-10)
        # Each layer's share in the account is what its own projection takes of what was left
        lost = world.account("coordination")["layer"].loc[1]
        left = 1.0
        power = 2 if rule == "cost" else 1
        outer = [lost["designer.outer_loss"], *(lost[f"layer{number}.outer_loss"] for number in range(depth - 1))]
        for step, loss in zip(steps, outer, strict=True):
            assert loss == pytest.approx(left * (1 - step**power), abs=1e-10)
            left *= step**power


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 6))
def test_an_encoding_and_masks_leave_the_angle_to_what_is_left(seed: int, depth: int) -> None:
    """Nothing nested, the encoding any matrix, the response any matrix; free letters with the best intensity."""
    rng = np.random.default_rng(seed)
    intent, encoding, response = rng.normal(size=4), rng.normal(size=(4, 4)), rng.normal(size=(4, 4))
    masks = [encoding, *((rng.random(4) < 0.8).astype(float) for _ in range(depth - 1))]
    told = encoding @ intent * np.prod(masks[1:], axis=0)
    if not told.any():
        return
    q, a, sizes = response.T @ intent, response.T @ told, uneven(rng, depth)
    best = float(q @ a / (a @ a))
    common: dict[str, Any] = {"intent": intent.tolist(), "response": response.tolist()}
    budget = world_of("budget", "sphere", masks, sizes, **common)
    assert budget.row()["efficiency"] == pytest.approx(cosine(q, a), abs=1e-9)
    if 1e-3 < best < 1e3:
        cost = world_of("cost", "free", masks, sizes, intensity=best, **common)
        assert cost.row()["efficiency"] == pytest.approx(cosine(q, a) ** 2, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 6))
def test_the_population_form_of_the_loss(seed: int, depth: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = uneven(rng, depth)
    layers = [quiet("layer0", 1, spread=1.0)]
    layers += [quiet(f"layer{n}", size, spread=1.0, compliance=float(rng.random())) for n, size in enumerate(sizes, 1)]
    response, intent = rng.normal(size=(3, 3)), rng.normal(size=3)
    settings_ = {"features": 3, "intent": intent.tolist(), "response": response.tolist()}
    world = Superorganism(quiet_world(*layers, effort_rule="cost", goal_geometry="free", **settings_), rng=seed)
    world.step()
    q, efforts = response.T @ intent, world.layers[-1].efforts
    square, missed = q @ q, ((q - efforts) ** 2).sum(axis=1).mean()
    spread = world.account("coordination")["dispersion"].loc[1]
    assert 1 - world.row()["efficiency"] == pytest.approx(missed / square, rel=1e-9)
    assert spread.sum() == pytest.approx(missed / square, rel=1e-9)
    groups = np.arange(len(efforts))
    around = efforts
    for number in range(depth - 1, 0, -1):  # the mean of what stands below each unit of the layer above, at every leaf
        groups = world.layers[number].parents[groups]
        counts = np.bincount(groups)
        means = np.stack([np.bincount(groups, weights=column) / counts for column in efforts.T], axis=1)[groups]
        part = ((around - means) ** 2).sum(axis=1).mean() / square
        assert spread[f"layer{number}.dispersion"] == pytest.approx(part, rel=1e-9, abs=1e-12)
        around = means
    assert spread["bias"] == pytest.approx(((q - efforts.mean(axis=0)) ** 2).sum() / square, rel=1e-9)
