"""What a unit is: robust, pseudo-aligned, deceptive, compliant, misaligned, or no mesa-optimizer (MODEL.md section 4)."""

import numpy as np

from superorganisms.agents.columns import Columns
from superorganisms.agents.strategies import flags
from superorganisms.arrays import Bools, Codes, Floats
from superorganisms.compiled import kernel
from superorganisms.model.state import State
from superorganisms.vectors import ONLY, apply_transposed, cosine

CLASSES = ("no mesa-optimizer", "robust", "pseudo", "deceptive", "compliant", "misaligned")
THRESHOLD = 0.8  # θ: from here on two behaviours count as the same


@kernel
def behaves(asked: Floats, wants: Floats, i: int, regimes: Floats, which: int, effort: Floats) -> float:
    """B_R(a) = cos(Rᵀ c_p, Rᵀ a): do letter and wish lead to the same effort in this regime? asked (m, K) holds the Rᵀ c_p."""
    apply_transposed(regimes, which, wants, i, effort, ONLY)
    return cosine(asked, which, effort, ONLY)


@kernel
def is_robust(asked: Floats, goals: Floats, i: int, regimes: Floats, effort: Floats) -> bool:
    """Whether the goal behaves as the letter asks in every regime."""
    for regime in range(regimes.shape[0]):  # noqa: SIM110  # numba compiles no generators
        if behaves(asked, goals, i, regimes, regime, effort) < THRESHOLD:
            return False
    return True


@kernel
def classify_block(start: int, stop: int, layer: Columns, letters: Floats, regimes: Floats, kinds: Bools, out: Codes) -> None:
    """Class codes of rows start..stop-1, the first that holds.

    regimes (m, K, K): the present one, then the others of the shift set. kinds (2, strategies): whether it optimizes,
    whether it deceives.
    """
    asked, effort = np.empty((regimes.shape[0], letters.shape[1])), np.empty((1, letters.shape[1]))
    parent = -1
    for i in range(start, stop):
        if layer.parents[i] != parent:
            parent = layer.parents[i]
            for regime in range(regimes.shape[0]):
                apply_transposed(regimes, regime, letters, parent, asked, regime)
        strategy = layer.former_strategies[i]
        if not kinds[0, strategy]:
            out[i] = 0
        elif behaves(asked, layer.former_goals, i, regimes, ONLY, effort) >= THRESHOLD:
            out[i] = 1 if is_robust(asked, layer.former_goals, i, regimes, effort) else 2
        elif kinds[1, strategy]:
            out[i] = 3 if behaves(asked, layer.understood, i, regimes, ONLY, effort) >= THRESHOLD else 5
        else:
            out[i] = 4 if behaves(asked, layer.aims, i, regimes, ONLY, effort) >= THRESHOLD else 5


def class_codes(state: State) -> list[Codes]:
    """For each layer (n,) the index in CLASSES of every unit, as it acted in the last tick. Kept: not to be written to."""
    known = state.classified
    if known is not None and known[0] == state.tick and known[1] is state.settings:
        return known[2]
    kinds = np.stack([flags("OPTIMIZES"), flags("DECEIVES")])
    letters = np.ascontiguousarray(state.acted_letter[None])
    others = [regime for regime in state.settings.shift_set if not np.array_equal(regime, state.acted_response)]
    regimes = np.stack([state.acted_response, *others])
    found = []
    for number, layer in enumerate(state.layers):
        codes = np.empty(len(layer), np.int8)
        arguments = (layer, letters, regimes, kinds, codes)
        state.each_block(number, classify_block, *arguments)
        found.append(codes)
        letters = layer.letters
    state.classified = (state.tick, state.settings, found)
    return found
