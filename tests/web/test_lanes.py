"""Worlds on one clock: whatever was done, each is what its own description makes from nothing."""

import itertools
import math
import random
from dataclasses import replace

import numpy as np
import pytest

from superorganisms.errors import SuperorganismError
from superorganisms.model.world import Superorganism
from superorganisms.web import commands
from superorganisms.web.commands import LaneAt, Open
from superorganisms.web.lane import Lane
from superorganisms.web.lanes import Lanes
from superorganisms.web.limits import Limits
from superorganisms.web.parsing import MOST_LANES
from superorganisms.web.worlds import Worlds
from tests.web.conftest import Shelf


def made(scenario: str = "small", *, tick: int = 0, seed: int = 7, past: int = Limits.past) -> Lanes:
    lanes = Lanes(Worlds(Shelf(), Limits(past=past)), itertools.count(1))
    lanes.open(Open(lanes=(LaneAt(scenario=scenario, seed=seed),), tick=0, horizon=0))
    if tick:
        lanes.go(tick, math.inf)
    return lanes


def settle(lanes: Lanes) -> None:
    while lanes.late or lanes.behind:
        lanes.follow(math.inf)


def from_nothing(lanes: Lanes, lane: Lane) -> Superorganism:
    """The world that the lane's description says, at the clock, made without any of what is tested here."""
    world = Superorganism(lanes.worlds.parameters(lane.at), rng=lane.at.seed)
    for tick, path, value in (*lane.at.hand, (lanes.clock, "", None)):
        if tick <= lanes.clock and tick > world.tick:
            world.run_for(tick - world.tick)
        if tick <= lanes.clock and path:
            world.intervene(path, value)
    return world


def check(lanes: Lanes) -> None:
    settle(lanes)
    for lane in lanes.all:
        lane.show(lanes.clock, math.inf)
        alone = from_nothing(lanes, lane)
        assert lane.view.tick == lanes.clock
        assert lane.view.world.state_hash() == alone.state_hash()
        assert np.array_equal(lane.view.world.record.rows, alone.record.rows, equal_nan=True)
        assert np.array_equal(lane.view.world.record.drift, alone.record.drift)
        assert lane.front.tick >= lanes.clock


def test_back_and_forth_is_the_same_world() -> None:
    lanes = made("turning", tick=100)
    hashes = {}
    for tick in (40, 39, 90, 100, 0, 17, 16, 99):
        assert lanes.seek(tick, math.inf)
        assert lanes.clock == tick
        hashes[tick] = lanes.focused.view.world.state_hash()
        check(lanes)
    assert lanes.horizon == 100
    lanes.go(20, math.inf)
    assert (lanes.clock, lanes.horizon) == (119, 119)
    check(lanes)


def test_a_change_in_the_past_leaves_both_futures() -> None:
    lanes = made(tick=100)
    trunk = lanes.focused
    lanes.seek(40, math.inf)
    lanes.do(commands.Change("employee.compliance", 0.9, branch=True))
    branch = lanes.focused
    assert branch is not trunk
    assert lanes.beside is trunk
    assert (branch.at.since, branch.at.hand) == (40, ((40, "employee.compliance", 0.9),))
    check(lanes)
    assert (lanes.clock, branch.front.tick, trunk.front.tick) == (40, 100, 100)
    one, other = trunk.front.world.record.rows, branch.front.world.record.rows
    assert np.array_equal(one[:40], other[:40], equal_nan=True)
    assert not np.array_equal(one[40], other[40], equal_nan=True)


def test_a_lever_that_is_moved_on_moves_the_same_branch() -> None:
    lanes = made(tick=60)
    lanes.seek(40, math.inf)
    for value in (0.9, 0.8, 0.7):
        lanes.do(commands.Change("employee.compliance", value, branch=True))
    assert [lane.at.hand for lane in lanes.all] == [(), ((40, "employee.compliance", 0.7),)]
    check(lanes)


