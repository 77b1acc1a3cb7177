"""A window of conduct: efforts summed by regime, and which part of an objective those regimes can show at all."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from superorganisms.arrays import Floats, Ints

_UNSEEN = 1e-10  # a direction that loses all but this share of the largest singular value has not been tried


@dataclass(frozen=True)
class Window:
    """What n units did in T ticks under r different responses.

    efforts (T, n, K); regimes (r, K, K), the different responses; which (T,), the regime of each tick.
    """

    efforts: Floats
    regimes: Floats
    which: Ints

    @cached_property
    def counts(self) -> Floats:
        """Ticks spent in each regime, (r,)."""
        return np.bincount(self.which, minlength=len(self.regimes)).astype(np.float64)

    @cached_property
    def sums(self) -> Floats:
        """Efforts added up regime by regime, (r, n, K): all that the objective itself depends on, under either rule."""
        return np.stack([self.efforts[self.which == regime].sum(axis=0) for regime in range(len(self.regimes))])

    @cached_property
    def spectrum(self) -> tuple[Floats, Floats]:
        """Singular values (K,), descending, and right singular vectors (K, K, as rows) of the stacked R_tᵀ, over √T.

        A singular value says how strongly conduct answers to that direction of an objective, per tick; 0 is not at all.
        """
        stacked = np.sqrt(self.counts / self.counts.sum())[:, None, None] * self.regimes.transpose(0, 2, 1)
        _, values, vectors = np.linalg.svd(stacked.reshape(-1, self.regimes.shape[2]))
        return values, vectors

    @property
    def rank(self) -> int:
        """How many directions of an objective the regimes can show."""
        values, _ = self.spectrum
        return int((values > _UNSEEN * values[0]).sum()) if values[0] > 0.0 else 0

    @cached_property
    def whitening(self) -> Floats:
        """W (K, rank): b = W y for what can show of an objective, scaled so that all y of length 1 show alike.

        Σ_t (R_tᵀ W)ᵀ (R_tᵀ W) = T I: nothing below has to solve equations that hardly tried directions make ill-conditioned.
        """
        values, vectors = self.spectrum
        return np.ascontiguousarray(vectors[: self.rank].T / values[: self.rank])

    @cached_property
    def maps(self) -> Floats:
        """R_rᵀ W of each regime, (r, K, rank)."""
        found: Floats = self.regimes.transpose(0, 2, 1) @ self.whitening
        return found

    @property
    def untried(self) -> Floats:
        """Orthonormal basis (K - rank, K) of what no effort of the window depends on: R_tᵀ d = 0 in every tick."""
        return oriented(self.spectrum[1][self.rank :])


def oriented(vectors: Floats) -> Floats:
    """The rows, each with its largest entry (the first of the largest) positive: a sign for what has none.

    >>> oriented(np.array([[0.6, -0.8]])).tolist()
    [[-0.6, 0.8]]
    """
    if not len(vectors):
        return vectors.copy()
    size = np.abs(vectors)
    largest = (size > size.max(axis=1, keepdims=True) * (1 - 1e-9)).argmax(axis=1)
    turned: Floats = vectors * np.where(vectors[np.arange(len(vectors)), largest] < 0.0, -1.0, 1.0)[:, None]
    return turned


def window(efforts: npt.ArrayLike, responses: npt.ArrayLike) -> Window:
    """A window from efforts (T, n, K) or (T, K), and responses (T, K, K), or (K, K) for one that never changed.

    Raises ValueError for shapes that don't fit, no tick, or numbers that are not finite.
    """
    e = np.asarray(efforts, dtype=np.float64)
    e = e[:, None, :] if e.ndim == 2 else e
    if e.ndim != 3 or not len(e):
        raise ValueError(f"efforts must be (T, K) or (T, n, K) with T of at least 1, got shape {np.shape(efforts)}")
    r = np.asarray(responses, dtype=np.float64)
    r = r[None] if r.ndim == 2 else r
    features = e.shape[2]
    if r.shape not in ((len(e), features, features), (1, features, features)):
        wanted = f"({len(e)}, {features}, {features})"
        raise ValueError(f"responses must be {wanted} or one matrix for all ticks, got shape {np.shape(responses)}")
    if not (np.isfinite(e).all() and np.isfinite(r).all()):
        raise ValueError("efforts and responses must be finite")
    regimes, which = np.unique(r, axis=0, return_inverse=True)
    return Window(e, regimes, np.broadcast_to(which.reshape(-1), len(e)).astype(np.int64))
