"""Select: in every due layer each parent keeps, drops and copies among the units it has read (MODEL.md section 2, step 4)."""

from functools import partial

import numpy as np

from superorganisms.agents.columns import Clock, Traits
from superorganisms.arrays import Floats, Ints, Keys
from superorganisms.compiled import kernel
from superorganisms.model.inheritance import replace
from superorganisms.model.noise import Purpose, fill_uniform
from superorganisms.model.selection._contest import Contest
from superorganisms.model.state import State

_SELECTION, _FAMILY = np.int64(Purpose.SELECTION), np.int64(Purpose.FAMILY)


@kernel
def draw_lots(out: Floats, own: int, families: Ints, keys: Keys, keys_above: Keys, traits: Traits, clock: Clock) -> None:
    """Uniform numbers of a block: `own` for each unit, the rest of a family's first row for the family.

    out (n, own + family draws); families (f + 1,) offsets of the block; keys (n,), keys_above (f,).
    """
    for i in range(out.shape[0]):
        fill_uniform(out[i, :own], clock.seed, _SELECTION, traits.number, keys[i], clock.tick)
        out[i, own:] = 0.0
    if own < out.shape[1]:
        for family in range(families.shape[0] - 1):
            if families[family] < families[family + 1]:
                lots = out[families[family], own:]
                fill_uniform(lots, clock.seed, _FAMILY, traits.number, keys_above[family], clock.tick)


def contest(state: State, number: int, block: tuple[int, int]) -> None:
    """One block of whole families: lots, ancestors, heirs."""
    settings = state.settings.layers[number]
    layer, keys_above, models = state.layers[number], state.layers[number - 1].keys, state.layers[number - 1].models
    families = layer.families[block[0] : block[1] + 1] - layer.families[block[0]]
    start, stop = int(layer.families[block[0]]), int(layer.families[block[1]])
    rule, traits = settings.rule, settings.traits
    lots = np.empty((stop - start, rule.UNIT_DRAWS + rule.FAMILY_DRAWS))
    keys = layer.keys[start:stop]
    draw_lots(lots, rule.UNIT_DRAWS, families, keys, keys_above[block[0] : block[1]], traits, state.clock)
    ancestors = layer.ancestors[start:stop]
    ancestors -= start
    rule.choose(
        Contest(families, layer.metrics[start:stop], layer.audited[start:stop], lots, ancestors, layer.newcomers[start:stop]),
        settings.values,
    )
    replace(start, stop, layer, models, traits, state.clock)


def select(state: State) -> None:
    """All due layers, from the bottom up."""
    for number in range(len(state.layers) - 1, 0, -1):
        if state.due(number):
            state.each(partial(contest, state, number), state.family_blocks[number])
            state.recast(number)
