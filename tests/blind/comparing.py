"""The comparison of the fast engine with its slow twin: everything that a tick leaves, array for array."""

from collections.abc import Sequence
from math import isnan
from typing import Any

import numpy as np

from superorganisms import Parameters, Superorganism
from tests.blind.twin import Twin, Unit
from tests.blind.twin_accounts import between, contextual, further_measures, guaranteed, shapley
from tests.blind.twin_measures import inner_alignment, measures, unit_class
from tests.blind.twin_vectors import Vector

TOLERANCE = 1e-9

type Drift = dict[str, dict[str, Vector]]
"""Of a tick: layer -> term -> its part of the change of the mean goal."""


def together(setting: dict[str, Any], seed: int) -> tuple[Superorganism, Twin]:
    """The same world twice."""
    parameters = Parameters.from_dict({"features": len(setting.get("intent", "four")), **setting})
    world = Superorganism(parameters, rng=seed)
    return world, Twin(parameters.to_dict(), seed)


def same(ours: Any, twins: Any, what: str) -> None:
    """Equal to within the tolerance, NaN where NaN is."""
    if isinstance(ours, float) and abs(ours - twins) <= TOLERANCE:
        return  # of the thousands of numbers nearly all
    np.testing.assert_allclose(np.asarray(ours, float), np.asarray(twins, float), rtol=TOLERANCE, atol=TOLERANCE, err_msg=what)


def assert_same_state(world: Superorganism, twin: Twin) -> None:
    """Goals and strategies, and which response each leaf believes in."""
    same(world.response, twin.response, "response")
    same(world.designer_letter, twin.designer_letter, "designer's letter")
    same(world.intent, twin.intent, "intent")
    for layer, members in zip(world.layers, twin.units, strict=True):
        label = f"tick {twin.tick}, layer {layer.name}: "
        assert layer.keys.tolist() == [who.key for who in members], label + "keys"
        same(layer.goals, [who.goal for who in members], label + "goals")
        assert [world.strategy_names[code] for code in layer.strategies] == [who.strategy for who in members], label
        same(layer.parents, [who.parent.row if who.parent else 0 for who in members], label + "parents")
        same(layer.leaves, [len(who.leaves()) for who in members], label + "leaves")
        same(layer.sees_through, [who.sees_through for who in members], label + "sees through")
        same([world.models[i] for i in layer.models], [who.model for who in members], label + "models")
        for memory, who in zip(layer.memories, members, strict=True):
            if who.strategy == "planner" and twin.tick > 0:
                same(memory, who.memory, label + f"prior of {who.row}")


def assert_same_tick(world: Superorganism, twin: Twin) -> None:
    """What happened in the tick, unit by unit."""

    def column(members: list[Unit], name: str) -> list[Any]:
        return [getattr(who, name) for who in members]

    pairs = {"aims": "aim", "letters": "letter", "outcomes": "outcome", "metrics": "metric", "understood": "understood"}
    flags = {"audited": "audited", "watched": "watched", "newcomers": "newcomer", "ancestors": "ancestor"}
    for layer, members in zip(world.layers, twin.units, strict=True):
        done = "exerted" if members[0].children else "effort"
        for ours, twins in {**pairs, "efforts": done}.items():
            same(getattr(layer, ours), column(members, twins), f"tick {twin.tick}, {layer.name}.{ours}")
        for ours, twins in flags.items():
            found = [int(x) for x in getattr(layer, ours)]
            assert found == column(members, twins), f"tick {twin.tick}, {layer.name}.{ours}"


