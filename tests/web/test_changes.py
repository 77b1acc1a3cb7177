"""Changed parameters over a real socket: at once or in a new world, refused in one sentence, replayed on a later visit."""

import math
import sys
from typing import Any

import pytest

from superorganisms import Superorganism
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.scenario import scenario, scenarios
from superorganisms.web.commands import LaneAt
from superorganisms.web.controls import values
from superorganisms.web.library import Library
from superorganisms.web.limits import Limits
from superorganisms.web.worlds import Worlds
from tests.web.client import Client
from tests.web.conftest import SIZES


def here(tab: Client) -> dict[str, Any]:
    """What was last said of the world in focus."""
    said = next(one for one in reversed(tab.messages) if one["type"] == "lanes")
    lane: dict[str, Any] = said["lanes"][said["focus"]]
    return lane


def test_the_page_hears_of_every_parameter_and_its_value(tab: Client) -> None:
    tab.open()
    controls = tab.until("controls")
    values = tab.until("values")
    assert controls["layers"] == ["order", "government", "firm", "employee"]
    paths = [row["path"] for row in controls["reference"]]
    assert "firm.mutation" in paths
    assert "tree" not in paths
    assert "features" not in paths
    assert sorted(values["values"]) == sorted(paths)
    assert values["differs"] == []
    row = next(row for row in controls["reference"] if row["path"] == "firm.mutation")
    assert (row["kind"], row["low"], row["high"], row["live"]) == ("number", 0, 1, True)


def test_a_live_change_is_an_intervention(tab: Client) -> None:
    tab.open(seed=4, tick=2)
    tab.until("values")
    tab.say("change", path="employee.mutation", value=0.3)
    changed = tab.until("values")
    assert changed["differs"] == [{"path": "employee.mutation", "before": 0.05, "now": 0.3}]
    assert here(tab)["hand"] == [[2, "employee.mutation", 0.3]]
    tab.say("step")
    frame = tab.frame(3)
    expected = Superorganism(Parameters().with_changes(SIZES), rng=4)
    expected.run_for(2)
    expected.intervene("employee.mutation", 0.3)
    expected.run_for(1)
    assert frame.first.alignment[-12:] == pytest.approx(expected.inner_alignment(3), rel=1e-6)


PLANNED = [one.name for one in scenarios() if one.parameters.interventions]


@pytest.mark.parametrize("name", PLANNED)
def test_what_a_scenario_plans_is_no_change_of_the_readers(name: str) -> None:
    worlds = Worlds(Library(), Limits())
    last = scenario(name).parameters.interventions[-1].at
    player = worlds.player(LaneAt(scenario=name, seed=1), last)
    player.advance(last + 1, math.inf)
    assert values(player)["differs"] == []
    player.intervene("employee.mutation", 0.4)
    assert [one["path"] for one in values(player)["differs"]] == ["employee.mutation"]


def test_a_reset_begins_with_what_was_changed(tab: Client) -> None:
    tab.open(seed=4, tick=2)
    tab.until("values")
    tab.say("change", path="employee.mutation", value=0.3)
    tab.until("values")
    tab.say("reset")
    tab.until("world")
    assert (here(tab)["changes"], here(tab)["hand"]) == ({"employee.mutation": 0.3}, [])
    tab.say("seed", seed=8)
    tab.until("world", seed=8)
    assert here(tab)["changes"] == {"employee.mutation": 0.3}
    tab.say("scenario", name="turning")
    tab.until("world", scenario="turning")
    assert here(tab)["changes"] == {}


def test_what_holds_for_the_start_makes_a_new_world(tab: Client) -> None:
    before = tab.open(seed=4, tick=2)
    tab.until("values")
    tab.say("change", path="employee.size", value=20)
    world = tab.until("world")
    assert world["world"] != before["world"]
    assert world["layers"][3]["size"] == 20
    assert here(tab)["changes"] == {"employee.size": 20}
    assert tab.frame(0).tick == 0


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("employee.mutation", 1.3, "employee.mutation must be in [0, 1], got 1.3"),
        ("employee.mutatoin", 0.1, "employee.mutatoin"),
        ("employee.size", 10**7, "a world on the page has up to 200,000 units"),
        ("tree", "/etc/passwd", "tree is set in a scenario file, not on the page"),
        ("features", 10**9, "features is set in a scenario file, not on the page"),
        ("order.name", "x", "order.name is set in a scenario file, not on the page"),
        ("intent", {"a": [[]]}, "intent"),
        ("firm.selection", {"rule": "moran", "s": "x"}, "firm.selection"),
    ],
)
def test_what_the_model_refuses_changes_nothing(tab: Client, path: str, value: object, sentence: str) -> None:
    tab.open(tick=1)
    tab.until("values")
    tab.say("change", path=path, value=value)
    refused = tab.until("refused")
    assert refused["path"] == path
    assert sentence in refused["sentence"]
    assert "\n" not in refused["sentence"]
    tab.say("step")
    assert tab.frame(2).first.world == 1


def test_a_text_is_read_as_people_type_it(tab: Client) -> None:
    tab.open()
    tab.until("values")
    tab.say("change", path="firm.selection", value="moran(s=2)", as_text=True)
    assert tab.until("values")["values"]["firm.selection"]["s"] == 2.0


def test_a_later_visit_goes_the_same_way(address: str) -> None:
    with Client(address) as tab:
        tab.open(seed=4, tick=2)
        tab.until("values")
        tab.say("change", path="employee.mutation", value=0.3)
        tab.until("values")
        hand = here(tab)["hand"]
        for tick in (3, 4, 5):
            tab.say("step")
            last = tab.frame(tick)
    with Client(address) as again:
        again.open(seed=4, tick=5, changes={}, hand=hand)
        found = again.frame(5).first
        assert len(found.rows) == 5
        assert found.alignment == pytest.approx(last.first.alignment)
        assert found.kinds == last.first.kinds
        assert here(again)["hand"] == hand


def test_classes_come_with_every_frame(tab: Client) -> None:
    classes = tab.open(seed=3)["classes"]
    assert {kind >> 4 for kind in tab.frame(0).first.kinds} == {0}
    tab.say("step")
    frame = tab.frame(1)
    expected = Superorganism(Parameters().with_changes(SIZES), rng=3)
    expected.run_for(1)
    names = [str(name) for layer in expected.classify() for name in layer]
    assert [classes[(kind >> 4) - 1] for kind in frame.first.kinds] == names


def test_no_code_runs_by_a_name_that_a_page_sends(tab: Client) -> None:
    tab.open(tick=2)
    tab.until("values")
    sent = [
        ("employee.selection", {"rule": "moran", "fitness": "antigravity:geohash"}),
        ("employee.selection", "moran(fitness='antigravity:geohash')"),
        ("employee", {"selection": {"rule": "moran", "fitness": "antigravity:geohash"}, "size": 12}),
    ]
    for path, value in sent:
        tab.say("change", path=path, value=value)
        assert "none is imported by a name that a page sends" in tab.until("refused")["sentence"]
    assert "antigravity" not in sys.modules
