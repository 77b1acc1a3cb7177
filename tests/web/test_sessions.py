"""What a tab asks for and gets, over a real socket."""

import time
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from websockets.typing import Origin

from superorganisms import Superorganism
from superorganisms.model.parameters import Parameters
from superorganisms.web.app import create_app
from superorganisms.web.frames import NEWCOMER
from superorganisms.web.limits import Limits
from superorganisms.web.warming import Warming
from tests.web.client import Client, served
from tests.web.conftest import SIZES, Shelf, ready


def same_as(seed: int, ticks: int) -> Superorganism:
    world = Superorganism(Parameters().with_changes(SIZES), rng=seed)
    for _ in range(ticks):
        world.step()
    return world


def test_the_server_says_what_there_is_and_opens_a_world(tab: Client) -> None:
    hello = tab.until("hello")
    assert [entry["name"] for entry in hello["scenarios"]] == ["small", "turning"]
    assert hello["scenarios"][0]["title"] == "A small world"
    assert hello["first"] == "small"
    world = tab.go_to(seed=7)
    assert [layer["size"] for layer in world["layers"]] == [1, 2, 4, 12]
    assert world["layers"][1]["parents"] == [0, 0]
    assert world["seed"] == 7
    assert world["columns"][-1] == "regime"
    first = tab.frame(0)
    assert first.first.rows.shape == (0, len(world["columns"]))
    assert np.isfinite(first.first.alignment).all()  # with the letters that will be published first


def test_a_frame_shows_the_world_of_that_seed(tab: Client) -> None:
    columns = tab.open(seed=7)["columns"]
    for tick in range(1, 4):
        tab.say("step")
        frame = tab.frame(tick)
    expected = same_as(7, 3)
    found = dict(zip(columns, frame.first.rows[-1].tolist(), strict=True))
    assert {name: found[name] for name in expected.row()} == pytest.approx(expected.row(), rel=1e-6, nan_ok=True)
    assert found["regime"] == 0.0
    alignment = np.concatenate([expected.inner_alignment(layer) for layer in range(4)])
    assert frame.first.alignment == pytest.approx(alignment, rel=1e-6)
    newcomers = np.concatenate([layer.newcomers for layer in expected.layers])
    assert [bool(flags & NEWCOMER) for flags in frame.first.flags] == newcomers.tolist()
    assert not frame.playing


def test_playing_makes_ticks_at_its_speed_and_sends_the_rows_of_all(tab: Client) -> None:
    tab.open()
    tab.say("speed", rate=200)
    tab.say("play")
    tab.quiet(1.0)
    tab.say("pause")
    tab.until("state", playing=False)
    assert 100 <= tab.frames[-1].tick <= 260
    for before, after in pairwise(tab.frames):
        assert after.first.last - len(after.first.rows) == before.first.last


def test_a_pause_takes_effect_at_once(tab: Client) -> None:
    tab.open()
    tab.say("speed", rate=1000)
    tab.say("play")
    tab.frame(17)
    tab.say("pause")
    began = time.monotonic()
    state = tab.until("state", playing=False)
    assert time.monotonic() - began < 0.2
    tab.quiet(0.4)
    assert tab.frames[-1].tick == state["tick"]
    assert not tab.frames[-1].playing


def test_a_step_while_playing_pauses(tab: Client) -> None:
    tab.open()
    tab.say("play")
    tab.frame(1)
    tab.say("step")
    tab.until("state", playing=False)
    tab.quiet(0.5)
    assert tab.frames[-1].tick in (2, 3)


def test_what_a_link_to_an_unknown_scenario_means_is_said_apart_from_the_sentence(tab: Client) -> None:
    tab.until("hello")
    tab.open_lanes([{"scenario": "smal", "seed": 1}, {"scenario": "turnin", "seed": 1}, {"scenario": "zzz", "seed": 1}])
    problem = tab.until("problem")
    assert problem["sentence"] == "no scenario 'smal'; did you mean 'small'?"
    assert problem["meant"] == {"smal": "small", "turnin": "turning"}
    assert tab.go_to(seed=2)["seed"] == 2


def test_reset_leaves_out_a_change_that_could_not_be_made(tab: Client) -> None:
    tab.until("hello")
    made, impossible = [2, "employee.compliance", 0.9], [3, "firm.mutation", 7]
    tab.open_lanes([{"scenario": "small", "seed": 7, "hand": [made, impossible]}, {"scenario": "small", "seed": 8}])
    tab.frame(0)
    for tick in range(1, 6):
        tab.say("step")
        tab.frame(tick)
    tab.say("reset")
    told = tab.until("lanes")
    while told["lanes"][0]["hand"]:
        told = tab.until("lanes")
    assert [lane["changes"] for lane in told["lanes"]] == [{"employee.compliance": 0.9}, {}]
    assert tab.frame(0).tick == 0
    tab.say("step")
    assert tab.frame(1).of(told["lanes"][0]["world"]).last == 1


