"""Publish: audits are drawn, and letters go down, layer by layer (MODEL.md section 2, step 1)."""

from collections.abc import Callable
from functools import partial

import numpy as np

from superorganisms.agents.columns import Clock, Columns, Traits
from superorganisms.arrays import Bools, Floats
from superorganisms.compiled import kernel
from superorganisms.model.foresight import foresee
from superorganisms.model.leaks import leak
from superorganisms.model.state import State
from superorganisms.noise import Purpose, fill_normal, uniform
from superorganisms.vectors import ONLY, apply_transposed, settle

# int64, not Python numbers: numba would compile every law that is called with one for that very number
_AUDIT, _DETECTION, _MISREADING = (np.int64(one) for one in (Purpose.AUDIT, Purpose.DETECTION, Purpose.MISREADING))


@kernel
def remember(start: int, stop: int, layer: Columns) -> None:
    """Note who acts in this tick; nobody is a newcomer yet."""
    for i in range(start, stop):
        layer.former_strategies[i] = layer.strategies[i]
        layer.former_sees_through[i] = layer.sees_through[i]
        layer.ancestors[i] = i
        layer.newcomers[i] = False
        for k in range(layer.goals.shape[1]):
            layer.former_goals[i, k] = layer.goals[i, k]


@kernel
def draw_audits(start: int, stop: int, layer: Columns, traits: Traits, clock: Clock) -> None:
    """A unit is audited with probability `audit`, and recognises it with probability `detection`."""
    for i in range(start, stop):
        key = layer.keys[i]
        audited = traits.audit >= 1.0 or uniform(clock.seed, _AUDIT, traits.number, key, clock.tick, ONLY) < traits.audit
        layer.audited[i] = audited
        layer.watched[i] = audited and (
            traits.detection >= 1.0 or uniform(clock.seed, _DETECTION, traits.number, key, clock.tick, ONLY) < traits.detection
        )


@kernel
def hear(start: int, stop: int, layer: Columns, letters: Floats) -> None:
    """u_i = c_p."""
    for i in range(start, stop):
        for k in range(letters.shape[1]):
            layer.understood[i, k] = letters[layer.parents[i], k]


@kernel
def see_through(start: int, stop: int, layer: Columns, letters: Floats, sensor: Floats, unit: bool) -> None:
    """u_i = Sᵀ c_p of those who see through the instruments, unit(Sᵀ c_p) if so; sensor (1, K, K) is S of the layer."""
    for i in range(start, stop):
        if layer.sees_through[i]:
            apply_transposed(sensor, ONLY, letters, layer.parents[i], layer.understood, i)
            settle(layer.understood, i, unit)


@kernel
def misread(start: int, stop: int, layer: Columns, traits: Traits, clock: Clock) -> None:
    """u_i <- ⟨u_i + misreading · z⟩."""
    z = np.empty(layer.understood.shape[1])
    for i in range(start, stop):
        fill_normal(z, clock.seed, _MISREADING, traits.number, layer.keys[i], clock.tick)
        for k in range(z.shape[0]):
            layer.understood[i, k] += traits.misreading * z[k]
        settle(layer.understood, i, traits.budget)


def understand(
    each: Callable[..., None], layer: Columns, letters: Floats, sensor: Floats, traits: Traits, clock: Clock
) -> None:
    """u_i = ⟨c_p + misreading · z⟩, with Sᵀ c_p in the place of c_p for who sees through the instruments.

    each: runs a law over the rows. sensor (1, K, K) is S of the layer (MODEL.md section 3, understanding the letter).
    """
    each(hear, layer, letters)
    if layer.sees_through.any():
        each(see_through, layer, letters, sensor, traits.budget and traits.misreading == 0.0)
    if traits.misreading > 0.0:
        each(misread, layer, traits, clock)


def audit(each: Callable[..., None], layer: Columns, traits: Traits, clock: Clock) -> None:
    """Who is audited, and who recognises it. Certain events draw no number: uniform numbers are below 1."""
    if traits.audit >= 1.0 and traits.detection >= 1.0:
        layer.audited[:] = layer.watched[:] = True
    else:
        each(draw_audits, layer, traits, clock)


@kernel
def write_letters(start: int, stop: int, letters: Floats, wanted: Floats, readable: Bools, budget: bool) -> None:
    """c_i = ⟨E v_i⟩, v_i the row i of what is wanted: a parent can reward only what it reads."""
    for i in range(start, stop):
        for k in range(readable.shape[0]):
            letters[i, k] = wanted[i, k] if readable[k] else 0.0
        settle(letters, i, budget)


def publish(state: State) -> None:
    """Letters from the designer down; every unit's aim on the way."""
    letters, clock = state.designer_letter[None, :], state.clock
    for number, layer in enumerate(state.layers):
        settings = state.settings.layers[number]
        each = partial(state.each_block, number)
        each(remember, layer)
        audit(each, layer, settings.traits, clock)
        understand(each, layer, letters, settings.sensor[None], settings.traits, clock)
        if clock.tick <= 1:
            state.each_born(number, letters)
        for strategy, rows in state.cast(number):
            strategy.aim(rows, layer, settings.traits)
        leak(state, number)
        if number + 1 < len(state.layers):
            readable = state.settings.layers[number + 1].readable
            wanted = foresee(state, number) if settings.foresight else layer.aims
            state.each_block(number, write_letters, layer.letters, wanted, readable, settings.traits.budget)
            state.hold_letters(number, readable)
        letters = layer.letters


def designer_letter(intent: Floats, encoding: Floats, intensity: float, budget: bool) -> Floats:
    """c_* = ⟨b D w⟩, intent (K,) being ⟨w⟩ or w, encoding (K, K) D, intensity b."""
    letter = np.zeros((1, intent.shape[0]))
    for row in range(intent.shape[0]):
        for column in range(intent.shape[0]):
            letter[0, row] += encoding[row, column] * intent[column]
        letter[0, row] *= intensity
    settle(letter, 0, budget)
    row_of_it: Floats = letter[0]
    return row_of_it
