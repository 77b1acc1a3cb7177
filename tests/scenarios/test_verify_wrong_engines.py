"""A wrong engine can't look right: each of these mistakes makes its results fail, with quick replicates already."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from superorganisms import laws
from superorganisms.model import settings
from superorganisms.model.settings import LayerSettings
from superorganisms.scenarios.evidence.result import choose
from superorganisms.scenarios.evidence.running import Outcome, run

type Mistake = Callable[[LayerSettings, int], LayerSettings]


ENOUGH = {"deception": 800, "neutral-drift": 400}  # replicates for what is slow


def outcome(name: str) -> Outcome:
    (result,) = choose([name])
    return run(replace(result, quick=ENOUGH.get(name, result.quick)), quick=True)


def trait(name: str, wrong: Callable[[float, int], Any]) -> Mistake:
    """A trait that is read wrongly, by its value and the number of features."""

    def mistaken(layer: LayerSettings, features: int) -> LayerSettings:
        return replace(layer, traits=layer.traits._replace(**{name: wrong(getattr(layer.traits, name), features)}))

    return mistaken


MISTAKES: dict[str, tuple[str, Mistake]] = {
    "sensor transposed": ("seeing-through", lambda layer, _: replace(layer, sensor=layer.sensor.T.copy())),
    "compliance for its complement": ("telephone", trait("compliance", lambda x, _: 1 - x)),
    "mutation per vector, not per feature": ("neutral-drift", trait("mutation", lambda x, k: x / np.sqrt(k))),
    "mutation on the sphere": ("hidden-drift", trait("sphere", lambda *_: True)),
    "noise as a variance": ("breeder", trait("noise", lambda x, _: np.sqrt(x))),
    "audits recognised too often": ("deception", trait("detection", lambda x, _: min(1.0, 1.15 * x))),
    "imitation a twentieth too strong": ("consensus", trait("imitation", lambda x, _: 0.95 * x)),
    "misreading per vector, not per feature": ("misreading", trait("misreading", lambda x, k: x / np.sqrt(k))),
    "selection a quarter too strong": (
        "seeing-through",
        lambda layer, _: replace(layer, values=tuple(1.25 * value for value in layer.values)),
    ),
    "leaders for whole lineages": ("two-levels", lambda layer, _: replace(layer, lineage=False)),
    "migration half as often": ("island-model", lambda layer, _: replace(layer, recruit=layer.recruit / 2)),
    "no foresight": ("foresight", lambda layer, _: replace(layer, foresight=False)),
    "insight for everyone": ("frozen-models", lambda layer, _: replace(layer, insight=True)),
    "leaks twice as strong": (
        "capture",
        lambda layer, _: replace(layer, leaks=tuple((kind, unit, 2 * strength) for kind, unit, strength in layer.leaks)),
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_engine_fails(mistake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, wrong = MISTAKES[mistake]
    right = settings._layer_settings

    def mistaken(parameters: Any, number: int, intent: Any) -> LayerSettings:
        return wrong(right(parameters, number, intent), len(parameters.features))

    monkeypatch.setattr(settings, "_layer_settings", mistaken)
    seen = outcome(name)
    assert not seen.broken  # it fails by its numbers
    assert seen.failures, mistake


@pytest.mark.parametrize(
    ("name", "law", "wrong"),
    [
        ("moran-fixation", "moran", lambda right: lambda *a, s, **more: right(*a, s=1.3 * s, **more)),
        ("fermi-fixation", "fermi", lambda right: lambda *a, s, **more: right(*a, s=0.7 * s, **more)),
        ("regressional-goodhart", "truncation", lambda right: lambda metrics, *a, **more: right(-metrics, *a, **more)),
        ("leaky-chain", "gaussian_cmi", lambda right: lambda covariance, x, y, z: right(covariance, x, y)),
        ("multitask", "multitask", lambda right: lambda b, r, n, **more: right(b, r.T, n, **more)),
        ("price", "price", lambda right: lambda before, *a, **more: right(np.abs(before - 0.1), *a, **more)),
    ],
)
def test_a_wrong_law_fails(name: str, law: str, wrong: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laws, law, wrong(getattr(laws, law)))
    seen = outcome(name)
    assert not seen.broken
    assert seen.failures


@pytest.mark.parametrize("name", sorted({name for name, _ in MISTAKES.values()}))
def test_the_right_engine_passes(name: str) -> None:
    assert not outcome(name).failures
