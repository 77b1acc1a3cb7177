"""The range over other seeds is that of worlds made from nothing with these seeds, whatever was done before."""

import math
import random
from contextlib import suppress
from typing import Any

import numpy as np
import pytest

from superorganisms import Superorganism
from superorganisms.arrays import Floats
from superorganisms.errors import SuperorganismError
from superorganisms.model.parameters import Parameters
from superorganisms.web.app import create_app
from superorganisms.web.commands import Branch, Change, Contrast, Focus, LaneAt, Open
from superorganisms.web.lanes import Lanes
from superorganisms.web.limits import Limits
from superorganisms.web.others import SEEDS, Others, other_seeds
from superorganisms.web.ranges import Ranges
from superorganisms.web.worlds import Worlds
from tests.web.client import Client, served
from tests.web.conftest import SIZES, Shelf, ready

COLUMNS = ("efficiency", "firm.inner_alignment", "employee.inner_alignment")
SMALL = Parameters().with_changes(SIZES)


def rows(seed: int, ticks: int, changes: tuple[tuple[int, str, Any], ...] = (), parameters: Parameters = SMALL) -> Floats:
    """(ticks, COLUMNS) of a world made by nothing but the model."""
    world = Superorganism(parameters, rng=seed)
    for tick in range(ticks):
        for at, path, value in changes:
            if at == tick:
                world.intervene(path, value)
        world.step()
    places = [list(world.record.columns).index(name) for name in COLUMNS]
    return world.record.rows[:, places].copy()


def ranged(taken: list[int], ticks: int, *changes: tuple[int, str, Any]) -> tuple[Floats, Floats]:
    all_rows = np.stack([rows(seed, ticks, changes) for seed in other_seeds(taken)])
    return all_rows.min(axis=0), all_rows.max(axis=0)


class Heard:
    """What a page makes of the messages."""

    def __init__(self) -> None:
        self.low: dict[tuple[int, int | None], list[list[float]]] = {}
        self.high: dict[tuple[int, int | None], list[list[float]]] = {}
        self.sentences: dict[tuple[int, int | None], str] = {}

    def take(self, message: dict[str, Any]) -> None:
        key = (message["world"], message["minus"])
        assert len(message["low"]) == len(message["high"]) == message["last"] - message["first"]
        for name in ("low", "high"):
            known = getattr(self, name)
            known[key] = known.get(key, [])[: message["first"]] + message[name]
        self.sentences[key] = message["sentence"]

    def table(self, name: str, world: int, minus: int | None = None) -> Floats:
        return np.array(getattr(self, name)[world, minus], float).reshape(-1, len(COLUMNS))


@pytest.fixture
def worlds() -> Worlds:
    return Worlds(Shelf(), Limits())


@pytest.fixture
def lanes(worlds: Worlds) -> Lanes:
    found = Lanes(worlds, iter(range(1, 99)))
    found.open(Open(lanes=(LaneAt(scenario="small", seed=7),), tick=0, horizon=0))
    return found


def all_told(ranges: Ranges, lanes: Lanes, heard: Heard) -> None:
    more = True
    while more:
        more = told_once(ranges, lanes, heard, math.inf)


def told_once(ranges: Ranges, lanes: Lanes, heard: Heard, seconds: float) -> bool:
    """As a session does it; whether there is more to do."""
    for message in ranges.settle(lanes):
        assert message["first"] == message["last"] == 0
        heard.take(message)
    more = ranges.go(lanes, seconds)
    for message in ranges.news():
        heard.take(message)
    return more


def change(path: str, value: Any, *, branch: bool = False) -> Change:
    return Change(path, value, branch=branch)


def check(heard: Heard, lane: int, expected: tuple[Floats, Floats], minus: int | None = None) -> None:
    for name, values in zip(("low", "high"), expected, strict=True):
        assert heard.table(name, lane, minus) == pytest.approx(values, rel=1e-5, abs=1e-12, nan_ok=True)


