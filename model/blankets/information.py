"""How much two vectors tell of each other once a third is known: Gaussian conditional mutual information, in nats.

From covariances (a law), and from a series: with the bias of so many numbers taken off, and a null by permuted residuals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, nan

import numpy as np
import numpy.typing as npt

from superorganisms.arrays import Floats

NEGLIGIBLE = 1e-8
"""A direction with less than this share of its column's standard deviation counts as none: columns are scaled to 1 first."""
_AT_ONCE = 64  # permutations
_BOUND = 1.0 - 1e-12  # a canonical correlation above it is 1


def gaussian_cmi(covariance: npt.ArrayLike, x: Sequence[int], y: Sequence[int], z: Sequence[int] = ()) -> float:
    """I(x; y | z) = ½ log(|Σ_xz| |Σ_yz| / (|Σ_z| |Σ_xyz|)) of jointly normal variables, in nats, >= 0.

    covariance (n, n) symmetric, positive semidefinite; x, y, z: disjoint rows. Directions without variance count for nothing,
    so a singular covariance is no error; inf where, given z, some combination of x is a function of y. Worked out from the
    canonical correlations given z: -½ Σ log(1 - ρ²). Raises ValueError. Hotelling 1936; Cover and Thomas 2006, chapter 8.

    >>> leaky = [[1, 1, 1.5], [1, 2, 2.5], [1.5, 2.5, 4.25]]  # y = x + noise, z = y + x/2 + noise
    >>> round(gaussian_cmi(leaky, [0], [2], [1]), 6)
    0.058892
    """
    sigma = np.asarray(covariance, dtype=np.float64)
    groups = [_rows(sigma, rows) for rows in (x, y, z)]
    scale = np.sqrt(np.diag(sigma))
    scaled = sigma / np.outer(np.where(scale > 0, scale, 1.0), np.where(scale > 0, scale, 1.0))
    both = [*groups[0], *groups[1]]
    if len({*both, *groups[2]}) < len(both) + len(groups[2]):
        raise ValueError("x, y and z must have no row in common")
    left = scaled[np.ix_(both, both)]
    if groups[2]:
        root = _inverse_root(scaled[np.ix_(groups[2], groups[2])])
        pulled = scaled[np.ix_(both, groups[2])] @ root
        left = left - pulled @ pulled.T
    p = len(groups[0])
    whitened = _inverse_root(left[:p, :p]).T @ left[:p, p:] @ _inverse_root(left[p:, p:])
    return _information(np.linalg.svd(whitened, compute_uv=False))


def _rows(sigma: Floats, rows: Sequence[int]) -> list[int]:
    n = sigma.shape[0] if sigma.ndim == 2 else -1
    if sigma.shape != (n, n) or not np.isfinite(sigma).all() or not np.allclose(sigma, sigma.T, rtol=1e-9, atol=0):
        raise ValueError(f"covariance must be a symmetric matrix of finite numbers, got shape {sigma.shape}")
    if (np.linalg.eigvalsh(sigma) < -1e-9 * max(1e-300, np.abs(sigma).max())).any():
        raise ValueError("covariance must be positive semidefinite")
    found = [int(row) for row in rows]
    if any(not 0 <= row < n for row in found) or len(set(found)) < len(found):
        raise ValueError(f"x, y and z must be rows from 0 to {n - 1}, each once, got {found}")
    return found


def _inverse_root(matrix: Floats) -> Floats:
    """W with Wᵀ A W = I on the directions in which A has variance (n, rank)."""
    values, vectors = np.linalg.eigh(matrix)
    kept = values > NEGLIGIBLE  # of a variance that was 1: a correlation matrix is good to about 1e-15
    root: Floats = vectors[:, kept] / np.sqrt(values[kept])
    return root


def _information(correlations: Floats) -> float:
    """-½ Σ log(1 - ρ²)."""
    if correlations.size and correlations.max() >= _BOUND:
        return inf
    return float(-0.5 * np.log1p(-(correlations**2)).sum())


def bias(n: int, p: int, q: int, k: int) -> float:
    """What the plug-in estimate is on average where there is no information: ½ Σ_{i=1..p} [ψ((n-k-i)/2) - ψ((n-k-q-i)/2)].

    n normal samples, means estimated; p, q, k dimensions of x, y and z. Wilks' lambda is then a product of Beta variables
    (Anderson 2003, section 8.4), whose expected logarithms are digamma functions. NaN for too few samples.
    """
    from scipy.special import digamma  # here: nothing else needs it, and it takes a tenth of a second

    if n - k - q - p <= 0:
        return nan
    i = np.arange(1, p + 1)
    return float(0.5 * (digamma((n - k - i) / 2) - digamma((n - k - q - i) / 2)).sum())


