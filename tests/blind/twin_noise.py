"""Counter-based noise in plain Python: Threefry2x64 with 20 rounds (Salmon et al. 2011), addressed as the model says.

Written from the paper and the description of the addresses alone, as the reference that the compiled noise is held
against.
"""

from hashlib import sha256
from math import cos, log, pi, sqrt
from statistics import NormalDist

_MASK = 2**64 - 1
_ROTATIONS = (16, 42, 12, 31, 16, 32, 24, 21)
_PARITY = 0x1BD11BDAA9FC1A22
_KEY_TAG = 0x6E6573746564

GOAL, STRATEGY, AUDIT, DETECTION, METRIC, SELECTION, FAMILY, MUTATION = range(1, 9)
MISREADING, EXPLORATION, PLANS, TRAITS, POOL, RECRUIT, SWAP, UPDATE, REGIME, DRIFT = range(9, 19)


def threefry2x64(k0: int, k1: int, c0: int, c1: int) -> tuple[int, int]:
    """The two 64-bit words of key (k0, k1) at counter (c0, c1)."""
    key = (k0, k1, _PARITY ^ k0 ^ k1)
    x0, x1 = (c0 + k0) & _MASK, (c1 + k1) & _MASK
    for turn in range(20):
        by = _ROTATIONS[turn % 8]
        x0 = (x0 + x1) & _MASK
        x1 = (((x1 << by) | (x1 >> (64 - by))) & _MASK) ^ x0
        if turn % 4 == 3:
            injection = turn // 4 + 1
            x0 = (x0 + key[injection % 3]) & _MASK
            x1 = (x1 + key[(injection + 1) % 3] + injection) & _MASK
    return x0, x1


def child_key(parent_key: int, place: int) -> int:
    """Key of the child at `place` in the family of the unit with `parent_key`; the designer's key is 0."""
    return threefry2x64(parent_key, _KEY_TAG, place, 0)[0]


def name_place(name: str) -> int:
    """Place of a named child: the first 8 bytes, little end first, of its name's SHA-256."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "little")


def uniform(seed: int, purpose: int, layer: int, key: int, tick: int, draw: int = 0) -> float:
    """One number in (0, 1)."""
    words = threefry2x64(seed, key, tick, (purpose << 48) | (layer << 40) | (draw >> 1))
    return ((words[draw % 2] >> 12) + 0.5) * 2.0**-52


def normal(seed: int, purpose: int, layer: int, key: int, tick: int, draw: int = 0) -> float:
    """One standard normal number, the quantile of the uniform at the same address."""
    return NormalDist().inv_cdf(uniform(seed, purpose, layer, key, tick, draw))


def laplace(luck: float) -> float:
    """The quantile of the Laplace distribution of scale 1."""
    return log(2 * luck) if luck < 0.5 else -log(2 * (1 - luck))


def student_t(freedom: float, first: float, second: float) -> float:
    """A Student-t number of two uniform ones (Bailey 1994)."""
    return sqrt(freedom * (first ** (-2 / freedom) - 1)) * cos(2 * pi * second)
