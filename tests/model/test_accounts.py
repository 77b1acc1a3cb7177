"""Whatever the settings: nothing infinite, NaN only where it has a reason, and accounts that balance."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from superorganisms import Parameters, Superorganism
from tests.model.valid_parameters import parameters


def check_world(world: Superorganism) -> None:
    for layer in world.layers:
        for name in ("goals", "letters", "efforts", "outcomes", "metrics", "understood"):
            assert np.isfinite(getattr(layer, name)).all(), (layer.name, name)
        aimless = np.isnan(layer.aims).any(axis=1)
        bottlecap = world.strategy_names.index("bottlecap")
        assert (aimless <= (layer.former_strategies == bottlecap)).all()
    measures = world.measures
    assert not np.isinf(measures.to_numpy()).any()
    for column in measures.columns[measures.isna().any()]:
        assert world.reasons[column], column


def check_accounts(world: Superorganism) -> None:
    drift = world.account("drift")
    levels = [name for name in drift if name.startswith("between_")]
    parts = drift.drop(columns=["change", *levels]).sum(axis=1)
    scale = max(1.0, max(float(np.abs(layer.goals).max()) for layer in world.layers))
    np.testing.assert_allclose(parts, drift["change"], atol=1e-12 * scale, rtol=0)
    np.testing.assert_allclose(drift[levels].sum(axis=1), drift["selection_between"], atol=1e-12 * scale, rtol=0)
    table = world.account("coordination")
    efficiency = table["efficiency"]["efficiency"]
    size = np.maximum(1.0, table.abs().max(axis=1))
    np.testing.assert_allclose((table["layer"].sum(axis=1) - (1 - efficiency)) / size, 0 * efficiency, atol=1e-12)
    causes = table["cause"]
    if world.parameters.effort_rule == "budget":
        np.testing.assert_allclose(causes.prod(axis=1), efficiency, atol=1e-12)
    else:
        loss = causes.sum(axis=1)
        np.testing.assert_allclose((loss - (1 - efficiency)) / size, 0 * efficiency, atol=1e-12)
        spread = table["dispersion"].sum(axis=1)
        np.testing.assert_allclose((spread - (1 - efficiency)) / size, 0 * efficiency, atol=1e-12)


@settings(max_examples=60)
@given(parameters(), st.integers(0, 2**64 - 1))
def test_any_valid_world(given_parameters: Parameters, seed: int) -> None:
    world = Superorganism(given_parameters, rng=seed)
    world.run_for(6)
    check_world(world)
    if (world.measures["best_value"] > 1e-9).all():
        check_accounts(world)
    world.classify()


@pytest.mark.parametrize("geometry", ["sphere", "free"])
@pytest.mark.parametrize("rule", ["budget", "cost"])
@pytest.mark.parametrize("selection", ["truncation(turnover=.3)", "moran(s=2)", "wright_fisher(s=2, fitness='linear')"])
def test_accounts_balance_in_long_runs(geometry: str, rule: str, selection: str) -> None:
    world = Superorganism(
        rng=2,
        goal_geometry=geometry,
        effort_rule=rule,
        government__size=3,
        firm__size=9,
        employee__size=80,
        government__selection=selection,
        government__period=7,
        firm__selection=selection,
        firm__surrogation=0.1,
        employee__selection=selection,
        employee__surrogation=0.02,
        employee__noise=0.1,
        employee__audit=0.7,
        employee__strategies={"deceiver": 0.3} | ({"bottlecap": 0.2} if rule == "budget" else {}),
        regimes=[(30, [1, 0, 1, 1, 0.5, 1, 2, 1])],
    )
    world.run_for(60)
    check_world(world)
    check_accounts(world)
    total = world.account("drift").groupby(["layer", "feature"], sort=False).sum()
    assert (total["selection_between"].abs() < 1e-12).all()  # leaders compete only within their family
    assert total["surrogation"].abs().sum() > 0.01


def test_where_nothing_can_be_done_shares_are_zero_and_efficiency_is_undefined() -> None:
    world = Superorganism(rng=1, response=[0] * 8, government__size=2, firm__size=4, employee__size=8)
    world.run_for(2)
    assert world.measures["efficiency"].isna().all()
    assert "V* = 0" in world.reasons["efficiency"]
    assert (world.account("coordination")["layer"] == 0).all(axis=None)
