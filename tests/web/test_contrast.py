"""The contrast beside a tab's world, over a real socket: same seed, same changes, one thing otherwise, tick by tick."""

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from superorganisms import Superorganism
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.scenario import Scenario, scenario
from superorganisms.scenarios.told import Told, at
from superorganisms.web.app import create_app
from superorganisms.web.limits import Limits
from superorganisms.web.telling import MOST_ROWS
from tests.web.client import Client, served
from tests.web.conftest import SIZES, Shelf, ready

OTHERWISE = {"employee.compliance": 1.0}


def expected(seed: int, ticks: int, hand: tuple[tuple[int, str, object], ...] = (), **changes: object) -> Superorganism:
    """The contrast as it must come out."""
    world = Superorganism(Parameters().with_changes({**SIZES, **changes}).with_changes(OTHERWISE), rng=seed)
    while world.tick < ticks:
        for _, path, value in (one for one in hand if one[0] == world.tick):
            world.intervene(path, value)
        world.step()
    return world


def contrast_of(tab: Client) -> dict[str, Any] | None:
    """What was last said of it."""
    lanes = next(one for one in reversed(tab.messages) if one["type"] == "lanes")["lanes"]
    return lanes[-1] if lanes[-1]["role"] == "contrast" else None


def switched(tab: Client, *, on: bool = True) -> dict[str, Any] | None:
    tab.say("contrast", on=on)
    while (contrast_of(tab) is not None) != on:
        tab.until("lanes")
    return contrast_of(tab)


def rows(tab: Client, world: int) -> list[list[float]]:
    """All rows of a world that have come, which must follow on each other."""
    parts = [part for frame in tab.frames for part in frame.lanes if part.world == world]
    ticks = [tick for one in parts for tick in range(one.last - len(one.rows) + 1, one.last + 1)]
    assert ticks == list(range(1, len(ticks) + 1))
    return [row for one in parts for row in one.rows.tolist()]


def catches_up(tab: Client, tick: int) -> None:
    told = contrast_of(tab)
    assert told is not None
    while not any(part.world == told["world"] and part.last >= tick for frame in tab.frames for part in frame.lanes):
        tab.hear()


def check(tab: Client, world: Superorganism) -> None:
    told = contrast_of(tab)
    assert told is not None
    catches_up(tab, world.tick)
    found = np.array(rows(tab, told["world"]))
    assert len(found) == world.tick
    assert found[:, : len(world.measures.columns)] == pytest.approx(world.measures.to_numpy(), rel=1e-6, nan_ok=True)


def test_it_is_off_by_default_and_costs_nothing(tab: Client) -> None:
    hello = tab.until("hello")
    assert [one["contrast"] for one in hello["scenarios"]] == ["Employees do what they are told.", ""]
    tab.go_to(seed=7, tick=3)
    tab.frame(3)
    assert contrast_of(tab) is None
    assert [len(frame.lanes) for frame in tab.frames] == [1] * len(tab.frames)


def test_it_goes_with_the_world_tick_by_tick(tab: Client) -> None:
    tab.open(seed=7)
    switched(tab)
    for tick in range(1, 4):
        tab.say("step")
        assert [part.last for part in tab.frame(tick).lanes] == [tick, tick]
    check(tab, expected(7, 3))
    tab.say("speed", rate=500)
    tab.say("play")
    tab.frame(100)
    tab.say("pause")
    check(tab, expected(7, tab.until("state", playing=False)["tick"]))


def test_switched_on_in_the_middle_it_catches_up_while_the_world_plays_on(tab: Client) -> None:
    tab.open(seed=5, tick=400)
    tab.say("speed", rate=100)
    tab.say("play")
    tab.frame(405)
    switched(tab)
    catches_up(tab, 410)
    tab.say("pause")
    check(tab, expected(5, tab.until("state", playing=False)["tick"]))
    rows(tab, tab.frames[0].first.world)


def test_much_to_catch_up_with_comes_in_frames_of_a_certain_size(tab: Client) -> None:
    tab.open(seed=5, tick=MOST_ROWS + 100)
    switched(tab)
    check(tab, expected(5, MOST_ROWS + 100))
    assert max(len(part.rows) for frame in tab.frames for part in frame.lanes) <= MOST_ROWS


def test_reset_another_seed_and_another_scenario_have_theirs(tab: Client) -> None:
    tab.open(seed=5, tick=3)
    switched(tab)
    for command, fields, seed in (("reset", {}, 5), ("seed", {"seed": 0}, 0)):
        tab.say(command, **fields)
        while (begun := tab.frame(0)).tick != 0:
            pass  # of the worlds before
        tab.say("step")
        assert tab.frame(1).first.world == begun.first.world
        check(tab, expected(seed, 1))
    tab.say("scenario", name="turning")
    tab.until("world", scenario="turning")
    assert contrast_of(tab) is None
    tab.say("scenario", name="small")
    tab.until("world", scenario="small")
    assert contrast_of(tab) is not None


