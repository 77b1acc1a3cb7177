"""Graphs among siblings: what they look like, that they fit any family, and that they are always the same."""

from typing import Any

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from superorganisms.model.kinds.networks import GRAPHS, Network
from superorganisms.model.networks import generators, neighbours
from tests.model.valid_parameters import calls

FAMILIES = st.lists(st.integers(1, 12), min_size=1, max_size=6)


def network(text: str) -> Network:
    name, options = GRAPHS.read(text)
    return Network(name, options)


def graph(text: str, n: int) -> networkx.Graph:
    """The graph that a family of n has."""
    made = networkx.Graph(generators()[network(text).kind].edges(n, 1, **network(text).options))
    made.add_nodes_from(range(n))
    return made


@given(calls(GRAPHS), FAMILIES)
def test_any_graph_links_siblings_both_ways_and_nobody_with_itself(named: dict[str, Any], sizes: list[int]) -> None:
    name, options = GRAPHS.read(named)
    starts = np.cumsum([0, *sizes])
    found = neighbours(Network(name, options), starts)
    if name == "complete":
        assert found is None
        return
    assert found is not None
    offsets, rows = found
    assert offsets.shape == (sum(sizes) + 1,)
    assert (offsets[0], offsets[-1]) == (0, rows.shape[0])
    whom = [rows[offsets[i] : offsets[i + 1]].tolist() for i in range(sum(sizes))]
    family = np.repeat(np.arange(len(sizes)), sizes)
    for i, seen in enumerate(whom):
        assert seen == sorted(set(seen))
        assert i not in seen
        assert all(family[j] == family[i] and i in whom[j] for j in seen)
    again = neighbours(Network(name, options), starts)
    assert again is not None
    assert again[1].tolist() == rows.tolist()


@given(calls(GRAPHS), FAMILIES)
def test_one_more_family_changes_only_itself(named: dict[str, Any], sizes: list[int]) -> None:
    name, options = GRAPHS.read(named)
    few, more = (neighbours(Network(name, options), np.cumsum([0, *one])) for one in (sizes, [*sizes, 5]))
    if few is None or more is None:
        assert few is more
        return
    assert more[0][: len(few[0])].tolist() == few[0].tolist()
    assert more[1][: len(few[1])].tolist() == few[1].tolist()


@pytest.mark.parametrize("n", [2, 3, 5, 8, 20])
def test_graphs_are_what_their_names_say(n: int) -> None:
    same = networkx.utils.graphs_equal
    assert same(graph("complete", n), networkx.complete_graph(n))
    assert same(graph("path", n), networkx.path_graph(n))
    assert same(graph("star", n), networkx.star_graph(n - 1))
    assert same(graph("ring(2)", n), networkx.circulant_graph(n, [step for step in (1, 2) if step < n]))
    assert same(graph("random(p=1)", n), networkx.complete_graph(n))
    assert graph("random(p=0)", n).number_of_edges() == 0
    assert networkx.is_connected(graph("scale_free(m=1)", n))


def test_a_grid_is_as_square_as_the_family() -> None:
    assert networkx.is_isomorphic(graph("grid", 12), networkx.grid_2d_graph(3, 4))
    assert sorted(graph("grid", 5).edges) == [(0, 1), (0, 3), (1, 2), (1, 4), (3, 4)]


def test_random_families_of_one_size_differ() -> None:
    found = neighbours(network("random(p=0.5)"), np.array([0, 20, 40]))
    assert found is not None
    offsets, rows = found
    assert rows[: offsets[20]].tolist() != (rows[offsets[20] :] - 20).tolist()


def test_listed_edges_are_read_both_ways() -> None:
    found = neighbours(Network("edges", edges=((0, 2), (3, 4))), np.array([0, 3, 6]))
    assert found is not None
    assert [part.tolist() for part in found] == [[0, 1, 1, 2, 3, 4, 4], [2, 0, 4, 3]]
    nobody = neighbours(Network("edges"), np.array([0, 3]))
    assert nobody is not None
    assert [part.tolist() for part in nobody] == [[0, 0, 0, 0], []]
