"""Going back, playing backwards and branching, over a real socket."""

from superorganisms import Superorganism
from superorganisms.model.parameters import Parameters
from superorganisms.version import __version__
from tests.web.client import Client
from tests.web.conftest import SIZES


def state_hash(ticks: int, *hand: tuple[int, str, object], seed: int = 7) -> str:
    """Of the small world after so many ticks, made without a page."""
    world, to_come = Superorganism(Parameters().with_changes(SIZES), rng=seed), list(hand)
    while True:
        while to_come and to_come[0][0] == world.tick:
            world.intervene(*to_come.pop(0)[1:])
        if world.tick == ticks:
            return world.state_hash()
        world.step()


def hashes(tab: Client, tick: int) -> list[str]:
    return list(tab.until("stands", tick=tick)["hashes"].values())


def test_any_past_tick_is_shown_as_it_was_and_nothing_is_lost(tab: Client) -> None:
    tab.open(tick=200)
    tab.frame(200)
    for tick in (40, 199, 0):
        tab.say("seek", tick=tick)
        assert hashes(tab, tick) == [state_hash(tick)]
        assert (tab.frames[-1].tick, tab.frames[-1].horizon) == (tick, 200)
        assert not tab.frames[-1].first.rows.size  # the page has them
    tab.say("seek", tick=3000)
    assert hashes(tab, 200) == [state_hash(200)]


def test_steps_back_and_forth(tab: Client) -> None:
    tab.open(tick=50)
    tab.frame(50)
    for command, tick in (("back", 49), ("back", 48), ("step", 49), ("step", 50), ("step", 51), ("back", 50)):
        tab.say(command)
        assert hashes(tab, tick) == [state_hash(tick)]
    assert tab.frames[-1].horizon == 51
    rows = [tick for frame in tab.frames for tick in range(frame.first.last - len(frame.first.rows) + 1, frame.first.last + 1)]
    assert rows == list(range(1, 52))


def test_no_step_is_lost_however_fast_they_come(tab: Client) -> None:
    tab.open()
    tab.frame(0)
    for _ in range(40):
        tab.say("step")
    assert hashes(tab, 40) == [state_hash(40)]
    for _ in range(40):
        tab.say("back")
    assert hashes(tab, 0) == [state_hash(0)]


def test_backwards_it_plays_to_the_start_and_stops(tab: Client) -> None:
    tab.open(tick=30)
    tab.frame(30)
    tab.say("speed", rate=100)
    tab.say("play", backwards=True)
    assert tab.until("state", playing=True)["backwards"]
    assert hashes(tab, 0)
    ticks = [frame.tick for frame in tab.frames]
    assert ticks == sorted(ticks, reverse=True)
    assert len(set(ticks)) > 8
    assert not tab.frames[-1].playing


def test_one_lever_at_tick_40_gives_both_futures(tab: Client) -> None:
    tab.open(tick=100)
    tab.frame(100)
    tab.say("seek", tick=40)
    hashes(tab, 40)
    tab.say("change", path="employee.compliance", value=0.9, branch=True)
    lanes = tab.until("lanes")
    assert [(lane["since"], lane["hand"]) for lane in lanes["lanes"]] == [(0, []), (40, [[40, "employee.compliance", 0.9]])]
    assert (lanes["focus"], lanes["beside"]) == (1, 0)
    hand = (40, "employee.compliance", 0.9)
    assert hashes(tab, 40)[1] == state_hash(40, hand)
    branch = [part for frame in tab.frames for part in frame.lanes if part.world == lanes["lanes"][1]["world"]]
    assert (branch[-1].last, sum(len(part.rows) for part in branch)) == (100, 100)
    tab.say("beside", world=lanes["lanes"][0]["world"], side=True)
    tab.say("seek", tick=100)
    assert hashes(tab, 100) == [state_hash(100), state_hash(100, hand)]
    assert [len(part.alignment) for part in tab.frames[-1].lanes] == [19, 19]


def test_who_goes_back_and_changes_at_once_changes_what_was_gone_back_to(tab: Client) -> None:
    tab.open(tick=900)
    tab.frame(900)
    tab.say("seek", tick=440)
    tab.say("step")
    tab.say("change", path="employee.compliance", value=0.9, branch=True)
    assert tab.until("lanes", focus=1)["lanes"][1]["since"] == 441


def test_a_link_opens_all_worlds_to_the_same_hashes(address: str) -> None:
    hand = [[40, "employee.compliance", 0.9]]
    lanes = [{"scenario": "small", "seed": 7}, {"scenario": "small", "seed": 7, "hand": hand, "since": 40, "name": "Freer"}]
    with Client(address) as tab:
        tab.until("hello")
        tab.open_lanes(lanes, tick=45, horizon=90, focus=1, beside=0, side=True, version=__version__)
        told = tab.until("lanes")
        assert [lane["name"] for lane in told["lanes"]] == ["", "Freer"]
        assert hashes(tab, 45) == [state_hash(45), state_hash(45, (40, "employee.compliance", 0.9))]
        assert [part.last for part in tab.frames[-1].lanes] == [90, 90]
        assert "remark" not in [message["type"] for message in tab.messages]


def test_a_link_of_another_version_says_so(tab: Client) -> None:
    tab.until("hello")
    tab.open_lanes([{"scenario": "small", "seed": 7}], version="99.0")
    assert tab.until("remark")["sentence"].startswith("This link was made by version 99.0, which this one")


def test_what_is_wrong_with_one_of_several_worlds_is_said(tab: Client) -> None:
    tab.until("hello")
    bad = {"scenario": "small", "seed": 7, "changes": {"employee.mutation": 3}}
    tab.open_lanes([{"scenario": "small", "seed": 7}, bad])
    assert tab.until("problem")["sentence"] == "World 2: employee.mutation must be in [0, 1], got 3"


def test_what_is_kept_is_said(tab: Client) -> None:
    tab.open(tick=100)  # which another tab may have made before
    memory = tab.until("memory", copies=7)
    assert memory["every"] == 16
    assert 0 < memory["bytes"] < memory["most"]


def test_how_tight_the_blankets_were_is_measured_on_request(tab: Client) -> None:
    tab.open(tick=60)
    tab.at_rest()
    tab.say("measure", ticks=50)
    found = tab.until("blankets")
    assert (found["first"], found["last"]) == (11, 60)
    assert {row["kind"] for row in found["rows"]} == {"lobby", "bypass"}
    tab.say("step")
    assert hashes(tab, 61) == [state_hash(61)]  # of the world itself nothing was touched