@dataclass(frozen=True)
class Information:
    """What a series says about I(x; y | z)."""

    nats: float  # bias taken off, so it may be below 0; NaN where undefined
    p_value: float  # share of permuted series that show as much; NaN where undefined
    ticks: int
    dimensions: tuple[int, int, int]  # p, q, k that were left
    reason: str = ""  # why it is undefined


def estimate(x: Floats, y: Floats, z: Floats, *, permutations: int = 199, seed: int = 0) -> Information:
    """I(x; y | z) in nats from n samples x (n, p), y (n, q), z (n, k), bias taken off, with its p-value.

    Columns are scaled to standard deviation 1; then directions below NEGLIGIBLE are dropped: of z, and of what z leaves of x
    and of y. The null permutes the residuals of x on z among the samples and takes z off again (Freedman and Lane 1983). Exact
    for normal x; the p-value holds where the residuals are exchangeable. permutations 0: no p-value (NaN).
    """
    n = x.shape[0]
    known = _directions(np.column_stack([np.ones((n, 1)), _scaled(z)]))
    k = known.shape[1] - 1
    mine, theirs = (_residuals(_scaled(one), known) for one in (x, y))
    basis = _directions(theirs)
    p, q = _directions(mine).shape[1], basis.shape[1]
    if why := _undefined(n, (p, q, k)):
        return Information(nan, nan, n, (p, q, k), why)
    mine = _directions(mine)
    seen = _plug_in(mine[None], basis)[0]
    if seen == inf:
        return Information(nan, nan, n, (p, q, k), "what is asked about is a function of the rest and of the source")
    p_value = _p_value(mine, known, basis, seen, permutations, seed)
    return Information(float(seen) - bias(n, p, q, k), p_value, n, (p, q, k))


def _undefined(n: int, dimensions: tuple[int, int, int]) -> str:
    p, q, k = dimensions
    if p == 0:
        return "what is asked about is a function of what is given"
    if q == 0:
        return "the source doesn't vary, or is a function of what is given"
    if n - k - q - p <= 0:
        return f"{n} ticks are too few for {p} + {q} + {k} dimensions"
    return ""


def _scaled(columns: Floats) -> Floats:
    """Columns with mean 0 and standard deviation 1; those that are constant but for rounding are dropped."""
    centred = columns - columns.mean(axis=0)
    size = centred.std(axis=0)
    kept = size > 1e-12 * np.maximum(1e-300, np.abs(columns).max(axis=0, initial=0.0))
    scaled: Floats = centred[:, kept] / size[kept]
    return scaled


def _residuals(columns: Floats, known: Floats) -> Floats:
    """What an orthonormal basis leaves of columns, taken off twice for the rounding."""
    for _ in range(2):
        columns = columns - known @ (known.T @ columns)
    return columns


def _directions(columns: Floats) -> Floats:
    """An orthonormal basis (n, rank) of what columns of unit scale span, negligible directions left out."""
    if columns.shape[1] == 0:
        return columns
    vectors, sizes, _ = np.linalg.svd(columns, full_matrices=False)
    return vectors[:, sizes > NEGLIGIBLE * np.sqrt(columns.shape[0])]


def _plug_in(samples: Floats, basis: Floats) -> Floats:
    """-½ log(|E| / |T|) of many residuals (m, n, p), T their squares and E what the basis (n, q) leaves of them."""
    squares = np.swapaxes(samples, 1, 2) @ samples
    shared = basis.T @ samples
    left = squares - np.swapaxes(shared, 1, 2) @ shared
    root = np.linalg.inv(np.linalg.cholesky(squares))
    shares = np.linalg.eigvalsh(root @ left @ np.swapaxes(root, 1, 2))  # 1 - ρ² of the canonical correlations
    found: Floats = np.where(shares[:, 0] <= 1.0 - _BOUND, inf, -0.5 * np.log(np.maximum(shares, 1e-300)).sum(axis=1))
    return found


def _p_value(mine: Floats, known: Floats, basis: Floats, seen: float, permutations: int, seed: int) -> float:
    if permutations == 0:
        return nan
    rng, as_much = np.random.default_rng(seed), 0
    for first in range(0, permutations, _AT_ONCE):
        orders = np.stack([rng.permutation(mine.shape[0]) for _ in range(min(_AT_ONCE, permutations - first))])
        shuffled = mine[orders]
        for _ in range(2):
            shuffled = shuffled - known @ (known.T @ shuffled)
        as_much += int((_plug_in(shuffled, basis) >= seen).sum())
    return (1 + as_much) / (1 + permutations)
