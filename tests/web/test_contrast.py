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
from superorganisms.web.player import MOST_ROWS
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


def beside(tab: Client, run: int) -> list[list[float]]:
    """All rows of the contrast that have come in this run, which must follow on each other."""
    begun = next(place for place, one in enumerate(tab.heard) if isinstance(one, dict) and one.get("run") == run)
    frames = [one for one in tab.heard[begun:] if not isinstance(one, dict) and len(one.beside)]
    ticks = [tick for one in frames for tick in range(one.beside_tick - len(one.beside) + 1, one.beside_tick + 1)]
    assert ticks == list(range(1, len(ticks) + 1))
    return [row for one in frames for row in one.beside.tolist()]


def catches_up(tab: Client, tick: int) -> None:
    while not any(frame.beside_tick >= tick for frame in tab.frames):
        tab.hear()


def check(tab: Client, told: dict[str, object], world: Superorganism) -> None:
    columns = told["columns"]
    assert isinstance(columns, list)
    rows = beside(tab, int(str(told["run"])))
    assert len(rows) == world.tick
    assert np.array(rows) == pytest.approx(world.measures[columns].to_numpy(), rel=1e-6, nan_ok=True)


def switched_on(tab: Client) -> dict[str, object]:
    tab.say("contrast", on=True)
    return contrast_of(tab)


def contrast_of(tab: Client) -> dict[str, object]:
    while not (told := tab.until("contrast", on=True))["columns"]:
        pass
    return told


def test_it_is_off_by_default_and_costs_nothing(tab: Client) -> None:
    hello = tab.until("hello")
    assert [one["contrast"] for one in hello["scenarios"]] == ["Employees do what they are told.", ""]
    tab.say("open", scenario="small", seed=7, tick=3)
    tab.frame(3)
    tab.say("step")
    tab.frame(4)
    assert all(frame.beside.size == 0 for frame in tab.frames)
    assert [one["on"] for one in tab.messages if one["type"] == "contrast"] == [False]


def test_it_goes_with_the_world_tick_by_tick(tab: Client) -> None:
    tab.open(seed=7)
    told = switched_on(tab)
    assert set(told["columns"]) >= {"efficiency", "employee.inner_alignment", "firm.robust_share"}  # type: ignore[call-overload]
    for tick in range(1, 4):
        tab.say("step")
        assert tab.frame(tick).beside_tick == tick
    check(tab, told, expected(7, 3))
    tab.say("speed", rate=500)
    tab.say("play")
    tab.frame(100)
    tab.say("pause")
    tick = tab.until("state", playing=False)["tick"]
    catches_up(tab, tick)
    check(tab, told, expected(7, tick))


def test_switched_on_in_the_middle_it_catches_up_while_the_world_plays_on(tab: Client) -> None:
    tab.open(seed=5, tick=400)
    tab.say("speed", rate=100)
    tab.say("play")
    tab.frame(405)
    told = switched_on(tab)
    catches_up(tab, 410)
    tab.say("pause")
    tick = tab.until("state", playing=False)["tick"]
    catches_up(tab, tick)
    check(tab, told, expected(5, tick))
    for before, after in zip(tab.frames, tab.frames[1:], strict=False):
        assert after.tick - len(after.rows) == before.tick


def test_much_to_catch_up_with_comes_in_frames_of_a_certain_size(tab: Client) -> None:
    tab.open(seed=5, tick=2500)
    told = switched_on(tab)
    catches_up(tab, 2500)
    assert max(len(frame.beside) for frame in tab.frames) <= MOST_ROWS
    check(tab, told, expected(5, 2500))


def test_reset_another_seed_and_another_scenario_have_theirs(tab: Client) -> None:
    tab.open(seed=5, tick=3)
    switched_on(tab)
    for command, fields, seed in (("reset", {}, 5), ("seed", {"seed": 0}, 0)):
        tab.say(command, **fields)
        tab.until("world", seed=seed)
        told = contrast_of(tab)
        tab.say("step")
        tab.frame(1)
        check(tab, told, expected(seed, 1))
    tab.say("scenario", name="turning")
    tab.until("world")
    assert tab.until("contrast")["columns"] == []
    tab.say("step")
    assert tab.frame(1).beside.size == 0
    tab.say("scenario", name="small")
    tab.until("world")
    contrast_of(tab)


