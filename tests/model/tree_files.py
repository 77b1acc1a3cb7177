"""Random trees, and the files that they are written to: what tests of reading share."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from superorganisms.model.tree import Tree

law = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
Write = Callable[[str | bytes, str], Path]


@st.composite
def names(draw: st.DrawFn, count: int) -> list[str]:
    """Different names of one or more visible characters, blanks inside allowed."""
    text = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=8)
    one_line = text.map(lambda name: " ".join(name.split())).filter(bool)
    return draw(st.lists(one_line, min_size=count, max_size=count, unique=True))


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """2 to 8 layers of families of 1 to 3."""
    sizes: list[list[int]] = []
    units = 1
    for _ in range(draw(st.integers(1, 7))):
        sizes.append(draw(st.lists(st.integers(1, 3 if units < 12 else 1), min_size=units, max_size=units)))
        units = sum(sizes[-1])
    count = 1 + sum(map(sum, sizes))
    flat = iter(draw(names(count)))
    return Tree.from_sizes(sizes, [[next(flat) for _ in range(n)] for n in [1, *map(sum, sizes)]])


def edges(tree: Tree) -> Iterator[tuple[str, str]]:
    """(parent, child), layer by layer."""
    for number in range(1, len(tree.names)):
        for name, parent in zip(tree.names[number], tree.parents[number], strict=True):
            yield tree.names[number - 1][parent], name


def text(rows: Sequence[Sequence[object]], delimiter: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()
