"""How much one server does for its visitors."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Caps that keep one tab from starving the others, and a fast world from flooding a slow browser.

    `worlds`: at a time, those of one tab each counted. `rate`: ticks a second of one world.
    `ticks`: after which a world on the page stops. `frames`: pictures a second. `window`: pictures on their way that the
    page has not yet painted. `patience`: seconds after which a world waits for a page that has not painted (slow, or
    hidden). `units`: of a world changed on the page. `kept`: bytes of runs that stand ready, of all tabs together; `past`:
    of the moments of one world to which its tab can go back, and as many of its worlds with other seeds.
    """

    worlds: int = 64
    rate: float = 1000.0
    ticks: int = 100_000
    frames: float = 60.0
    window: int = 2
    patience: float = 0.25
    units: int = 200_000
    kept: int = 256 * 1024 * 1024
    past: int = 64 * 1024 * 1024


class Room:
    """Places for so many worlds at a time, of all tabs together."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken = 0

    def take(self) -> str | None:
        """A place; or, where there is none left, the sentence that says so."""
        if self._taken >= self._most:
            return (
                f"This server already runs {self._most} worlds, one for each open tab and each world beside it, which is its "
                "limit; close a tab, or start it with a larger --max-worlds."
            )
        self._taken += 1
        return None

    def leave(self) -> None:
        """The place is free again."""
        self._taken -= 1
