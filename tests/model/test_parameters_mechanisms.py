"""The forms in which mechanisms may be written, and the one form in which each is kept."""

from typing import Any

import networkx
import numpy as np
import pytest

from superorganisms.errors import ParameterError
from superorganisms.model.kinds.leaks import Leak
from superorganisms.model.kinds.networks import Network
from superorganisms.model.kinds.noises import NoiseKind
from superorganisms.model.kinds.plain import FrozenMapping
from superorganisms.model.kinds.regimes import Choice, Draw, Project, Regime, Replace, Rotate
from superorganisms.model.parameters import LayerParameters, Parameters

ONES = (1.0, 1.0)


def world(**values: Any) -> Parameters:
    """Two features and two families of three employees, with these values for the employees."""
    return Parameters(
        features=["a", "b"],
        layers=[{"name": "order"}, {"name": "firm", "size": 2}, {"name": "employee", "size": 6, **values}],
    )


def kept(name: str, value: Any) -> Any:
    given = world(**{name: value})
    for again in (Parameters.from_toml(given.to_toml()), Parameters.from_json(given.to_json()), given.with_changes({})):
        assert again == given
        assert hash(again) == hash(given)
        assert again.canonical() == given.canonical()
    return given.get(f"employee.{name}")


@pytest.mark.parametrize(
    ("written", "change"),
    [
        ((3, None), Replace(ONES)),
        ((3, [[1, 2], [3, 4]]), Replace(((1.0, 2.0), (3.0, 4.0)))),
        ({"at": 3, "response": [1, 0]}, Replace((1.0, 0.0))),
        ({"at": 3}, Replace(ONES)),
        ({"at": 3, "draw": [(None, 2), {"response": [1, 0]}]}, Draw((Choice(ONES, 2.0), Choice((1.0, 0.0), 1.0)))),
        ({"at": 3, "rotate": {"features": ["b", 0], "angle": 1}}, Rotate(1, 0, 1.0)),
        ({"at": 3, "rotate": ([0, 1], -2)}, Rotate(0, 1, -2.0)),
        ({"at": 3, "project": ["b", [1, 2], {"a": 3}]}, Project(((0.0, 1.0), (1.0, 2.0), (3.0, 0.0)))),
    ],
)
def test_regime_shifts(written: Any, change: Any) -> None:
    given = Parameters(features=["a", "b"], regimes=[written])
    assert given.regimes == (Regime(3, change),)
    assert Parameters(features=["a", "b"], regimes=given.regimes) == given
    assert next(iter(given.to_dict()["regimes"][0])) == "at"
    assert Parameters.from_toml(given.to_toml()) == given


def test_leaks() -> None:
    given = Parameters(leaks=[("lobby", "firm", 1), {"kind": "bypass", "where": "government.02", "strength": 0}])
    assert given.leaks == (Leak("lobby", "firm", 1.0), Leak("bypass", "government.2", 0.0))
    assert Parameters.from_toml(given.to_toml()) == given
    with pytest.raises(ParameterError, match=r"leaks\[0\].where has no layer 'firm'"):
        given.with_changes({"firm.name": "company"})


@pytest.mark.parametrize(
    ("written", "noise", "text"),
    [
        ("laplace", NoiseKind("laplace"), "laplace"),
        ("normal()", NoiseKind("normal"), "normal"),
        ("student_t", NoiseKind("student_t", 3.0), "student_t(df=3.0)"),
        ("student-t(4)", NoiseKind("student_t", 4.0), "student_t(df=4.0)"),
        ({"kind": "student-t", "df": 4}, NoiseKind("student_t", 4.0), "student_t(df=4.0)"),
        (NoiseKind("student_t", 5), NoiseKind("student_t", 5.0), "student_t(df=5.0)"),
    ],
)
def test_noise(written: Any, noise: NoiseKind, text: str) -> None:
    assert kept("noise_kind", written) == noise
    assert str(noise) == text
    assert kept("noise_kind", text) == noise


@pytest.mark.parametrize(
    ("written", "capacity"),
    [(None, None), (0, 0), (np.int64(2), 2), ([], ()), (["b", "a"], ("a", "b")), ([1], ("b",)), (np.array([1, 0]), ("a", "b"))],
)
def test_capacities(written: Any, capacity: Any) -> None:
    assert kept("capacity", written) == capacity


@pytest.mark.parametrize(
    ("written", "migration"),
    [(0.25, (0.25, 0.0)), ({}, (0.0, 0.0)), ({"swap": 1}, (0.0, 1.0)), ({"recruit": 0.5, "swap": 0.25}, (0.5, 0.25))],
)
def test_migration(written: Any, migration: tuple[float, float]) -> None:
    assert kept("migration", written) == FrozenMapping(dict(zip(("recruit", "swap"), migration, strict=True)))


