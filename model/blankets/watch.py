"""A watch on some units: it keeps what acted in each tick while a world runs, and says how tight each blanket was.

Integrity of a blanket (MODEL.md section 6): I(v_t; a_t | g_t, c_p,t), how much a suspected source says about the aim once the
own goal and the letter above are known. It asks across the transition, never of two insides in the same tick: those depend on
each other through their common history where nothing leaks.
"""

from collections.abc import Iterable
from math import nan
from typing import TYPE_CHECKING

import numpy as np

from superorganisms.agents.strategies import strategies
from superorganisms.arrays import Floats
from superorganisms.errors import SuperorganismError, suggest
from superorganisms.model.blankets.information import Information, estimate
from superorganisms.model.leaks import leaks

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism

KEPT = ("goal", "aim", "letter", "above", "over", "children")
SOURCES = {"lobby": "children", "bypass": "over", "insider": "goal"}  # of an insider nothing is read: w doesn't vary


class Watch:
    """What chosen units ('firm.3'; all if None) and those around them were and said, tick by tick.

    note() after each step keeps six vectors of each: its goal as it acted, its aim, its letter, the letter above, the one
    above that, its children's mean goal (0 where there is none); run(ticks) makes the steps too. The world isn't touched.
    """

    def __init__(self, world: "Superorganism", units: Iterable[str] | None = None) -> None:
        self.world = world
        self.places = {
            f"{layer.name}.{row}": (number, row) for number, layer in enumerate(world.layers) for row in range(len(layer))
        }
        self.units = tuple(self.places) if units is None else tuple(dict.fromkeys(units))
        for unit in self.units:
            self._place(unit)
        self._kept: list[Floats] = []  # (units, 6, K) each
        self._reasons: dict[str, str] = {}

    def run(self, ticks: int) -> None:
        """So many ticks of the world, each noted."""
        for _ in range(ticks):
            self.world.step()
            self.note()

    def note(self) -> None:
        """Keep the tick that the world has just done."""
        kept = np.zeros((len(self.units), len(KEPT), self.world.intent.shape[0]))
        for unit, vectors in zip(self.units, kept, strict=True):
            self._look(*self.places[unit], vectors)
            if unit not in self._reasons and (why := self._why_not(*self.places[unit])):
                self._reasons[unit] = why
        self._kept.append(kept)

    def _look(self, number: int, row: int, vectors: Floats) -> None:
        """The six vectors of a unit."""
        layers, layer = self.world.layers, self.world.layers[number]
        letters = [one.letters for one in layers[:number]]
        letters = [self.world.state.acted_letter[None], *letters]  # by whom a layer is led: letters[0] is the designer's
        vectors[0], vectors[1], vectors[2] = layer.former_goals[row], layer.aims[row], layer.letters[row]
        parent = int(layer.parents[row])
        vectors[3] = letters[number][parent]
        if number > 0:
            vectors[4] = letters[number - 1][int(layers[number - 1].parents[parent])]
        if number + 1 < len(layers):
            families = layers[number + 1].families
            vectors[5] = layers[number + 1].former_goals[families[row] : families[row + 1]].mean(axis=0)

    @property
    def ticks(self) -> int:
        """How many were noted."""
        return len(self._kept)

    def series(self, unit: str, what: str) -> Floats:
        """goal, aim, letter, above, over or children of a watched unit, (ticks, K). Raises SuperorganismError."""
        self._place(unit)
        if unit not in self.units:
            raise SuperorganismError(f"'{unit}' isn't watched, only {', '.join(self.units)}")
        if not self._kept:
            raise SuperorganismError("nothing was noted yet; call run(ticks), or note() after each step")
        which = self.units.index(unit), KEPT.index(what)
        return np.stack([kept[which] for kept in self._kept])

    def integrity(self, unit: str, source: str, *, permutations: int = 199, seed: int = 0) -> Information:
        """How much of a source has got into a unit's aim past its letter, in nats; 0 if the blanket is tight.

        source: a kind of leak ('lobby', 'bypass', 'insider'), or what another watched unit was or said: 'firm.4.goal' as the
        tick found it, 'government.0.letter'. Undefined (NaN, with its reason) without misreading, for who has no aim or doesn't
        blend goal and letter, and for a source that doesn't vary. Exact under cost, a screen under budget, where aims are cut
        to length 1. Raises SuperorganismError for a unit that isn't watched and a source that can't be.
        """
        a = self.source(unit, source)
        if unit in self._reasons:
            return Information(nan, nan, self.ticks, (0, 0, 0), self._reasons[unit])
        if source == "insider":
            return Information(nan, nan, self.ticks, (0, 0, 0), "w doesn't vary: only the graph shows an insider")
        given = np.column_stack([self.series(unit, "goal"), self.series(unit, "above")])
        return estimate(self.series(unit, "aim"), a, given, permutations=permutations, seed=seed)

    def source(self, unit: str, source: str) -> Floats:
        """What may have leaked into a unit's aim, (ticks, K). Raises SuperorganismError."""
        if source in SOURCES:
            self._check_kind(unit, source)
            return self.series(unit, SOURCES[source])
        other, _, variable = source.rpartition(".")
        if variable not in ("goal", "letter") or other == unit:
            raise SuperorganismError(
                f"source must be {', '.join(SOURCES)}, or the goal or letter of another watched unit as 'firm.4.goal', got "
                f"'{source}'; aims of the same tick share their history with the unit's own"
            )
        return self.series(other, variable)

    def _check_kind(self, unit: str, kind: str) -> None:
        number, last = self._place(unit)[0], len(self.world.layers) - 1
        declared = leaks()[kind]
        if number < declared.BELOW or (declared.ABOVE_LEAVES and number == last):
            raise SuperorganismError(f"nothing can leak into '{unit}' by {kind}: {declared.SENTENCE}")

    def _place(self, unit: str) -> tuple[int, int]:
        if unit not in self.places:
            raise SuperorganismError(f"no unit '{unit}'{suggest(unit, self.places) or ', units are called as firm.3'}")
        return self.places[unit]

    def _why_not(self, number: int, row: int) -> str:
        """Why a unit's integrity can't be measured from a run in which it was as in this tick; "" if it can."""
        layer, traits = self.world.layers[number], self.world.state.settings.layers[number].traits
        strategy = list(strategies().values())[layer.former_strategies[row]]
        if not strategy.AIMS:
            return f"a {strategy.NAME} has no aim"
        if strategy.DECEIVES or strategy.SANDBOXED:
            return f"a {strategy.NAME} doesn't blend its goal with the letter: its aim is no linear function of both with noise"
        if traits.misreading * traits.compliance == 0.0:
            return "without misreading (and compliance) the aim is a function of goal, letter and what leaks"
        return ""


def integrity(
    world: "Superorganism", unit: str, source: str, ticks: int, *, permutations: int = 199, seed: int = 0
) -> Information:
    """Run a world for so many ticks and say how tight a unit's blanket was against a source, as Watch.integrity has it."""
    watch = Watch(world, [unit])
    watch.run(ticks)
    return watch.integrity(unit, source, permutations=permutations, seed=seed)
