"""The four kinds of unit, as Mesa agents that are light views on a layer's rows."""

from typing import Any, NoReturn

import mesa
import numpy as np

from superorganisms.agents.columns import Layer
from superorganisms.arrays import Floats
from superorganisms.errors import SuperorganismError


class Unit(mesa.Agent):  # type: ignore[misc]  # Mesa ships no types
    """One slot of one layer: what it shows is read from the arrays when asked for.

    Setting `goal`, `letter` or `strategy` is an intervention, recorded as such; everything else is read only. Units are
    made by the world when its `agents` are first asked for, are never removed, and don't step alone: each of these gives a
    SuperorganismError.
    """

    def __init__(self, model: Any, layer: int | None = None, row: int | None = None) -> None:
        if layer is None or row is None:
            raise SuperorganismError(f"a {type(self).__name__} can't be added: the tree of slots is fixed when a world is made")
        self._layer, self._row = layer, row
        super().__init__(model)

    def __repr__(self) -> str:
        """Kind and place."""
        return f"<{type(self).__name__} {self._row} in layer {self._layer}>"

    @property
    def columns(self) -> Layer:
        """The layer that the unit is a row of."""
        layer: Layer = self.model.layers[self._layer]
        return layer

    @property
    def layer(self) -> int:
        """Number of the unit's layer, 0 at the top."""
        return self._layer

    @property
    def row(self) -> int:
        """Row of the unit in its layer."""
        return self._row

    @property
    def path(self) -> str:
        """How interventions call the unit: `government.2`."""
        return f"{self.columns.name}.{self._row}"

    @property
    def name(self) -> str:
        """Name in an imported tree, else kind and number."""
        return str(self.model.names(self._layer)[self._row])

    @property
    def parent(self) -> "Unit | None":
        """The unit above; None for the top."""
        return None if self._layer == 0 else self._at(self._layer - 1, int(self.columns.parents[self._row]))

    @property
    def children(self) -> list["Unit"]:
        """The units below, in order; none at a leaf."""
        if self._layer + 1 == len(self.model.layers):
            return []
        families = self.model.layers[self._layer + 1].families
        return [self._at(self._layer + 1, row) for row in range(families[self._row], families[self._row + 1])]

    def _at(self, layer: int, row: int) -> "Unit":
        unit: Unit = self.model.agents.to_list()[sum(len(one) for one in self.model.layers[:layer]) + row]
        return unit

    def _vector(self, column: Floats) -> Floats:
        return np.array(column[self._row])

    @property
    def goal(self) -> Floats:
        """Mesa-objective g, (K,); a copy."""
        return self._vector(self.columns.goals)

    @goal.setter
    def goal(self, value: Any) -> None:
        self.model.intervene(f"{self.path}.goal", value)

    @property
    def letter(self) -> Floats:
        """The letter c that the unit publishes, (K,); zeros at a leaf; a copy."""
        return self._vector(self.columns.letters)

    @letter.setter
    def letter(self, value: Any) -> None:
        self.model.intervene(f"{self.path}.letter", value)

    @property
    def strategy(self) -> str:
        """Name of the unit's strategy."""
        return str(self.model.strategy_names[self.columns.strategies[self._row]])

    @strategy.setter
    def strategy(self, value: str) -> None:
        self.model.intervene(f"{self.path}.strategy", value)

    @property
    def aim(self) -> Floats:
        """What the unit tried for in the last tick, v (K,); NaN if it has no aim; a copy."""
        return self._vector(self.columns.aims)

    @property
    def effort(self) -> Floats:
        """e of a leaf, above the sum of what its leaves did, (K,); a copy."""
        return self._vector(self.columns.efforts)

    @property
    def outcome(self) -> Floats:
        """x, averaged over the leaves below, (K,); a copy."""
        return self._vector(self.columns.outcomes)

    @property
    def metric(self) -> float:
        """m, by which the parent judges if it audits."""
        return float(self.columns.metrics[self._row])

    @property
    def audited(self) -> bool:
        """Whether the metric was read in the last tick."""
        return bool(self.columns.audited[self._row])

    @property
    def newcomer(self) -> bool:
        """Whether the slot changed hands in the last tick."""
        return bool(self.columns.newcomers[self._row])

    @property
    def ancestor(self) -> "Unit":
        """The slot whose copy sits here since the last tick; itself if nothing changed."""
        return self._at(self._layer, int(self.columns.ancestors[self._row]))

    @property
    def inner_alignment(self) -> float:
        """cos of the letter above with the goal, as the unit acted in the last tick."""
        return float(self.model.inner_alignment(self._layer)[self._row])

    def step(self) -> NoReturn:
        """Not possible alone: a tick is done by all at once."""
        raise SuperorganismError("a unit can't step alone: a tick is done by the whole world, world.step()")

    def advance(self) -> NoReturn:
        """Not possible alone: a tick is done by all at once."""
        self.step()

    def remove(self) -> NoReturn:
        """Not possible: slots are never empty."""
        raise SuperorganismError("units can't be removed: the tree of slots never changes, what sits in a slot does")


class GeopoliticalOrder(Unit):
    """The top: selects governments, is never selected itself."""


class Government(Unit):
    """Between the order and the firms: selected by the order, selects firms."""


class Firm(Unit):
    """The last above the leaves: selects employees."""


class Employee(Unit):
    """A leaf: acts on the world."""


def kind_of(layer: int, layers: int) -> type[Unit]:
    """The kind of unit that lives in a layer: the top, the leaves, those who lead leaves, and all between."""
    if layer == 0:
        return GeopoliticalOrder
    if layer == layers - 1:
        return Employee
    return Firm if layer == layers - 2 else Government


def populate_views(model: Any) -> None:
    """Make a view on every slot, from the top, and register it with Mesa."""
    for number, layer in enumerate(model.layers):
        kind = kind_of(number, len(model.layers))
        for row in range(len(layer)):
            kind(model, number, row)
