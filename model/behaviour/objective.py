"""Behavioural objective: what a unit's efforts show it to want, whatever goes on inside (MODEL.md section 4).

Rational choice read backwards: the b for which somebody who knows the world would have acted as this unit did. It needs no
goal, so a bottlecap has one too. numpy with its BLAS, on request: no trajectory depends on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from superorganisms.arrays import Floats
from superorganisms.model.behaviour import climb, words
from superorganisms.model.behaviour.uncertainty import uncertainty
from superorganisms.model.behaviour.window import Window, window

RULES = ("budget", "cost")
IDLE = "no effort was made in the window"
CANCELS = "the efforts of the window cancel each other"
OPEN = "the window leaves directions open: they have not been tried apart"
_NOTHING = 1e-12  # share of the effort made that counts as no agreement at all


@dataclass(frozen=True)
class Objective:
    """The behavioural objective of one unit over a window; K features.

    direction (K,), length 1: b, or NaN where the window doesn't determine it (`reason` says why). estimate (K,): b as far as
    it shows; where directions are `open` it has nothing of those that were not tried, and is one of many where regimes were
    not weighed against each other. Under `cost` its length counts (incentives), under `budget` it is 1. covariance (K, K) of
    the estimate's error with `freedom` degrees of freedom, along what shows; NaN without any. agreement: the share of the
    conduct that one objective explains, 1 for who always serves the same one. open (m, K): orthonormal, what could be added
    to b without any effort of the window being another. singular_values (K,): how strongly conduct answers to directions of
    an objective, from the one that shows most; near 0 means hardly.
    """

    direction: Floats
    estimate: Floats
    agreement: float
    covariance: Floats
    freedom: int
    open: Floats
    singular_values: Floats
    reason: str = ""
    untried: int = field(default=0)  # how many rows of `open`, the first, are in no regime of the window

    @property
    def standard_errors(self) -> Floats:
        """Of each feature of `estimate`, (K,)."""
        errors: Floats = np.sqrt(np.maximum(np.diag(self.covariance), 0.0) + 0.0 * np.diag(self.covariance))
        return errors

    @property
    def direction_covariance(self) -> Floats:
        """Of unit(estimate), (K, K), to first order."""
        size = float(np.linalg.norm(self.estimate))
        if size == 0.0:
            return np.full_like(self.covariance, np.nan)
        unit = self.estimate / size
        turn = (np.eye(len(unit)) - np.outer(unit, unit)) / size
        found: Floats = turn @ self.covariance @ turn.T
        return found

    def words(self, features: Sequence[str]) -> list[str]:
        """What the window leaves open, a sentence each: "security and nature have not been tried apart"."""
        return words.sentences(self.open, self.untried, self.estimate, features)


class Objectives(tuple[Objective, ...]):
    """Those of n units over the same window, each by its number, and as arrays."""

    @property
    def direction(self) -> Floats:
        """(n, K)."""
        return np.stack([one.direction for one in self])

    @property
    def estimate(self) -> Floats:
        """(n, K)."""
        return np.stack([one.estimate for one in self])

    @property
    def agreement(self) -> Floats:
        """(n,)."""
        return np.array([one.agreement for one in self])


def behavioural_objective(efforts: npt.ArrayLike, responses: npt.ArrayLike, *, rule: str = "budget") -> Objective:
    """The objective that one unit's conduct serves.

    efforts (T, K); responses (T, K, K), outcomes (rows) of efforts (columns) in each tick, or (K, K). Under `budget` the unit
    b with the largest Σ e_t·unit(R_tᵀ b), the best of several climbs; under `cost` the least squares of e_t on R_tᵀ b, whose
    standard errors are exact for independent errors of equal variance in each feature (Gauss 1823), under `budget` to first
    order in them. Raises ValueError for another rule, shapes that don't fit, or numbers that are not finite.

    >>> from superorganisms.laws import effort
    >>> mixed = np.array([[0.5, 0.5], [0.5, 0.5]])
    >>> found = behavioural_objective(effort(np.array([[0.6, 0.8]]), mixed), mixed)
    >>> found.words(("wellbeing", "consumption")), found.direction.tolist()
    (['wellbeing and consumption have not been tried apart'], [nan, nan])
    >>> turned = np.array([[1.0, 1.0], [0.0, 1.0]])
    >>> behavioural_objective(effort(np.array([[0.6, 0.8]]), turned), turned).direction.round(12).tolist()
    [0.6, 0.8]
    """
    e = np.asarray(efforts, dtype=np.float64)
    if e.ndim != 2:
        raise ValueError(f"efforts must be (T, K), got shape {e.shape}")
    return behavioural_objectives(e[:, None, :], responses, rule=rule)[0]


def behavioural_objectives(efforts: npt.ArrayLike, responses: npt.ArrayLike, *, rule: str = "budget") -> Objectives:
    """The same of n units at once: efforts (T, n, K). Much faster than one by one."""
    seen = window(efforts, responses)
    estimate, agreement = served(seen, rule=rule)
    covariance, freedom, open_directions = uncertainty(seen, estimate, rule)
    values, untried = seen.spectrum[0], len(seen.untried)
    made = np.abs(seen.efforts).max(axis=(0, 2)) > 0.0
    found = []
    for i in range(len(estimate)):
        clear = np.linalg.norm(estimate[i]) > 0.0
        reason = IDLE if not made[i] else CANCELS if not clear else OPEN if len(open_directions[i]) else ""
        unit = np.full_like(estimate[i], np.nan) if reason else estimate[i] / np.linalg.norm(estimate[i])
        found.append(
            Objective(
                unit, estimate[i], float(agreement[i]), covariance[i], freedom, open_directions[i], values, reason, untried
            )
        )
    return Objectives(found)


def served(seen: Window, *, rule: str, starts: int = climb.STARTS) -> tuple[Floats, Floats]:
    """What shows of each unit's objective, (n, K), and its agreement, (n,): NaN for who made no effort.

    starts: how many climbs of each under the budget rule. An estimate of 0: nothing shows, or all of it cancels.
    """
    if rule not in RULES:
        raise ValueError(f"rule must be one of {', '.join(RULES)}, got {rule!r}")
    if not seen.rank:
        return np.zeros(seen.sums.shape[1:]), np.where(np.abs(seen.efforts).max(axis=(0, 2)) > 0.0, 0.0, np.nan)
    return _fit(seen) if rule == "cost" else _point(seen, starts)


def _fit(seen: Window) -> tuple[Floats, Floats]:
    """Least squares (Gauss 1823): b, and the share of Σ |e|² that it explains."""
    asked = (seen.sums @ seen.maps).sum(axis=0)
    explained, total = (asked**2).sum(axis=1) / len(seen.efforts), np.einsum("tnk,tnk->n", seen.efforts, seen.efforts)
    asked[explained <= _NOTHING * total] = 0.0
    return asked / len(seen.efforts) @ seen.whitening.T, _share(explained, total)


def _point(seen: Window, starts: int) -> tuple[Floats, Floats]:
    """The direction whose efforts point most as those seen, and the share of Σ |e| that goes there."""
    alone = len(seen.maps) == 1  # then b ∝ (Rᵀ)⁺ Σ e
    found = seen.sums[0] @ seen.maps[0] if alone else climb.climb(seen.maps, seen.sums, seen.counts, most=starts)
    reached, total = climb.value(seen.maps, seen.sums, found), np.linalg.norm(seen.efforts, axis=2).sum(axis=0)
    found = found @ seen.whitening.T
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    clear = (reached > _NOTHING * total)[:, None] & (lengths > 0.0)
    return np.divide(found, lengths, out=np.zeros_like(found), where=clear), _share(reached, total)


def _share(of: Floats, total: Floats) -> Floats:
    return np.divide(of, total, out=np.full_like(total, np.nan), where=total > 0.0)
