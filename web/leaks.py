"""How open the units' blankets are: what reached their aims and letters past the letters above them (MODEL.md section 6).

A leak makes v <- ⟨v + κ a⟩, and what it did in a tick can be told exactly: the aim is worked out once more without it. A unit
is as open as its aim was moved, |v' - v| as a share of √2 times the longer of both: 0 where nothing was moved, 1 where it was
turned by a right angle or more. Foresight is a leak by nature, and is told the same way by the letter. Before the first tick,
and where the parameters have been changed by hand since, the strength alone tells: κ/(1 + κ).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from superorganisms.agents.columns import Columns, Layer
from superorganisms.arrays import Floats
from superorganisms.web.acted import acted
from superorganisms.web.frames import Bytes

if TYPE_CHECKING:
    from superorganisms.model.state import State
    from superorganisms.model.world import Superorganism

FORESIGHT = "foresight"
SOURCES = {"lobby": "children", FORESIGHT: "children", "bypass": "grandparent", "insider": "outside"}
_LEAST = 1e-9  # model/foresight.py: below it a compliance counts as 0
_SAME = 1e-9  # an aim that comes out so near to the one kept was made so


@dataclass(frozen=True)
class Opening:
    """A way around the blankets of a layer's units (unit None: of all); moved (n,): by how much, NaN for who has no aim."""

    layer: int
    kind: str
    unit: int | None
    strength: float
    moved: Floats


def displacement(before: Floats, after: Floats) -> Floats:
    """(n,) in [0, 1]: how far rows (n, K) were moved, 1 for a right angle; NaN of NaN, 0 of two that are 0.

    >>> displacement(np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])).round(12).tolist()
    [1.0, 0.0]
    """
    way, longer = _square(after - before), 2.0 * np.maximum(_square(before), _square(after))
    share = np.divide(way, longer, out=np.where(np.isnan(way), np.nan, 0.0), where=longer > 0.0)
    return np.minimum(1.0, np.sqrt(share))


def _square(rows: Floats) -> Floats:
    found: Floats = np.einsum("nk,nk->n", rows, rows)
    return found


def leaks(world: "Superorganism") -> list[dict[str, Any]]:
    """What can leak by the parameters of now: layer, kind, strength, source, and the unit (None: all of the layer)."""
    found = [
        {"layer": layer, "kind": kind.NAME, "strength": strength, "source": SOURCES.get(kind.NAME, "outside"), "unit": unit}
        for layer, settings in enumerate(world.state.settings.layers)
        for kind, unit, strength in settings.leaks
        if strength > 0.0
    ]
    foreseen = [
        {"layer": layer, "kind": FORESIGHT, "strength": 1.0 - compliance, "source": SOURCES[FORESIGHT], "unit": None}
        for layer, compliance in _foreseeing(world.state)
    ]
    return found + foreseen


def _foreseeing(state: "State") -> list[tuple[int, float]]:
    """Layers whose letters depend on what their children want, and the children's compliance."""
    below = [settings.traits.compliance for settings in state.settings.layers[1:]]
    return [
        (layer, compliance)
        for layer, compliance in enumerate(below)
        if state.settings.layers[layer].foresight and _LEAST <= compliance < 1.0
    ]


def openings(world: "Superorganism") -> list[Opening]:
    """Every leak with what it moved in the last tick."""
    if not leaks(world):
        return []
    state = acted(world)
    found = [opening for layer in range(len(state.layers)) for opening in _seeping(state, layer)]
    return found + [_foreseen(state, layer, compliance) for layer, compliance in _foreseeing(state)]


def _seeping(state: "State", number: int) -> list[Opening]:
    """The leaks of a layer, one after the other as they act on the aims that come out without them."""
    from superorganisms.agents.strategies import flags, strategies
    from superorganisms.model.leaks import seep

    settings, kept = state.settings.layers[number], state.layers[number].aims
    entries = [entry for entry in settings.leaks if entry[2] > 0.0]
    if not entries:
        return []
    own = state.layers[number]
    layer = Layer.named(own.name, Columns(*own)._replace(aims=np.empty_like(kept)))  # a Layer: what the laws are compiled for
    kinds, aiming = list(strategies().values()), flags("AIMS")[layer.strategies]
    for code in np.flatnonzero(np.bincount(layer.strategies)):
        kinds[code].aim(np.flatnonzero(layer.strategies == code), layer, settings.traits)
    found = []
    for kind, unit, strength in entries:
        source, which = kind.source(state, number)
        rows, before = np.arange(len(kept)) if unit is None else np.array([unit]), layer.aims.copy()
        seep(rows, layer, flags("AIMS"), source, which, strength, settings.traits.budget)
        moved = np.where(aiming, 0.0, np.nan)
        moved[rows] += displacement(before[rows], layer.aims[rows])
        found.append((kind.NAME, unit, strength, rows, moved))
    told = (_square(layer.aims - kept) <= _SAME**2) & (state.tick > 0)
    for _, _, strength, rows, moved in found:
        guessed = rows[~told[rows] & aiming[rows]]
        moved[guessed] = strength / (1.0 + strength)
    return [Opening(number, name, unit, strength, moved) for name, unit, strength, _, moved in found]


def _foreseen(state: "State", number: int, compliance: float) -> Opening:
    """What the letters of a layer are because of what its children want."""
    from superorganisms.model.foresight import foresee
    from superorganisms.model.publish import write_letters

    layer, settings = state.layers[number], state.settings.layers[number]
    strength = 1.0 - compliance
    if state.tick == 0:
        return Opening(number, FORESIGHT, None, strength, np.full(len(layer), strength))
    plain, foreseen = np.empty_like(layer.letters), np.empty_like(layer.letters)
    for letters, wanted in ((plain, layer.aims), (foreseen, foresee(state, number))):
        write_letters(0, len(layer), letters, wanted, settings.readable, settings.traits.budget)
    moved = displacement(plain, foreseen)
    moved[[unit for held, unit in state.held if held == number]] = 0.0  # an intervention has put the letter in its mouth
    return Opening(number, FORESIGHT, None, strength, moved)


def reaches(opening: Opening, layer: int, index: int) -> bool:
    """Whether it is a way around this unit's blanket."""
    return opening.layer == layer and opening.unit in (None, index) and bool(np.isfinite(opening.moved[index]))


def open_blankets(world: "Superorganism") -> Bytes | None:
    """(n,) all layers' units, the top first: 0 for an intact blanket, else 1 (nothing was moved in this tick) to 255.

    None where nothing can leak.
    """
    found = openings(world)
    if not found:
        return None
    open_ = [np.zeros(len(layer), np.uint8) for layer in world.layers]
    for opening in found:
        rows = np.isfinite(opening.moved)
        if opening.unit is not None:
            rows &= np.arange(len(rows)) == opening.unit
        share = 1 + np.rint(254 * opening.moved[rows]).astype(np.uint8)
        open_[opening.layer][rows] = np.maximum(open_[opening.layer][rows], share)
    return np.concatenate(open_)
