"""Makes the worlds that tabs ask for, and says what their parameters are."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from superorganisms.errors import SuperorganismError
from superorganisms.web.commands import CONTRAST, OWN, Change, LaneAt
from superorganisms.web.controls import changed, is_closed, light, start_of
from superorganisms.web.library import Library
from superorganisms.web.limits import Limits, Room
from superorganisms.web.player import Player, at_start
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
        self.busy = False  # a tab is at work on what nothing waits for

    def player(self, at: LaneAt, tick: int) -> Player:
        """This world at the nearest tick that is known and not past this one. Raises SuperorganismError."""
        from superorganisms.model.world import Superorganism

        given = self.library.parameters(at.scenario)
        parameters = self.parameters(at)
        start = start_of(parameters, at.seed)
        found = self.runs.nearest(start, at.hand, tick)
        if found is None:
            return at_start(at, Superorganism(parameters, rng=at.seed), given=given, start=start)
        found.given = given
        found.to_come = list(at.hand[len(found.hand) :])
        return found

    def parameters(self, at: LaneAt) -> "Parameters":
        """At tick 0, before anything is changed by hand. Raises SuperorganismError, also for a world too large for a page."""
        given = self.library.parameters(at.scenario)
        parameters = changed(given, at.changes, self.limits.units)
        if at.role != CONTRAST:
            return parameters
        try:
            contrast = parameters.with_changes(self.library.contrast(at.scenario))
        except SuperorganismError as problem:
            raise SuperorganismError(f"with these changes there is no contrast: {problem}") from problem
        light(contrast, self.limits.units)
        return contrast

    def contrast(self, at: LaneAt) -> LaneAt:
        """What stands beside a world: all that was changed in it too, and its scenario's one thing otherwise.

        Raises SuperorganismError if its scenario has no contrast.
        """
        otherwise = self.library.contrast(at.scenario)
        if not otherwise:
            raise SuperorganismError(f"the scenario {at.scenario} has no contrast")
        hand = tuple(one for one in at.hand if not overlap(one[1], otherwise))
        return replace(at, role=CONTRAST, hand=hand, name="", since=0)

    def on_its_own(self, at: LaneAt) -> LaneAt:
        """A contrast that doesn't follow the first world any more: what makes it one is among its own changes."""
        otherwise = self.library.contrast(at.scenario)
        without = {
            one: at.changes[one] for one in at.changes if not any(f"{one}.".startswith(f"{path}.") for path in otherwise)
        }
        return replace(at, role=OWN, changes={**without, **otherwise})


def value_of(wish: Change) -> Any:
    """What a parameter is to be set to. Raises SuperorganismError, also for one that can't be set on a page."""
    from superorganisms.model.kinds.plain import plain
    from superorganisms.model.parameters import parse_text

    if is_closed(wish.path):
        raise SuperorganismError(f"{wish.path} is set in a scenario file, not on the page")
    return plain(parse_text(wish.path, wish.value) if wish.as_text and isinstance(wish.value, str) else wish.value)


def anew(at: LaneAt, done: Iterable[tuple[int, str, Any]]) -> LaneAt:
    """The same world from its start, with all that was changed by hand from the first tick on."""
    settled = {**at.changes, **{path: value for _, path, value in done}}
    return replace(at, changes=settled, hand=(), since=0)


def overlap(path: str, others: Iterable[str]) -> bool:
    """Whether one of the others is the same parameter, a part of it, or what it is a part of.

    >>> overlap("firm.selection", ["firm.selection.turnover"]), overlap("firm.size", ["firm", "leaks"]), overlap("a", ["ab"])
    (True, True, False)
    """
    return any(f"{path}.".startswith(f"{other}.") or f"{other}.".startswith(f"{path}.") for other in others)


def clash(changes: Mapping[str, Any], world: Player, contrast: Player) -> str:
    """One sentence on what the page has changed of the very thing that the contrast changes; else nothing."""
    if contrast.start == world.start:
        return "The world has been changed to what the contrast is: their curves are the same."
    differing = world.world.present.differences(world.given)
    both = [path for path in changes if overlap(path, differing)]
    if not both:
        return ""
    return f"The contrast sets {' and '.join(both)} itself: what was changed there holds in the world alone."
