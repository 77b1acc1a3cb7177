"""The guarantee curve: how well goals that are aligned today behave when the world responds otherwise than it did before.

Training regime R, present regime R' = Q R, Q the rotation by θ of a plane of outcomes. For each unit, B = cos(R'ᵀc, R'ᵀg)
of its goal g under its letter c (MODEL.md section 4): what it would do if it knew R'. With `frozen` it acts by the model of
the training regime, and B = cos(R'ᵀc, Rᵀg).

The bound. Let α = angle(Rᵀc, Rᵀg) be what training has seen, a = angle(c, g), s the largest singular value of R and κ its
ratio to the smallest. Q moves no vector by more than θ. So Rᵀc moves in effort space by at most

    β(c) = min( 2 arctan(κ tan(θ/2)),  arcsin(2 s sin(θ/2) |c|/|Rᵀc|) where that is defined )

as a linear map widens an angle φ to at most 2 arctan(κ tan(φ/2)) (Wielandt's inequality), and as R'ᵀc - Rᵀc is no longer than
2 s sin(θ/2) |c|. By the triangle inequality for angles the goal's B is at least cos(min(π, α + β(c) + β(g))), and whatever
θ is at least cos(2 arctan(κ tan(a/2))); with frozen models at least cos(min(π, α + β(c))). For R = I that is cos(α + θ) with
frozen models, reached where the plane holds both, and cos a with models that keep up: there a regime can't bring out anything
that training hid. What hides is κ: where training leaves a direction out (κ infinite), the goal's B is guaranteed by
the length that it shows there alone, and beyond that by nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from superorganisms.agents.strategies import flags
from superorganisms.arrays import Bools, Floats
from superorganisms.errors import SuperorganismError
from superorganisms.model.state import State
from superorganisms.vectors import NOTHING

QUANTILE = 0.05
COLUMNS = ("mean", "low", "worst", "mean_bound", "low_bound", "worst_bound")
_ROUNDING = 3e-8  # radians that a bound gives way: an arc cosine near 1 is no better


class Asked(NamedTuple):
    """Goals (n, K) of the mesa-optimizers of a layer as they acted, and the letters (n, K) above them."""

    name: str
    letters: Floats
    goals: Floats


def cosines(a: Floats, b: Floats) -> Floats:
    """cos of rows (n, K), 0 if either is 0."""
    lengths = np.sqrt((a**2).sum(axis=1) * (b**2).sum(axis=1))
    lengths[lengths < NOTHING] = np.inf
    return np.clip((a * b).sum(axis=1) / lengths, -1.0, 1.0)


def turn(plane: Floats, angle: float) -> Floats:
    """Q (K, K): the rotation by an angle (radians) of the plane of two orthonormal vectors (2, K), from first to second."""
    first, second = plane
    still = np.eye(len(first)) - np.outer(first, first) - np.outer(second, second)
    turned: Floats = (
        still
        + np.cos(angle) * (np.outer(first, first) + np.outer(second, second))
        + np.sin(angle) * (np.outer(second, first) - np.outer(first, second))
    )
    return turned


def bounds(letters: Floats, goals: Floats, response: Floats, angle: float, *, frozen: bool = False) -> Floats:
    """What B is at least, (n,), after a turn of any plane by this angle (radians); -1 where nothing is guaranteed."""
    theta = min(abs(angle), np.pi)
    sizes = np.linalg.svd(response, compute_uv=False)
    ratio = np.inf if sizes[-1] <= 1e-15 * sizes[0] else sizes[0] / sizes[-1]
    seen, shown = letters @ response, goals @ response
    defined = ((seen**2).sum(axis=1) >= NOTHING) & ((shown**2).sum(axis=1) >= NOTHING)
    apart = np.arccos(cosines(seen, shown)) + _moved(letters, seen, theta, ratio, sizes[0])
    if not frozen:
        apart += _moved(goals, shown, theta, ratio, sizes[0])
        apart = np.minimum(apart, _widened(np.arccos(cosines(letters, goals)), ratio))
    return np.where(defined, np.cos(np.minimum(np.pi, apart + _ROUNDING)), -1.0)


def _widened(angles: npt.ArrayLike, ratio: float) -> Floats:
    """The most that a map whose singular values have this ratio makes of angles: Wielandt's inequality."""
    half = np.tan(np.minimum(np.asarray(angles, dtype=np.float64), np.pi) / 2.0)
    return 2.0 * np.arctan(np.where(half > 0.0, ratio * np.maximum(half, 1e-300), 0.0))


