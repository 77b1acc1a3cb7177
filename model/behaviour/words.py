"""What a window of conduct leaves open, in words."""

from collections.abc import Sequence

import numpy as np

from superorganisms.arrays import Floats

_ABSENT = 1e-7  # share of the largest entry that counts as 0
_ALIKE = 1e-6  # parts that differ by less are told as the same


def sparse(vectors: Floats) -> Floats:
    """A basis of the same span (m, K) with as many zeros as elimination gives (reduced row echelon form), largest entry 1.

    >>> sparse(np.array([[0.5, -0.5, 0.5, -0.5], [0.5, -0.5, -0.5, 0.5]])).tolist()
    [[1.0, -1.0, 0.0, 0.0], [0.0, 0.0, 1.0, -1.0]]
    """
    rows = vectors.astype(np.float64).copy()
    done = 0
    for column in range(rows.shape[1]):
        if done == len(rows):
            break
        pivot = done + int(np.abs(rows[done:, column]).argmax())
        if abs(rows[pivot, column]) <= _ABSENT:
            continue
        rows[[done, pivot]] = rows[[pivot, done]]
        rows[done] /= rows[done, column]
        others = np.arange(len(rows)) != done
        rows[others] -= rows[others, column, None] * rows[done]
        done += 1
    rows[np.abs(rows) <= _ABSENT * np.abs(rows).max(initial=0.0)] = 0.0
    largest = np.abs(rows).max(axis=1, keepdims=True, initial=0.0)
    return np.divide(rows, largest, out=rows, where=largest > 0.0)


def sentences(open_directions: Floats, untried: int, at: Floats, features: Sequence[str]) -> list[str]:
    """A sentence for each direction that is open; the first `untried` rows are those that no effort depended on.

    at (K,): the objective as far as it shows. Raises ValueError where features and directions don't fit.
    """
    if open_directions.shape[1] != len(features):
        raise ValueError(f"there must be {open_directions.shape[1]} features, got {len(features)}")
    told = [_untried(row, features) for row in sparse(open_directions[:untried])]
    loose = open_directions[untried:]
    if len(loose):
        groups = sparse(np.concatenate([at[None], loose]))
        names = [listed(_named(row, features)) for row in groups]
        told.append(f"no regime of the window weighed these against each other: {' | '.join(names)}")
    return told


def _untried(row: Floats, features: Sequence[str]) -> str:
    places = np.flatnonzero(row)
    names = _named(row, features)
    if len(places) == 1:
        return f"{names[0]} has not been tried: no effort of the window could change it"
    sizes = np.abs(row[places])
    if np.ptp(sizes) <= _ALIKE and len(places) == 2:
        return f"{listed(names)} have not been tried apart" + ("" if row[places].prod() < 0 else ": more of one was less of it")
    parts = " ".join(f"{row[j]:+.2g} {name}" for j, name in zip(places, names, strict=True))
    return f"{listed(names)} have not been tried apart: {parts} was the same for every effort"


def _named(row: Floats, features: Sequence[str]) -> list[str]:
    """Names of what a row says something about."""
    return [name for name, part in zip(features, row.tolist(), strict=True) if part != 0.0]


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))