def test_without_a_branch_the_future_is_another() -> None:
    lanes = made(tick=60)
    lanes.seek(40, math.inf)
    lanes.focused.sent = 60
    lanes.do(commands.Change("employee.compliance", 0.9))
    assert len(lanes.all) == 1
    assert lanes.focused.sent == 40
    check(lanes)
    assert lanes.focused.front.tick == 60


def test_later_changes_of_other_things_stay() -> None:
    lanes = made(tick=30)
    lanes.do(commands.Change("firm.mutation", 0.2))
    lanes.do(commands.Change("employee.compliance", 0.5))
    lanes.go(30, math.inf)
    lanes.seek(10, math.inf)
    lanes.do(commands.Change("employee.compliance", 0.9, branch=True))
    assert lanes.focused.at.hand == ((10, "employee.compliance", 0.9), (30, "firm.mutation", 0.2))
    check(lanes)


def test_what_holds_from_the_start_is_a_world_from_the_start() -> None:
    lanes = made(tick=50)
    lanes.seek(20, math.inf)
    lanes.do(commands.Change("employee.size", 18, branch=True))
    assert [len(lane.front.world.layers[-1]) for lane in lanes.all] == [12, 18]
    check(lanes)
    for size in (20, 24):  # once more here: the same branch
        lanes.do(commands.Change("employee.size", size, branch=True))
        check(lanes)
        assert (lanes.clock, [len(lane.front.world.layers[-1]) for lane in lanes.all]) == (20, [12, size])
    lanes.seek(30, math.inf)
    lanes.do(commands.Change("employee.size", 16))
    assert (lanes.clock, lanes.horizon) == (0, 50)
    check(lanes)


def test_contrast_follows_the_first_world() -> None:
    lanes = made(tick=40)
    lanes.do(commands.Contrast(True))
    contrast = lanes.all[-1]
    check(lanes)
    lanes.seek(20, math.inf)
    lanes.do(commands.Change("firm.mutation", 0.3))
    check(lanes)
    assert contrast.at.hand == lanes.all[0].at.hand == ((20, "firm.mutation", 0.3),)
    lanes.do(commands.Change("employee.compliance", 0.2))
    assert contrast.at.hand == ((20, "firm.mutation", 0.3),)
    assert "employee.compliance" in contrast.sentence
    check(lanes)
    lanes.do(commands.Change("employee.size", 18))
    assert len(lanes.all[-1].front.world.layers[-1]) == 18
    lanes.do(commands.Contrast(False))
    assert len(lanes.all) == 1


def test_the_contrast_itself_is_not_changed_but_can_be_branched() -> None:
    lanes = made(tick=10)
    lanes.do(commands.Contrast(True))
    lanes.do(commands.Focus(lanes.all[-1].number))
    with pytest.raises(SuperorganismError, match="follows the first world"):
        lanes.do(commands.Change("firm.mutation", 0.3))


def test_linked_worlds_change_together() -> None:
    lanes = made(tick=30)
    lanes.do(commands.Compare("turning"))
    lanes.do(commands.Link(True))
    settle(lanes)
    lanes.seek(10, math.inf)
    lanes.do(commands.Change("firm.mutation", 0.3, branch=True))
    assert [lane.at.hand for lane in lanes.all] == [((10, "firm.mutation", 0.3),)] * 2
    check(lanes)
    lanes.do(commands.Focus(lanes.all[1].number))
    lanes.do(commands.Change("intent", [0.0, 1.0]))  # of its two features: the other world has eight
    assert [lane.at.hand[-1][1] for lane in lanes.all] == ["firm.mutation", "intent"]
    assert "intent was not changed here" in lanes.all[0].sentence
    check(lanes)


