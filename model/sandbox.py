"""Sandbox: candidates for a vacancy, tried in their parent's model before one is taken (MODEL.md section 2, best_of).

Each candidate is a unit for as long as it is tried: it has a key of its own, reads the letter, aims and acts by its
strategy. What it does happens in the parent's model only, and nobody else notices.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from superorganisms.agents.columns import Clock, Columns, Layer, Traits
from superorganisms.agents.planning import plan, saturate
from superorganisms.agents.strategies import flags, strategies
from superorganisms.arrays import Bools, Floats, Indices, Ints, Keys
from superorganisms.compiled import kernel
from superorganisms.model.inheritance import Births, Former, born, conceive, former
from superorganisms.model.publish import audit, understand
from superorganisms.model.report import blur
from superorganisms.model.selection._contest import Contest
from superorganisms.model.selection.best_of import nominate
from superorganisms.model.state import State
from superorganisms.noise import Purpose, child_key, each_uniform, fill_normal
from superorganisms.vectors import ONLY, apply_from, apply_transposed, dot, settle

AT_ONCE = 8192  # candidates that are tried together: no more than stay in the processor's cache
_SELECTION, _POOL, _SECOND = np.int64(Purpose.SELECTION), np.int64(Purpose.POOL), np.int64(1)


@kernel
def candidate_keys(slots: Ints, keys: Keys, count: int, out: Keys) -> None:
    """Key of candidate 0, 1, ..., count - 1 of each slot, slot after slot."""
    for vacancy in range(slots.shape[0]):
        for number in range(count):
            out[vacancy * count + number] = child_key(np.uint64(keys[slots[vacancy]]), np.uint64(number))


@kernel
def come_from_outside(births: Births, former: Former, traits: Traits, clock: Clock) -> None:
    """Goals uniform on the sphere, standard normal in free geometry; strategy and sees_through of the slot."""
    z = np.empty(births.goals.shape[1])
    for i in range(births.goals.shape[0]):
        fill_normal(z, clock.seed, _POOL, traits.number, births.keys[i], clock.tick)
        for k in range(z.shape[0]):
            births.goals[i, k] = z[k]
        settle(births.goals, i, traits.sphere)
        births.strategies[i] = former[1][births.ancestors[i]]
        births.sees_through[i] = former[2][births.ancestors[i]]


@kernel
def order_done(candidates: Columns, models: Floats, budget: bool) -> None:
    """What a manager's people would do if they carried out its aim: e = unit((P M_p)ᵀ v)."""
    for i in range(candidates.goals.shape[0]):
        plan(i, candidates.aims, models, int(candidates.models[i]), 1.0, budget, candidates.efforts)


@kernel
def judge_candidates(
    candidates: Columns,
    letters: Floats,
    beliefs: tuple[Floats, Indices],
    yardsticks: tuple[Floats, Floats],
    sandboxed: Bools,
    saturation: float,
) -> None:
    """m = c_p · (S M_p f(e)); by the intent itself, w · (M_p f(e)), for who always works so.

    beliefs: the models, and the row that each parent holds; yardsticks: S and w, (1, K, K) and (1, K).
    """
    count = letters.shape[1]
    done, outcome, reading = np.empty((1, count)), np.empty((1, count)), np.empty((1, count))
    for i in range(candidates.goals.shape[0]):
        parent, strategy = candidates.parents[i], candidates.strategies[i]
        saturate(candidates.efforts, i, saturation, done, ONLY)
        apply_from(beliefs[0], int(beliefs[1][parent]), done, ONLY, outcome, ONLY)
        if sandboxed[strategy]:
            candidates.metrics[i] = dot(yardsticks[1], ONLY, outcome, ONLY)
        else:
            apply_transposed(yardsticks[0], ONLY, letters, parent, reading, ONLY)
            candidates.metrics[i] = dot(reading, ONLY, outcome, ONLY)


