"""The state of a world: its layers' columns, what it responds with, where it is in time."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Annotated

import numpy as np

from superorganisms.agents.columns import Clock, Columns, Layer, Minds
from superorganisms.agents.strategies import Strategy, flags, strategies
from superorganisms.agents.variables import Variable
from superorganisms.arrays import Bools, Codes, Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.model.models import NOBODYS, ModelTable
from superorganisms.model.parameters import Parameters
from superorganisms.model.settings import WorldSettings
from superorganisms.model.tree import family_blocks, row_blocks
from superorganisms.noise import DESIGNER_KEY, Purpose, uniform
from superorganisms.vectors import settle


@kernel
def count_leaves(layer: Columns, below: Columns) -> None:
    """Leaves below the units of a layer, and their mean skill, from those of the layer below."""
    for i in range(layer.leaves.shape[0]):
        leaves, skill, counted = 0, 0.0, 0.0
        for j in range(below.families[i], below.families[i + 1]):
            leaves += below.leaves[j]
            skill += below.leaves[j] * below.slot_skill[j]
            counted += below.leaves[j] * below.skill[j]
        layer.leaves[i] = leaves
        layer.slot_skill[i] = skill / leaves
        layer.skill[i] = counted / leaves


@kernel
def count_skill(leaves: Columns, sandboxed: Bools) -> None:
    """What leaves can do in the world: nothing if they act in a sandbox only."""
    for i in range(leaves.leaves.shape[0]):
        leaves.skill[i] = 0.0 if sandboxed[leaves.strategies[i]] else leaves.slot_skill[i]


type Cast = list[tuple[Strategy, Ints]]

_UPDATE = int(Purpose.UPDATE)
_FEW = 32  # models that nobody may hold any more


@dataclass
class State:
    """Everything that the next tick depends on, and what the last one left.

    `parameters` are those of now, interventions included. `response` and `designer_letter` are what the next tick will use,
    `acted_response` and `acted_letter` what the last one used. `table` holds the world models, `held` the letters that an
    intervention has put in a unit's mouth.
    """

    parameters: Annotated[Parameters, Variable("parameters as they stand now, interventions included", "", "")]
    settings: Annotated[WorldSettings, Variable("the same, worked out for the laws", "", "")]
    seed: Annotated[np.uint64, Variable("seed of all random numbers", "", "", fixed=True)]
    tick: Annotated[int, Variable("ticks done, or the one that is being computed", "", "ticks", "t")]
    layers: Annotated[list[Layer], Variable("the units, layer by layer from the top", "", "")]
    table: Annotated[ModelTable, Variable("the world models that units hold", "(m, K, K)", "outcome per effort", "M")]
    response: Annotated[
        Floats, Variable("how effort (columns) turns into outcome (rows) in the next tick", "(K, K)", "outcome per effort", "R")
    ]
    acted_response: Annotated[Floats, Variable("the same in the last tick", "(K, K)", "outcome per effort")]
    designer_letter: Annotated[Floats, Variable("what the designer asks of the top in the next tick", "(K,)", "1", "c_*")]
    acted_letter: Annotated[Floats, Variable("the same in the last tick", "(K,)", "1")]
    held: Annotated[
        dict[tuple[int, int], Floats], Variable("letters that an intervention has put in units' mouths", "(K,) each", "1")
    ] = field(default_factory=dict)
    pool: Annotated[ThreadPoolExecutor | None, Variable("threads that share the work; no result depends on it", "", "")] = None

    def __post_init__(self) -> None:
        self.row_blocks = [row_blocks(layer.families) for layer in self.layers]
        self.family_blocks = [family_blocks(layer.families) for layer in self.layers]
        self._casts: list[Cast | None] = [None] * len(self.layers)
        # Class codes of all layers, with the tick and the settings that they were worked out for
        self.classified: tuple[int, WorldSettings, list[Codes]] | None = None
        self.done = self.leaves.efforts  # (n, K) f(e) of the leaves in this tick
        self.before_imitation: list[Floats | None] = [None] * len(self.layers)
        self.outsiders: list[Bools | None] = [None] * len(self.layers)  # slots filled from outside in this tick's selection

    @property
    def clock(self) -> Clock:
        """Which draws the present tick makes."""
        return Clock(self.seed, self.tick)

    @property
    def leaves(self) -> Layer:
        """The last layer."""
        return self.layers[-1]

    def due(self, number: int) -> bool:
        """Whether the slots of a layer may change hands in this tick."""
        settings = self.settings.layers[number]
        moves = settings.rule.NAME != "none" or settings.swap > 0.0
        return number > 0 and moves and self.tick % settings.period == 0

    def each[B](self, work: Callable[[B], None], blocks: Iterable[B]) -> None:
        """Do a piece of work for every block, on the pool's threads if there is one. Blocks touch disjoint rows."""
        if self.pool is None:
            for block in blocks:
                work(block)
        else:
            list(self.pool.map(work, blocks))

    def each_block[*A](self, number: int, law: Callable[[int, int, *A], None], *arguments: *A) -> None:
        """Run a compiled law over the rows of a layer, block by block."""
        blocks = self.row_blocks[number]
        if len(blocks) == 1:
            law(*blocks[0], *arguments)  # a small layer: no more work for Python than need be
        else:
            self.each(lambda rows: law(*rows, *arguments), blocks)

    def sums[*A](self, number: int, width: int, law: Callable[[int, int, *A, Floats], None], *arguments: *A) -> Floats:
        """Add up what a compiled law leaves in its last argument (width,) for every block, block after block."""
        blocks = self.row_blocks[number]
        parts = np.zeros((len(blocks), width))
        if len(blocks) == 1:
            law(*blocks[0], *arguments, parts[0])
        else:
            self.each(lambda block: law(*block[0], *arguments, block[1]), zip(blocks, parts, strict=True))
        total: Floats = parts[0]
        for part in parts[1:]:
            total += part
        return total

    def cast(self, number: int) -> Iterator[tuple[Strategy, Ints]]:
        """Which strategy is played by which rows, block by block."""
        cast = self._casts[number]
        if cast is None:
            cast = self._casts[number] = self._find_cast(number)
        return iter(cast)

    def _find_cast(self, number: int) -> Cast:
        codes = self.layers[number].strategies
        return [
            (strategy, rows)
            for start, stop in self.row_blocks[number]
            for code, strategy in enumerate(strategies().values())
            if (rows := start + np.flatnonzero(codes[start:stop] == code)).size
        ]

    def recast(self, number: int) -> None:
        """Strategies may have changed hands in a layer."""
        cast = self._casts[number]
        # A strategy that is alone in a layer stays alone where newcomers inherit
        alone = cast is not None and len({strategy.NAME for strategy, _ in cast}) == 1
        if cast is None or (alone and self.settings.layers[number].traits.strategy_mutation == 0.0):
            return
        self._casts[number] = None
        acts_in_a_sandbox = any(strategy.SANDBOXED for strategy, _ in cast) or flags("SANDBOXED")[self.leaves.strategies].any()
        if number == len(self.layers) - 1 and acts_in_a_sandbox:
            self.recount_skill()

    def set_skill(self) -> None:
        """Leaves' skill as the parameters have it, and the means above."""
        self.leaves.slot_skill[:] = self.parameters.layers[-1].skill
        self.recount_skill()

    def recount_skill(self) -> None:
        """Skill counts where it acts on the world: anew when strategies have changed hands."""
        count_skill(self.leaves, flags("SANDBOXED"))
        for layer, below in zip(self.layers[-2::-1], self.layers[:0:-1], strict=True):
            count_leaves(layer, below)

    def forget_casts(self) -> None:
        """Strategies were changed from outside."""
        self._casts = [None] * len(self.layers)
        self.recount_skill()

    def minds(self, number: int) -> Minds:
        """What the units of a layer may believe."""
        return Minds(self.table.models, self.settings.layers[number].capacity)

    def lone(self, number: int) -> int:
        """The row of the layer's one unit that learns in this tick if updating is asynchronous, else -1: all do."""
        if self.settings.synchronous:
            return -1
        lot = uniform(self.seed, _UPDATE, number, DESIGNER_KEY, self.tick, 0)
        return int(lot * len(self.layers[number]))

    def enter_regime(self, response: Floats) -> None:
        """The world responds anew from the next tick on, and all above the leaves know it who have insight."""
        self.response = response.copy()
        self.gain_insight()

    def gain_insight(self) -> None:
        """M = P R above the leaves, where there is insight; whoever runs a fleet believes what the fleet has learned."""
        for number, layer in enumerate(self.layers[:-1]):
            settings = self.settings.layers[number]
            if settings.insight:
                row = self.table.row_of(settings.capacity[:, None] * self.response)
                if number == len(self.layers) - 2 and self.table.own[number] != NOBODYS:
                    layer.models[~self.fleets()] = row
                else:
                    layer.models[:] = row
        if len(self.table.models) > 2 * (self.table.shared + _FEW):
            self.table.forget(self.layers)

    def fit(self) -> None:
        """Room for what strategies need that are possible now: models of their own, memories."""
        last = len(self.layers) - 1
        possible = np.union1d(self.settings.layers[last].mixture[0], self.leaves.strategies)
        for number, flag in ((last, "OWNS_MODEL"), (last - 1, "share")):
            if flags(flag)[possible].any() and self.table.own[number] == NOBODYS:
                self.table.give_own(number, self.layers)
        if flags("REMEMBERS")[possible].any() and self.leaves.memories.shape[1] == 0:
            memories = np.zeros_like(self.leaves.goals)
            self.layers[last] = Layer.named(self.leaves.name, Columns(*self.leaves)._replace(memories=memories))
        if self.table.own[last] != NOBODYS:
            self.table.make_own(last, self.leaves, np.flatnonzero(flags("OWNS_MODEL")[self.leaves.strategies]))

    def fleets(self) -> Bools:
        """For each parent of leaves whether a fleet is among its children, which makes its model."""
        shares = flags("share")[self.leaves.strategies]
        count = np.bincount(self.leaves.parents, weights=shares, minlength=len(self.layers[-2]))
        runs: Bools = count > 0
        return runs

    def each_born(self, number: int, letters: Floats) -> None:
        """Memories of all units of a layer, made under these letters of the layer above."""
        settings = self.settings.layers[number]
        for strategy, rows in self.cast(number):
            if strategy.born is not None:
                strategy.born(rows, self.layers[number], letters, self.minds(number), settings.traits)

    def hold_letters(self, number: int, readable: Bools) -> None:
        """Letters that an intervention holds take the place of those just written."""
        for (layer, unit), letter in self.held.items():
            if layer == number:
                letters = self.layers[number].letters
                letters[unit] = np.where(readable, letter, 0.0)
                settle(letters, unit, self.settings.budget)
