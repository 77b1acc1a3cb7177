"""Columns that the page gets beside the world's measures: why the mean goals of the layers have moved since tick 0.

`LAYER.drift.TERM` is the sum, over the ticks so far, of a term of the account of drift (MODEL.md section 5) along the intent,
w·Δḡ: how much nearer to the intent, or farther from it, selection, mutation and the others have brought the layer's mean goal.
`change` is the sum of the others. Sums and not terms of single ticks: then a page that keeps every fourth row, and a run so
long that a row of the account stands for several ticks, lose nothing but when within those ticks it came.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from superorganisms.arrays import Floats, Ints

if TYPE_CHECKING:
    from superorganisms.model.parameters import Intervention
    from superorganisms.model.world import Superorganism

INTENT = "intent"


class _Known(NamedTuple):
    """Sums (layers, terms) of a world's first ticks, and what had been changed by hand: the seed's and the parameters' world
    is one and the same as long as that is.
    """

    tick: int
    hand: "tuple[Intervention, ...]"
    sums: Floats


_known: "WeakKeyDictionary[Superorganism, _Known]" = WeakKeyDictionary()


def names(world: "Superorganism") -> tuple[str, ...]:
    """Names of our own columns: change, then its terms, layer by layer from the top."""
    return tuple(f"{layer}.drift.{term}" for layer, term, _ in _columns(world))


def meanings(world: "Superorganism") -> dict[str, str]:
    """A sentence for every column that the page gets: the measures', with when they are undefined, and our own."""
    found = {
        name: f"{column.sentence}; none where {column.undefined}" if column.undefined else column.sentence
        for name, column in world.record.columns.items()
    }
    for layer, term, _ in _columns(world):
        by = "" if term == "change" else f" by {term.replace('_', ' ')}"
        found[f"{layer}.drift.{term}"] = f"how far the layer's mean goal has moved along the intent since tick 0{by}"
    return found


def values(player: Any, first: int, last: int) -> Floats:
    """(last - first, columns): the rows of ticks first + 1 to last of the player's world, which has done them.

    Where a row of the account stands for several ticks, the ticks in its middle have it spread evenly.
    """
    world: Superorganism = player.world
    start, ends, sums = _sums(world, first)
    ticks = np.arange(first + 1, last + 1)
    spread = np.empty((len(ticks), *sums.shape[1:]))
    knots = np.concatenate([[start], ends])
    for place in np.ndindex(sums.shape[1:]):
        spread[(slice(None), *place)] = np.interp(ticks, knots, sums[(slice(None), *place)])
    number = {layer.name: at for at, layer in enumerate(world.layers)}
    found: Floats = spread[:, *np.array([(number[layer], place) for layer, _, place in _columns(world)]).T]
    return found


def _columns(world: "Superorganism") -> Iterator[tuple[str, str, int]]:
    """Layer, term, and the term's place in the account. Selection between groups is there by its levels alone."""
    from superorganisms.model.drift import TERMS, all_terms

    layers = [layer.name for layer in world.layers]
    terms = all_terms(layers)
    for number, layer in enumerate(layers):
        between = terms[len(TERMS) : len(TERMS) + max(0, number - 1)]
        for term in ("change", *between, *TERMS[2:]):
            yield layer, term, terms.index(term)


def _sums(world: "Superorganism", first: int) -> tuple[int, Ints, Floats]:
    """A tick up to `first`, the ends of the account's rows after it, and the sums (1 + rows, layers, terms) up to each."""
    record = world.record
    ends, rows = record.drift_ends, record.drift
    span = int(ends[0]) if len(ends) else 1
    known = _known.get(world)
    if known is None or known.tick > first or known.tick % span or known.hand != _hand(world, known.tick):
        known = _Known(0, (), np.zeros(rows.shape[1:3]))
    later = known.tick // span
    sums = np.cumsum(np.concatenate([known.sums[None], _along_intent(world, rows[later:], ends[later:])]), axis=0)
    whole = max(at for at in range(len(sums)) if at == 0 or ends[later + at - 1] % span == 0)
    if whole:
        tick = int(ends[later + whole - 1])
        _known[world] = _Known(tick, _hand(world, tick), sums[whole])
    return known.tick, ends[later:], sums


def _hand(world: "Superorganism", tick: int) -> "tuple[Intervention, ...]":
    """What was changed by hand before this tick was made."""
    return tuple(one for one in world.made_by_hand if one.at < tick)


def _along_intent(world: "Superorganism", rows: Floats, ends: Ints) -> Floats:
    """(rows, layers, terms): each row's vectors along the intent that held in its last tick."""
    from superorganisms.model.settings import world_settings

    changes = [one for one in world.interventions if one.path == INTENT and one.at < world.tick]
    if not changes:
        found: Floats = rows @ world.intent
        return found
    parameters = [world.parameters, *(world.parameters.with_changes({INTENT: one.value}) for one in changes)]
    intents = np.stack([world_settings(one).intent for one in parameters])
    which = np.searchsorted([one.at for one in changes], ends, side="left")
    held: Floats = np.einsum("rltk,rk->rlt", rows, intents[which])
    return held
