"""The budget rule's objective: the unit vector whose best efforts point most as the efforts seen do.

F(y) = Σ_r E_r·unit(A_r y) is a sum of cosines and not concave, so it may have several maxima. It is climbed from several
starts by Newton's method with the curvature's sign mended (steps are always uphill) and steps halved until F rises; F can
never exceed Σ_r |E_r|, so that where it gets there no better maximum exists. numpy with its BLAS: on request, never in a tick.
"""

import numpy as np

from superorganisms.arrays import Bools, Floats, Ints

STARTS = 16  # climbed from: the highest of all that are tried
_ALONE = 6  # regimes whose own best objectives are tried
_STEPS = 100
_HALVINGS = 40
_FLAT = 1e-11  # slope, as a share of Σ |E_r|, at which a climb is over
_ROUNDING = 1e-15  # what F may fall by in a step, as a share of Σ |E_r|
_BLIND = 1e-12  # |A_r y| for |y| = 1 that counts as none
_LEAST = 1e-8  # curvature, as a share of the largest, below which a step goes no further


def _unit(vectors: Floats) -> Floats:
    """Rows of length 1, or 0 where they are 0."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0.0)


def directions(maps: Floats, at: Floats) -> tuple[Floats, Floats]:
    """unit(A_r y) (r, n, K) and 1/|A_r y| (r, n), 0 where A_r y is; maps (r, K, k), at (n, k)."""
    efforts = at @ maps.transpose(0, 2, 1)
    lengths = np.linalg.norm(efforts, axis=2)
    inverse = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > _BLIND)
    return efforts * inverse[:, :, None], inverse


def value(maps: Floats, sums: Floats, at: Floats) -> Floats:
    """F of n units at (n, k); sums (r, n, K)."""
    found: Floats = np.einsum("rni,rni->n", directions(maps, at)[0], sums)
    return found


def slope(maps: Floats, sums: Floats, at: Floats) -> tuple[Floats, Floats]:
    """Gradient (n, k) of F at unit vectors, which is at right angles to them, and minus its second derivative (n, k, k)."""
    ways, inverse = directions(maps, at)
    along = np.einsum("rni,rni->rn", ways, sums)
    aside = (sums - along[:, :, None] * ways) * inverse[:, :, None]
    pulls = ways @ maps * inverse[:, :, None]
    sides = aside @ maps
    first = sides.sum(axis=0)
    squares = (maps.transpose(0, 2, 1) @ maps).reshape(len(maps), -1)
    second = ((along * inverse**2).T @ squares).reshape(-1, maps.shape[2], maps.shape[2])
    # Σ_r (s pᵀ + p sᵀ - a p pᵀ) = Σ_r (h pᵀ + p hᵀ) with h = s - a p/2
    half = (sides - 0.5 * along[:, :, None] * pulls).transpose(1, 2, 0) @ pulls.transpose(1, 0, 2)
    return first, second + half + half.transpose(0, 2, 1)


def starts(maps: Floats, sums: Floats, counts: Floats) -> Floats:
    """Where climbs may begin, (s, n, k), rows of length 1 or 0.

    Least squares; what is best for each regime alone, and between and across two of them; both ways along each axis
    and along each regime's singular vectors, about which its cosine turns fastest. Of
    many regimes those that lasted longest.
    """
    units, size = sums.shape[1], maps.shape[2]
    least_squares = _unit((sums @ maps).sum(axis=0))  # Σ_r counts_r A_rᵀ A_r is the identity, but for a factor
    longest = np.sort(np.argsort(-counts, kind="stable")[:_ALONE])
    own = [_unit((np.linalg.pinv(maps[one]) @ sums[one].T).T) for one in longest]
    pairs = [_unit(one + sign * other) for i, one in enumerate(own) for other in own[:i] for sign in (1.0, -1.0)]
    axes = np.concatenate([np.eye(size), *np.linalg.svd(maps[longest])[2]])
    fixed = np.concatenate([axes, -axes])
    return np.concatenate(
        [np.stack([least_squares, *own, *pairs]), np.broadcast_to(fixed[:, None, :], (len(fixed), units, size))]
    )


def climb(maps: Floats, sums: Floats, counts: Floats, *, most: int = STARTS) -> Floats:
    """The maximising unit vectors (n, k), of so many starts at most.

    maps (r, K, k), A_r as `Window.maps` has them; sums (r, n, K) efforts; counts (r,) ticks.
    """
    begun = starts(maps, sums, counts)
    heights = np.stack([value(maps, sums, one) for one in begun])
    best = np.argsort(-heights, axis=0, kind="stable")[:most]
    everyone, bound = np.arange(sums.shape[1]), _bound(sums)
    found = _ascend(maps, sums, begun[best[0], everyone])
    for row in best[1:]:
        reached = value(maps, sums, found)
        short = np.flatnonzero(reached < bound * (1 - 1e-12))  # the others can't be surpassed
        other = _ascend(maps, sums[:, short], begun[row[short], short])
        # Tops that differ by rounding alone are the same: the first of them
        higher = value(maps, sums[:, short], other) > reached[short] + 1e-12 * bound[short]
        found[short[higher]] = other[higher]
    return found


def _bound(sums: Floats) -> Floats:
    """Σ_r |E_r|, (n,): what F can't exceed."""
    most: Floats = np.linalg.norm(sums, axis=2).sum(axis=0)
    return most


def _ascend(maps: Floats, sums: Floats, begin: Floats) -> Floats:
    """Uphill from begin (n, k) until it is flat."""
    at, bound = begin.copy(), _bound(sums)
    rising = np.flatnonzero(bound > 0.0)
    for _ in range(_STEPS):
        if not rising.size:
            break
        first, second = slope(maps, sums[:, rising], at[rising])
        steep = np.linalg.norm(first, axis=1) > _FLAT * bound[rising]
        rising, first, second = rising[steep], first[steep], second[steep]
        if rising.size:
            moved = _move(maps, sums, at, rising, first, _step(first, second, at[rising]))
            rising = rising[moved]
    return at


def _step(first: Floats, second: Floats, at: Floats) -> Floats:
    """Newton's step with every curvature taken as downward: always uphill, and short nowhere but where F is flat."""
    scale = np.linalg.norm(second, axis=(1, 2))[:, None, None] + 1e-300
    curvatures, axes = np.linalg.eigh(second + scale * at[:, :, None] * at[:, None, :])
    size = np.maximum(np.abs(curvatures), _LEAST * np.abs(curvatures).max(axis=1, keepdims=True) + 1e-300)
    step: Floats = np.einsum("nij,nj->ni", axes, np.einsum("nji,nj->ni", axes, first) / size)
    return step


def _move(maps: Floats, sums: Floats, at: Floats, rows: Ints, first: Floats, step: Floats) -> Bools:
    """Go as far along the step as F rises by what the slope promises (Armijo 1966); who has moved."""
    before, promised = value(maps, sums[:, rows], at[rows]), 1e-4 * np.einsum("ni,ni->n", first, step)
    before -= _ROUNDING * _bound(sums[:, rows])
    moved, length = np.zeros(len(rows), dtype=np.bool_), 1.0
    for _ in range(_HALVINGS):
        left = np.flatnonzero(~moved)
        if not left.size:
            break
        tried = _unit(at[rows[left]] + length * step[left])
        higher = value(maps, sums[:, rows[left]], tried) > before[left] + length * promised[left]
        at[rows[left[higher]]] = tried[higher]
        moved[left[higher]] = True
        length /= 2
    return moved
