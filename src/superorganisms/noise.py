"""Every random number has an address: (seed, purpose, layer, key of the unit, tick, draw).

No generator holds a state. A number is computed from its address by a counter-based cipher, so it doesn't depend on the
order in which units are visited, on threads, or on who else exists: one more unit changes only its own numbers.

The cipher is Threefry-2x64 with 20 rounds (Salmon, Moraes, Dror and Shaw 2011). A unit's key is hashed from its
parent's key and its place among the siblings, so that a unit keeps its numbers when another family grows.

Keys are uint64; seed, tick, layer and draw are whole numbers >= 0 (layer < 256, draw < 2**40), the designer's key is 0
and the top is the designer's child in place 0. A place is the position in the family, or `name_place` of the unit's
name where units have names. Called from Python rather than from compiled code, the functions give words and keys as
plain ints, which must be wrapped in np.uint64 to be passed on (numba takes an int for a signed number).
"""

from enum import IntEnum
from hashlib import sha256

import numpy as np

from superorganisms.arithmetic import normal_quantile, normal_quantile_centre, normal_quantile_tail
from superorganisms.arrays import Floats, Keys
from superorganisms.compiled import kernel

type Whole = int | np.integer

DESIGNER_KEY = np.uint64(0)


class Purpose(IntEnum):
    """What a random number decides; `about` says it in a sentence.

    A candidate for a slot is a unit with a key of its own, child_key(key of the slot, number of the candidate): all that
    is drawn for it stands under that key, in the layer of the slot.
    """

    about: str

    def __new__(cls, number: int, about: str) -> "Purpose":
        """A member that is its number and carries its sentence."""
        member = int.__new__(cls, number)
        member._value_ = number
        member.about = about
        return member

    GOAL = 1, "How an initial goal deviates from the goal above: a normal number per feature, at tick 0."
    STRATEGY = 2, "The initial strategy: a uniform number picks from the layer's mixture, at tick 0."
    AUDIT = 3, "Whether the unit's metric is read: if a uniform number is below the layer's audit."
    DETECTION = 4, "Whether an audit recognises the unit's goal: if a uniform number is below the layer's detection."
    METRIC = 5, "The error of the unit's metric: a normal number."
    SELECTION = 6, "A unit's own draws: truncation's tie (0) and choice of ancestor (1), Wright-Fisher's choice (0)."
    FAMILY = (
        7,
        "A family's draws, keyed by its parent: rounding (0); Moran's birth (0), death (1); Fermi's pair (0, 1), copy (2).",
    )
    MUTATION = 8, "How a newcomer's goal deviates from its ancestor's: a normal number per feature, keyed by the slot."
    MISREADING = 9, "How the unit misunderstands the letter above it: a normal number per feature."
    EXPLORATION = 10, "How a controller's effort deviates from its plan: a normal number per feature."
    PLANS = 11, "How a planner's plans deviate from its prior: a normal number per feature, plan after plan."
    TRAITS = (
        12,
        "A newborn's strategy: whether it is drawn afresh (0), which (1); whether it sees through: afresh (2), yes (3).",
    )
    POOL = 13, "The goal of a candidate from outside: a normal number per feature."
    RECRUIT = 14, "Whether a vacancy recruits from a sibling family (0), and from which (1), keyed by the slot."
    SWAP = 15, "Who changes places with whom, keyed by the parent of their parents: rounding (0), the shuffle (1, 2, ...)."
    UPDATE = 16, "Which unit of a layer learns when updating is asynchronous, keyed by the designer."
    REGIME = 17, "Which regime of a weighted set comes next, keyed by the designer."
    DRIFT = 18, "How the response turns: two features (uniform 0, 1) and an angle (normal 2), keyed by the designer."


# A uint64 meeting a signed number becomes a float in numba, so every number a hash touches is a uint64 of its own.
_KEY_TAG = np.uint64(0x6E6573746564)  # "nested"
_PARITY = np.uint64(0x1BD11BDAA9FC1A22)
_0, _1, _2, _3, _4, _5, _12, _40, _48, _64 = (np.uint64(n) for n in (0, 1, 2, 3, 4, 5, 12, 40, 48, 64))
_EVEN = tuple(np.uint64(n) for n in (16, 42, 12, 31))
_ODD = tuple(np.uint64(n) for n in (16, 32, 24, 21))

_STEP = 2.0**-52
_PARKED, _UNPARKED = 2.0**100, 2.0**-100


@kernel
def _four_rounds(
    x0: np.uint64, x1: np.uint64, turns: tuple[np.uint64, ...], add0: np.uint64, add1: np.uint64
) -> tuple[np.uint64, np.uint64]:
    """Four times add, rotate, xor; then the next part of the key is added."""
    x0 += x1
    x1 = ((x1 << turns[0]) | (x1 >> (_64 - turns[0]))) ^ x0
    x0 += x1
    x1 = ((x1 << turns[1]) | (x1 >> (_64 - turns[1]))) ^ x0
    x0 += x1
    x1 = ((x1 << turns[2]) | (x1 >> (_64 - turns[2]))) ^ x0
    x0 += x1
    x1 = ((x1 << turns[3]) | (x1 >> (_64 - turns[3]))) ^ x0
    return x0 + add0, x1 + add1


