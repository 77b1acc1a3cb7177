"""Reads what a page says: JSON objects, each checked here before anything is done."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from superorganisms.errors import suggest
from superorganisms.web.commands import (
    CONTRAST,
    OWN,
    Ack,
    Back,
    Beside,
    Branch,
    Change,
    Command,
    CommandError,
    Compare,
    Contrast,
    Drop,
    Focus,
    LaneAt,
    Link,
    Measure,
    Name,
    Open,
    OtherSeeds,
    Pause,
    Play,
    Reset,
    Scenario,
    Seed,
    Seek,
    Speed,
    Step,
    Unit,
)
from superorganisms.web.past import Hand, with_change

MOST_SEED = 2**53 - 1  # the largest whole number that every browser keeps exactly
LONGEST_NAME = 200
LONGEST_LABEL = 60
MOST_CHANGES = 200
MOST_MEASURED = 1000  # ticks
MOST_COLUMNS = 40  # of which the range over other seeds is shown
MOST_LANES = 4  # worlds of one tab, a contrast included


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


def _hand(fields: Mapping[str, Any], ticks: int) -> Hand:
    """In their order; of several changes of one thing at one tick the last."""
    found = fields.get("hand", [])
    if not isinstance(found, list) or len(found) > MOST_CHANGES:
        raise CommandError(f"hand must be up to {MOST_CHANGES} changes, got {_short(found)}")
    read: Hand = ()
    for one in found:
        if not isinstance(one, list) or len(one) != 3:  # tick, path, value
            raise CommandError(f"a change by hand must be [tick, path, value], got {_short(one)}")
        named = {"tick": one[0], "path": one[1]}
        read = with_change(read, (whole(named, "tick", ticks), text(named, "path"), one[2]))
    return read


def _label(fields: Mapping[str, Any]) -> str:
    """What a world is called; empty if the page finds a name."""
    value = fields.get("name", "")
    if not isinstance(value, str) or len(value) > LONGEST_LABEL:
        raise CommandError(f"name must be a text of up to {LONGEST_LABEL} characters, got {_short(value)}")
    return value


def _lane(fields: object, ticks: int) -> LaneAt:
    if not isinstance(fields, dict):
        raise CommandError(f"a world must be a JSON object, got {_short(fields)}")
    role = fields.get("role", OWN)
    if role not in (OWN, CONTRAST):
        raise CommandError(f"role must be {OWN} or {CONTRAST}, got {_short(role)}")
    return LaneAt(
        scenario=text(fields, "scenario"),
        seed=whole(fields, "seed", MOST_SEED),
        changes=_changes(fields),
        hand=_hand(fields, ticks),
        name=_label(fields),
        role=role,
        since=whole({"since": 0, **fields}, "since", ticks),
    )


def _open(fields: Mapping[str, Any], ticks: int) -> Open:
    found = fields.get("lanes")
    if not isinstance(found, list) or not 0 < len(found) <= MOST_LANES:
        raise CommandError(f"lanes must be 1 to {MOST_LANES} worlds, got {_short(found)}")
    lanes = tuple(_lane(one, ticks) for one in found)
    roles = [lane.role for lane in lanes]
    if CONTRAST in roles[:-1] or roles[0] != OWN:
        raise CommandError("a contrast must be the last of several worlds")
    tick = whole(fields, "tick", ticks)
    beside = fields.get("beside")
    return Open(
        lanes=lanes,
        tick=tick,
        horizon=max(tick, whole({"horizon": tick, **fields}, "horizon", ticks)),
        focus=whole({"focus": 0, **fields}, "focus", len(lanes) - 1),
        beside=None if beside is None else whole(fields, "beside", len(lanes) - 1),
        side=fields.get("side") is True,
        linked=fields.get("linked") is True,
        version=str(fields.get("version", ""))[:LONGEST_LABEL],
    )


def _beside(fields: Mapping[str, Any]) -> Beside:
    world = None if fields.get("world") is None else whole(fields, "world", MOST_SEED)
    return Beside(world, fields.get("side") is True)


def _columns(fields: Mapping[str, Any]) -> tuple[str, ...]:
    found = fields.get("columns")
    if not isinstance(found, list) or len(found) > MOST_COLUMNS:
        raise CommandError(f"columns must be a list of up to {MOST_COLUMNS} names, got {_short(found)}")
    return tuple(text({"column": name}, "column") for name in found)


def _short(value: object) -> str:
    said = repr(value)
    return said if len(said) <= 60 else f"{said[:57]}..."


type Reader = Callable[[Mapping[str, Any], float, int], Command]

# How each command is read from its fields, the most ticks a second, and the last tick.
READERS: Mapping[str, Reader] = {
    "play": lambda fields, rate, ticks: Play(fields.get("backwards") is True),
    "pause": lambda fields, rate, ticks: Pause(),
    "step": lambda fields, rate, ticks: Step(),
    "back": lambda fields, rate, ticks: Back(),
    "seek": lambda fields, rate, ticks: Seek(whole(fields, "tick", ticks)),
    "reset": lambda fields, rate, ticks: Reset(),
    "seed": lambda fields, rate, ticks: Seed(whole(fields, "seed", MOST_SEED)),
    "scenario": lambda fields, rate, ticks: Scenario(text(fields, "name")),
    "open": lambda fields, rate, ticks: _open(fields, ticks),
    "change": lambda fields, rate, ticks: Change(
        text(fields, "path"), fields.get("value"), fields.get("as_text") is True, fields.get("branch") is True
    ),
    "branch": lambda fields, rate, ticks: Branch(),
    "compare": lambda fields, rate, ticks: Compare(text(fields, "name")),
    "focus": lambda fields, rate, ticks: Focus(whole(fields, "world", MOST_SEED)),
    "beside": lambda fields, rate, ticks: _beside(fields),
    "drop": lambda fields, rate, ticks: Drop(whole(fields, "world", MOST_SEED)),
    "name": lambda fields, rate, ticks: Name(whole(fields, "world", MOST_SEED), _label(fields)),
    "link": lambda fields, rate, ticks: Link(fields.get("on") is True),
    "contrast": lambda fields, rate, ticks: Contrast(fields.get("on") is True),
    "speed": lambda fields, rate, ticks: Speed(positive(fields, "rate", rate)),
    "ack": lambda fields, rate, ticks: Ack(whole(fields, "frame", 2**32 - 1)),
    "measure": lambda fields, rate, ticks: Measure(whole(fields, "ticks", MOST_MEASURED)),
    "others": lambda fields, rate, ticks: OtherSeeds(_columns(fields)),
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
