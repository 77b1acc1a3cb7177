"""The card of a unit: attainments, relation, ancestry, leaks and conduct, against the means of its layer and closed forms."""

from typing import Any

import numpy as np
import pytest

from superorganisms import Superorganism, SuperorganismError
from superorganisms.model.behaviour.conduct import Conduct
from superorganisms.web.behaviour import behaviour
from superorganisms.web.card import card
from superorganisms.web.lineage import KEPT, Lineage
from superorganisms.web.player import Player

SIZES: dict[str, Any] = {"government__size": 2, "firm__size": 4, "employee__size": 12}


def player_of(ticks: int, **changes: Any) -> Player:
    world = Superorganism(rng=3, **{**SIZES, **changes})
    player = Player(world, given=world.parameters, start="")
    assert player.advance(ticks, 60.0) == ticks
    return player


def cards(player: Player, layer: int) -> list[dict[str, Any]]:
    return [card(player.world, player.lineage, layer, index) for index in range(len(player.world.layers[layer]))]


@pytest.mark.parametrize("changes", [{}, {"effort_rule": "cost", "goal_geometry": "free"}])
def test_attainments_are_those_whose_means_are_the_measures(changes: dict[str, Any]) -> None:
    player = player_of(7, **changes, employee__misreading=0.3)
    row = player.world.row()
    for number, layer in enumerate(player.world.layers):
        for what in ("competence", "reliability"):
            told = [one[what] for one in cards(player, number)]
            assert np.mean(told) == pytest.approx(row[f"{layer.name}.{what}"], abs=1e-9)


def test_who_has_no_aim_has_no_competence() -> None:
    player = player_of(3, employee__strategies={"bottlecap": 1.0})
    assert {one["competence"] for one in cards(player, 3)} == {None}
    assert None not in {one["reliability"] for one in cards(player, 3)}
    assert {one["relation"] for one in cards(player, 3)} == {None}


def test_relations_are_those_of_the_model_and_name_what_neither_knows() -> None:
    features = player_of(0).world.parameters.features
    firms_hold = [feature for feature in features if feature != "equity"]
    player = player_of(4, firm__capacity=firms_hold, employee__capacity=firms_hold[:4])
    for one in cards(player, 3):
        assert one["relation"] == {"name": "suboptimizer", "same": False, "unknown": ["equity"]}
    for one in cards(player, 2):
        assert one["relation"]["name"] == "suboptimizer"
    measures = player.world.row()
    told = [one["relation"]["name"] for one in cards(player, 1)]
    for name in ("peer", "transoptimizer"):
        assert measures[f"government.{name}_share"] == told.count(name) / 2
    assert {one["relation"]["same"] for one in cards(player, 1)} == {True}


def test_the_top_has_no_parent_to_stand_to_and_nothing_is_told_before_the_first_tick() -> None:
    player = player_of(0)
    before = card(player.world, player.lineage, 0, 0)
    assert (before["relation"], before["competence"], before["class"], before["metric"]) == (None, None, None, None)
    player.advance(1, 60.0)
    after = card(player.world, player.lineage, 0, 0)
    assert after["relation"] is None
    assert after["competence"] is not None


def test_there_is_no_card_of_a_unit_that_there_is_not() -> None:
    player = player_of(0)
    with pytest.raises(SuperorganismError, match="no unit 12 in layer 3: the layers have 1, 2, 4, 12 units"):
        card(player.world, player.lineage, 3, 12)


def test_the_card_names_what_leaks_into_this_unit() -> None:
    player = player_of(4, leaks=[("insider", "employee.3", 2.0), ("bypass", "employee", 0.5)])
    assert [one["kind"] for one in card(player.world, player.lineage, 3, 3)["leaks"]] == ["insider", "bypass"]
    (only,) = card(player.world, player.lineage, 3, 4)["leaks"]
    assert (only["kind"], only["strength"]) == ("bypass", 0.5)
    assert 0.0 < only["moved"] < 1.0
    assert card(player.world, player.lineage, 2, 0)["leaks"] == []


class Fake:
    """A world of one layer of which only replacements are told."""

    def __init__(self, size: int) -> None:
        self.tick = 0
        self.layers = [self]
        self.size = size
        self.ancestors, self.newcomers = np.arange(size), np.zeros(size, np.bool_)

    def __len__(self) -> int:
        return self.size

    def replace(self, **copies: int) -> None:
        self.tick += 1
        self.ancestors = np.arange(self.size)
        for slot, source in copies.items():
            self.ancestors[int(slot[1:])] = source
        self.newcomers = self.ancestors != np.arange(self.size)


