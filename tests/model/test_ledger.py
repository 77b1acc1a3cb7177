"""A ledger keeps what was entered: tick by tick while there is room, by runs of ticks beyond, and never loses any."""

from functools import partial

import numpy as np
import pytest

from superorganisms import Superorganism
from superorganisms.model import record
from superorganisms.model.ledger import Ledger

SHAPE = (2, 3)
ROOM = 8  # rows


def filled(entries: np.ndarray) -> Ledger:
    ledger = Ledger(SHAPE, most_bytes=ROOM * 8 * 6)
    for entry in entries:
        ledger.begin()[:] = entry
    return ledger


@pytest.mark.parametrize("ticks", [0, 1, 7, 8, 9, 15, 16, 17, 33, 1000])
def test_every_row_is_the_sum_of_its_ticks(ticks: int) -> None:
    entries = np.random.default_rng(ticks).integers(-1000, 1000, size=(ticks, *SHAPE)).astype(float)
    ledger = filled(entries)
    assert len(ledger.rows) == len(ledger.ends) <= ROOM
    assert ticks <= ROOM or len(ledger.rows) > ROOM // 2  # no coarser than need be
    assert (ledger.span == 1) == (ticks <= ROOM)
    starts = [0, *ledger.ends.tolist()][:-1]
    for row, first, last in zip(ledger.rows, starts, ledger.ends.tolist(), strict=True):
        np.testing.assert_array_equal(row, entries[first:last].sum(axis=0))
    assert ticks == (ledger.ends[-1] if ticks else 0)


def test_in_brief_a_world_does_and_records_the_same_and_of_its_drift_the_sum() -> None:
    whole, brief = [Superorganism(rng=3, government__size=2, firm__size=4, employee__size=40) for _ in range(2)]
    brief.record.keep_drift_in_brief()
    for world in (whole, brief):
        world.run_for(21)
    assert brief.state_hash() == whole.state_hash()
    np.testing.assert_array_equal(brief.record.rows, whole.record.rows)
    assert len(brief.record.drift) <= 2 < len(whole.record.drift)
    np.testing.assert_allclose(brief.record.drift.sum(axis=0), whole.record.drift.sum(axis=0), atol=1e-12)


def test_it_may_be_read_at_any_time() -> None:
    entries = np.random.default_rng(1).integers(-9, 9, size=(50, *SHAPE)).astype(float)
    ledger = Ledger(SHAPE, most_bytes=ROOM * 8 * 6)
    for tick, entry in enumerate(entries, 1):
        ledger.begin()[:] = entry
        for _ in range(2):
            np.testing.assert_array_equal(ledger.rows.sum(axis=0), entries[:tick].sum(axis=0))


@pytest.mark.parametrize("ticks", [0, 1, 5, 8, 9, 40, 64, 65])
def test_it_goes_on_from_what_was_kept(ticks: int) -> None:
    entries = np.random.default_rng(2).integers(-9, 9, size=(ticks + 70, *SHAPE)).astype(float)
    whole, again = filled(entries), filled(entries[:0])
    again.restore(filled(entries[:ticks]).rows.copy(), ticks)
    for entry in entries[ticks:]:
        again.begin()[:] = entry
    np.testing.assert_array_equal(again.rows, whole.rows)
    np.testing.assert_array_equal(again.ends, whole.ends)


def test_it_refuses_what_can_not_be_its_rows() -> None:
    ledger = filled(np.zeros((0, *SHAPE)))
    with pytest.raises(ValueError, match="shape"):
        ledger.restore(np.zeros((4, 3, 3)), 4)
    with pytest.raises(ValueError, match="3 rows can't stand for 8 ticks"):
        ledger.restore(np.zeros((3, *SHAPE)), 8)


def test_a_long_run_balances_in_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "Ledger", partial(Ledger, most_bytes=1))  # room for two rows
    many = {"government__size": 2, "firm__size": 4, "employee__size": 8, "employee__selection": "wright_fisher(s=1)"}
    world = Superorganism(rng=1, firm__succession="lineage", firm__selection="moran(s=1)", **many)
    start = [layer.goals.mean(axis=0) for layer in world.layers]
    world.run_for(37)
    drift = world.account("drift")
    assert drift.index.get_level_values("tick").unique().tolist() == [32, 37]
    terms = ["selection_between", "selection_within", "mutation", "pool", "surrogation", "imitation"]
    np.testing.assert_allclose(drift[terms].sum(axis=1), drift["change"], atol=1e-12)
    total = drift.groupby(["layer", "feature"], sort=False)["change"].sum()
    for layer, before in zip(world.layers, start, strict=True):
        np.testing.assert_allclose(total[layer.name], layer.goals.mean(axis=0) - before, atol=1e-12)
    twin = world.branch()
    world.run_for(40)
    twin.run_for(40)
    assert twin.account("drift").equals(world.account("drift"))
    assert twin.account("contextual").equals(world.account("contextual"))
