"""Makes the worlds that tabs ask for, takes them to their tick, and changes them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from superorganisms.errors import SuperorganismError
from superorganisms.web.commands import Change, Open
from superorganisms.web.controls import changed, is_closed, light, start_of
from superorganisms.web.library import Library
from superorganisms.web.limits import Limits, Room
from superorganisms.web.player import Player
from superorganisms.web.runs import Runs

if TYPE_CHECKING:
    from superorganisms.model.parameters import Parameters


class Worlds:
    """What all tabs share: the scenarios, the caps, and the runs that stand ready."""

    def __init__(self, library: Library, limits: Limits) -> None:
        self.library = library
        self.limits = limits
        self.room = Room(limits.worlds)
        self.runs = Runs(limits.kept)

    def player(self, visit: Open, number: int) -> Player:
        """The world of a visit, at the nearest tick that is known. Raises SuperorganismError."""
        given = self.library.parameters(visit.scenario)
        return self._nearest(visit, changed(given, visit.changes, self.limits.units), given, number)

    def contrast(self, world: Player, number: int) -> Player:
        """What stands beside a world: all that was changed in it too, and the scenario's one thing otherwise.

        At the nearest tick that is known, and not beyond the world's. Raises SuperorganismError.
        """
        otherwise = self.library.contrast(world.scenario)
        parameters = changed(world.given, world.visit.changes, self.limits.units).with_changes(otherwise)
        light(parameters, self.limits.units)
        hand = tuple(one for one in (*world.hand, *world.to_come) if not overlap(one[1], otherwise))
        return self._nearest(replace(world.visit, tick=world.tick, hand=hand), parameters, world.given, number)

    def _nearest(self, visit: Open, parameters: "Parameters", given: "Parameters", number: int) -> Player:
        from superorganisms.model.world import Superorganism

        start = start_of(parameters, visit.seed)
        found = self.runs.nearest(start, visit.hand, visit.tick, number)
        if found is None:
            found = Player(Superorganism(parameters, rng=visit.seed), number, visit, given=given, start=start)
        found.visit, found.given = visit, given
        found.to_come = list(visit.hand[len(found.hand) :])
        return found

    def travel(self, player: Player, tick: int, seconds: float) -> None:
        """Towards a tick for so many seconds; what was changed by hand on the way is changed again."""
        before = player.tick
        player.advance(tick - player.tick, seconds)
        if player.tick == tick:
            player.catch_up()
            if tick != before:
                self.runs.keep(player)

    def change(self, player: Player, wish: Change) -> Open | None:
        """Change the running world; or, where that can't be, the visit to the world that has the change from its start.

        Raises SuperorganismError, the world untouched.
        """
        from superorganisms.model.kinds.plain import plain
        from superorganisms.model.parameter_interventions import is_live
        from superorganisms.model.parameters import parse_text

        value: Any = parse_text(wish.path, wish.value) if wish.as_text and isinstance(wish.value, str) else wish.value
        if is_closed(wish.path):
            raise SuperorganismError(f"{wish.path} is set in a scenario file, not on the page")
        if is_live(player.world.present, wish.path):
            player.intervene(wish.path, plain(value))
            return None
        visit = anew(player)
        visit = replace(visit, changes={**visit.changes, wish.path: plain(value)})
        changed(player.given, visit.changes, self.limits.units)
        return visit


def anew(player: Player) -> Open:
    """The same world from its start, with all that was changed in it from the first tick on."""
    settled = {**player.visit.changes, **{path: value for _, path, value in player.hand}}
    return replace(player.visit, tick=0, changes=settled, hand=())


def overlap(path: str, others: Iterable[str]) -> bool:
    """Whether one of the others is the same parameter, a part of it, or what it is a part of.

    >>> overlap("firm.selection", ["firm.selection.turnover"]), overlap("firm.size", ["firm", "leaks"]), overlap("a", ["ab"])
    (True, True, False)
    """
    return any(f"{path}.".startswith(f"{other}.") or f"{other}.".startswith(f"{path}.") for other in others)
