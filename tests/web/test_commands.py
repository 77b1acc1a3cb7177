"""Whatever a page sends is a command or one clear sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from superorganisms.web.commands import Ack, Command, CommandError, Open, Seed, Seek, Speed
from superorganisms.web.parsing import MOST_LANES, MOST_SEED, READERS, parse

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
names = [
    "seed",
    "tick",
    "rate",
    "name",
    "scenario",
    "frame",
    "layer",
    "index",
    "lanes",
    "world",
    "focus",
    "beside",
    "horizon",
    "columns",
]
fields = st.dictionaries(st.sampled_from(names), anything)
lane = st.fixed_dictionaries(
    {"scenario": st.text(max_size=3), "seed": st.integers(0, 9)},
    optional={"changes": anything, "hand": anything, "role": st.sampled_from(["own", "contrast", "x"]), "since": anything},
)


def judged(message: str) -> Command | None:
    try:
        return parse(message)
    except CommandError as problem:
        sentence = str(problem)
    assert sentence
    assert len(sentence) < 200
    assert "\n" not in sentence
    return None


@given(st.text())
def test_any_text(message: str) -> None:
    judged(message)


@given(st.sampled_from(sorted(READERS)), fields)
def test_any_fields(kind: str, values: dict[str, object]) -> None:
    command = judged(json.dumps({**values, "type": kind}))
    match command:
        case Seed(seed):
            assert 0 <= seed <= MOST_SEED
        case Speed(rate):
            assert 0 < rate <= 1000
        case Seek(tick):
            assert 0 <= tick <= 100_000
        case Ack(frame):
            assert frame >= 0


def test_of_several_changes_of_one_thing_at_one_tick_the_last_is_made() -> None:
    hand = [[3, "firm.selection.turnover", 0.1], [3, "firm.mutation", 0.2], [3, "firm.selection", None], [2, "leaks", []]]
    command = judged(json.dumps({"type": "open", "tick": 5, "lanes": [{"scenario": "a", "seed": 1, "hand": hand}]}))
    assert isinstance(command, Open)
    assert command.lanes[0].hand == ((2, "leaks", []), (3, "firm.mutation", 0.2), (3, "firm.selection", None))


@given(st.lists(lane, max_size=6), fields)
def test_any_worlds(lanes: list[dict[str, object]], values: dict[str, object]) -> None:
    command = judged(json.dumps({**values, "lanes": lanes, "type": "open"}))
    if command is None:
        return
    assert isinstance(command, Open)
    assert 1 <= len(command.lanes) <= MOST_LANES
    assert command.focus < len(command.lanes)
    assert command.beside is None or command.beside < len(command.lanes)
    assert 0 <= command.tick <= command.horizon <= 100_000
    assert all(one.scenario and one.role == "own" for one in command.lanes[:-1])


@pytest.mark.parametrize("seed", [True, 1.0, "1", None, [1]])
def test_a_seed_is_a_whole_number(seed: object) -> None:
    with pytest.raises(CommandError, match="seed must be a whole number"):
        parse(json.dumps({"type": "seed", "seed": seed}))


def test_deeply_nested_nonsense_is_refused() -> None:
    with pytest.raises(CommandError, match="must be JSON"):
        parse("[" * 100_000)
