"""Runs that stand ready: the same world as a new one, and no more memory than allowed."""

import numpy as np

from superorganisms.web.commands import Open
from superorganisms.web.limits import Limits
from superorganisms.web.player import Player
from superorganisms.web.runs import Runs, size
from superorganisms.web.worlds import Worlds
from tests.web.conftest import Shelf


def arrived(worlds: Worlds, visit: Open) -> Player:
    player = worlds.player(visit, 1)
    while player.tick < visit.tick:
        worlds.travel(player, visit.tick, 10.0)
    return player


def test_a_known_tick_is_there_without_a_step() -> None:
    worlds = Worlds(Shelf(), Limits())
    visit = Open("turning", 3, 8)
    first = arrived(worlds, visit)
    again = worlds.player(visit, 2)
    assert again.tick == 8
    assert again.world.state_hash() == first.world.state_hash()
    assert again.frame(1, playing=False)[8:] == first.frame(1, playing=False)[8:]  # but for the worlds' numbers
    again.advance(3, 10.0)
    assert first.tick == 8
    fresh = arrived(Worlds(Shelf(), Limits()), Open("turning", 3, 11))
    assert again.world.state_hash() == fresh.world.state_hash()


def test_another_seed_another_change_or_another_hand_is_another_run() -> None:
    worlds = Worlds(Shelf(), Limits())
    arrived(worlds, Open("small", 3, 8))
    assert worlds.player(Open("small", 4, 8), 2).tick == 0
    assert worlds.player(Open("small", 3, 8, {"firm.mutation": 0.2}), 2).tick == 0
    assert worlds.player(Open("small", 3, 9, {}, ((5, "firm.mutation", 0.2),)), 2).tick == 0
    assert worlds.player(Open("small", 3, 9, {}, ((8, "firm.mutation", 0.2),)), 2).tick == 8
    assert worlds.player(Open("small", 3, 7), 2).tick == 0


def test_memory_is_bounded_and_the_least_used_go_first() -> None:
    worlds = Worlds(Shelf(), Limits())
    players = [arrived(worlds, Open("small", seed, 2)) for seed in range(4)]
    room = size(players[0])
    runs = Runs(2 * room)
    for player in players[:3]:
        runs.keep(player)
        runs.keep(player)
        assert runs.size <= 2 * room
    assert runs.nearest(players[0].start, (), 2, 1) is None
    assert runs.nearest(players[1].start, (), 2, 1) is not None
    runs.keep(players[3])
    assert runs.nearest(players[2].start, (), 2, 1) is None
    assert runs.nearest(players[1].start, (), 2, 1) is not None
    tiny = Runs(room - 1)
    tiny.keep(players[0])
    assert tiny.size == 0


def test_a_kept_world_is_no_one_elses() -> None:
    worlds = Worlds(Shelf(), Limits())
    player = arrived(worlds, Open("small", 3, 4))
    one, two = (worlds.player(Open("small", 3, 4), number) for number in (1, 2))
    one.world.layers[3].goals[...] = 0.0
    assert np.array_equal(two.world.layers[3].goals, player.world.layers[3].goals)