def test_searching_costs_whoever_searches() -> None:
    assert kept("search_cost", 0) == kept("search_cost", {"direct": 0}) == {}
    assert kept("search_cost", {"planner": 0.5, "bottlecap": 1}) == {"bottlecap": 1.0, "planner": 0.5}
    costs = kept("search_cost", 0.5)
    assert set(costs.values()) == {0.5}
    assert "direct" in costs
    assert "bottlecap" not in costs


def test_parts_have_paths() -> None:
    given = world().with_changes(
        {
            "employee.search_cost.planner": 0.5,
            "employee.migration.swap": 0.25,
            "employee.network": "small_world(k=2)",
            "employee.network.p": 0.5,
            "employee.noise_kind": "student_t",
            "employee.noise_kind.df": 7,
        }
    )
    assert given.get("employee.search_cost.planner") == 0.5
    assert given.get("employee.search_cost.direct") == 0.0
    assert given.get("employee.migration") == {"recruit": 0.0, "swap": 0.25}
    assert str(given.get("employee.network")) == "small_world(k=2, p=0.5)"
    assert given.get("employee.network.p") == 0.5
    assert given.get("employee.noise_kind") == NoiseKind("student_t", 7.0)
    assert given.with_changes({"employee.search_cost.planner": 0}).get("employee.search_cost") == {}


def test_switches() -> None:
    assert kept("insight", np.False_) is False
    assert kept("foresight", True) is True


def test_a_graph_by_name() -> None:
    assert kept("network", "path") == Network("path")
    assert (
        kept("network", "ring(3)") == kept("network", {"network": "ring", "k": 3}) == Network("ring", FrozenMapping({"k": 3}))
    )
    assert world().get("employee.network") == kept("network", "complete")


@pytest.mark.parametrize(
    ("written", "edges"),
    [
        ({"edges": [[2, 0], [0, 2], [5, 4]]}, ((0, 2), (4, 5))),
        ({"edges": np.array([[0, 1]])}, ((0, 1),)),
        ({"edges": [], "nodes": 3}, ()),
        (networkx.path_graph(3), ((0, 1), (1, 2), (3, 4), (4, 5))),
        (networkx.Graph([("c", "a"), ("c", "b")]), ((0, 1), (0, 2), (3, 4), (3, 5))),
        (networkx.grid_2d_graph(1, 3), ((0, 1), (1, 2), (3, 4), (4, 5))),
        (networkx.Graph([(2, 0), (0, 1)]), ((0, 1), (0, 2), (3, 4), (3, 5))),
        (networkx.Graph([(4, 5), (1, 0)]), ((0, 1), (4, 5))),
        (networkx.Graph([(np.int64(0), np.int64(1))]), ((0, 1),)),
        ({"edges": [["x", "y"]], "nodes": ["x", "y", "z"]}, ((0, 1), (3, 4))),
    ],
)
def test_a_graph_edge_by_edge(written: Any, edges: Any) -> None:
    assert kept("network", written) == Network("edges", FrozenMapping({}), edges)


def test_a_graph_whose_families_come_later_can_wait() -> None:
    layer = LayerParameters(name="employee", size=6, network=networkx.path_graph(3))
    assert layer == LayerParameters(**layer.as_plain())
    assert hash(layer) == hash(LayerParameters(**layer.as_plain()))
    assert Parameters(layers=[{"name": "firm"}, {"name": "team", "size": 2}, layer]).get("employee.network").edges[-1] == (4, 5)


def test_a_fitness_function_is_kept_as_its_name() -> None:
    text = f"{__name__}:payoff"
    given = world(selection={"rule": "moran", "fitness": payoff})
    assert given.get("employee.selection.fitness") == text
    assert Parameters.from_toml(given.to_toml()) == given
    assert (
        given.with_changes({"employee.selection.fitness": "linear"}).with_changes({"employee.selection.fitness": payoff})
        == given
    )
    assert world(selection=f"moran(fitness='{text}')") == given


def payoff(metrics: Any, goals: Any, families: Any) -> Any:
    return metrics


def test_the_options_of_strategies_are_parameters() -> None:
    given = world(exploration=0, plans=7)
    assert given.get("employee.exploration") == 0.0
    assert given.get("employee.plans") == 7
    assert given.get("employee.rate") == 0.5
    live = {row.path: row.live for row in Parameters.reference()}
    assert live["employee.breadth"]
    assert "firm.breadth" not in live