def test_over_a_socket_it_is_the_range_of_worlds_with_those_seeds(tab: Client) -> None:
    tab.say("others", columns=list(COLUMNS))
    tab.open(seed=7, tick=12)
    heard = Heard()
    while len(heard.low.get((1, None), [])) < 12:
        heard.take(tab.until("others"))
    check(heard, 1, ranged([7], 12))
    tab.say("step")
    while len(heard.low[1, None]) < 13:
        heard.take(tab.until("others"))
    check(heard, 1, ranged([7], 13))
    tab.say("others", columns=[])
    tab.say("step")
    tab.frame(14)
    tab.messages.clear()
    tab.quiet(0.6)
    assert all(message["type"] != "others" for message in tab.messages)


def test_a_world_that_plays_is_followed(tab: Client) -> None:
    tab.open(seed=7)
    tab.say("others", columns=list(COLUMNS))
    tab.say("speed", rate=10)
    tab.say("play")
    while tab.until("others")["last"] < 5:
        pass
    assert tab.frames[-1].playing


def test_of_twenty_worlds_eighteen_lie_within_the_others_at_every_tick() -> None:
    """Whatever the distribution: the two extremes don't. Hence .9 of one more (Fligner & Wolfe 1976)."""
    ticks, twenty = 6, range(1, SEEDS + 2)
    made = {seed: rows(seed, ticks) for seed in twenty}
    within = np.zeros((ticks, len(COLUMNS)))
    for seed in twenty:
        seeds = other_seeds([seed])
        assert sorted((*seeds, seed)) == list(twenty)
        others = np.stack([made[one] for one in seeds])
        within += (others.min(axis=0) <= made[seed]) & (made[seed] <= others.max(axis=0))
    distinct = np.array([[len({float(one[at]) for one in made.values()}) == len(made) for at in np.ndindex(within.shape)]])
    assert distinct.mean() > 0.6
    assert set(within.ravel()[distinct.ravel()]) == {SEEDS - 1}
    assert within.min() >= SEEDS - 1


def test_differences_are_of_the_same_seeds(lanes: Lanes, worlds: Worlds) -> None:
    ranges, heard = Ranges(worlds), Heard()
    ranges.want(COLUMNS)
    lanes.go(10, math.inf)
    lanes.seek(4, math.inf)
    lanes.do(change("employee.compliance", 0.9, branch=True))
    lanes.go(6, math.inf)
    while lanes.behind:
        lanes.follow(math.inf)
    all_told(ranges, lanes, heard)
    (first, second), by_hand = [lane.number for lane in lanes.all], (4, "employee.compliance", 0.9)
    check(heard, first, ranged([7], 10))
    check(heard, second, ranged([7], 10, by_hand))
    less = np.stack([rows(seed, 10, (by_hand,)) - rows(seed, 10) for seed in other_seeds([7])])
    assert np.nanmax(np.abs(less[:, :4])) == 0.0
    assert np.nanmax(np.abs(less)) > 0.0
    check(heard, second, (less.min(axis=0), less.max(axis=0)), minus=first)


def test_changes_at_the_front_and_in_the_past_leave_nothing_of_what_was(lanes: Lanes, worlds: Worlds) -> None:
    ranges, heard = Ranges(worlds), Heard()
    ranges.want(COLUMNS)
    lanes.go(6, math.inf)
    all_told(ranges, lanes, heard)
    before = ranges._others[1]
    lanes.do(change("firm.mutation", 0.3))
    lanes.do(change("firm.mutation", 0.4))
    lanes.go(4, math.inf)
    all_told(ranges, lanes, heard)
    assert ranges._others[1] is before  # they only go on
    check(heard, 1, ranged([7], 10, (6, "firm.mutation", 0.4)))
    lanes.seek(3, math.inf)
    lanes.do(change("employee.compliance", 0.2))
    lanes.go(5, math.inf)
    all_told(ranges, lanes, heard)
    assert lanes.all[0].at.hand == ((3, "employee.compliance", 0.2), (6, "firm.mutation", 0.4))
    check(heard, 1, ranged([7], 8, (3, "employee.compliance", 0.2), (6, "firm.mutation", 0.4)))


