"""Arithmetic on rows: dot, length, unit, cosine. Sums run in index order, so that they are the same bits everywhere."""

from math import sqrt
from typing import cast

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.compiled import kernel

# A squared length below this counts as 0: what is divided by it stays finite, and a double has digits left for a direction.
NOTHING = 1e-200

# The row of an array of one row. As Python's 0 numba would compile each function once more for that very number.
ONLY = FIRST = cast(int, np.int64(0))


@kernel
def dot(a: Floats, i: int, b: Floats, j: int) -> float:
    """a_i . b_j of two (n, K) arrays."""
    total = 0.0
    for k in range(a.shape[1]):
        total += a[i, k] * b[j, k]
    return total


@kernel
def length(a: Floats, i: int) -> float:
    """|a_i|."""
    return sqrt(dot(a, i, a, i))


@kernel
def cosine(a: Floats, i: int, b: Floats, j: int) -> float:
    """cos(a_i, b_j), 0 if either is 0 (MODEL.md section 1)."""
    both, one, other = 0.0, 0.0, 0.0
    for k in range(a.shape[1]):
        both += a[i, k] * b[j, k]
        one += a[i, k] * a[i, k]
        other += b[j, k] * b[j, k]
    if one < NOTHING or other < NOTHING:
        return 0.0
    return min(1.0, max(-1.0, both / (sqrt(one) * sqrt(other))))


@kernel
def scale_to(a: Floats, i: int, size: float) -> None:
    """a_i <- size * unit(a_i), with unit(0) = 0."""
    square = dot(a, i, a, i)
    if square < NOTHING:
        size, square = 0.0, 1.0
    now = sqrt(square)
    for k in range(a.shape[1]):
        # Divided, not multiplied by 1/|a|: so a vector along an axis becomes exactly ±1, and opposites cancel
        a[i, k] = size * (a[i, k] / now)


@kernel
def settle(a: Floats, i: int, unit: bool) -> None:
    """a_i <- unit(a_i) where only directions count, else a_i as it is: the brackets of MODEL.md section 1."""
    if unit:
        scale_to(a, i, 1.0)


@kernel
def apply(matrix: Floats, a: Floats, i: int, out: Floats, j: int) -> None:
    """out_j <- matrix a_i."""
    for row in range(matrix.shape[0]):
        total = 0.0
        for column in range(matrix.shape[1]):
            total += matrix[row, column] * a[i, column]
        out[j, row] = total


@kernel
def apply_from(matrices: Floats, which: int, a: Floats, i: int, out: Floats, j: int) -> None:
    """out_j <- M a_i, M the matrix `which` of a stack (m, K, K)."""
    for row in range(matrices.shape[1]):
        total = 0.0
        for column in range(matrices.shape[2]):
            total += matrices[which, row, column] * a[i, column]
        out[j, row] = total


@kernel
def apply_transposed(matrices: Floats, which: int, a: Floats, i: int, out: Floats, j: int) -> None:
    """out_j <- Mᵀ a_i, M the matrix `which` of a stack (m, K, K).

    A stack and a number, as a view of one matrix made for every unit would cost as much as the product.
    """
    rows, columns = matrices.shape[1], matrices.shape[2]
    for column in range(columns):
        out[j, column] = 0.0
    for row in range(rows):
        weight = a[i, row]
        for column in range(columns):
            out[j, column] += matrices[which, row, column] * weight
