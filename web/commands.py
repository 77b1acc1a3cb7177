"""What a page may ask for: JSON objects, each checked here before anything is done."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from superorganisms.errors import SuperorganismError, suggest

MOST_SEED = 2**53 - 1  # the largest whole number that every browser keeps exactly
LONGEST_NAME = 200
MOST_CHANGES = 200


class CommandError(SuperorganismError):
    """A command that this server does not understand, or a value that it cannot take."""


@dataclass(frozen=True)
class Play:
    """Go on, at the present speed."""


@dataclass(frozen=True)
class Pause:
    """Stop before the next tick."""


@dataclass(frozen=True)
class Step:
    """Pause, then one tick."""


@dataclass(frozen=True)
class Reset:
    """The same world at tick 0, paused."""


@dataclass(frozen=True)
class Seed:
    """The same scenario with another seed, at tick 0."""

    seed: int


@dataclass(frozen=True)
class Scenario:
    """Another scenario with the same seed, at tick 0."""

    name: str


@dataclass(frozen=True)
class Open:
    """A certain world at a certain tick, paused: `changes` by path hold from its start, `hand` at (tick, path, value)."""

    scenario: str
    seed: int
    tick: int
    changes: Mapping[str, Any] = field(default_factory=dict)
    hand: tuple[tuple[int, str, Any], ...] = ()


@dataclass(frozen=True)
class Change:
    """A parameter set to a value; `as_text` if it is written as people type it."""

    path: str
    value: Any
    as_text: bool = False


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


type Command = Play | Pause | Step | Reset | Seed | Scenario | Open | Change | Contrast | Speed | Ack | Unit


def whole(fields: Mapping[str, Any], name: str, most: int) -> int:
    """A whole number from 0 to `most`."""
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise CommandError(f"{name} must be a whole number in [0, {most}], got {_short(value)}")
    return value


def positive(fields: Mapping[str, Any], name: str, most: float) -> float:
    """A number above 0 and up to `most`."""
    value = fields.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value <= most:
        raise CommandError(f"{name} must be a number in (0, {most:g}], got {_short(value)}")
    return float(value)


def text(fields: Mapping[str, Any], name: str) -> str:
    """A text that is neither empty nor endless."""
    value = fields.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
        raise CommandError(f"{name} must be a text of 1 to {LONGEST_NAME} characters, got {_short(value)}")
    return value


def _changes(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Values by path."""
    found = fields.get("changes", {})
    if not isinstance(found, dict) or len(found) > MOST_CHANGES:
        raise CommandError(f"changes must be up to {MOST_CHANGES} values by path, got {_short(found)}")
    return {text({"path": path}, "path"): value for path, value in found.items()}


def _hand(fields: Mapping[str, Any], ticks: int) -> tuple[tuple[int, str, Any], ...]:
    """(tick, path, value), in their order."""
    found = fields.get("hand", [])
    if not isinstance(found, list) or len(found) > MOST_CHANGES:
        raise CommandError(f"hand must be up to {MOST_CHANGES} changes, got {_short(found)}")
    read = []
    for one in found:
        if not isinstance(one, list) or len(one) != 3:  # tick, path, value
            raise CommandError(f"a change by hand must be [tick, path, value], got {_short(one)}")
        named = {"tick": one[0], "path": one[1]}
        read.append((whole(named, "tick", ticks), text(named, "path"), one[2]))
    return tuple(sorted(read, key=lambda one: one[0]))


def _short(value: object) -> str:
    said = repr(value)
    return said if len(said) <= 60 else f"{said[:57]}..."


type Reader = Callable[[Mapping[str, Any], float, int], Command]

# How each command is read from its fields, the most ticks a second, and the last tick.
READERS: Mapping[str, Reader] = {
    "play": lambda fields, rate, ticks: Play(),
    "pause": lambda fields, rate, ticks: Pause(),
    "step": lambda fields, rate, ticks: Step(),
    "reset": lambda fields, rate, ticks: Reset(),
    "seed": lambda fields, rate, ticks: Seed(whole(fields, "seed", MOST_SEED)),
    "scenario": lambda fields, rate, ticks: Scenario(text(fields, "name")),
    "open": lambda fields, rate, ticks: Open(
        text(fields, "scenario"),
        whole(fields, "seed", MOST_SEED),
        whole(fields, "tick", ticks),
        _changes(fields),
        _hand(fields, ticks),
    ),
    "change": lambda fields, rate, ticks: Change(text(fields, "path"), fields.get("value"), fields.get("as_text") is True),
    "contrast": lambda fields, rate, ticks: Contrast(fields.get("on") is True),
    "speed": lambda fields, rate, ticks: Speed(positive(fields, "rate", rate)),
    "ack": lambda fields, rate, ticks: Ack(whole(fields, "frame", 2**32 - 1)),
    "unit": lambda fields, rate, ticks: Unit(whole(fields, "layer", 255), whole(fields, "index", 2**32 - 1)),
}


def parse(message: str, *, rate: float = 1000.0, ticks: int = 100_000) -> Command:
    """The command in a message. `rate` is the most ticks a second, `ticks` the last tick. Raises CommandError.

    >>> parse('{"type": "seed", "seed": 0}')
    Seed(seed=0)
    >>> parse('{"type": "sped", "rate": 5}')
    Traceback (most recent call last):
    superorganisms.web.commands.CommandError: no command 'sped'; did you mean 'speed'?
    """
    try:
        fields = json.loads(message)
    except (ValueError, RecursionError):
        raise CommandError(f"a command must be JSON, got {_short(message)}") from None
    if not isinstance(fields, dict):
        raise CommandError(f"a command must be a JSON object, got {_short(fields)}")
    kind = fields.get("type")
    if not isinstance(kind, str) or kind not in READERS:
        raise CommandError(f"no command {_short(kind)}{suggest(str(kind), READERS)}")
    return READERS[kind](fields, rate, ticks)