@kernel
def threefry2x64(k0: np.uint64, k1: np.uint64, c0: np.uint64, c1: np.uint64) -> tuple[np.uint64, np.uint64]:
    """Two random words for a key (k0, k1) and a counter (c0, c1), all uint64. Threefry-2x64-20, Salmon et al. 2011."""
    k2 = k0 ^ k1 ^ _PARITY
    x0, x1 = _four_rounds(c0 + k0, c1 + k1, _EVEN, k1, k2 + _1)
    x0, x1 = _four_rounds(x0, x1, _ODD, k2, k0 + _2)
    x0, x1 = _four_rounds(x0, x1, _EVEN, k0, k1 + _3)
    x0, x1 = _four_rounds(x0, x1, _ODD, k1, k2 + _4)
    return _four_rounds(x0, x1, _EVEN, k2, k0 + _5)


@kernel
def child_key(parent_key: Whole, place: Whole) -> np.uint64:
    """Key of the unit in a place (>= 0) below the unit with parent_key."""
    return threefry2x64(np.uint64(parent_key), _KEY_TAG, np.uint64(place), _0)[0]


def name_place(name: str) -> np.uint64:
    """The place of a named unit: the first 8 bytes, little-endian, of the SHA-256 of its name in UTF-8."""
    return np.uint64(int.from_bytes(sha256(name.encode()).digest()[:8], "little"))


@kernel
def _stream(purpose: Whole, layer: Whole) -> np.uint64:
    """The upper bits of the second counter; the draws count in the 40 bits below."""
    return (np.uint64(purpose) << _48) | (np.uint64(layer) << _40)


@kernel
def word(seed: Whole, purpose: Whole, layer: Whole, key: Whole, tick: Whole, draw: Whole) -> np.uint64:
    """The 64 random bits at an address; draws 2i and 2i + 1 are the two words of one hash."""
    d = np.uint64(draw)
    w0, w1 = threefry2x64(np.uint64(seed), np.uint64(key), np.uint64(tick), _stream(purpose, layer) | (d >> _1))
    return w0 if d & _1 == _0 else w1


@kernel
def _fraction(w: np.uint64) -> float:
    """The middle of one of 2**52 equal parts of (0, 1): never 0, never 1."""
    return (np.float64(w >> _12) + 0.5) * _STEP


@kernel
def uniform(seed: Whole, purpose: Whole, layer: Whole, key: Whole, tick: Whole, draw: Whole) -> float:
    """The uniform number in the open interval (0, 1) at an address."""
    return _fraction(word(seed, purpose, layer, key, tick, draw))


@kernel
def normal(seed: Whole, purpose: Whole, layer: Whole, key: Whole, tick: Whole, draw: Whole) -> float:
    """The standard normal number at an address, |z| < 8.3: the quantile of its uniform number."""
    return normal_quantile(uniform(seed, purpose, layer, key, tick, draw))


@kernel
def fill_uniform(out: Floats, seed: Whole, purpose: Whole, layer: Whole, key: Whole, tick: Whole) -> None:
    """Write uniform(..., draw) for draw = 0, 1, ... into out (m,), with one hash for two numbers."""
    k0, k1, c0, stream = np.uint64(seed), np.uint64(key), np.uint64(tick), _stream(purpose, layer)
    pairs = len(out) // 2
    for i in range(pairs):
        w0, w1 = threefry2x64(k0, k1, c0, stream | np.uint64(i))
        out[2 * i] = _fraction(w0)
        out[2 * i + 1] = _fraction(w1)
    if len(out) % 2 == 1:
        out[-1] = _fraction(threefry2x64(k0, k1, c0, stream | np.uint64(pairs))[0])


@kernel
def _to_normals(out: Floats) -> None:
    """Replace uniform numbers (m,) by their normal quantiles."""
    # The first loop has no branches, so that the processor does several numbers at once. Those of the tails (15 %) are
    # set aside in place, scaled by a power of two: exact, and far above every quantile of the centre.
    for i in range(len(out)):
        p = out[i]
        centre = normal_quantile_centre(p)
        out[i] = centre if abs(p - 0.5) <= 0.425 else p * _PARKED
    for i in range(len(out)):
        if out[i] > 2.0:
            out[i] = normal_quantile_tail(out[i] * _UNPARKED)


@kernel
def fill_normal(out: Floats, seed: Whole, purpose: Whole, layer: Whole, key: Whole, tick: Whole) -> None:
    """Write normal(..., draw) for draw = 0, 1, ... into out (m,), with one hash for two numbers."""
    fill_uniform(out, seed, purpose, layer, key, tick)
    _to_normals(out)


@kernel
def each_uniform(out: Floats, seed: Whole, purpose: Whole, layer: Whole, keys: Keys, tick: Whole, draw: Whole) -> None:
    """Write uniform(..., keys[i], ...) into out[i]: one number for each of many units."""
    k0, c0, d = np.uint64(seed), np.uint64(tick), np.uint64(draw)
    c1 = _stream(purpose, layer) | (d >> _1)
    odd = d & _1 == _1
    for i in range(len(out)):
        w0, w1 = threefry2x64(k0, keys[i], c0, c1)
        out[i] = _fraction(w1 if odd else w0)


@kernel
def each_normal(out: Floats, seed: Whole, purpose: Whole, layer: Whole, keys: Keys, tick: Whole, draw: Whole) -> None:
    """Write normal(..., keys[i], ...) into out[i]: one number for each of many units."""
    each_uniform(out, seed, purpose, layer, keys, tick, draw)
    _to_normals(out)
