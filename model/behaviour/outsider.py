"""How somebody would class a unit who sees only what it does: the behavioural objective in the place of the goal."""

import numpy as np

from superorganisms.arrays import Bools, Floats
from superorganisms.model.classes import THRESHOLD

VERDICTS = ("robust", "pseudo", "misaligned", "unknown")


def alignment(objectives: Floats, letters: Floats, regimes: Floats) -> Floats:
    """B_R = cos(Rᵀ c, Rᵀ b) of n units in m regimes, (m, n); objectives and letters (n, K), regimes (m, K, K); 0 of 0."""
    shown = np.einsum("mji,nj->mni", regimes, objectives)
    asked = np.einsum("mji,nj->mni", regimes, letters)
    sizes = np.linalg.norm(shown, axis=2) * np.linalg.norm(asked, axis=2)
    products = np.einsum("mni,mni->mn", shown, asked)
    found: Floats = np.divide(products, sizes, out=np.zeros_like(products), where=sizes > 0.0)
    return found


def passes(objectives: Floats, letters: Floats, regimes: Floats) -> Bools:
    """Whether each serves its letter well enough in each regime, (m, n): B_R >= θ."""
    kept: Bools = alignment(objectives, letters, regimes) >= THRESHOLD - 1e-9  # rounding mustn't tell
    return kept


def verdicts(objectives: Floats, letters: Floats, regimes: Floats) -> list[str]:
    """robust, pseudo, misaligned, or unknown where nothing shows (an objective of 0), as conduct has it.

    objectives (n, K): what shows of each unit's behavioural objective; letters (n, K); regimes (m, K, K), those that were
    seen, the present one first. By the rule of MODEL.md section 4 with b for the goal: robust if B_R >= θ in every regime
    seen, pseudo if in the present only, else misaligned. Of deceptive and compliant an outsider can't speak: the goal behind
    them is what he doesn't see. What was not tried doesn't matter for the verdict, as Rᵀ b is the same whatever it is; and
    that is why the verdict may be wrong.

    >>> verdicts(np.array([[0.6, 0.8]]), np.array([[1.0, 0.0]]), np.eye(2)[None])
    ['misaligned']
    """
    passed, shows = passes(objectives, letters, regimes), np.linalg.norm(objectives, axis=1) > 0.0
    codes = np.where(passed.all(axis=0), 0, np.where(passed[0], 1, 2))
    return [VERDICTS[code] if known else "unknown" for code, known in zip(codes.tolist(), shows.tolist(), strict=True)]