def test_room() -> None:
    lanes = made(tick=5)
    for _ in range(MOST_LANES - 1):
        lanes.do(commands.Branch())
    before = [lane.number for lane in lanes.all]
    for wish in (commands.Branch(), commands.Compare("turning"), commands.Contrast(True)):
        with pytest.raises(SuperorganismError, match="discard one first"):
            lanes.do(wish)
    assert [lane.number for lane in lanes.all] == before
    for lane in lanes.all[1:]:
        lanes.do(commands.Drop(lane.number))
    with pytest.raises(SuperorganismError, match="last world"):
        lanes.do(commands.Drop(lanes.all[0].number))


def test_what_is_said_of_a_world_that_is_gone_is_not_heard() -> None:
    lanes = made(tick=5)
    before = lanes.present
    for wish in (commands.Focus(9), commands.Drop(9), commands.Name(9, "x"), commands.Beside(9, side=True)):
        lanes.do(wish)
    assert lanes.present == before


def test_what_is_kept_is_bounded_and_all_can_be_gone_back_to() -> None:
    room = 40 * made(tick=1).focused.past.size  # moments, a fourth of them for those nearby
    lanes = made(tick=1, past=room)
    for _ in range(80):
        lanes.go(9, math.inf)
        lanes.seek(lanes.clock - 1, math.inf)
        assert lanes.focused.past.size <= lanes.focused.past.most == room
    assert lanes.focused.past.every == 32
    lanes.seek(333, math.inf)
    check(lanes)


def test_of_a_large_world_some_moments_are_kept_all_the_same() -> None:
    one = made(tick=1).focused.past.size
    lanes = made(tick=400, past=2 * one)
    past = lanes.focused.past
    assert 5 <= past.count <= 10
    assert past.size <= past.most == 14 * one
    check(lanes)


def test_a_link_opens_all_of_it_again() -> None:
    lanes = made(tick=60)
    lanes.seek(40, math.inf)
    lanes.do(commands.Change("employee.compliance", 0.9, branch=True))
    lanes.do(commands.Contrast(True))
    lanes.do(commands.Beside(lanes.all[-1].number, side=True))
    settle(lanes)
    again = Lanes(lanes.worlds, itertools.count(1))
    again.open(lanes.present)
    check(again)
    assert again.present == lanes.present
    assert [a.view.world.state_hash() for a in again.shown] == [b.view.world.state_hash() for b in lanes.shown]


WRONG = ("firm.mutation", 7)  # can't be: it is a probability


def linked(*ends: int | None, tick: int = 0, horizon: int = 0, focus: int = 0, beside: int | None = None) -> Lanes:
    """Worlds as in a link, each with a change by hand that can't be made at a tick (None: without)."""
    hands = [() if end is None else ((end, *WRONG),) for end in ends]
    lanes = Lanes(Worlds(Shelf(), Limits()), itertools.count(1))
    worlds = tuple(LaneAt(scenario="small", seed=7 + place, hand=hand) for place, hand in enumerate(hands))
    lanes.open(Open(lanes=worlds, tick=tick, horizon=max(tick, horizon), focus=focus, beside=beside, side=beside is not None))
    while lanes.arrive(math.inf) < 1:
        pass
    return lanes


def test_the_clock_goes_on_as_long_as_any_world_can() -> None:
    lanes = linked(5, 9, None, beside=1)
    ended, later, whole = lanes.all
    assert [lanes.go(1, math.inf) for _ in range(5)] == [1] * 5
    assert [lanes.go(4, math.inf) for _ in range(2)] == [4, 4]
    settle(lanes)
    assert (lanes.clock, lanes.horizon) == (13, 13)
    assert [lane.view.tick for lane in lanes.all] == [5, 9, 13]
    assert ended.ended.startswith("This world ends at tick 5: firm.mutation ")
    assert not whole.ended
    assert whole.view.world.state_hash() == from_nothing(lanes, whole).state_hash()
    assert lanes.seek(7, math.inf)
    assert [lane.view.tick for lane in (ended, later)] == [5, 7]
    assert lanes.seek(3, math.inf)
    assert ended.view.world.state_hash() == linked(None, tick=3).focused.view.world.state_hash()
    assert lanes.go(10, math.inf) == 2  # the world in focus leads as far as it goes
    assert lanes.go(10, math.inf) > 0
    lanes.do(commands.Drop(whole.number))
    settle(lanes)
    lanes.seek(lanes.horizon, math.inf)
    with pytest.raises(SuperorganismError, match="ends at tick 5"):
        lanes.go(1, math.inf)


