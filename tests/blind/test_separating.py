"""The program's d-separation and information against the slow ones."""

import networkx
import numpy as np
import pytest

from superorganisms import LayerParameters, Parameters, Superorganism
from superorganisms.model.blankets.information import bias, estimate, gaussian_cmi
from superorganisms.model.blankets.separation import blanket, d_separated, separation, shortest_way
from tests.blind.separating import information, regression_information, separated


@pytest.mark.parametrize("seed", range(60))
def test_d_separation_on_random_graphs(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(4, 9))
    edges = [(i, j) for j in range(n) for i in range(j) if rng.random() < 0.35]
    graph = networkx.DiGraph(edges)
    graph.add_nodes_from(range(n))
    for _ in range(20):
        places = rng.integers(0, 4, size=n)
        x, y, z = (set(np.flatnonzero(places == one).tolist()) for one in range(3))
        if x and y:
            expected = separated(edges, x, y, z)
            assert d_separated(graph, x, y, z) == expected
            assert (shortest_way(graph, x, y, z) == ()) == expected


def small_world(**firm: object) -> Parameters:
    quiet = {"selection": "none", "compliance": 0.5}
    order = LayerParameters(name="order", compliance=0.5)
    return Parameters(features=2, layers=(order, LayerParameters(**({"name": "firm", "size": 2} | quiet | firm))))


@pytest.mark.parametrize("firm", [{}, {"selection": "moran(s=1)"}, {"imitation": 0.1}, {"surrogation": 0.2}])
@pytest.mark.parametrize("leaks", [[], [("insider", "firm.1", 0.1)], [("bypass", "firm.0", 0.1)], [("lobby", "order", 0.1)]])
@pytest.mark.parametrize("without", [(), ("hire",), ("lesson",)])
def test_blankets_of_a_small_world_by_all_paths(firm: dict[str, object], leaks: list[object], without: tuple[str, ...]) -> None:
    world = Superorganism(small_world(**firm).with_changes({"leaks": leaks}), rng=1)
    graph = world.influence_graph(due=True)
    for unit in ("order.0", "firm.0", "firm.1"):
        found = blanket(graph, unit)
        given = {node for node in found.given if node.variable not in without}
        expected = separated(list(graph.edges), set(found.after), set(found.outside), given)
        assert separation(graph, unit, without=without).holds == expected


@pytest.mark.parametrize("seed", range(20))
def test_information_of_random_covariances(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 7))
    mixing = rng.normal(size=(n, n)) * rng.choice([1e-3, 1.0, 1e3], size=(n, 1))
    covariance, order = mixing @ mixing.T, rng.permutation(n).tolist()
    p, q = int(rng.integers(1, n)), 0
    q = int(rng.integers(1, n - p + 1))
    x, y, z = tuple(order[:p]), tuple(order[p : p + q]), tuple(order[p + q :])
    assert gaussian_cmi(covariance, x, y, z) == pytest.approx(information(covariance, x, y, z), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_information_of_series(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, p, q, k = 50, *rng.integers(1, 5, size=3).tolist()
    x, y, z = (rng.normal(size=(n, one)) * 10.0 ** rng.integers(-3, 4) + 5.0 for one in (p, q, k))
    x = x + y[:, :1] * 0.5
    assert estimate(x, y, z, permutations=0).nats + bias(n, p, q, k) == pytest.approx(regression_information(x, y, z), abs=1e-9)
    both = np.cov(np.column_stack([x, y, z]).T)
    plug_in = gaussian_cmi(both, range(p), range(p, p + q), range(p + q, p + q + k))
    assert plug_in == pytest.approx(regression_information(x, y, z), rel=1e-7, abs=1e-9)
