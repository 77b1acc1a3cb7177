"""Whatever a page sends is a command or one clear sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from superorganisms.web.commands import MOST_SEED, READERS, Ack, Command, CommandError, Open, Seed, Speed, parse

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
fields = st.dictionaries(st.sampled_from(["seed", "tick", "rate", "name", "scenario", "frame", "layer", "index"]), anything)


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
        case Open(scenario, seed, tick):
            assert scenario
            assert 0 <= seed <= MOST_SEED
            assert 0 <= tick <= 100_000
        case Ack(frame):
            assert frame >= 0


@pytest.mark.parametrize("seed", [True, 1.0, "1", None, [1]])
def test_a_seed_is_a_whole_number(seed: object) -> None:
    with pytest.raises(CommandError, match="seed must be a whole number"):
        parse(json.dumps({"type": "seed", "seed": seed}))


def test_deeply_nested_nonsense_is_refused() -> None:
    with pytest.raises(CommandError, match="must be JSON"):
        parse("[" * 100_000)
