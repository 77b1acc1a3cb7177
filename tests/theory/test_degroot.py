"""Imitation alone is DeGroot's (1974) learning: goals(t) = Wᵗ goals(0), W = (1-ι) I + ι D⁻¹ A of the network.

They agree on Σ degree_i g_i(0) / Σ degree_i, the stationary mean of W, unless W has a period (a star with ι = 1).
"""

import networkx as nx
import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import quiet, quiet_world

NETWORKS = {
    "complete": nx.complete_graph(7),
    "ring(k=1)": nx.cycle_graph(7),  # one neighbour on each side
    "ring(k=2)": nx.circulant_graph(7, [1, 2]),
    "path": nx.path_graph(7),
    "star": nx.star_graph(6),
}


def followers(network: object, imitation: float) -> Superorganism:
    """Three families of seven."""
    employees = quiet("employee", 21, spread=1.0, imitation=imitation, network=network)
    layers = quiet("order", 1), quiet("firm", 3, spread=1.0)
    return Superorganism(quiet_world(*layers, employees, features=3, goal_geometry="free", effort_rule="cost"), rng=6)


def averaging(graph: nx.Graph, imitation: float) -> np.ndarray:
    links = nx.to_numpy_array(graph, nodelist=sorted(graph))
    return (1 - imitation) * np.eye(len(links)) + imitation * links / links.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("imitation", [0.3, 1.0])
@pytest.mark.parametrize("network", NETWORKS)
def test_powers_of_the_matrix(network: str, imitation: float) -> None:
    world = followers(network, imitation)
    start = world.layers[2].goals.reshape(3, 7, 3).copy()
    step = averaging(NETWORKS[network], imitation)
    for ticks in (1, 2, 15):
        world.run_for(ticks - world.tick)
        expected = np.linalg.matrix_power(step, ticks) @ start
        np.testing.assert_allclose(world.layers[2].goals.reshape(3, 7, 3), expected, rtol=0, atol=1e-9)


@pytest.mark.parametrize("network", NETWORKS)
def test_consensus(network: str) -> None:
    world = followers(network, 0.5)
    start = world.layers[2].goals.reshape(3, 7, 3).copy()
    degree = np.array([NETWORKS[network].degree(i) for i in range(7)])
    world.run_for(400)
    agreed = np.einsum("i,fik->fk", degree / degree.sum(), start)[:, None, :]
    np.testing.assert_allclose(world.layers[2].goals.reshape(3, 7, 3), np.broadcast_to(agreed, (3, 7, 3)), rtol=0, atol=1e-9)


def test_a_star_that_only_imitates_never_agrees() -> None:
    world = followers("star", 1.0)
    start = world.layers[2].goals.copy()
    world.run_for(2)
    after_two = world.layers[2].goals.copy()
    world.run_for(100)
    np.testing.assert_allclose(world.layers[2].goals, after_two, rtol=0, atol=1e-9)
    np.testing.assert_allclose(world.layers[2].goals[::7], start[::7], rtol=0, atol=1e-9)  # the middle has its own goal back


def test_any_graph_of_the_whole_layer() -> None:
    """Links among siblings only; who has no neighbour keeps its goal."""
    edges = [[0, 1], [1, 2], [2, 0], [2, 3], [7, 8], [14, 20], [20, 15], [16, 17], [17, 18], [18, 19], [19, 16]]
    world = followers({"edges": edges}, 0.4)
    start = world.layers[2].goals.copy()
    links = np.zeros((21, 21))
    for i, j in edges:
        links[i, j] = links[j, i] = 1.0
    for i in np.flatnonzero(links.sum(axis=1) == 0):
        links[i, i] = 1.0
    step = 0.6 * np.eye(21) + 0.4 * links / links.sum(axis=1, keepdims=True)
    world.run_for(9)
    np.testing.assert_allclose(world.layers[2].goals, np.linalg.matrix_power(step, 9) @ start, rtol=0, atol=1e-9)
