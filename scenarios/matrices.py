"""Matrices over named features, written as one would say them."""

from collections.abc import Mapping, Sequence

type Rows = tuple[tuple[float, ...], ...]


def matrix(features: Sequence[str], rows: Mapping[str, Mapping[str, float]], *, diagonal: float = 1.0) -> Rows:
    """Rows by feature as given, column by column, what isn't given being 0; a row that isn't given has `diagonal` on it.

    >>> matrix(("a", "b"), {"a": {"b": 0.5}})
    ((0.0, 0.5), (0.0, 1.0))
    """
    return tuple(tuple(rows.get(row, {row: diagonal}).get(column, 0.0) for column in features) for row in features)


def mixed(features: Sequence[str], pairs: Sequence[tuple[str, str]], share: float = 0.5) -> Rows:
    """Each of a pair gives `share` of the other and the rest of itself: at 1/2 the two can't be told apart.

    >>> mixed(("a", "b"), [("a", "b")])
    ((0.5, 0.5), (0.5, 0.5))
    """
    rows = {one: {one: 1 - share, other: share} for pair in pairs for one, other in (pair, pair[::-1])}
    return matrix(features, rows)
