"""Vectors as plain lists: the few operations that the twin needs."""

from collections.abc import Iterable, Sequence
from math import sqrt

type Vector = list[float]
type Matrix = list[list[float]]


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    """Inner product."""
    return sum(x * y for x, y in zip(a, b, strict=True))


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
    return [sum(matrix[i][j] * a[i] for i in range(len(a))) for j in range(len(matrix[0]))]


def identity(size: int) -> Matrix:
    """The identity matrix."""
    return [[float(i == j) for j in range(size)] for i in range(size)]


def mean(vectors: Iterable[Sequence[float]]) -> Vector:
    """Plain mean of some vectors."""
    rows = list(vectors)
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]
