"""Select: in every due layer each parent keeps, drops and copies among the units it has read (MODEL.md section 2, step 4)."""

from dataclasses import dataclass

import numpy as np

from superorganisms.agents.columns import Clock, Traits
from superorganisms.agents.strategies import flags
from superorganisms.arrays import Floats, Indices, Ints, Keys
from superorganisms.compiled import kernel
from superorganisms.model.inheritance import Births, born, conceive, former
from superorganisms.model.migration import sources, swap
from superorganisms.model.models import equip
from superorganisms.model.sandbox import fill_by_sandbox
from superorganisms.model.selection import lowest_fitness, tries_candidates
from superorganisms.model.selection._contest import EVERYONE, Contest
from superorganisms.model.selection._fitness import given
from superorganisms.model.state import State
from superorganisms.model.succession import hand_down
from superorganisms.noise import Purpose, fill_uniform

_SELECTION, _FAMILY = np.int64(Purpose.SELECTION), np.int64(Purpose.FAMILY)


@kernel
def draw_lots(out: Floats, own: int, families: Ints, keys: Keys, keys_above: Keys, traits: Traits, clock: Clock) -> None:
    """Uniform numbers of a block: `own` for each unit, the rest of a family's first row for the family; others stay as is.

    out (n, own + family draws); families (f + 1,) offsets of the block; keys (n,), keys_above (f,).
    """
    for i in range(out.shape[0]):
        fill_uniform(out[i, :own], clock.seed, _SELECTION, traits.number, keys[i], clock.tick)
    if own < out.shape[1]:
        for family in range(families.shape[0] - 1):
            if families[family] < families[family + 1]:
                lots = out[families[family], own:]
                fill_uniform(lots, clock.seed, _FAMILY, traits.number, keys_above[family], clock.tick)


def standing(state: State, number: int) -> Floats:
    """What the units of a layer are compared by: their metrics, or what a user's function makes of how they acted."""
    settings, layer = state.settings.layers[number], state.layers[number]
    if settings.fitness is None:
        return layer.metrics
    names = (f"fitness '{settings.fitness_name}'", layer.name)
    arrays = (layer.metrics, layer.former_goals, layer.families)
    return given(settings.fitness, arrays, layer.audited, names, lowest_fitness(settings.rule))


@dataclass(frozen=True)
class Renewal:
    """The selection of one layer in one tick: what its blocks of families have in common."""

    state: State
    number: int
    metrics: Floats  # (n,)
    recruits: Ints | None  # (n,) the family that each slot's next occupant comes from; None: its own
    heirs: Indices  # as in ModelTable

    def contest(self, block: tuple[int, int]) -> None:
        """One block of whole families: who leaves, whose copies come, what their parents teach them."""
        layer, settings = self.state.layers[self.number], self.state.settings.layers[self.number]
        lone = self.state.lone(self.number)
        start, stop = int(layer.families[block[0]]), int(layer.families[block[1]])
        if lone < 0 or start <= lone < stop:
            scene = self.stage(block, start, stop, EVERYONE if lone < 0 else lone - start)
            ancestors = scene.ancestors
            ancestors -= start
            settings.rule.choose(scene, settings.values)
            ancestors += start
            if tries_candidates(settings.rule):
                self.try_candidates(scene, start, stop)
            else:
                self.copy(start, stop)
            self.teach(start, stop)

    def stage(self, block: tuple[int, int], start: int, stop: int, alone: int) -> Contest:
        """What the rule is given, lots drawn."""
        state, number = self.state, self.number
        layer, above, settings = state.layers[number], state.layers[number - 1], state.settings.layers[number]
        rule, traits = settings.rule, settings.traits
        families = layer.families[block[0] : block[1] + 1] - start
        lots = np.empty((stop - start, rule.UNIT_DRAWS + rule.FAMILY_DRAWS))
        keys, keys_above = layer.keys[start:stop], above.keys[block[0] : block[1]]
        draw_lots(lots, rule.UNIT_DRAWS, families, keys, keys_above, traits, state.clock)
        sources = (layer.parents if self.recruits is None else self.recruits)[start:stop] - block[0]
        units = (self.metrics[start:stop], layer.audited[start:stop], lots, sources)
        return Contest.of(families, units, alone, (layer.ancestors[start:stop], layer.newcomers[start:stop]))

    def copy(self, start: int, stop: int) -> None:
        """Newcomers are mutated copies of their ancestors."""
        layer, settings = self.state.layers[self.number], self.state.settings.layers[self.number]
        births, ancestors = Births.among(layer), former(layer)
        conceive(start, stop, births, ancestors, settings.mixture, settings.traits, self.state.clock)

    def try_candidates(self, scene: Contest, start: int, stop: int) -> None:
        """Newcomers are the best of those that are tried for their slot, each with the model that a newborn would have."""
        vacancies = start + np.flatnonzero(scene.newcomers)
        if vacancies.size:
            self.teach(start, stop)
            fill_by_sandbox(self.state, self.number, vacancies, scene, start)

    def teach(self, start: int, stop: int) -> None:
        """Newcomers believe what their parents make of their own model."""
        state, layer, table = self.state, self.state.layers[self.number], self.state.table
        slots = (layer.newcomers, layer.parents, layer.strategies, layer.models)
        content = (table.models, table.own[self.number], table.shared)
        believed, capacity = state.layers[self.number - 1].models, state.settings.layers[self.number].capacity
        equip(start, stop, slots, believed, content, self.heirs, capacity, flags("OWNS_MODEL"))


def renew(state: State, number: int) -> None:
    """Selection in one layer, by its rule: who leaves is replaced."""
    settings, layer, above = state.settings.layers[number], state.layers[number], state.layers[number - 1]
    pool = tries_candidates(settings.rule) and settings.values[-1] != 0.0
    state.outsiders[number] = np.zeros(len(layer), np.bool_) if pool else None
    recruits = sources(state, number) if settings.recruit > 0.0 else None
    renewal = Renewal(state, number, standing(state, number), recruits, state.table.heirs(above, settings.capacity))
    # Who recruits from a sibling family needs all of them at once
    state.each(renewal.contest, state.family_blocks[number] if recruits is None else [(0, len(above))])
    born(layer, above.letters, state.minds(number), settings.traits)


def select(state: State) -> None:
    """All due layers, from the bottom up: so the model that a newcomer is given is its parent's of before the selection."""
    last = len(state.layers) - 1
    touched = last + 1  # from this layer on down strategies may have changed hands
    for number in range(last, 0, -1):
        settings = state.settings.layers[number]
        state.outsiders[number] = None
        if state.due(number):
            renew(state, number)
            touched = number
        if settings.swap > 0.0 and state.tick % settings.period == 0:
            swap(state, number)
            touched = number
        if settings.lineage and touched == number:
            hand_down(state, number)
    for number in range(touched, last + 1):
        state.recast(number)