def test_what_is_changed_in_the_world_is_changed_in_the_contrast(tab: Client) -> None:
    tab.open(seed=4, tick=2)
    tab.until("values")
    tab.say("change", path="employee.mutation", value=0.3)
    tab.until("values", hand=[[2, "employee.mutation", 0.3]])
    told = switched_on(tab)
    tab.say("step")
    tab.frame(3)
    tab.say("change", path="firm.mutation", value=0.2)
    tab.until("values")
    tab.say("step")
    tab.frame(4)
    hand = ((2, "employee.mutation", 0.3), (3, "firm.mutation", 0.2))
    check(tab, told, expected(4, 4, hand))
    tab.say("reset")
    tab.until("world")
    told = contrast_of(tab)
    tab.say("step")
    tab.frame(1)
    check(tab, told, expected(4, 1, (), **{path: value for _, path, value in hand}))


def test_a_clash_with_a_changed_control_is_said_and_the_contrast_stays_what_it_is(tab: Client) -> None:
    tab.open(seed=4, tick=2)
    told = switched_on(tab)
    assert told["sentence"] == ""
    tab.say("change", path="employee.compliance", value=0.1)
    said = tab.until("contrast")
    assert said["sentence"] == (
        "The contrast sets employee.compliance itself: what was changed there holds in the world alone."
    )
    assert (said["run"], said["columns"]) == (told["run"], told["columns"])
    tab.say("step")
    tab.frame(3)
    check(tab, told, expected(4, 3))
    tab.say("change", path="employee.compliance", value=0.5)
    assert tab.until("contrast")["sentence"] == ""


def test_a_world_changed_to_what_the_contrast_is_says_so(tab: Client) -> None:
    tab.open(seed=4)
    tab.until("values")
    tab.say("change", path="employee.compliance", value=1.0)
    tab.until("values")
    tab.say("reset")
    tab.until("world")
    assert switched_on(tab)["sentence"] == "The world has been changed to what the contrast is: their curves are the same."


def test_switched_off_nothing_more_is_said_of_it(tab: Client) -> None:
    tab.open(seed=4, tick=2)
    switched_on(tab)
    tab.say("contrast", on=False)
    tab.until("contrast", on=False)
    seen = len(tab.frames)
    tab.say("step")
    tab.frame(3)
    assert all(frame.beside.size == 0 for frame in tab.frames[seen:])


def test_a_later_visit_finds_it_caught_up(address: str) -> None:
    with Client(address) as tab:
        tab.open(seed=31, tick=1500)
        switched_on(tab)
        catches_up(tab, 1500)
        tab.quiet(0.3)
    with Client(address) as again:
        again.until("hello")
        again.say("contrast", on=True)
        again.say("open", scenario="small", seed=31, tick=1500)
        told = contrast_of(again)
        assert again.frame(1500).beside_tick == 1500
        check(again, told, expected(31, 1500))


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
            refused = one.until("contrast", on=False, columns=[])
            while not refused["sentence"]:
                refused = one.until("contrast", on=False)
            assert refused["sentence"].startswith("This server already runs 2 worlds")
        time.sleep(0.2)
        switched_on(one)
        with Client(narrow) as more:
            assert more.until("problem")["final"]
        one.say("contrast", on=False)
        one.until("contrast", on=False)
        with Client(narrow) as again:
            again.open()
    time.sleep(0.2)
    with Client(narrow) as one:
        one.open()
        switched_on(one)


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
        one.open(seed=77, tick=3000)
        other.open(seed=1)
        one.say("contrast", on=True)
        began = time.monotonic()
        other.say("step")
        other.frame(1)
        assert time.monotonic() - began < 1.0
        catches_up(one, 3000)
