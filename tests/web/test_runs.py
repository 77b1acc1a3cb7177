"""Runs that stand ready: the same world as a new one, and no more memory than allowed."""

import math

import numpy as np

from superorganisms.web.commands import LaneAt
from superorganisms.web.limits import Limits
from superorganisms.web.player import Player
from superorganisms.web.runs import Runs, size
from superorganisms.web.worlds import Worlds
from tests.web.conftest import Shelf


def arrived(worlds: Worlds, tick: int, at: LaneAt) -> Player:
    player = worlds.player(at, tick)
    player.advance(tick - player.tick, math.inf)
    player.catch_up()
    worlds.runs.keep(player)
    return player


def test_a_known_tick_is_there_without_a_step() -> None:
    worlds, at = Worlds(Shelf(), Limits()), LaneAt(scenario="turning", seed=3)
    first = arrived(worlds, 8, at)
    again = worlds.player(at, 8)
    assert again.tick == 8
    assert again.world.state_hash() == first.world.state_hash()
    assert np.array_equal(again.rows(0, 8), first.rows(0, 8), equal_nan=True)
    again.advance(3, math.inf)
    assert first.tick == 8
    fresh = arrived(Worlds(Shelf(), Limits()), 11, at)
    assert again.world.state_hash() == fresh.world.state_hash()


def test_another_seed_another_change_or_another_hand_is_another_run() -> None:
    worlds = Worlds(Shelf(), Limits())
    arrived(worlds, 8, LaneAt(scenario="small", seed=3))
    changed = [
        (LaneAt(scenario="small", seed=4), 8, 0),
        (LaneAt(scenario="small", seed=3, changes={"firm.mutation": 0.2}), 8, 0),
        (LaneAt(scenario="small", seed=3, hand=((5, "firm.mutation", 0.2),)), 9, 0),
        (LaneAt(scenario="small", seed=3, hand=((8, "firm.mutation", 0.2),)), 9, 8),
        (LaneAt(scenario="small", seed=3), 7, 0),
    ]
    for at, tick, known in changed:
        assert worlds.player(at, tick).tick == known


def test_memory_is_bounded_and_the_least_used_go_first() -> None:
    worlds = Worlds(Shelf(), Limits())
    players = [arrived(worlds, 2, LaneAt(scenario="small", seed=seed)) for seed in range(4)]
    room = size(players[0])
    runs = Runs(2 * room)
    for player in players[:3]:
        runs.keep(player)
        runs.keep(player)
        assert runs.size <= 2 * room
    assert runs.nearest(players[0].start, (), 2) is None
    assert runs.nearest(players[1].start, (), 2) is not None
    runs.keep(players[3])
    assert runs.nearest(players[2].start, (), 2) is None
    assert runs.nearest(players[1].start, (), 2) is not None
    tiny = Runs(room - 1)
    tiny.keep(players[0])
    assert tiny.size == 0


def test_a_kept_world_is_no_one_elses() -> None:
    worlds, at = Worlds(Shelf(), Limits()), LaneAt(scenario="small", seed=3)
    player = arrived(worlds, 4, at)
    one, two = worlds.player(at, 4), worlds.player(at, 4)
    one.world.layers[3].goals[...] = 0.0
    assert np.array_equal(two.world.layers[3].goals, player.world.layers[3].goals)