def _moved(vectors: Floats, seen: Floats, theta: float, ratio: float, size: float) -> Floats:
    """β of each vector: how far a turn by θ can move it in effort space, as an angle up to π."""
    step = 2.0 * size * np.sin(theta / 2.0) * np.sqrt((vectors**2).sum(axis=1))
    length = np.sqrt((seen**2).sum(axis=1))
    near = step < length
    by_length = np.where(near, np.arcsin(np.where(near, step / np.where(near, length, 1.0), 0.0)), np.pi)
    return np.minimum(by_length, _widened(theta, ratio))


def asked_of(state: State) -> Iterator[Asked]:
    """Layer by layer who is asked what, of those that optimize."""
    optimizes, letters = flags("OPTIMIZES"), state.acted_letter[None]
    for layer in state.layers:
        who: Bools = optimizes[layer.former_strategies]
        yield Asked(layer.name, letters[layer.parents[who]], layer.former_goals[who])
        letters = layer.letters


def planes_of(features: Sequence[str], plane: Sequence[str | int] | None, seeds: Iterable[int]) -> list[Floats]:
    """The plane of two features (names or numbers), or a uniformly random one for each seed. Raises SuperorganismError."""
    count = len(features)
    if count < 2:
        raise SuperorganismError("a world of one feature has no plane to turn")
    if plane is None:
        drawn = [np.linalg.qr(np.random.default_rng(seed).standard_normal((count, 2)))[0].T for seed in seeds]
        if not drawn:
            raise SuperorganismError("seeds must hold at least one seed, one for each random plane")
        return drawn
    numbers = {name: number for number, name in enumerate(features)}
    rows = [row for one in plane if 0 <= (row := numbers.get(one, -1) if isinstance(one, str) else int(one)) < count]
    if len(rows) != 2 or len(plane) != 2 or rows[0] == rows[1]:
        raise SuperorganismError(f"plane must be two different features, of {', '.join(features)}, got {plane!r}")
    return [np.eye(count)[rows]]


def guarantee_table(
    state: State, angles: npt.ArrayLike, plane: Sequence[str | int] | None, seeds: Iterable[int], *, frozen: bool
) -> pd.DataFrame:
    """A row for each layer and angle (radians), columns B's `mean`, `low` (5 % quantile) and `worst` over units and planes, and
    the same of the bounds. NaN where no unit of the layer is a mesa-optimizer.
    """
    response, names = state.acted_response, state.parameters.features
    planes, thetas = planes_of(names, plane, seeds), np.atleast_1d(np.asarray(angles, dtype=np.float64))
    if thetas.ndim != 1 or not np.isfinite(thetas).all():
        raise SuperorganismError("angles must be a row of numbers, in radians")
    rows = []
    for _, letters, goals in asked_of(state):
        for theta in thetas.tolist():
            turned = [turn(one, theta) @ response for one in planes]
            reached = [cosines(letters @ now, goals @ (response if frozen else now)) for now in turned]
            least = bounds(letters, goals, response, theta, frozen=frozen)
            rows.append([*summary(np.concatenate(reached)), *summary(np.tile(least, len(planes)))])
    index = pd.MultiIndex.from_product([[layer.name for layer in state.layers], thetas], names=["layer", "angle"])
    return pd.DataFrame(rows, columns=list(COLUMNS), index=index)


def summary(values: Floats) -> tuple[float, float, float]:
    """Mean, 5 % quantile and worst; NaN of nothing."""
    if not values.size:
        return np.nan, np.nan, np.nan
    return float(values.mean()), float(np.quantile(values, QUANTILE)), float(values.min())
