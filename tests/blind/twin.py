"""A second, slow implementation of the model: one Python object per unit, no arrays, nothing shared with the package.

It is written from the model's page of mathematics alone. Where it and the fast engine differ, one of them has misread
that page. Parameters come as a plain dict; every random number has the same address as in the engine, so runs agree
number for number. The parts of a tick stand in files of their own, each a class that builds on the one before:
World (tick 0), Mind (publish, act, report), Selection, Learning, Regimes (shift), and here the tick as a whole.
"""

from __future__ import annotations

from typing import Any

from tests.blind.twin_mind import search_costs
from tests.blind.twin_regimes import Regimes
from tests.blind.twin_unit import Unit

__all__ = ["Twin", "Unit"]


class Twin(Regimes):
    """The world of `parameters` (a plain dict) under `seed`; `step()` is one tick."""

    def step(self) -> None:
        """One tick: publish, act, report, select, learn, shift; `intervene` comes after it."""
        self.tick += 1
        self.acted_response = self.response
        for members in self.units:
            for who in members:
                self._publish(who)
        for leaf in self.units[-1]:
            self._act(leaf)
        for members in reversed(self.units):
            for who in members:
                self._report(who)
        self.drift = [{} for _ in self.units]
        self.select()
        self.learn()
        self.shift()

    def intervene(self) -> None:
        """What is planned to be changed by hand after this tick (0: before the first); measure the tick before it."""
        names = [layer["name"] for layer in self.layers]
        for entry in self.parameters.get("interventions") or []:
            if entry["at"] != self.tick:
                continue
            name, _, path = entry["path"].partition(".")
            if path:
                self._change(names.index(name), path, entry["value"])
            else:
                self._change_world(name, entry["value"])

    def _change(self, depth: int, path: str, value: Any) -> None:
        """A parameter of a layer, or an option of one."""
        layer, (what, _, option) = self.layers[depth], path.partition(".")
        if option:
            layer[what] = {**options(what, layer.get(what)), option: value}
        else:
            layer[what] = value
        if what == "skill":
            for who in self.units[depth]:
                who.skill = value[who.row] if isinstance(value, list) else value

    def _change_world(self, what: str, value: Any) -> None:
        self.parameters[what] = value
        self._design()
        if what == "response":
            self.response = self.matrix(value)
            self._inform()


def options(what: str, given: Any) -> dict[str, Any]:
    """The table that stands behind the short form of a parameter with options."""
    if isinstance(given, dict):
        return dict(given)
    match what:
        case "search_cost":
            return search_costs(given or {})
        case "migration":
            return {"recruit": given or 0.0}
        case "selection":
            return {"rule": given}
    raise ValueError(f"{what} has no short form")
