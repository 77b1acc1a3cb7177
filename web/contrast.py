"""The contrast beside a tab's world: same seed, same changes, one thing otherwise; as far as the world has come."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from superorganisms.errors import SuperorganismError
from superorganisms.web.frames import Rows
from superorganisms.web.player import Player
from superorganisms.web.runs import Keeper
from superorganisms.web.worlds import Worlds, overlap

SLICE = 0.05  # seconds in a thread at a time: twice a world's, so that a contrast catches up with a world that plays


class Contrast:
    """Off until it is `wanted`. `player` is its world, None while there is none; `sentence` is what else is to be said.

    `run` counts the worlds it had, which tells the rows of one from those of the next. Only the session's driver calls it.
    """

    def __init__(self, worlds: Worlds, aside: Callable[..., Awaitable[Any]]) -> None:
        self.wanted = False
        self.player: Player | None = None
        self.sentence = ""
        self.run = 0
        self._all = worlds
        self._aside = aside
        self._beside: Player | None = None  # the world that all of this is about
        self._unmade = False
        self._placed = False
        self._keeper = Keeper()
        self._places: dict[str, int] = {}  # the columns that are shown, and where they stand in a row

    async def follow(self, world: Player, *, paused: bool) -> bool:
        """A slice of ticks towards the world's; whether there is more to do."""
        if self._beside is not (world if self.wanted else None):
            self._turn_to(world)
            return True  # the world itself is shown first
        if self._unmade:
            self._unmade = False
            await self._make(world)
        player = self.player
        if player is None:
            return False
        player.halted = False
        if player.tick < world.tick:
            try:
                await self._aside(player.advance, world.tick - player.tick, SLICE)
            except SuperorganismError as problem:
                self._drop(f"The contrast ends at tick {player.tick:,}: {problem}")
                return False
        if player.tick == world.tick and self._keeper.due(player, paused=paused):
            await self._aside(self._all.runs.keep, player)
        return player.tick < world.tick

    def _turn_to(self, world: Player) -> None:
        self.player, self.sentence = None, ""
        self._beside, self._unmade = (world, True) if self.wanted else (None, False)
        self.run += 1
        if not self.wanted:
            self.end()

    async def _make(self, world: Player) -> None:
        """Its world, at the nearest tick that is known."""
        changes = self._all.library.contrast(world.scenario)
        if not changes:
            self.end()
            return
        if not self._placed and (refusal := self._all.room.take()) is not None:
            self._beside, self.wanted, self.sentence = None, False, refusal
            return
        self._placed = True
        try:
            player: Player = await self._aside(self._all.contrast, world, self.run)
            self.sentence = await self._aside(clash, changes, world, player)
        except SuperorganismError as problem:
            self._drop(f"With these changes there is no contrast: {problem}")
            return
        self.player, self._places = player, shown(world.world.record.columns, player.world.record.columns)

    def _drop(self, sentence: str) -> None:
        self.player, self.sentence = None, sentence
        self.end()

    def end(self) -> None:
        """Its place is free for another world."""
        if self._placed:
            self._all.room.leave()
        self._placed = False

    async def change(self, world: Player) -> None:
        """The world was just changed by hand: so is the contrast at the same tick, but for what it sets itself."""
        if self.player is None:
            self._beside = None  # what was in its way may be gone
            return
        changes = self._all.library.contrast(world.scenario)
        done = world.hand[-1]
        if not overlap(done[1], changes):
            self.player.to_come.append(done)
        self.sentence = await self._aside(clash, changes, world, self.player)

    def news(self) -> Rows | None:
        """Rows that the page has not seen."""
        return None if self.player is None else self.player.news(tuple(self._places.values()))

    @property
    def has_news(self) -> bool:
        """Are there any?"""
        return self.player is not None and not self.player.caught_up

    def told(self, world: Player) -> dict[str, Any]:
        """The message that says how it stands; new rows belong to its run."""
        return {
            "type": "contrast",
            "world": world.number,
            "run": self.run,
            "on": self.wanted,
            "columns": [] if self.player is None else list(self._places),
            "sentence": self.sentence,
        }


def shown(columns: Iterable[str], beside: Iterable[str]) -> dict[str, int]:
    """What curves show of a world, where the contrast has it too: name -> place in a row of the contrast.

    >>> shown(["efficiency", "firm.metric", "firm.robust_share", "a.b_share"], ["firm.robust_share", "efficiency"])
    {'firm.robust_share': 0, 'efficiency': 1}
    """
    curves = {name for name in columns if name == "efficiency" or name.endswith((".inner_alignment", "_share"))}
    return {name: place for place, name in enumerate(beside) if name in curves}


def clash(changes: Mapping[str, Any], world: Player, contrast: Player) -> str:
    """One sentence on what the page has changed of the very thing that the contrast changes; else nothing."""
    if contrast.start == world.start:
        return "The world has been changed to what the contrast is: their curves are the same."
    differing = world.world.present.differences(world.given)
    both = [path for path in changes if overlap(path, differing)]
    if not both:
        return ""
    return f"The contrast sets {' and '.join(both)} itself: what was changed there holds in the world alone."
