"""Vectors as plain lists: the few operations that the twin needs."""

from collections.abc import Iterable, Sequence
from math import cos as cosine
from math import sin, sqrt, sumprod

type Vector = list[float]
type Matrix = list[list[float]]


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    """Inner product."""
    return sumprod(a, b)


def norm(a: Sequence[float]) -> float:
    """Euclidean length."""
    return sqrt(dot(a, a))


def unit(a: Sequence[float]) -> Vector:
    """a / |a|, and 0 for a = 0."""
    length = norm(a)
    return [x / length for x in a] if length > 0 else [0.0 for _ in a]


def cos(a: Sequence[float], b: Sequence[float]) -> float:
    """Cosine of the angle, 0 if either is 0."""
    return dot(unit(a), unit(b))


def add(a: Sequence[float], b: Sequence[float], times: float = 1.0) -> Vector:
    """a + times * b."""
    return [x + times * y for x, y in zip(a, b, strict=True)]


def scale(a: Sequence[float], by: float) -> Vector:
    """by * a."""
    return [by * x for x in a]


def forward(matrix: Matrix, a: Sequence[float]) -> Vector:
    """M a."""
    return [dot(row, a) for row in matrix]


def back(matrix: Matrix, a: Sequence[float]) -> Vector:
    """M^T a."""
    return [dot(column, a) for column in zip(*matrix, strict=True)]


def identity(size: int) -> Matrix:
    """The identity matrix."""
    return [[float(i == j) for j in range(size)] for i in range(size)]


def mean(vectors: Iterable[Sequence[float]]) -> Vector:
    """Plain mean of some vectors."""
    rows = list(vectors)
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


def times(first: Matrix, second: Matrix) -> Matrix:
    """The product of two matrices."""
    return [back(second, row) for row in first]


def mean_matrix(matrices: Sequence[Matrix]) -> Matrix:
    """Plain mean of some matrices."""
    return [mean(rows) for rows in zip(*matrices, strict=True)]


def rotation(size: int, first: int, second: int, angle: float) -> Matrix:
    """The turn of the plane of two features, from the first towards the second."""
    turn = identity(size)
    turn[first][first] = turn[second][second] = cosine(angle)
    turn[second][first], turn[first][second] = sin(angle), -sin(angle)
    return turn


def projection(directions: Iterable[Sequence[float]], size: int) -> Matrix:
    """The orthogonal projection onto the span of some directions (Gram and Schmidt; none lost to rounding)."""
    basis: list[Vector] = []
    for direction in directions:
        rest = unit(direction)
        for _ in range(2):
            for known in basis:
                rest = add(rest, known, -dot(rest, known))
        if norm(rest) > 1e-10:
            basis.append(unit(rest))
    return [[sum(known[i] * known[j] for known in basis) for j in range(size)] for i in range(size)]
