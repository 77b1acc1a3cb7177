"""Publish: audits are drawn, and letters go down, layer by layer (MODEL.md section 2, step 1)."""

import numpy as np

from superorganisms.agents.columns import Clock, Columns, Traits
from superorganisms.arrays import Bools, Floats
from superorganisms.compiled import kernel
from superorganisms.model.noise import Purpose, uniform
from superorganisms.model.state import State
from superorganisms.vectors import ONLY, settle

# int64, not Python numbers: numba would compile every law that is called with one for that very number
_AUDIT, _DETECTION = np.int64(Purpose.AUDIT), np.int64(Purpose.DETECTION)


@kernel
def remember(i: int, layer: Columns) -> None:
    """Note who acts in this tick; nobody is a newcomer yet."""
    layer.former_strategies[i] = layer.strategies[i]
    layer.ancestors[i] = i
    layer.newcomers[i] = False
    for k in range(layer.goals.shape[1]):
        layer.former_goals[i, k] = layer.goals[i, k]


@kernel
def draw_audit(i: int, layer: Columns, traits: Traits, clock: Clock) -> None:
    """A unit is audited with probability `audit`, and recognises it with probability `detection`."""
    key = layer.keys[i]
    # Certain events draw no number: uniform numbers are below 1
    audited = traits.audit >= 1.0 or uniform(clock.seed, _AUDIT, traits.number, key, clock.tick, ONLY) < traits.audit
    layer.audited[i] = audited
    layer.watched[i] = audited and (
        traits.detection >= 1.0 or uniform(clock.seed, _DETECTION, traits.number, key, clock.tick, ONLY) < traits.detection
    )


@kernel
def listen(start: int, stop: int, layer: Columns, letters: Floats, traits: Traits, clock: Clock) -> None:
    """A tick begins: audits, and u_i, the letter c_p of the unit above."""
    for i in range(start, stop):
        remember(i, layer)
        draw_audit(i, layer, traits, clock)
        for k in range(letters.shape[1]):
            layer.understood[i, k] = letters[layer.parents[i], k]


@kernel
def write_letters(start: int, stop: int, layer: Columns, readable: Bools, budget: bool) -> None:
    """c_i = ⟨E v_i⟩: a parent can reward only what it reads."""
    for i in range(start, stop):
        for k in range(readable.shape[0]):
            layer.letters[i, k] = layer.aims[i, k] if readable[k] else 0.0
        settle(layer.letters, i, budget)


def publish(state: State) -> None:
    """Letters from the designer down; every unit's aim on the way."""
    letters, clock = state.designer_letter[None, :], state.clock
    for number, layer in enumerate(state.layers):
        settings = state.settings.layers[number]
        state.each_block(number, listen, layer, letters, settings.traits, clock)
        for strategy, rows in state.cast(number):
            strategy.aim(rows, layer, settings.traits)
        if number + 1 < len(state.layers):
            readable = state.settings.layers[number + 1].readable
            state.each_block(number, write_letters, layer, readable, settings.traits.budget)
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