def test_reset_is_the_same_world_at_tick_0(tab: Client) -> None:
    tab.open(seed=5)
    tab.say("step")
    before = tab.frame(1)
    tab.say("reset")
    assert tab.until("world")["seed"] == 5
    assert tab.frame(0).first.world != before.first.world
    tab.say("step")
    assert tab.frame(1).first.alignment == pytest.approx(before.first.alignment)


def test_another_seed_is_another_world_and_0_is_a_seed(tab: Client) -> None:
    tab.open(seed=5)
    tab.say("step")
    before = tab.frame(1)
    tab.say("seed", seed=0)
    assert tab.until("world")["seed"] == 0
    tab.say("step")
    assert tab.frame(1).first.alignment != pytest.approx(before.first.alignment)


def test_another_scenario_keeps_the_seed_and_marks_its_regimes(tab: Client) -> None:
    tab.open(seed=5)
    tab.say("scenario", name="turning")
    world = tab.until("world")
    assert (world["scenario"], world["seed"], world["features"]) == ("turning", 5, ["a", "b"])
    tab.say("speed", rate=100)
    tab.say("play")
    tab.frame(8)
    regimes = [row[-1] for frame in tab.frames if frame.first.world == world["world"] for row in frame.first.rows]
    assert regimes[:8] == [0, 0, 0, 0, 1, 1, 1, 1]


def test_a_world_comes_back_at_its_tick(address: str) -> None:
    with Client(address) as first:
        first.open(seed=11)
        first.say("speed", rate=1000)
        first.say("play")
        first.frame(51)
        first.say("pause")
        first.until("state", playing=False)
        first.quiet(0.2)
        left = first.frames[-1]
    with Client(address) as again:
        again.open(seed=11, tick=left.tick)
        back = again.frame(left.tick)
    assert len(back.first.rows) == left.tick
    assert (back.first.flags, back.first.kinds) == (left.first.flags, left.first.kinds)
    assert np.array_equal(back.first.alignment, left.first.alignment)
    assert not back.playing


def test_two_tabs_have_worlds_of_their_own(address: str) -> None:
    with Client(address) as one, Client(address) as other:
        one.open(seed=1)
        other.open(seed=2)
        one.say("step")
        one.frame(1)
        other.quiet(0.2)
        assert {frame.tick for frame in other.frames} == {0}


def test_a_page_that_paints_nothing_gets_few_frames_and_its_world_waits(address: str) -> None:
    with Client(address, blind=True) as tab:
        tab.open()
        tab.say("speed", rate=500)
        tab.say("play")
        tab.quiet(1.0)
        assert len(tab.frames) == Limits().window
        tab.say("ack", frame=2)
        waited = tab.frame(0).tick
        assert waited < 300, "the world went on although nobody looked"


def test_a_card_tells_of_one_unit(tab: Client) -> None:
    tab.open(seed=3)
    tab.say("unit", layer=3, index=4)
    before = tab.until("unit")
    assert (before["metric"], before["class"]) == (None, None)
    begun = same_as(3, 0)
    assert before["letter"] == pytest.approx(begun.layers[2].letters[begun.layers[3].parents[4]].tolist())
    tab.say("step")
    unit = tab.until("unit", tick=1)
    expected = same_as(3, 1)
    employees = expected.layers[3]
    assert unit["goal"] == pytest.approx(employees.former_goals[4].tolist())
    assert unit["letter"] == pytest.approx(expected.layers[2].letters[employees.parents[4]].tolist())
    assert unit["metric"] == pytest.approx(employees.metrics[4])
    assert unit["class"] == str(expected.classify()[3][4])
    assert unit["strategy"] == "direct"


