"""Imitation alone is averaging: goals(t) = Wᵗ goals(0), W = (1-ι) I + ι D⁻¹ A of the network. They agree on Σ degree_i
g_i(0) / Σ degree_i, the stationary mean of W, unless W has a period (a star with ι = 1).
"""

from collections.abc import Iterator

import networkx as nx
import numpy as np

from superorganisms.arrays import Floats
from superorganisms.model.world import Superorganism
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, all_exact
from superorganisms.scenarios.evidence.small_worlds import free_world, quiet

GROUP = "literature"
CLAIM = "Imitators reach the consensus in which each counts as much as it has neighbours."
SOURCES = (Source("degroot-1974", "Opinions averaged again and again; when they agree, and on what."),)
_NETWORKS = {
    "complete": nx.complete_graph(7),
    "ring(k=1)": nx.cycle_graph(7),  # one neighbour on each side
    "ring(k=2)": nx.circulant_graph(7, [1, 2]),
    "path": nx.path_graph(7),
    "star": nx.star_graph(6),
}


def followers(network: str, imitation: float) -> Superorganism:
    """Three families of seven."""
    employees = quiet("employee", 21, spread=1.0, imitation=imitation, network=network)
    return free_world(quiet("order", 1), quiet("firm", 3, spread=1.0), employees, features=3, seed=6)


def averaging(graph: "nx.Graph[int]", imitation: float) -> Floats:
    """W."""
    links = nx.to_numpy_array(graph, nodelist=sorted(graph))
    return np.asarray((1 - imitation) * np.eye(len(links)) + imitation * links / links.sum(axis=1, keepdims=True))


def measure() -> Iterator[Finding]:
    """Powers of the matrix, the consensus, and the star that never agrees."""
    for name, graph in _NETWORKS.items():
        for imitation in (0.3, 1.0):
            world = followers(name, imitation)
            start = world.layers[2].goals.reshape(3, 7, 3).copy()
            world.run_for(15)
            expected = np.linalg.matrix_power(averaging(graph, imitation), 15) @ start
            yield all_exact(f"{name}, ι = {imitation}: 15 ticks", expected, world.layers[2].goals.reshape(3, 7, 3))
        world = followers(name, 0.5)
        start = world.layers[2].goals.reshape(3, 7, 3).copy()
        degree = np.array([graph.degree(i) for i in range(7)])
        world.run_for(400)
        agreed = np.einsum("i,fik->fk", degree / degree.sum(), start)[:, None, :].repeat(7, axis=1)
        yield all_exact(f"{name}: consensus", agreed, world.layers[2].goals.reshape(3, 7, 3))
    world = followers("star", 1.0)
    middle = world.layers[2].goals[::7].copy()
    world.run_for(102)
    yield all_exact("star, ι = 1: goes to and fro", middle, world.layers[2].goals[::7])