def test_the_clock_ends_with_the_last_world() -> None:
    lanes = linked(5, 8, horizon=100)
    settle(lanes)
    assert lanes.horizon == 8
    assert [lanes.go(3, math.inf) for _ in range(3)] == [3, 2, 3]
    with pytest.raises(SuperorganismError, match="ends at tick 5"):
        lanes.go(1, math.inf)
    assert (lanes.clock, lanes.horizon) == (8, 8)


def test_a_link_past_the_end_of_the_world_in_focus_opens_at_its_tick() -> None:
    lanes = linked(5, None, tick=20)
    settle(lanes)
    assert (lanes.clock, [lane.view.tick for lane in lanes.all]) == (20, [5, 20])
    for ends in ((5, 20), (20,), (0, 3), (5,)):
        lanes = linked(*ends, tick=20)
        assert lanes.clock == lanes.horizon == max(ends)
        assert lanes.focused.ended.startswith(f"This world ends at tick {ends[0]}")


def test_a_world_that_ended_before_the_clock_is_changed_where_it_was() -> None:
    lanes = linked(5, None, tick=8)
    settle(lanes)
    change = commands.Change("firm.mutation", 0.2)
    for wish in (change, replace(change, branch=True), commands.Branch()):
        with pytest.raises(SuperorganismError, match="ends at tick 5"):
            lanes.do(wish)
    lanes.do(commands.Link(True))
    lanes.do(commands.Focus(lanes.all[1].number))
    lanes.do(change)
    assert [lane.at.hand for lane in lanes.all] == [((5, *WRONG),), ((8, "firm.mutation", 0.2),)]
    lanes.do(commands.Focus(lanes.all[0].number))
    lanes.seek(5, math.inf)
    lanes.do(commands.Link(False))
    lanes.do(commands.Change("employee.compliance", 0.3))
    settle(lanes)
    assert lanes.focused.ended
    lanes.do(commands.Change("firm.mutation", 0.3))  # in the place of what can't be
    assert lanes.focused.at.hand == ((5, "employee.compliance", 0.3), (5, "firm.mutation", 0.3))
    check(lanes)


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence(seed: int) -> None:
    """Twenty random wishes; after each, all worlds are what their descriptions make from nothing."""
    draw = random.Random(seed)
    lanes = made(tick=20, seed=seed)

    def wish() -> commands.OfLanes:
        number = draw.choice(lanes.all).number
        change = commands.Change(
            draw.choice(["employee.compliance", "firm.mutation", "government.mutation"]),
            round(draw.random(), 2),
            branch=draw.random() < 0.5,
        )
        return draw.choice(
            [
                change,
                change,
                change,
                commands.Change("employee.size", draw.choice([12, 16, 20]), branch=draw.random() < 0.5),
                commands.Branch(),
                commands.Compare("turning"),
                commands.Focus(number),
                commands.Beside(number, side=draw.random() < 0.5),
                commands.Drop(number),
                commands.Link(draw.random() < 0.3),
                commands.Contrast(draw.random() < 0.5),
            ]
        )

    for _ in range(20):
        if draw.random() < 0.3:
            lanes.go(draw.randrange(1, 25), math.inf)
        elif draw.random() < 0.6:
            lanes.seek(draw.randrange(lanes.horizon + 1), math.inf)
        before = lanes.present
        try:
            lanes.do(wish())
        except SuperorganismError:
            assert replace(lanes.present, linked=before.linked) == before  # refused, and nothing else has happened
        assert 1 <= len(lanes.all) <= MOST_LANES
        assert lanes.beside is not lanes.focused
        check(lanes)
