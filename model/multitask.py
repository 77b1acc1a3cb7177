"""How strongly to pay for several tasks that are measured with unequal noise."""

import numpy as np
import numpy.typing as npt

from superorganisms.arrays import Floats


def multitask(
    benefit: npt.ArrayLike,
    response: npt.ArrayLike,
    noise: npt.ArrayLike,
    *,
    risk_aversion: float = 1.0,
) -> Floats:
    """The best linear incentives for an agent who dislikes risk: β* = (I + r C Σ)⁻¹ B, with C = (R Rᵀ)⁻¹.

    benefit B (K,): what a unit of each outcome is worth to the principal; response R (K, K), invertible: how effort turns into
    outcomes, so that outcomes x cost the agent xᵀCx/2 (effort costs |e|²/2); noise Σ (K, K) or its diagonal (K,) >= 0:
    covariance of what is measured; risk_aversion r >= 0. Returns β (K,): pay per unit of each measured outcome, at which the
    agent's effort is Rᵀβ. A task that can't be measured takes the incentives for its substitutes with it.

    Raises ValueError for shapes that don't fit, an r below 0, noise that isn't a covariance, or an R without inverse.
    Holmström & Milgrom 1991, equation 5.

    >>> multitask([1.0, 1.0], [[1.0, 0.0], [0.0, 1.0]], [0.0, 1.0]).tolist()
    [1.0, 0.5]
    """
    worth, turned = np.asarray(benefit, dtype=float), np.asarray(response, dtype=float)
    if worth.ndim != 1 or turned.shape != (worth.size, worth.size):
        raise ValueError(f"response must be (K, K) for K = {worth.size} benefits, got shape {turned.shape}")
    if not risk_aversion >= 0:
        raise ValueError(f"risk_aversion must be >= 0, got {risk_aversion}")
    outcomes = turned @ turned.T
    if np.linalg.matrix_rank(turned) < worth.size:
        raise ValueError(f"response must have an inverse, got rank {np.linalg.matrix_rank(turned)} of {worth.size}")
    # (I + r C Σ) β = B, multiplied by R Rᵀ from the left: no inverse is formed
    return np.asarray(np.linalg.solve(outcomes + risk_aversion * _covariance(noise, worth.size), outcomes @ worth))


def _covariance(noise: npt.ArrayLike, size: int) -> Floats:
    given = np.asarray(noise, dtype=float)
    matrix = np.diag(given) if given.ndim == 1 else given
    if matrix.shape != (size, size):
        raise ValueError(f"noise must be (K,) or (K, K) for K = {size} benefits, got shape {given.shape}")
    if not np.array_equal(matrix, matrix.T) or np.linalg.eigvalsh(matrix).min() < -1e-12 * max(1.0, np.abs(matrix).max()):
        raise ValueError("noise must be a covariance: symmetric, no negative variance in any direction")
    return matrix