def assert_same_reckoning(world: Superorganism, twin: Twin) -> None:
    """Every column of measures with its reason where there is none, the coordination account, classes, alignment."""
    row: dict[Any, float] = world.measures.loc[twin.tick].to_dict()
    account: dict[Any, float] = world.account("coordination").loc[twin.tick].droplevel("account").to_dict()
    expected = measures(twin) | further_measures(twin)
    leaves, shares = world.layers[-1].name, {name for name in expected if name.endswith("_share")}
    assert set(expected) - set(row) <= {*shares, f"{leaves}.outer_alignment"}
    for name, value in row.items():
        same(value, expected[name], f"tick {twin.tick}, {name}")
        assert not isnan(value) or name in world.reasons, f"tick {twin.tick}: no reason for {name}"
    for name, value in account.items():
        wanted = expected[name]
        same(value, 0.0 if isnan(wanted) else wanted, f"tick {twin.tick}, account of {name}")
    for depth, (members, classes) in enumerate(zip(twin.units, world.classify(), strict=True)):
        assert list(classes) == [unit_class(twin, who) for who in members]
        alignments = np.array([inner_alignment(twin, who) for who in members])
        defined = ~np.isnan(alignments)
        same(world.inner_alignment(depth)[defined], alignments[defined], f"tick {twin.tick}, inner alignment by unit")


def drift(world: Superorganism, twin: Twin) -> Drift:
    """The Price account of the tick as the twin has it, selection level by level, under the engine's names."""
    names = [layer.name for layer in world.layers]
    terms = {"change": "change", "selection_between": "between", "selection_within": "within"}
    terms |= {"mutation": "mutation", "surrogation": "surrogation", "pool": "pool", "imitation": "imitation"}
    found = {name: {ours: seen[twins] for ours, twins in terms.items()} for name, seen in zip(names, twin.drift, strict=True)}
    for depth, name in enumerate(names):
        for level in range(1, len(names) - 1):
            wanted = between(twin, depth, level) if level < depth else [0.0] * twin.size
            found[name][f"between_{names[level]}"] = wanted
    return found


def assert_same_drift(world: Superorganism, ticks: Sequence[Drift]) -> None:
    """The Price account of all ticks."""
    account = world.account("drift")
    for name, terms in ticks[0].items():
        ours = account.xs(name, level="layer")
        for term in terms:
            wanted = [tick[name][term] for tick in ticks]
            same(ours[term].to_numpy().reshape(len(ticks), -1), wanted, f"{name}: {term}, a row a tick")


def assert_same_regressions(world: Superorganism, ticks: Sequence[Sequence[dict[str, float] | None]]) -> None:
    """The contextual regressions of all ticks, by layer: whether there is one, and its numbers."""
    regressions = world.account("contextual")
    for tick, layers in enumerate(ticks, start=1):
        for layer, expected in zip(world.layers, layers, strict=True):
            label = f"tick {tick}, {layer.name}: contextual"
            assert ((tick, layer.name) in regressions.index) == (expected is not None), label
            if expected:
                numbers = regressions.loc[(tick, layer.name), list(expected)].to_numpy(float)
                np.testing.assert_allclose(numbers, list(expected.values()), rtol=1e-6, atol=1e-8, err_msg=label)


def assert_same_shares(world: Superorganism, twin: Twin) -> None:
    """Shapley's shares, and alignment after a turn."""
    if twin.size > 1:
        turned = world.guarantee([0.4], plane=(0, 1)).xs(0.4, level="angle")
        for depth, layer in enumerate(world.layers):
            if reached := guaranteed(twin, depth, 0, 1, 0.4):
                label = f"tick {twin.tick}, {layer.name}: after a turn"
                same(turned.loc[layer.name, ["mean", "worst"]], [np.mean(reached), min(reached)], label)
    shares = shapley(twin) if twin.tick % 5 == 1 else None
    if shares is not None and np.allclose(world.intent, twin.intent):  # nobody has changed the intent since
        same(world.attribution()["shapley"], shares, f"tick {twin.tick}: Shapley")


def assert_twins(setting: dict[str, Any], seed: int, ticks: int) -> None:
    world, twin = together(setting, seed)
    drifts, regressions = list[Drift](), list[list[dict[str, float] | None]]()
    twin.intervene()
    assert_same_state(world, twin)
    for _ in range(ticks):
        world.step()
        twin.step()
        assert_same_tick(world, twin)
        assert_same_reckoning(world, twin)
        assert_same_shares(world, twin)
        drifts.append(drift(world, twin))
        regressions.append([contextual(twin, depth) for depth in range(len(twin.units))])
        twin.intervene()
        assert_same_state(world, twin)
    assert_same_drift(world, drifts)
    assert_same_regressions(world, regressions)
