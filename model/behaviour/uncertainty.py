"""How far off a behavioural objective may be, and what of it regimes that are not weighed against each other leave open.

Cost: least squares theory (Gauss 1823), exact for independent errors of equal variance in each feature of an effort. Budget:
the same to first order in the errors, of which only the part at right angles to the effort turns it.
"""

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.model.behaviour import climb
from superorganisms.model.behaviour.window import Window, oriented

_UNWEIGHED = 1e-10  # curvature, as a share of the largest, that counts as none


def uncertainty(seen: Window, estimate: Floats, rule: str) -> tuple[Floats, int, list[Floats]]:
    """Covariances (n, K, K) of estimates (n, K), degrees of freedom, and what is open of each unit (m, K)."""
    ticks, units, features = seen.efforts.shape
    errors, unweighed = np.full((units, features, features), np.nan), [np.empty((0, features))] * units
    if not seen.rank:
        return errors, 0, [seen.untried] * units
    if rule == "cost":
        freedom = ticks * features - seen.rank
        errors = _of_least_squares(seen, estimate, freedom) if freedom > 0 else errors
    else:
        freedom = ticks * (features - 1) - (seen.rank - 1)
        found, unweighed = _of_pointing(seen, estimate, max(freedom, 1))
        errors = found if freedom > 0 else errors
    return errors, freedom, [np.concatenate([seen.untried, one]) for one in unweighed]


def _of_least_squares(seen: Window, estimate: Floats, freedom: int) -> Floats:
    """s² (Σ R Rᵀ)⁻¹ on what shows, s² the residual variance."""
    planned = np.einsum("rji,nj->rni", seen.regimes, estimate)[seen.which]
    variance = ((seen.efforts - planned) ** 2).sum(axis=(0, 2)) / freedom
    found: Floats = variance[:, None, None] * (seen.whitening @ seen.whitening.T / len(seen.efforts))
    return found


def _of_pointing(seen: Window, estimate: Floats, freedom: int) -> tuple[Floats, list[Floats]]:
    """Covariances to first order, and what regimes that are not weighed against each other leave open.

    In the coordinates y of the window, H⁺ (s² J) H⁺: H is minus the second derivative of Σ e·u at the top, u = unit(A_t y); J =
    Σ_t A_tᵀ (I - u uᵀ) A_t/|A_t y|² the same with efforts as planned; s² the variance of efforts at right angles to u, per
    feature and tick. From there to unit(W y).
    """
    white = np.linalg.lstsq(seen.whitening, estimate.T, rcond=None)[0].T
    at = np.divide(white, np.linalg.norm(white, axis=1, keepdims=True), out=np.zeros_like(white), where=white != 0.0)
    ways, inverse = climb.directions(seen.maps, at)
    pulls = ways @ seen.maps
    each = (seen.maps.transpose(0, 2, 1) @ seen.maps)[:, None] - pulls[:, :, :, None] * pulls[:, :, None, :]
    planned = np.einsum("r,rn,rnjk->njk", seen.counts, inverse**2, each)
    weighed = np.einsum("rn,rn,rnjk->njk", np.linalg.norm(seen.sums, axis=2), inverse**2, each)
    along = np.einsum("tnk,tnk->tn", ways[seen.which], seen.efforts)
    aside = (np.einsum("tnk,tnk->tn", seen.efforts, seen.efforts) - along**2).clip(min=0.0).sum(axis=0)
    curvature = climb.slope(seen.maps, seen.sums, at)[1]
    errors, unweighed = np.empty((len(at), *seen.regimes.shape[1:])), []
    for i in range(len(at)):
        values, axes = np.linalg.eigh(weighed[i])
        flat = values <= _UNWEIGHED * max(float(values[-1]), 1e-300)
        loose, firm = axes[:, flat], axes[:, ~flat]
        bent = firm @ np.linalg.pinv(firm.T @ curvature[i] @ firm) @ firm.T
        turn = _turn(seen.whitening, at[i], estimate[i])
        errors[i] = aside[i] / freedom * turn @ bent @ planned[i] @ bent @ turn.T
        unweighed.append(_span(turn @ loose, loose.shape[1] - 1 if values[-1] > 0.0 else 0))
    return errors, unweighed


def _turn(whitening: Floats, at: Floats, estimate: Floats) -> Floats:
    """How unit(W y) turns with y, (K, k)."""
    size = np.linalg.norm(whitening @ at)
    found: Floats = (whitening - np.outer(estimate, estimate @ whitening)) / (size if size > 0.0 else 1.0)
    return found


def _span(vectors: Floats, count: int) -> Floats:
    """So many orthonormal rows for the span of the columns (K, m), which has as many dimensions."""
    return oriented(np.ascontiguousarray(np.linalg.svd(vectors)[0][:, : max(count, 0)].T))
