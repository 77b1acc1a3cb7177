"""A story's numbers are computed: each is recomputed over seeds, and no number is told that isn't.

With SUPERORGANISMS_SEEDS=32 over that many seeds, else over 8.
"""

import os
import re
from typing import Any

import pytest

from superorganisms import Superorganism
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.scenario import Scenario, scenario, scenarios
from superorganisms.scenarios.signature import interval
from tests.scenarios.told import LESSONS, NUMBERS, SETTINGS, Told

SEEDS = max(8, int(os.environ.get("SUPERORGANISMS_SEEDS", "8")))
WIDEST = 0.1 if SEEDS >= 32 else 0.16  # interval in units of the number: a wider one would confirm anything


def texts(one: Scenario) -> str:
    """The story, and where it is answered for, the lesson."""
    told = [sentence for _, sentence in one.story]
    lesson = one.lesson
    if one.name in LESSONS and lesson is not None:
        told += [lesson.idea, lesson.question, lesson.limits, *lesson.notice, *lesson.attempts]
        told += [part for answer in lesson.answers for part in (answer.text, answer.why)]
    return "\n".join(told)


_RAN: dict[str, tuple[Any, ...]] = {}  # a world is run once for all the numbers that are told of it


def worlds(name: str, until: int, changes: dict[str, Any]) -> tuple[Any, ...]:
    key = f"{name} {until} {changes}"
    if key not in _RAN:
        parameters = scenario(name).parameters.with_changes(changes)
        _RAN[key] = tuple(Superorganism(parameters, rng=seed) for seed in range(1, SEEDS + 1))
        for world in _RAN[key]:
            play(world, until)
    return _RAN[key]


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_told_are_what_comes_out(name: str) -> None:
    one, wrong = scenario(name), []
    for told in NUMBERS[name]:
        assert told.words in texts(one), f"{told.words!r} is told no more"
        ran = worlds(name, told.until or one.ticks, told.changes)
        values = [told.of(world) for world in ran]
        if not _confirmed(told, values):
            wrong.append(
                f"{told.words!r}: {told.number} ± {told.half}, comes out {sum(values) / len(values):.4f} {interval(values)}"
            )
    assert not wrong, "\n".join(wrong)


def _confirmed(told: Told, values: list[float]) -> bool:
    low, high = interval(values)
    narrow = high - low <= WIDEST * max(1.0, abs(told.number))
    return narrow and low <= told.number + told.half and high >= told.number - told.half


@pytest.mark.parametrize("one", scenarios(), ids=lambda one: one.name)
def test_no_number_is_told_that_is_not_recomputed(one: Scenario) -> None:
    rest = texts(one)
    for words in sorted(
        (*(told.words for told in NUMBERS.get(one.name, ())), *SETTINGS.get(one.name, ())), key=len, reverse=True
    ):
        rest = rest.replace(words, " ")
    assert re.findall(r"(?<!\w)\d*\.\d+|\d+ %", rest) == []


@pytest.mark.parametrize("one", scenarios(), ids=lambda one: one.name)
def test_library_tells_stories(one: Scenario) -> None:
    assert 3 <= len(one.story) <= 8
    assert all(len(sentence) <= 280 for _, sentence in one.story)  # a caption that is read while the world runs
