"""d-separation and Gaussian information the slow way, from the definitions alone.

Written from Pearl 2009, definition 1.2.3, and from Cramér 1946 on partial correlation; nothing of the program is used.
"""

from collections.abc import Hashable
from math import log

import numpy as np

type Edges = list[tuple[Hashable, Hashable]]


def below(edges: Edges, node: Hashable) -> set[Hashable]:
    """A node and all its descendants."""
    found, todo = {node}, [node]
    while todo:
        here = todo.pop()
        for one, other in edges:
            if one == here and other not in found:
                found.add(other)
                todo.append(other)
    return found


def open_path(edges: Edges, start: Hashable, ends: set[Hashable], given: set[Hashable]) -> bool:
    """Whether any path without repetition, along arrows in either direction, is blocked nowhere on its way to an end.

    It is blocked by a chain or fork whose middle is given, or a collider of which neither itself nor a descendant is.
    """
    arrows = set(edges)
    beside: dict[Hashable, set[Hashable]] = {}
    for one, other in edges:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    seen_below = {node: bool(below(edges, node) & given) for node in beside}
    stack = [[start]]
    while stack:
        path = stack.pop()
        if path[-1] in ends:
            return True
        for node in beside.get(path[-1], ()):
            if node in path:
                continue
            if len(path) > 1:
                before, middle = path[-2:]
                collider = (before, middle) in arrows and (node, middle) in arrows
                if (collider and not seen_below[middle]) or (not collider and middle in given):
                    continue
            stack.append([*path, node])
    return False


def separated(edges: Edges, x: set[Hashable], y: set[Hashable], z: set[Hashable]) -> bool:
    """Whether z blocks every path between x and y."""
    return not any(open_path(edges, one, y, z) for one in x)


def partial_correlation(covariance: np.ndarray, i: int, j: int, given: tuple[int, ...]) -> float:
    """By the recursion: r_ij.kZ = (r_ij.Z - r_ik.Z r_jk.Z)/√((1 - r_ik.Z²)(1 - r_jk.Z²))."""
    if not given:
        return float(covariance[i, j] / np.sqrt(covariance[i, i] * covariance[j, j]))
    k, rest = given[0], given[1:]
    ij, ik, jk = (partial_correlation(covariance, *pair, rest) for pair in ((i, j), (i, k), (j, k)))
    return (ij - ik * jk) / np.sqrt((1 - ik**2) * (1 - jk**2))


def information(covariance: np.ndarray, x: tuple[int, ...], y: tuple[int, ...], z: tuple[int, ...]) -> float:
    """Chain rule: I(x; y | z) = Σ_ij I(x_i; y_j | z, x_<i, y_<j), each -½ log(1 - r²)."""
    total = 0.0
    for a, i in enumerate(x):
        for b, j in enumerate(y):
            r = partial_correlation(covariance, i, j, (*z, *x[:a], *y[:b]))
            total -= 0.5 * log(1 - r**2)
    return total


def regression_information(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> float:
    """From samples: half the log of how much the residual variance of each x shrinks when y is regressed on too."""
    n, total = x.shape[0], 0.0
    for i in range(x.shape[1]):
        less = np.column_stack([np.ones(n), z, x[:, :i]])
        more = np.column_stack([less, y])
        left = [x[:, i] - one @ np.linalg.lstsq(one, x[:, i], rcond=None)[0] for one in (less, more)]
        total += 0.5 * log((left[0] @ left[0]) / (left[1] @ left[1]))
    return total
