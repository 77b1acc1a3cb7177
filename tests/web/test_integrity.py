"""Blankets measured over a stretch of a run: who was set to leak is found, and what can't be measured says why."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from superorganisms.model.world import Superorganism
from superorganisms.scenarios.blanket_calibration import leaky_world
from superorganisms.web.integrity import MOST_UNITS, integrity, questions


def player(world: Superorganism) -> Any:
    return SimpleNamespace(world=world, tick=world.tick, catch_up=lambda: None)


def test_a_unit_that_is_lobbied_is_found_among_those_that_are_not() -> None:
    world = Superorganism(leaky_world("lobby", 0.4, "cost"), rng=1)
    world.run_for(10)
    told = integrity(player(world), 200)
    assert (told["first"], told["last"], world.tick) == (11, 210, 210)
    rows = {(row["layer"], row["kind"], row["open"]): row for row in told["rows"]}
    lobbied, tight = rows["firm", "lobby", True], rows["firm", "lobby", False]
    assert (lobbied["units"], lobbied["of"], lobbied["alarms"]) == (1, 1, 1)
    assert lobbied["nats"] > 0.1
    assert lobbied["low"] is None
    assert tight["low"] < 0 < tight["high"] < 0.1
    assert (tight["units"], tight["of"]) == (5, 5)
    assert not {("employee", "lobby", False), ("order", "bypass", False)} & rows.keys()
    json.dumps(told, allow_nan=False)


def test_without_misreading_nothing_can_be_measured_and_that_is_said() -> None:
    world = Superorganism(rng=1, government__size=2, firm__size=4, employee__size=40, leaks=[("insider", "firm", 0.3)])
    rows = integrity(player(world), 3)["rows"]
    assert all(row["nats"] is None and row["reason"] for row in rows)
    assert [row["kind"] for row in rows if row["layer"] == "firm" and row["open"]] == ["insider"]


def test_of_many_units_some_are_asked_about_evenly_over_the_layer() -> None:
    world = Superorganism(rng=1)
    asked = {(layer, kind): (rows, count) for layer, kind, _, rows, count in questions(world)}
    rows, count = asked[3, "bypass"]
    assert (len(rows), count, rows[0], rows[-1]) == (MOST_UNITS, 1000, 0, 999)
    assert asked[1, "lobby"] == ([0, 1, 2, 3, 4], 5)


@pytest.mark.parametrize("ticks", [1, 12])
def test_a_stretch_that_is_too_short_is_no_error(ticks: int) -> None:
    rows = integrity(player(Superorganism(leaky_world("bypass", 0.4, "budget"), rng=1)), ticks)["rows"]
    assert all(row["nats"] is None and row["reason"] for row in rows) == (ticks == 1)
