"""A world put back to a moment goes the same way again, to the last bit, whatever it had seen since."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from superorganisms import Parameters, Superorganism, scenario
from superorganisms.model.checkpoint import moment_of, put_back
from superorganisms.model.ledger import Ledger
from superorganisms.scenarios.golden import folder
from tests.model.valid_parameters import parameters

WORLDS = ("every-mechanism-budget", "every-mechanism-cost")


def check_way_back(world: Superorganism, tick: int, end: int) -> None:
    world.run_for(tick)
    moment, then = moment_of(world), world.state_hash()
    world.run_for(end - tick)
    again = Superorganism(world.parameters, rng=world.seed)
    put_back(again, moment, world)
    assert (again.tick, again.state_hash()) == (tick, then)
    again.run_for(end - tick)
    assert again.state_hash() == world.state_hash()
    assert again.measures.equals(world.measures)
    assert np.array_equal(again.record.drift, world.record.drift)
    assert np.array_equal(again.record.context, world.record.context)


@pytest.mark.parametrize("name", WORLDS)
@pytest.mark.parametrize("tick", [7, 42])
def test_with_every_mechanism(name: str, tick: int) -> None:
    check_way_back(Superorganism(scenario(folder() / f"{name}.toml").parameters, rng=5), tick, 70)


@settings(max_examples=15)
@given(parameters(), st.integers(0, 2**64 - 1), st.integers(1, 5))
def test_any_valid_world(given_parameters: Parameters, seed: int, tick: int) -> None:
    check_way_back(Superorganism(given_parameters, rng=seed), tick, 6)


def test_what_was_changed_by_hand_is_part_of_it() -> None:
    world = Superorganism(rng=3, employee__size=50)
    world.run_for(4)
    world.intervene("firm.mutation", 0.3)
    moment = moment_of(world)
    world.run_for(3)
    again = Superorganism(world.parameters, rng=3)
    put_back(again, moment, world)
    assert again.made_by_hand == world.made_by_hand
    again.run_for(3)
    assert again.state_hash() == world.state_hash()


def test_a_moment_is_no_longer_the_worlds() -> None:
    world = Superorganism(rng=3, employee__size=50)
    world.run_for(2)
    moment = moment_of(world)
    assert moment.size == sum(array.nbytes for array in moment.arrays.values()) > 0
    goals = moment.arrays["3.goals"].copy()
    world.layers[3].goals[...] = 0.0
    world.run_for(1)
    assert np.array_equal(moment.arrays["3.goals"], goals)


def test_a_ledger_is_cut_between_its_rows_alone() -> None:
    entries = np.random.default_rng(4).integers(-9, 9, size=(21, 1, 2)).astype(float)
    ledger = Ledger((1, 2), most_bytes=8 * 2 * 8)
    for entry in entries:
        ledger.begin()[:] = entry
    assert ledger.span == 4
    for ticks in range(22):
        assert ledger.can_be_cut(ticks) == (ticks % 4 == 0 or ticks == 21)
        if not ledger.can_be_cut(ticks):
            with pytest.raises(ValueError, match="rows of 4 ticks can't be cut"):
                ledger.first(ticks)
            continue
        again = Ledger((1, 2), most_bytes=8 * 2 * 8)
        again.restore(ledger.first(ticks).copy(), ticks)
        for entry in entries[ticks:]:
            again.begin()[:] = entry
        assert np.array_equal(again.rows.sum(axis=0), entries.sum(axis=0))
        assert again.length == 21
