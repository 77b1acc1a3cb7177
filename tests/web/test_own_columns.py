"""The account of drift as the page has it: sums since tick 0 along the intent, exact, the same however they are asked for."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from superorganisms.arrays import Floats
from superorganisms.model.ledger import Ledger
from superorganisms.model.world import Superorganism
from superorganisms.web import own_columns

SMALL: dict[str, Any] = {
    "government__size": 3,
    "firm__size": 9,
    "employee__size": 36,
    "firm__succession": "lineage",
    "firm__period": 2,
}
LIVELY: dict[str, Any] = SMALL | {"employee__surrogation": 0.02, "employee__imitation": 0.1, "government__mutation": 0.1}


def lively(ticks: int = 40, **changes: Any) -> Superorganism:
    world = Superorganism(rng=5, **(LIVELY | changes))
    world.run_for(ticks)
    return world


def asked(world: Superorganism, first: int, last: int) -> Floats:
    return own_columns.values(SimpleNamespace(world=world), first, last)


def columns(world: Superorganism) -> dict[str, int]:
    return {name: place for place, name in enumerate(own_columns.names(world))}


def short_ledger(world: Superorganism, rows: int) -> None:
    """As if the account had room for so many rows only."""
    shape = world.record.drift.shape[1:]
    world.record._drift = Ledger(shape, most_bytes=rows * 8 * int(np.prod(shape)))


def test_terms_add_up_to_the_change_and_the_change_is_that_of_the_mean_goal() -> None:
    world = Superorganism(rng=5, **LIVELY)
    at = columns(world)
    starts = [layer.goals.mean(axis=0) @ world.intent for layer in world.layers]
    for tick in range(1, 31):
        world.step()
        row = asked(world, tick - 1, tick)[0]
        for layer, start in zip(world.layers, starts, strict=True):
            change = row[at[f"{layer.name}.drift.change"]]
            terms = [
                row[place] for name, place in at.items() if name.startswith(f"{layer.name}.drift.") and "change" not in name
            ]
            assert change == pytest.approx(sum(terms), abs=1e-12)
            assert change == pytest.approx(layer.goals.mean(axis=0) @ world.intent - start, abs=1e-12)
    assert all(
        abs(row[at[f"employee.drift.{term}"]]) > 1e-6 for term in ("between_firm", "surrogation", "imitation", "mutation")
    )


def test_a_layer_has_the_terms_of_the_groups_it_is_in() -> None:
    names = own_columns.names(lively(1))
    assert [name for name in names if "between" in name] == [
        "firm.drift.between_government",
        "employee.drift.between_government",
        "employee.drift.between_firm",
    ]


def test_rows_are_the_same_tick_by_tick_and_at_once() -> None:
    at_once = asked(lively(), 0, 40)
    world = Superorganism(rng=5, **LIVELY)
    for tick in range(1, 41):
        world.step()
        assert np.allclose(asked(world, tick - 1, tick), at_once[tick - 1 : tick], rtol=0, atol=1e-13)
    assert np.allclose(asked(world, 3, 17), at_once[3:17], rtol=0, atol=1e-13)
    assert asked(world, 40, 40).shape == (0, at_once.shape[1])


def test_nothing_done_nothing_to_say() -> None:
    assert asked(Superorganism(rng=5, **LIVELY), 0, 0).shape == (0, len(own_columns.names(Superorganism(rng=5, **LIVELY))))


@pytest.mark.parametrize("ticks", [40, 41, 47])
def test_in_a_run_too_long_to_keep_every_tick_the_sums_are_exact_where_a_row_ends_and_now(ticks: int) -> None:
    exact = asked(lively(ticks), 0, ticks)
    world = Superorganism(rng=5, **LIVELY)
    short_ledger(world, 10)
    for tick in range(1, ticks + 1):
        world.step()
        assert np.allclose(asked(world, tick - 1, tick), exact[tick - 1 : tick], rtol=0, atol=1e-12)
    ends = world.record.drift_ends
    span = int(ends[0])
    assert span >= 4
    known = asked(world, 0, ticks)
    assert np.allclose(known[ends - 1], exact[ends - 1], rtol=0, atol=1e-12)
    assert np.allclose(known[span // 2 - 1], known[span - 1] / 2)  # spread evenly within a row


def test_another_past_of_the_same_world_is_not_taken_for_the_one_before() -> None:
    world, twin = lively(20), lively(20)
    asked(world, 0, 20)
    other = Superorganism(rng=5, **LIVELY)
    other.run_for(10)
    other.intervene("employee.mutation", 0.5)
    other.run_for(10)
    world.record.restore(other.record.arrays())
    world.resume_at(20, other.made_by_hand)
    world.step()
    twin.step()
    assert np.allclose(asked(world, 19, 20), asked(other, 19, 20), rtol=0, atol=1e-13)
    assert not np.allclose(asked(world, 19, 20), asked(twin, 19, 20), rtol=0, atol=1e-6)


def test_a_changed_intent_is_followed_from_its_tick_on() -> None:
    world = lively(20)
    before = asked(world, 0, 20)
    old = world.intent.copy()
    world.intervene("intent", [1.0] + [0.0] * 7)
    world.run_for(10)
    account = world.record.drift[:, 3, 0]
    expected = account[:20].sum(axis=0) @ old + account[20:].sum(axis=0) @ world.intent
    assert np.allclose(asked(world, 0, 20), before, rtol=0, atol=1e-13)
    assert asked(world, 29, 30)[0, columns(world)["employee.drift.change"]] == pytest.approx(expected, abs=1e-12)


def test_every_column_has_a_sentence() -> None:
    world = lively(1)
    assert set(own_columns.meanings(world)) == {*world.record.columns, *own_columns.names(world)}