def test_what_is_changed_in_the_world_is_changed_in_the_contrast(tab: Client) -> None:
    tab.open(seed=4, tick=2)
    tab.until("values")
    tab.say("change", path="employee.mutation", value=0.3)
    tab.until("values")
    told = switched(tab)
    assert told is not None
    assert told["hand"] == [[2, "employee.mutation", 0.3]]
    tab.say("step")
    tab.frame(3)
    tab.say("change", path="firm.mutation", value=0.2)
    tab.until("values")
    tab.say("step")
    tab.frame(4)
    hand = ((2, "employee.mutation", 0.3), (3, "firm.mutation", 0.2))
    check(tab, expected(4, 4, hand))
    tab.say("reset")
    tab.until("world")
    tab.frame(0)
    tab.say("step")
    tab.frame(1)
    check(tab, expected(4, 1, (), **{path: value for _, path, value in hand}))


def test_a_clash_with_a_changed_control_is_said_and_the_contrast_stays_what_it_is(tab: Client) -> None:
    tab.open(seed=4, tick=2)
    told = switched(tab)
    assert told is not None
    assert told["sentence"] == ""
    tab.say("change", path="employee.compliance", value=0.1)
    tab.until("lanes")
    said = contrast_of(tab)
    assert said is not None
    assert said["sentence"] == (
        "The contrast sets employee.compliance itself: what was changed there holds in the world alone."
    )
    assert said["world"] == told["world"]
    tab.say("step")
    tab.frame(3)
    check(tab, expected(4, 3))
    tab.say("change", path="employee.compliance", value=0.5)
    tab.until("lanes")
    said = contrast_of(tab)
    assert said is not None
    assert said["sentence"] == ""


def test_a_world_changed_to_what_the_contrast_is_says_so(tab: Client) -> None:
    tab.open(seed=4)
    tab.until("values")
    tab.say("change", path="employee.compliance", value=1.0)
    tab.until("values")
    tab.say("reset")
    tab.until("world")
    told = switched(tab)
    assert told is not None
    assert told["sentence"] == "The world has been changed to what the contrast is: their curves are the same."


def test_switched_off_nothing_more_is_said_of_it(tab: Client) -> None:
    tab.open(seed=4, tick=2)
    switched(tab)
    switched(tab, on=False)
    tab.say("step")
    assert len(tab.frame(3).lanes) == 1


def test_a_visit_may_ask_for_it_and_one_that_does_not_has_none(address: str) -> None:
    world = {"scenario": "small", "seed": 31}
    with Client(address) as tab:
        tab.until("hello")
        tab.open_lanes([world, {**world, "role": "contrast"}], tick=300)
        tab.frame(300)
        check(tab, expected(31, 300))
        tab.go_to(seed=31, tick=300)
        assert contrast_of(tab) is None


@pytest.fixture
def narrow() -> Iterator[str]:
    with served(create_app(library=Shelf(), limits=Limits(worlds=2), warming=ready())) as found:
        yield found


def test_a_contrast_takes_the_place_of_a_world_and_gives_it_back(narrow: str) -> None:
    with Client(narrow) as one:
        one.open()
        with Client(narrow) as other:
            other.open()
            one.say("contrast", on=True)
            assert one.until("problem")["sentence"].startswith("This server already runs 2 worlds")
            assert contrast_of(one) is None
        time.sleep(0.2)
        switched(one)
        with Client(narrow) as more:
            assert more.until("problem")["final"]
        switched(one, on=False)
        with Client(narrow) as again:
            again.open()
    time.sleep(0.2)
    with Client(narrow) as one:
        one.open()
        switched(one)


def test_the_picker_says_what_is_otherwise_and_what_numbers_are_means() -> None:
    class Own(Shelf):
        def known(self) -> dict[str, Scenario]:
            bare: dict[str, Any] = {"parameters": Parameters().with_changes(SIZES), "contrast": OTHERWISE}
            told = (Told("1", 1.0, at("efficiency", 1)),)
            return {
                "bare": Scenario(name="bare", **bare),
                "told": Scenario(name="told", **bare, contrast_says="They obey.", told=told),
                "ours": scenario("telephone"),
            }

    bare, counted, ours = Own().entries()
    assert (bare.contrast, counted.contrast) == ("employee.compliance is 1.0", "They obey.")
    assert (bare.means, counted.means, ours.means) == (False, True, True)


def test_nobody_waits_for_a_contrast_that_catches_up(address: str) -> None:
    with Client(address) as one, Client(address) as other:
        one.open(seed=77, tick=1000)
        other.open(seed=1)
        switched(one)
        began = time.monotonic()
        other.say("step")
        other.frame(1)
        assert time.monotonic() - began < 1.0
        catches_up(one, 1000)