def test_the_card_of_the_top_shows_the_first_letter(tab: Client) -> None:
    tab.open(seed=3, tick=2)
    tab.say("unit", layer=0, index=0)
    assert tab.until("unit")["letter"] == pytest.approx(same_as(3, 2).designer_letter.tolist())


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ('{"type": "seed", "seed": -1}', "seed must be a whole number in [0, 9007199254740991], got -1"),
        ('{"type": "speed", "rate": 1e9}', "rate must be a number in (0, 1000], got 1000000000.0"),
        ('{"type": "speed", "rate": NaN}', "rate must be a number in (0, 1000], got nan"),
        ('{"type": "scenario", "name": "smal"}', "no scenario 'smal'; did you mean 'small'?"),
        ('{"type": "scenario", "name": "/etc/passwd.toml"}', "no scenario '/etc/passwd.toml'"),
        ('{"type": "unit", "layer": 3, "index": 99}', "no unit 99 in layer 3: the layers have 1, 2, 4, 12 units"),
        ('{"type": "plya"}', "no command 'plya'; did you mean 'play'?"),
        (
            '{"type": "open", "lanes": [{"scenario": "small", "seed": 1}], "tick": 3001}',
            "tick must be a whole number in [0, 3000]",
        ),
        ('{"type": "open", "lanes": [], "tick": 0}', "lanes must be 1 to 4 worlds, got []"),
        (
            '{"type": "open", "lanes": [{"scenario": "small", "seed": 1, "role": "x"}], "tick": 0}',
            "role must be own or contrast",
        ),
        (
            '{"type": "open", "lanes": [{"scenario": "smal", "seed": 1}], "tick": 0}',
            "no scenario 'smal'; did you mean 'small'?",
        ),
        ('{"type": "seek", "tick": -1}', "tick must be a whole number in [0, 3000], got -1"),
        ('{"type": "drop", "world": 1}', "the last world can't be discarded"),
        ('{"type": "compare", "name": "smal"}', "no scenario 'smal'"),
        ("[]", "a command must be a JSON object, got []"),
        ("{", "a command must be JSON, got '{'"),
    ],
)
def test_what_makes_no_sense_is_answered_in_a_sentence_and_changes_nothing(tab: Client, command: str, sentence: str) -> None:
    tab.open()
    tab.frame(0)
    tab.say_raw(command)
    problem = tab.until("problem")
    assert problem["sentence"].startswith(sentence)
    assert "\n" not in problem["sentence"]
    assert not problem["final"]
    tab.say("step")
    assert tab.frame(1).first.world == 1


def test_nothing_can_be_played_before_a_world_is_open(tab: Client) -> None:
    tab.until("hello")
    tab.say("play")
    assert tab.until("problem")["sentence"] == "no world is open yet; open one first"


def test_a_world_on_the_page_ends(address: str) -> None:
    with Client(address) as tab:
        tab.open(tick=2990)
        tab.say("speed", rate=1000)
        tab.say("play")
        assert "ends at tick 3,000" in tab.until("problem")["sentence"]
        tab.quiet(1.0)  # ten ticks may be over before it is told that the world plays, and then that it doesn't is no news
        assert [one["playing"] for one in tab.messages if one["type"] == "state"][-1] is False
        assert tab.frames[-1].tick == 3000


@pytest.fixture
def narrow() -> Iterator[str]:
    with served(create_app(library=Shelf(), limits=Limits(worlds=1), warming=ready())) as found:
        yield found


def test_when_all_worlds_are_taken_the_next_tab_is_told_so(narrow: str) -> None:
    with Client(narrow) as one:
        one.open()
        with Client(narrow) as more:
            problem = more.until("problem")
            assert problem["final"]
            assert problem["sentence"].startswith("This server already runs 1 worlds")
    time.sleep(0.2)
    with Client(narrow) as later:
        later.open()


def test_a_page_from_elsewhere_gets_no_world(address: str) -> None:
    with Client(address, origin=Origin("http://example.org")) as stranger:
        assert stranger.until("problem")["sentence"] == "This socket is for the server's own page."
    with Client(address, origin=Origin(f"http://{address}")) as own:
        own.open()


def test_the_page_hears_what_it_waits_for() -> None:
    done = 0

    def slow() -> None:
        nonlocal done
        while done < 8:
            time.sleep(0.3)
            done += 1

    warming = Warming(slow, lambda: (done, 8))
    with served(create_app(library=Shelf(), warming=warming)) as address, Client(address) as tab:
        tab.until("hello")
        waits = [message for message in tab.messages if message["type"] == "waiting"]
        assert waits[0]["sentence"] == "Loading the laws."
        assert waits[-1]["sentence"] == "Compiling the laws (first start only), about 15 s."
        shares = [wait["share"] for wait in waits if wait["share"] is not None]
        assert shares == sorted(shares)
        assert len(set(shares)) > 4


def test_the_page_hears_why_the_laws_could_not_be_compiled() -> None:
    def broken() -> None:
        raise OSError("the disk is full")

    with served(create_app(library=Shelf(), warming=Warming(broken))) as address, Client(address) as tab:
        problem = tab.until("problem")
        assert problem["sentence"] == "The laws could not be compiled: the disk is full"
        assert problem["final"]