@kernel
def elect(slots: Ints, count: int, candidates: Columns, layer: Columns) -> None:
    """The best candidate of each slot becomes its occupant; of equal ones the first."""
    for vacancy in range(slots.shape[0]):
        best = vacancy * count
        for i in range(best + 1, (vacancy + 1) * count):
            if candidates.metrics[i] > candidates.metrics[best]:
                best = i
        slot = slots[vacancy]
        for k in range(layer.goals.shape[1]):
            layer.goals[slot, k] = candidates.goals[best, k]
        layer.strategies[slot] = candidates.strategies[best]
        layer.sees_through[slot] = candidates.sees_through[best]
        layer.ancestors[slot] = candidates.ancestors[best]


def _blank(layer: Layer, slots: Ints, count: int) -> Layer:
    """Columns of `count` candidates for each of these slots, slot after slot: what they have from the slot, else 0."""
    rows = slots.shape[0] * count
    columns: dict[str, Any] = {name: np.zeros((rows, *of.shape[1:]), of.dtype) for name, of in layer._asdict().items()}
    candidates = Layer.named("candidates", Columns(**columns))
    for name in ("parents", "slot_skill", "models", "ancestors"):
        getattr(candidates, name)[:] = np.repeat(getattr(layer, name)[slots], count)
    candidates.skill[:] = candidates.slot_skill
    candidates.newcomers[:] = True
    candidate_keys(slots, layer.keys, count, candidates.keys)
    return candidates


def nominees(state: State, number: int, slots: Ints, contest: Contest, start: int) -> Layer:
    """The candidates for the vacancies of a block that begins in row `start`: who they are by birth."""
    settings, layer, clock = state.settings.layers[number], state.layers[number], state.clock
    count, pool = int(settings.values[0]), settings.values[2] != 0.0
    candidates = _blank(layer, slots, count)
    if pool:
        come_from_outside(Births.among(candidates), former(layer), settings.traits, clock)
        return candidates
    lots = np.empty(len(candidates))
    each_uniform(lots, clock.seed, _SELECTION, number, candidates.keys, clock.tick, _SECOND)
    whom = np.empty((slots.shape[0], count), np.int64)
    nominate(contest, settings.values[1], slots - start, lots.reshape(whom.shape), whom)
    candidates.ancestors[:] = whom.ravel() + start
    conceive(0, len(candidates), Births.among(candidates), former(layer), settings.mixture, settings.traits, clock)
    return candidates


def _all_rows(count: int, law: Callable[..., None], *arguments: Any) -> None:
    law(0, count, *arguments)


def try_out(state: State, number: int, candidates: Layer) -> None:
    """One tick of the candidates' lives in the models of their parents: audited all, each with its own draws."""
    settings, above, clock = state.settings.layers[number], state.layers[number - 1], state.clock
    traits, minds = settings.traits, state.minds(number)
    each = partial(_all_rows, len(candidates))
    audit(each, candidates, traits._replace(audit=1.0), clock)
    understand(each, candidates, above.letters, settings.sensor[None], traits, clock)
    born(candidates, above.letters, minds, traits)
    leaves = number == len(state.layers) - 1
    for code in np.unique(candidates.strategies):
        strategy = list(strategies().values())[code]
        rows = np.flatnonzero(candidates.strategies == code)
        strategy.aim(rows, candidates, traits)
        if leaves:
            strategy.effort(rows, candidates, above, minds, settings.options[strategy.NAME], traits, clock)
    if not leaves:
        order_done(candidates, minds.models, traits.budget)
    yardsticks = settings.sensor[None], np.ascontiguousarray(state.settings.intent[None])
    beliefs = minds.models, above.models
    judge_candidates(candidates, above.letters, beliefs, yardsticks, flags("SANDBOXED"), traits.saturation)
    blur(each, candidates, settings.search_costs, traits, clock)


def fill_by_sandbox(state: State, number: int, slots: Ints, contest: Contest, start: int) -> None:
    """The best candidate takes each of these vacant slots, which hold the models that its newborn would have.

    contest: that of the block of families that begins in row `start` of the layer.
    """
    count = int(state.settings.layers[number].values[0])
    some = max(1, AT_ONCE // count)
    for first in range(0, slots.shape[0], some):
        vacancies = slots[first : first + some]
        candidates = nominees(state, number, vacancies, contest, start)
        try_out(state, number, candidates)
        elect(vacancies, count, candidates, state.layers[number])
    outsiders = state.outsiders[number]
    if outsiders is not None:
        outsiders[slots] = True
