"""Makes the worlds that tabs ask for, takes them to their tick, and changes them."""

from dataclasses import replace
from typing import Any

from superorganisms.errors import SuperorganismError
from superorganisms.web.commands import Change, Open
from superorganisms.web.controls import changed, is_closed, start_of
from superorganisms.web.library import Library
from superorganisms.web.limits import Limits
from superorganisms.web.player import Player
from superorganisms.web.runs import Runs


class Worlds:
    """What all tabs share: the scenarios, the caps, and the runs that stand ready."""

    def __init__(self, library: Library, limits: Limits) -> None:
        self.library = library
        self.limits = limits
        self.runs = Runs(limits.kept)

    def player(self, visit: Open, number: int) -> Player:
        """The world of a visit, at the nearest tick that is known. Raises SuperorganismError."""
        from superorganisms.model.world import Superorganism

        given = self.library.parameters(visit.scenario)
        parameters = changed(given, visit.changes, self.limits.units)
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