def test_other_columns_and_the_same_again_are_told_from_the_start(lanes: Lanes, worlds: Worlds) -> None:
    ranges = Ranges(worlds)
    lanes.go(5, math.inf)
    ranges.want(("efficiency", "nothing.of_the_kind"))
    all_told(ranges, lanes, Heard())
    for _ in range(2):
        heard = Heard()
        ranges.want(())
        ranges.want(COLUMNS)
        all_told(ranges, lanes, heard)
        check(heard, 1, ranged([7], 5))
    ranges.want(())
    assert not ranges.idle
    assert ranges.settle(lanes) == ranges.news() == []
    assert ranges.idle


@pytest.mark.parametrize("room", [1, 19 * 40_000])
def test_what_is_too_large_says_so(lanes: Lanes, room: int) -> None:
    ranges, heard = Ranges(Worlds(Shelf(), Limits(past=room))), Heard()
    ranges.want(COLUMNS)
    lanes.go(200, math.inf)
    all_told(ranges, lanes, heard)
    sentence = heard.sentences[1, None]
    told = len(heard.low[1, None])
    if room == 1:
        assert sentence.startswith("19 worlds of 19 units are more than the 0 MB that they have")
        assert told == 0
    else:
        assert sentence.startswith(f"19 worlds of {told} ticks fill the 0 MB that they have")
        assert 5 < told < 200
        check(heard, 1, tuple(values[:told] for values in ranged([7], told)))  # type: ignore[arg-type]
    assert not ranges.go(lanes, math.inf)


def test_between_worlds_of_different_seeds_a_difference_has_no_range(worlds: Worlds) -> None:
    lanes, ranges, heard = Lanes(worlds, iter(range(1, 99))), Ranges(worlds), Heard()
    two = (LaneAt(scenario="small", seed=1), LaneAt(scenario="small", seed=3))
    lanes.open(Open(lanes=two, tick=0, horizon=0, beside=1))
    ranges.want(COLUMNS)
    lanes.go(3, math.inf)
    all_told(ranges, lanes, heard)
    assert heard.sentences[1, 2] == "a difference has one only between worlds of the same seed"
    assert heard.low[1, 2] == []
    check(heard, 2, ranged([1, 3], 3))


def test_a_branch_of_the_contrast_is_what_the_contrast_was(worlds: Worlds) -> None:
    """And so are its others, and the world that its description makes."""
    lanes, ranges, heard = Lanes(worlds, iter(range(1, 99))), Ranges(worlds), Heard()
    lanes.open(Open(lanes=(LaneAt(scenario="small", seed=7, changes={"firm.mutation": 0.3}),), tick=0, horizon=0))
    lanes.do(Contrast(True))
    lanes.go(4, math.inf)
    contrast = lanes.all[1]
    lanes.do(Focus(contrast.number))
    lanes.do(Branch())
    branch = lanes.focused
    assert dict(branch.at.changes) == {"firm.mutation": 0.3, "employee.compliance": 1.0}
    while lanes.behind:
        lanes.follow(math.inf)
    lanes.go(3, math.inf)
    ranges.want(COLUMNS)
    all_told(ranges, lanes, heard)
    parameters = SMALL.with_changes({"firm.mutation": 0.3, "employee.compliance": 1.0})
    expected = np.stack([rows(seed, 7, parameters=parameters) for seed in other_seeds([7])])
    check(heard, branch.number, (expected.min(axis=0), expected.max(axis=0)))
    assert worlds.player(branch.at, 0).start == branch.front.start


