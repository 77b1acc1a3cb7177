"""Element 1: what the model is for, and the patterns by which it is judged."""

import math

from superorganisms.scenarios.odd.blocks import Block, Items, Section, Table, Text
from superorganisms.scenarios.odd.case import Case, cited, narrated
from superorganisms.scenarios.signature import Expectation
from superorganisms.scenarios.spoken import spoken

_GENERAL = (
    "The model is for understanding, not for prediction: theoretical exposition in the terms of "
    f"{narrated('edmonds-2019')}. It is one world of a family of models in which every unit, from a geopolitical order to "
    "an employee, is both optimized by the unit above it and an optimizer of those below it, and in which an intent can "
    "get lost on its way down: because a unit says less than it wants (outer misalignment), wants other than it is told "
    "(inner misalignment), is selected for what is measured, or believes what isn't so. Nothing is fitted to data; what "
    "is claimed is the signs and the causes, within this world."
)
_NO_QUESTION = "The scenario's file states no question and no claim of its own."
_NO_PATTERNS = "The scenario's file states no pattern that must come out."


def purpose(case: Case) -> Section:
    """1 Purpose and patterns."""
    return Section("Purpose and patterns", sections=(_purpose(case), _patterns(case)))


def _purpose(case: Case) -> Section:
    one = case.scenario
    blocks: list[Block] = [Text(_GENERAL)]
    blocks += [Text(f"**Question.** {one.question}")] * bool(one.question)
    blocks += [Text(f"**Claim.** {one.claim}")] * bool(one.claim)
    blocks += [Text(_NO_QUESTION)] * (not one.question and not one.claim)
    if one.sources:
        blocks.append(Text("What it rests on:"))
        blocks.append(Items(tuple(f"{cited([source.key])}: {source.reason}" for source in one.sources)))
    return Section("Purpose", tuple(blocks))


def _patterns(case: Case) -> Section:
    one = case.scenario
    if not one.signature:
        return Section("Patterns", (Text(_NO_PATTERNS), *_contrast(case)))
    seeds = sorted({expected.seeds for expected in one.signature})
    judged = (
        "The model is held useful for its purpose if these patterns come out. Each is the mean of a statistic over independent "
        f"runs ({' or '.join(map(str, seeds))} seeds); it passes if the whole 95 % interval of the mean (Student's t) lies in "
        f"the range. `superorganisms scenario check {one.name} --measure` measures them."
    )
    return Section("Patterns", (Text(judged), Table("patterns", tuple(map(_row, one.signature))), *_contrast(case)))


def _row(expected: Expectation) -> dict[str, str]:
    return {"pattern": expected.name, "mean": _bounds(expected.low, expected.high), "what it says": expected.sentence}


def _bounds(low: float, high: float) -> str:
    if not math.isfinite(low):
        return f"<= {high:g}"
    if not math.isfinite(high):
        return f">= {low:g}"
    return f"in [{low:g}, {high:g}]" if f"{low:g}" != f"{high:g}" else f"{(low + high) / 2:g} ± {(high - low) / 2:.2g}"


def _contrast(case: Case) -> list[Block]:
    if not case.scenario.contrast:
        return []
    features = case.parameters.features
    named = [f"`{path}` = {spoken(value, features)}" for path, value in case.scenario.contrast_values.items()]
    said = f" {case.scenario.contrast_says}" if case.scenario.contrast_says else ""
    text = (
        f"Patterns that compare do so with the *contrast*, the same world with the same random numbers and one thing changed"
        f" ({', '.join(named)}).{said}"
    )
    return [Text(text)]
