"""How the world's response changes: replaced, drawn, turned, projected, drifting (MODEL.md section 2, step 6)."""

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np

from superorganisms.arithmetic import cos, sin
from superorganisms.arrays import Floats
from superorganisms.model.kinds.arrays import matrix
from superorganisms.model.kinds.regimes import Change, Draw, Project, Replace, Rotate
from superorganisms.noise import DESIGNER_KEY, Purpose, normal, uniform

_REGIME, _DRIFT = int(Purpose.REGIME), int(Purpose.DRIFT)
_DEPENDENT = 1e-12  # a direction that loses all but this share of its length lies in the span of those before


def rotated(response: Floats, first: int, second: int, angle: float) -> Floats:
    """Q R: outcomes (rows) turned by an angle in radians in the plane of two features, from the first to the second."""
    turned = response.copy()
    turned[first] = cos(angle) * response[first] - sin(angle) * response[second]
    turned[second] = sin(angle) * response[first] + cos(angle) * response[second]
    return turned


def _dot(a: Floats, b: Floats) -> float:
    """In index order, so that the bits are the same everywhere."""
    total = 0.0
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        total += one * other
    return total


def basis(directions: Sequence[Sequence[float]]) -> list[Floats]:
    """Orthonormal vectors that span the same as the directions (Gram and Schmidt, each direction taken off twice)."""
    found: list[Floats] = []
    for direction in directions:
        rest = np.array(direction, dtype=np.float64)
        size = sqrt(_dot(rest, rest))
        for _ in range(2):
            for one in found:
                rest = rest - _dot(rest, one) * one
        left = sqrt(_dot(rest, rest))
        if size > 0.0 and left > _DEPENDENT * size:
            found.append(rest / left)
    return found


def projected(response: Floats, directions: Sequence[Sequence[float]]) -> Floats:
    """Π R, Π the orthogonal projection of outcomes onto the span of the directions: the rest is hidden."""
    kept = np.zeros_like(response)
    for one in basis(directions):
        pulls = np.array([_dot(one, column) for column in response.T])
        kept += one[:, None] * pulls[None, :]
    return kept


def drawn(change: Draw, lot: float, features: int) -> Floats:
    """The member of a weighted set that a uniform number in (0, 1) picks."""
    level, running = lot * sum(choice.weight for choice in change.choices), 0.0
    for choice in change.choices:
        running += choice.weight
        if running > level:
            return matrix(choice.response, features)
    return matrix(change.choices[-1].response, features)


def next_response(change: Change, response: Floats, lot: float) -> Floats:
    """What a change makes of the response of now; lot is for a draw."""
    match change:
        case Replace():
            return matrix(change.response, len(response))
        case Draw():
            return drawn(change, lot, len(response))
        case Rotate():
            return rotated(response, change.first, change.second, change.angle)
        case Project():
            return projected(response, change.directions)


def lot_of(seed: np.uint64, tick: int) -> float:
    """The uniform number that picks a regime at the end of a tick."""
    return uniform(seed, _REGIME, 0, DESIGNER_KEY, tick, 0)


def drifted(response: Floats, drift: float, seed: np.uint64, tick: int) -> Floats:
    """Q R, Q a turn by drift · z radians in the plane of two features drawn at random."""
    count = len(response)
    first = int(uniform(seed, _DRIFT, 0, DESIGNER_KEY, tick, 0) * count)
    second = int(uniform(seed, _DRIFT, 0, DESIGNER_KEY, tick, 1) * (count - 1))
    second += second >= first
    return rotated(response, first, second, drift * normal(seed, _DRIFT, 0, DESIGNER_KEY, tick, 2))


def reachable(response: Floats, schedule: Mapping[int, Change]) -> list[Floats]:
    """Every response that a schedule can lead to, the first included, each once; drift left out."""
    now, found = [response], [response]
    for change in schedule.values():
        if isinstance(change, Draw):
            now = [matrix(choice.response, len(response)) for choice in change.choices if choice.weight > 0]
        else:
            now = [next_response(change, one, 0.0) for one in now]
        found += [one for one in now if not any(np.array_equal(one, other) for other in found)]
    return found