def test_ancestry_is_a_chain_as_long_as_it_is_kept() -> None:
    world: Any = Fake(5)
    lineage = Lineage.of(world)
    for copies in ({"_1": 0}, {"_2": 1}, {"_3": 2, "_2": 4}, {"_4": 3}):
        world.replace(**copies)
        lineage.note(world)
    told = [(one["since"], one["source"]) for one in lineage.of_unit(0, 4)]
    assert told == [(4, 3), (3, 2), (2, 1), (1, 0)]  # the one in slot 2 that was copied, not the one that came there then
    assert lineage.of_unit(0, 0) == []
    assert [(one["since"], one["source"]) for one in lineage.of_unit(0, 2)] == [(3, 4)]
    kept = lineage.copy()
    world.replace(_0=4)
    lineage.note(world)
    assert [one["since"] for one in lineage.of_unit(0, 0)] == [5, 4, 3, 2]
    assert len(lineage.of_unit(0, 0)) == KEPT
    assert kept.of_unit(0, 0) == []


def test_two_that_change_places_have_each_others_ancestry() -> None:
    world: Any = Fake(3)
    lineage = Lineage.of(world)
    world.replace(_1=2)
    lineage.note(world)
    world.replace(_0=1, _1=0)
    lineage.note(world)
    assert [(one["since"], one["source"]) for one in lineage.of_unit(0, 0)] == [(2, 1), (1, 2)]
    assert [(one["since"], one["source"]) for one in lineage.of_unit(0, 1)] == [(2, 0)]


STAYS: dict[str, Any] = {"employee__selection": "none", "firm__selection": "none", "government__selection": "none"}


def test_conduct_shows_the_aim_of_who_always_has_the_same() -> None:
    told = behaviour(player_of(5, **STAYS), 20, 4)
    world = player_of(25, **STAYS).world
    assert (told["from"], told["to"]) == (6, 25)
    assert np.allclose(told["estimate"], world.layers[3].aims[4], atol=1e-9)
    assert told["agreement"] == pytest.approx(1.0)
    assert (told["determined"], told["open"], told["reason"]) == (True, [], "")
    assert all(low <= at <= high for low, at, high in zip(told["low"], told["estimate"], told["high"], strict=True))


def test_the_interval_is_wider_the_shorter_the_window() -> None:
    options = {**STAYS, "employee__misreading": 0.5}
    widths = []
    for ticks in (5, 80):
        told = behaviour(player_of(100 - ticks, **options), ticks, 2)
        widths.append(np.mean(np.subtract(told["high"], told["low"])))
    assert widths[0] > 2 * widths[1] > 0.0


def test_a_window_begins_when_the_unit_came() -> None:
    player = player_of(30, employee__selection={"rule": "truncation", "turnover": 0.3})
    lineage = player.lineage
    came = [lineage.of_unit(3, index)[0]["since"] if lineage.of_unit(3, index) else 0 for index in range(12)]
    assert len(set(came)) > 2
    for index, since in enumerate(came):
        told = behaviour(player_of(10, employee__selection={"rule": "truncation", "turnover": 0.3}), 20, index)
        assert told["from"] == max(10, since) + 1
        if since == 30:
            assert (told["reason"], told["estimate"]) == ("new", None)


def test_what_no_effort_could_show_is_left_open_in_words() -> None:
    response = np.eye(3)
    response[2, 2] = 0.0  # the third feature answers to nothing
    options = {"features": ["a", "b", "c"], "intent": [1, 1, 1], "response": response.tolist(), **STAYS}
    told = behaviour(player_of(0, **options), 10, 0)
    assert (told["determined"], told["reason"]) == (False, "open")
    assert told["open"] == ["c has not been tried: no effort of the window could change it"]
    assert told["estimate"][2] == pytest.approx(0.0)


def test_changes_by_hand_on_the_way_are_made_again() -> None:
    def made(ticks: int) -> Player:
        player = player_of(0, **STAYS)
        player.to_come = [(12, "employee.compliance", 1.0), (12, "firm.compliance", 0.0)]
        player.advance(ticks, 60.0)
        return player

    end = made(30).world
    conduct = Conduct(made(10).world, ticks=20, units=[3])
    told = behaviour(made(10), 20, 3)
    again = made(10)
    for _ in range(20):
        again.catch_up()
        again.world.step()
        conduct.world = again.world
        conduct.note()
    assert again.world.state_hash() == end.state_hash()
    found = conduct.objectives()[0]
    assert found is not None
    assert np.allclose(told["estimate"], found.estimate)


def test_before_the_first_tick_nothing_was_done() -> None:
    told = behaviour(player_of(0), 0, 0)
    assert (told["reason"], told["estimate"], told["verdict"]) == ("new", None, "unknown")
