"""What a unit is: robust, pseudo-aligned, deceptive, compliant, misaligned, or no mesa-optimizer (MODEL.md section 4)."""

import numpy as np

from superorganisms.agents.columns import Columns
from superorganisms.agents.strategies import strategies
from superorganisms.arrays import Bools, Codes, Floats
from superorganisms.compiled import kernel
from superorganisms.model.state import State
from superorganisms.vectors import FIRST, SECOND, apply_transposed, cosine

CLASSES = ("no mesa-optimizer", "robust", "pseudo", "deceptive", "compliant", "misaligned")
THRESHOLD = 0.8  # θ: from here on two behaviours count as the same


@kernel
def behaves(letters: Floats, p: int, wants: Floats, i: int, regimes: Floats, which: int, two: Floats) -> float:
    """B_R(a) = cos(Rᵀ c_p, Rᵀ a): do both lead to the same effort in this regime?"""
    apply_transposed(regimes, which, letters, p, two, FIRST)
    apply_transposed(regimes, which, wants, i, two, SECOND)
    return cosine(two, FIRST, two, SECOND)


@kernel
def class_of(i: int, layer: Columns, letters: Floats, regimes: Floats, deceives: bool, two: Floats) -> int:
    """The first that holds, of a unit that optimizes. regimes (m, K, K): the present one, then the shift set."""
    p = layer.parents[i]
    if behaves(letters, p, layer.former_goals, i, regimes, FIRST, two) >= THRESHOLD:
        for regime in range(1, regimes.shape[0]):
            if behaves(letters, p, layer.former_goals, i, regimes, regime, two) < THRESHOLD:
                return 2
        return 1
    conduct = layer.understood if deceives else layer.aims
    if behaves(letters, p, conduct, i, regimes, FIRST, two) >= THRESHOLD:
        return 3 if deceives else 4
    return 5


@kernel
def classify_block(start: int, stop: int, layer: Columns, letters: Floats, regimes: Floats, kinds: Bools, out: Codes) -> None:
    """Class codes of rows start..stop-1. kinds (2, strategies): whether it optimizes, whether it deceives."""
    two = np.empty((2, letters.shape[1]))
    for i in range(start, stop):
        strategy = layer.former_strategies[i]
        out[i] = class_of(i, layer, letters, regimes, kinds[1, strategy], two) if kinds[0, strategy] else 0


def class_codes(state: State) -> list[Codes]:
    """For each layer (n,) the index in CLASSES of every unit, as it acted in the last tick."""
    kinds = np.array(
        [[one.OPTIMIZES for one in strategies().values()], [name == "deceiver" for name in strategies()]],
        dtype=np.bool_,
    )
    letters = np.ascontiguousarray(state.acted_letter[None])
    regimes = np.concatenate([state.acted_response[None], state.settings.shift_set])
    found = []
    for number, layer in enumerate(state.layers):
        codes = np.empty(len(layer), np.int8)
        arguments = (layer, letters, regimes, kinds, codes)
        state.each_block(number, classify_block, *arguments)
        found.append(codes)
        letters = layer.letters
    return found
