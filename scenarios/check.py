"""Is a scenario complete, and does it run? Public, so that an author can ask before anyone else does."""

import math
import re
from types import ModuleType
from typing import Any

from superorganisms.errors import ScenarioError, SuperorganismError
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.definition import Scenario
from superorganisms.scenarios.lesson import Lesson
from superorganisms.scenarios.reading import from_module
from superorganisms.scenarios.signature import LEAST_SEEDS, Expectation

_SEED = 1


def check_scenario(given: Scenario | ModuleType) -> None:
    """Raise ScenarioError naming the first thing that is missing or wrong; return nothing if there is none.

    Reads all texts, sees that the contrast changes one thing, then runs world and contrast over the scenario's ticks with one
    seed: something must differ between them, and every statistic of the signature must be a number.
    """
    scenario = from_module(given) if isinstance(given, ModuleType) else given
    try:
        for check in (_texts, _sources, _lesson, _story, _contrast, _signature, _runs):
            check(scenario)
    except SuperorganismError as error:
        raise ScenarioError(f"{scenario.name}: {error}") from error


def _demand(holds: Any, complaint: str) -> None:
    if not holds:
        raise ScenarioError(complaint)


def _texts(scenario: Scenario) -> None:
    for name in ("title", "question", "claim", "contrast_says"):
        text = getattr(scenario, name)
        _demand(isinstance(text, str) and text.strip(), f"{name} is missing: a sentence")
    _demand(scenario.question.strip().endswith("?"), f"question must end with a question mark, got {scenario.question!r}")
    _demand(
        isinstance(scenario.ticks, int) and scenario.ticks >= 1, f"ticks must be a whole number >= 1, got {scenario.ticks!r}"
    )


def _sources(scenario: Scenario) -> None:
    _demand(scenario.sources, "sources is empty: where does the claim come from?")
    for source in scenario.sources:
        _demand(isinstance(source, Source), f"sources must hold Source(key, reason), got {source!r}")
        _demand(source.reason.strip(), f"source {source.key!r} doesn't say what is taken from it")


def _lesson(scenario: Scenario) -> None:
    lesson = scenario.lesson
    if not isinstance(lesson, Lesson):
        raise ScenarioError("lesson is missing: idea, question, answers, notice, attempts, limits")
    sentences = len(re.findall(r"[.!?](?=\s|$)", lesson.idea))
    _demand(sentences == 3, f"lesson.idea must be three sentences, got {sentences}")
    _demand(lesson.question.strip().endswith("?"), "lesson.question must end with a question mark")
    _demand(len(lesson.answers) >= 3, f"lesson.answers needs at least 3 to choose from, got {len(lesson.answers)}")
    right = sum(answer.right for answer in lesson.answers)
    _demand(right == 1, f"exactly one of lesson.answers must be right, got {right}")
    for answer in lesson.answers:
        _demand(answer.text.strip() and answer.why.strip(), f"answer {answer.text!r} needs a text and a why")
    for name in ("notice", "attempts", "limits"):
        _demand(getattr(lesson, name), f"lesson.{name} is missing")


def _story(scenario: Scenario) -> None:
    """A story may be missing; what there is of it must fit into the run."""
    before = -1
    for caption in scenario.story:
        whole = isinstance(caption, tuple) and len(caption) == 2 and isinstance(caption[0], int) and isinstance(caption[1], str)
        _demand(whole, f"story must hold (tick, sentence), got {caption!r:.80}")
        tick, sentence = caption
        _demand(sentence.strip(), f"story says nothing at tick {tick}")
        _demand(before < tick <= scenario.ticks, f"story: tick {tick} must be after {before} and at most {scenario.ticks}")
        before = tick


def _contrast(scenario: Scenario) -> None:
    _demand(scenario.contrast, "contrast is empty: which one thing is changed?")
    _demand(
        len({path.rpartition(".")[2] for path in scenario.contrast}) == 1,
        f"contrast must change one thing (in one layer or in several), got {', '.join(scenario.contrast)}",
    )
    _demand(scenario.contrast_parameters != scenario.parameters, "contrast changes nothing: its values are those of the world")


def _signature(scenario: Scenario) -> None:
    _demand(scenario.signature, "signature is empty: what must come out?")
    names = [expectation.name for expectation in scenario.signature]
    _demand(len(set(names)) == len(names), f"signature has a name twice: {', '.join(sorted(names))}")
    for expectation in scenario.signature:
        _demand(isinstance(expectation, Expectation), f"signature must hold Expectation, got {expectation!r}")
        where = f"signature {expectation.name!r}"
        _demand(expectation.sentence.strip(), f"{where} has no sentence")
        _demand(expectation.low <= expectation.high, f"{where}: low {expectation.low} is above high {expectation.high}")
        _demand(math.isfinite(expectation.low) or math.isfinite(expectation.high), f"{where} expects nothing: no low, no high")
        _demand(expectation.seeds >= LEAST_SEEDS, f"{where} needs at least {LEAST_SEEDS} seeds, got {expectation.seeds}")


def _runs(scenario: Scenario) -> None:
    world, contrast = scenario.pair(_SEED)
    _demand(
        not world.measures.equals(contrast.measures), f"contrast changes nothing that is measured in {scenario.ticks} ticks"
    )
    for expectation in scenario.signature:
        try:
            value = float(expectation.statistic(world, contrast))
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise ScenarioError(f"signature {expectation.name!r}: {type(error).__name__}: {error}") from error
        _demand(math.isfinite(value), f"signature {expectation.name!r} is {value} with seed {_SEED}: is its window in the run?")
