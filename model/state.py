"""The state of a world: its layers' columns, what it responds with, where it is in time."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from superorganisms.agents.columns import Clock, Columns, Layer
from superorganisms.agents.strategies import Strategy, strategies
from superorganisms.arrays import Bools, Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.model.parameters import Parameters
from superorganisms.model.settings import WorldSettings
from superorganisms.model.tree import family_blocks, row_blocks
from superorganisms.vectors import settle


@kernel
def count_leaves(layer: Columns, below: Columns) -> None:
    """Leaves below the units of a layer, and their mean skill, from those of the layer below."""
    for i in range(layer.leaves.shape[0]):
        leaves, skill = 0, 0.0
        for j in range(below.families[i], below.families[i + 1]):
            leaves += below.leaves[j]
            skill += below.leaves[j] * below.skill[j]
        layer.leaves[i] = leaves
        layer.skill[i] = skill / leaves


type Cast = list[tuple[Strategy, Ints]]


@dataclass
class State:
    """Everything that the next tick depends on, and what the last one left.

    `parameters` are those of now, interventions included. `response` and `designer_letter` are what the next tick will use,
    `acted_response` and `acted_letter` what the last one used. `models` are the distinct world models, `held` the letters
    that an intervention has put in a unit's mouth.
    """

    parameters: Parameters
    settings: WorldSettings
    seed: np.uint64
    tick: int
    layers: list[Layer]
    models: Floats  # (m, K, K)
    response: Floats  # (K, K)
    acted_response: Floats  # (K, K)
    designer_letter: Floats  # (K,) c_*
    acted_letter: Floats  # (K,) c_* of the last tick
    held: dict[tuple[int, int], Floats] = field(default_factory=dict)
    pool: ThreadPoolExecutor | None = None

    def __post_init__(self) -> None:
        self.row_blocks = [row_blocks(layer.families) for layer in self.layers]
        self.family_blocks = [family_blocks(layer.families) for layer in self.layers]
        self._casts: list[Cast | None] = [None] * len(self.layers)

    @property
    def clock(self) -> Clock:
        """Which draws the present tick makes."""
        return Clock(self.seed, self.tick)

    @property
    def leaves(self) -> Layer:
        """The last layer."""
        return self.layers[-1]

    def due(self, number: int) -> bool:
        """Whether a layer is selected in this tick."""
        settings = self.settings.layers[number]
        return number > 0 and settings.rule.NAME != "none" and self.tick % settings.period == 0

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
        # A strategy that is alone in a layer stays alone: newcomers inherit
        if cast is not None and len({strategy.NAME for strategy, _ in cast}) > 1:
            self._casts[number] = None

    def set_skill(self) -> None:
        """Leaves' skill as the parameters have it, and the means above."""
        self.leaves.skill[:] = self.parameters.layers[-1].skill
        for layer, below in zip(self.layers[-2::-1], self.layers[:0:-1], strict=True):
            count_leaves(layer, below)

    def forget_casts(self) -> None:
        """Strategies were changed from outside."""
        self._casts = [None] * len(self.layers)

    def model_of(self, response: Floats) -> int:
        """Row of a response in the table of models, added if it is new; models that nobody holds go first."""
        for row, model in enumerate(self.models):
            if np.array_equal(model, response):
                return row
        used = np.unique(np.concatenate([layer.models for layer in self.layers]))
        for layer in self.layers:
            layer.models[:] = np.searchsorted(used, layer.models)
        self.models = np.concatenate([self.models[used], response[None]])
        return len(used)

    def enter_regime(self, response: Floats) -> None:
        """The world responds anew from the next tick on, and all above the leaves know it (their insight)."""
        row = self.model_of(response)
        self.response = self.models[row].copy()
        for layer in self.layers[:-1]:
            layer.models[:] = row

    def hold_letters(self, number: int, readable: Bools) -> None:
        """Letters that an intervention holds take the place of those just written."""
        for (layer, unit), letter in self.held.items():
            if layer == number:
                letters = self.layers[number].letters
                letters[unit] = np.where(readable, letter, 0.0)
                settle(letters, unit, self.settings.budget)