def test_a_thing_that_is_set_twice_at_one_tick_is_set_once(lanes: Lanes, worlds: Worlds) -> None:
    """Else its others would never be those of its description."""
    twice = ((3, "firm.mutation", 0.1), (3, "firm.mutation", 0.2))
    others = Others(LaneAt(scenario="small", seed=7, hand=twice), other_seeds([7]), worlds)
    others.go(6, math.inf)
    assert others.fits(LaneAt(scenario="small", seed=7, hand=twice), other_seeds([7]))
    ranges, heard = Ranges(worlds), Heard()
    ranges.want(COLUMNS)
    lanes.do(Branch())
    first, second = lanes.all
    lanes.focused.go(5, math.inf)
    lanes.clock = lanes.horizon = 5
    lanes.linked = True
    for value in (0.1, 0.2):
        lanes.do(change("firm.mutation", value))
    assert first.at.hand == second.at.hand == ((5, "firm.mutation", 0.2),)
    while lanes.behind:
        lanes.follow(math.inf)
    lanes.go(3, math.inf)
    all_told(ranges, lanes, heard)
    for lane in lanes.all:
        check(heard, lane.number, ranged([7], 8, (5, "firm.mutation", 0.2)))


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_done_the_range_is_of_the_world_as_it_is_described(worlds: Worlds, seed: int) -> None:
    draw = random.Random(seed)
    lanes, ranges, heard = Lanes(worlds, iter(range(1, 999))), Ranges(worlds), Heard()
    lanes.open(Open(lanes=(LaneAt(scenario="small", seed=7),), tick=0, horizon=0))
    ranges.want(COLUMNS)
    for _ in range(25):
        wish = draw.choice(["go", "go", "back", "lever", "lever", "branch", "contrast", "focus", "link", "told", "told"])
        numbers = [lane.number for lane in lanes.all]
        if wish == "go":
            lanes.go(draw.randrange(1, 6), math.inf)
        elif wish == "back":
            lanes.seek(draw.randrange(lanes.horizon + 1), math.inf)
        elif wish == "focus":
            lanes.do(Focus(draw.choice(numbers)))
        elif wish == "link":
            lanes.linked = not lanes.linked
        elif wish == "told":
            told_once(ranges, lanes, heard, draw.choice([0.01, math.inf]))
        else:
            path, value = draw.choice([("firm.mutation", draw.random()), ("employee.compliance", draw.random())])
            wishes = {"lever": change(path, value, branch=draw.random() < 0.3), "branch": Branch()}
            with suppress(SuperorganismError):  # no room, or the contrast
                lanes.do(wishes.get(wish, Contrast(draw.random() < 0.7)))
    while lanes.behind:
        lanes.follow(math.inf)
    all_told(ranges, lanes, heard)
    seeds = other_seeds([7])
    for lane in lanes.all:
        fresh = Others(lane.at, seeds, worlds)
        fresh.go(lane.front.tick, math.inf)
        check(heard, lane.number, fresh.range(COLUMNS, 0, lane.front.tick)[1:])


def test_a_change_that_can_not_be_made_with_another_seed_ends_them(lanes: Lanes, worlds: Worlds) -> None:
    others = Others(LaneAt(scenario="small", seed=7, hand=((2, "employee.compliance", 7.0),)), other_seeds([7]), worlds)
    others.go(9, math.inf)
    assert (others.tick, others.behind(9)) == (2, False)
    assert "employee.compliance" in others.ended


def test_a_tab_whose_world_is_too_large_goes_on_without() -> None:
    limits = Limits(past=1, patience=0.3)
    with served(create_app(library=Shelf(), limits=limits, warming=ready())) as address, Client(address) as tab:
        tab.say("others", columns=["efficiency"])
        tab.open(seed=7, tick=3)
        while "more than the 0 MB" not in tab.until("others")["sentence"]:
            pass
        tab.say("step")
        assert tab.frame(4).tick == 4


def test_what_was_known_goes_at_once_when_the_past_is_changed(tab: Client) -> None:
    """Also of a world that plays so fast that nobody finds the time for its others."""
    tab.say("others", columns=list(COLUMNS))
    tab.open(seed=7, tick=12)
    while tab.until("others")["last"] < 12:
        pass
    tab.say("seek", tick=4)
    tab.frame(4)
    tab.say("speed", rate=1000)
    tab.say("change", path="firm.mutation", value=0.4)
    tab.say("play")
    again = tab.until("others")
    assert (again["first"], again["last"], again["columns"]) == (0, 0, [])


def test_two_tabs_get_theirs_at_once(address: str) -> None:
    with Client(address) as one, Client(address) as two:
        for tab, seed in ((one, 3), (two, 5)):
            tab.say("others", columns=list(COLUMNS))
            tab.open(seed=seed, tick=20)
        for tab, seed in ((one, 3), (two, 5)):
            heard = Heard()
            while len(heard.low.get((1, None), [])) < 20:
                heard.take(tab.until("others"))
            check(heard, 1, ranged([seed], 20))
