"""What a page may ask for. `web/parsing.py` makes these from its messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from superorganisms.errors import SuperorganismError

OWN, CONTRAST = "own", "contrast"  # roles of a world


class CommandError(SuperorganismError):
    """A command that this server does not understand, or a value that it cannot take."""


@dataclass(frozen=True)
class Play:
    """Go on, at the present speed; or back."""

    backwards: bool = False


@dataclass(frozen=True)
class Pause:
    """Stop before the next tick."""


@dataclass(frozen=True)
class Step:
    """Pause, then one tick."""


@dataclass(frozen=True)
class Back:
    """Pause, then to the tick before."""


@dataclass(frozen=True)
class Seek:
    """Pause, then to a tick that was seen."""

    tick: int


@dataclass(frozen=True)
class Reset:
    """The same worlds at tick 0, paused."""


@dataclass(frozen=True)
class Seed:
    """The same worlds with another seed, at tick 0."""

    seed: int


@dataclass(frozen=True)
class Scenario:
    """Another scenario with the same seed, at tick 0, and no other world beside it."""

    name: str


@dataclass(frozen=True, kw_only=True)
class LaneAt:
    """All that decides a world on the tab's clock, but the tick.

    changes: by path, hold from its start. hand: (tick, path, value). role: OWN; or CONTRAST, which is derived from the first
    world. since: the tick at which it left the world that it was branched from.
    """

    scenario: str
    seed: int
    changes: Mapping[str, Any] = field(default_factory=dict)
    hand: tuple[tuple[int, str, Any], ...] = ()
    name: str = ""
    role: str = OWN
    since: int = 0


@dataclass(frozen=True, kw_only=True)
class Open:
    """Certain worlds at a certain tick, paused. focus, beside: places in `lanes`. horizon: how far their curves go."""

    lanes: tuple[LaneAt, ...]
    tick: int
    horizon: int
    focus: int = 0
    beside: int | None = None
    side: bool = False
    linked: bool = False
    version: str = ""


@dataclass(frozen=True)
class Change:
    """A parameter set to a value; `as_text` if it is written as people type it, `branch` if what would have been is kept."""

    path: str
    value: Any
    as_text: bool = False
    branch: bool = False


@dataclass(frozen=True)
class Branch:
    """The world in focus once more, as a world of its own from now on."""


@dataclass(frozen=True)
class Compare:
    """Another scenario beside the worlds that there are."""

    name: str


@dataclass(frozen=True)
class Focus:
    """The world, by its number, that controls change and the large picture shows."""

    world: int


@dataclass(frozen=True)
class Beside:
    """The world drawn thin beside the one in focus; with `side` in a picture of its own too."""

    world: int | None
    side: bool


@dataclass(frozen=True)
class Drop:
    """A world that is not wanted any more."""

    world: int


@dataclass(frozen=True)
class Name:
    """What a world is called."""

    world: int
    name: str


@dataclass(frozen=True)
class Link:
    """Whether a change is made in all worlds."""

    on: bool


@dataclass(frozen=True)
class Contrast:
    """Whether the contrast is shown beside the world, this one and those to come."""

    on: bool


@dataclass(frozen=True)
class Speed:
    """Ticks a second."""

    rate: float


@dataclass(frozen=True)
class Ack:
    """Frames up to this number have been painted."""

    frame: int


@dataclass(frozen=True)
class Unit:
    """The unit whose card is shown."""

    layer: int
    index: int


@dataclass(frozen=True)
class Measure:
    """How tight the blankets of the world in focus were in its last `ticks` ticks."""

    ticks: int


@dataclass(frozen=True)
class OtherSeeds:
    """The columns of which the range over other seeds is shown; none: no range is."""

    columns: tuple[str, ...]


type OfLanes = Branch | Compare | Focus | Beside | Drop | Name | Link | Contrast | Change
type OfTime = Play | Pause | Step | Back | Seek | Reset | Seed | Scenario
type Command = OfLanes | OfTime | Open | Speed | Ack | Unit | Measure | OtherSeeds
