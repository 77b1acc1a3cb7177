"""Is a scenario complete, and does it run? Public, so that an author can ask before anyone else does."""

import math
import re
from collections.abc import Callable, Iterator
from functools import partial
from types import ModuleType
from typing import Any

from superorganisms.errors import ScenarioError, SuperorganismError
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import SHAPES, Curve
from superorganisms.scenarios.definition import Scenario
from superorganisms.scenarios.lesson import Lesson
from superorganisms.scenarios.reading import from_module
from superorganisms.scenarios.signature import LEAST_SEEDS, Expectation
from superorganisms.scenarios.told import Told, untold

_SEED = 1


def check_scenario(given: Scenario | ModuleType) -> None:
    """Raise ScenarioError naming the first thing that is missing or wrong; return nothing if there is none.

    Reads all texts, sees that the contrast changes one thing, that the numbers told stand in the texts and no others, and that
    the first curve leads from the world to its contrast. Then it runs world and contrast over the scenario's ticks with one
    seed: something must differ between them, and whatever is computed from them must be a number.
    """
    scenario = from_module(given) if isinstance(given, ModuleType) else given
    try:
        for check in (_texts, _sources, _lesson, _story, _contrast, _signature, _told, _curves, _runs):
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


def _told(scenario: Scenario) -> None:
    """Who computes none of the numbers in the texts may leave `told` out; who does must compute all of them."""
    words = list(texts(scenario))
    for told in scenario.told:
        _demand(isinstance(told, Told), f"told must hold Told, got {told!r:.80}")
        _demand(any(told.words in text for text in words), f"told {told.words!r} stands in none of the texts")
        scenario.parameters.with_changes(dict(told.changes))
    rest = list(untold(words, scenario.told)) if scenario.told else []
    _demand(not rest, f"told computes other numbers of the texts but not {', '.join(rest)}")


def texts(scenario: Scenario) -> Iterator[str]:
    """All that a reader is told of outcomes: claim, contrast, story, lesson."""
    yield from (scenario.claim, scenario.contrast_says, *(sentence for _, sentence in scenario.story))
    if (lesson := scenario.lesson) is not None:
        yield from (lesson.idea, lesson.question, lesson.limits, *lesson.notice, *lesson.attempts)
        for answer in lesson.answers:
            yield from (answer.text, answer.why)


def _curves(scenario: Scenario) -> None:
    names = [curve.name for curve in scenario.curves]
    _demand(len(set(names)) == len(names), f"curves has a name twice: {', '.join(sorted(names))}")
    for curve in scenario.curves:
        _demand(isinstance(curve, Curve), f"curves must hold Curve, got {curve!r:.80}")
        where = f"curve {curve.name!r}"
        _demand(curve.shape in SHAPES, f"{where}: shape must be one of {', '.join(SHAPES)}, got {curve.shape!r}")
        _demand(len(curve.steps) >= 2, f"{where} needs at least 2 steps, got {len(curve.steps)}")
        worlds = [scenario.parameters.with_changes(dict(changes)) for _, changes in curve.steps]
        ends = (worlds[0], worlds[-1]) == (scenario.parameters, scenario.contrast_parameters)
        _demand(ends or not curve.fades, f"{where} must lead from the world to its contrast, as it says that it fades")


def _runs(scenario: Scenario) -> None:
    world, contrast = scenario.pair(_SEED)
    _demand(
        not world.measures.equals(contrast.measures), f"contrast changes nothing that is measured in {scenario.ticks} ticks"
    )
    for expectation in scenario.signature:
        _number(f"signature {expectation.name!r}", partial(expectation.statistic, world, contrast))
    for told in scenario.told:
        if not told.changes and told.until is None:
            _number(f"told {told.words!r}", partial(told.of, world))
    for curve in scenario.curves:
        if curve.fades and curve.ticks is None:
            for one in (world, contrast):
                _number(f"curve {curve.name!r}", partial(curve.outcome, one))


def _number(where: str, compute: Callable[[], float]) -> None:
    try:
        value = float(compute())
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise ScenarioError(f"{where}: {type(error).__name__}: {error}") from error
    _demand(math.isfinite(value), f"{where} is {value} with seed {_SEED}: is its window in the run?")
