"""The numbers that scenarios tell in their texts, each with how it is computed: what `test_told_numbers` recomputes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from superorganisms.scenarios.library.states_of_the_world import aligned
from superorganisms.scenarios.library.surrogation import SPIRITLESS, lag

type World = Any
_ROUNDING = 0.005


@dataclass(frozen=True)
class Told:
    """`words` of a scenario's text, the number that they tell, and the statistic that it is a mean of.

    The world is run to `until` (the scenario's ticks if not given), with `changes` to its parameters. What is told is right
    within `half`: two digits unless said otherwise.
    """

    words: str
    number: float
    of: Callable[[World], float]
    until: int | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    half: float = _ROUNDING


def at(column: str, first: int, last: int | None = None) -> Callable[[World], float]:
    """A measure in one tick, or its mean over the ticks first to last."""

    def value(world: World) -> float:
        measures: pd.DataFrame = world.measures
        return float(measures.loc[first : last or first, column].mean())

    return value


def change(column: str, first: int, last: int) -> Callable[[World], float]:
    """A measure's value at tick last less that at tick first."""
    return lambda world: at(column, last)(world) - at(column, first)(world)


def everywhere(field_name: str, value: Any, *layers: str) -> dict[str, Any]:
    """The same setting in several layers."""
    return {f"{layer}.{field_name}": value for layer in layers}


_FOUR = ("order", "government", "firm", "employee")
_BELOW = _FOUR[1:]
_UNDRAWN = {**SPIRITLESS, **everywhere("surrogation", 0.0, *_FOUR)}
_COMPLIANT = everywhere("compliance", 0.8, *_BELOW)
_OBEDIENT = everywhere("compliance", 0.9, *_FOUR)
_LATE = {"interventions": ((100, "employee.detection", 0.0),)}
_RARER = {"employee.detection": 0.75}


def mended(tick: int, path: str, value: Any) -> dict[str, Any]:
    """One planned intervention."""
    return {"interventions": ((tick, path, value),)}


def passed_on(*layers: str) -> Callable[[World], float]:
    """What is left of the intent after the goals of these layers, in tick 4."""
    return lambda world: 1 - sum(at(f"{layer}.inner_loss", 4)(world) for layer in layers)


def volatility(world: World) -> float:
    """Root mean square change of efficiency over 5 ticks."""
    return float((world.measures["efficiency"].loc[51:].diff(5).dropna() ** 2).mean() ** 0.5)


NUMBERS: dict[str, tuple[Told, ...]] = {
    "nested-superorganisms": (
        Told("a third is lost: efficiency .68", 0.68, at("efficiency", 1)),
        Told("from .02 to .30", 0.02, at("employee.inner_alignment", 1)),
        Told("from .02 to .30", 0.30, at("employee.inner_alignment", 20)),
        Told("employees .67", 0.67, at("employee.inner_alignment", 100)),
        Told("firms .50", 0.50, at("firm.inner_alignment", 100)),
        Told("governments .52", 0.52, at("government.inner_alignment", 100)),
        Told("Efficiency is .85", 0.85, at("efficiency", 100)),
        Told("at the governments, .11", 0.11, at("government.inner_loss", 100)),
        Told("efficiency is .88", 0.88, at("efficiency", 180, 200)),
        Told("Efficiency has fallen to .47", 0.47, at("efficiency", 240)),
        Told("never been better: 1.00", 1.00, at("employee.metric", 240)),
        Told("At employees' goals .00", 0.00, at("employee.inner_loss", 260, 280)),
        Told("says output and not wellbeing, .50", 0.50, at("designer.outer_loss", 270)),
        Told("won back a tenth", 0.1, change("efficiency", 240, 400), half=0.05),
        Told("won back a tenth: .59", 0.59, at("efficiency", 400)),
        Told("efficiency is back at .8", 0.8, at("efficiency", 400), None, mended(260, "designer_encoding", None), 0.05),
        Told("nine points better before the shift", 0.965, at("efficiency", 191, 200), None, _COMPLIANT),
        Told("no better in the end", 0.6, at("efficiency", 391, 400), None, _COMPLIANT, 0.02),
    ),
    "deceptive-alignment": (
        Told("Audits read .94, better than at the start", 0.94, at("employee.metric", 60)),
        Told("Six in ten are deceivers", 0.6, at("employee.deceiver_share", 60), half=0.05),
        Told("unaudited only .32", 0.32, at("employee.unaudited_value", 60)),
        Told("Audits read .98, unaudited .09", 0.98, at("employee.metric", 100)),
        Told("Audits read .98, unaudited .09", 0.09, at("employee.unaudited_value", 100)),
        Told("Audits read 1.00", 1.0, at("employee.metric", 140)),
        Told("They show 1.00. Unaudited it is .02", 1.0, at("employee.audited_value", 131, 150)),
        Told("They show 1.00. Unaudited it is .02", 0.02, at("employee.unaudited_value", 131, 150)),
        Told("in the end there are none", 0.0, at("employee.deceiver_share", 131, 150), None, _RARER, 0.01),
        Told("deceivers are 95 % at tick 60", 0.95, at("employee.deceiver_share", 60), 60, {"employee.audit": 0.6}),
        Told("instead of 62 %", 0.62, at("employee.deceiver_share", 60)),
        Told("efficiency 1.00, with deceivers everywhere", 1.0, at("efficiency", 131, 150), None, {"employee.audit": 1.0}),
        Told("twenty ticks later it is repaired", 0.83, at("efficiency", 81), 81, mended(60, "employee.detection", 0.0), 0.01),
        Told("efficiency stays below the contrast's", 0.80, at("efficiency", 150), None, _LATE, 0.02),
    ),
    "surrogation": (
        Told("better: .99", 0.99, at("efficiency", 1)),
        Told("and .95 is done", 0.95, at("efficiency", 20)),
        Told("Efficiency has fallen to .79", 0.79, at("efficiency", 60)),
        Told("all that is left: .71", 0.71, at("efficiency", 130, 150)),
        Told(".74 after a tick, .81 after ten", 0.74, at("efficiency", 151)),
        Told(".74 after a tick, .81 after ten", 0.81, at("efficiency", 160)),
        Told("layer by layer: .98", 0.98, at("efficiency", 200)),
        Told(".71 turns to .74", 0.71, at("efficiency", 150)),
        Told(".71 turns to .74", 0.74, at("efficiency", 151)),
        Told("still without surrogation: .97", 0.97, at("efficiency", 150), None, everywhere("surrogation", 0.0, *_FOUR)),
        Told("the first letter loses (.29)", 0.29, at("designer.outer_loss", 1)),
        Told("Two thirds in about 20", 21, lag, half=2.5),
        Told("about 13 ticks instead of 21", 13, lag, None, everywhere("surrogation", 0.1, *_FOUR), 0.5),
        Told("about 13 ticks instead of 21", 21, lag, half=0.5),
        Told(".60 of what could be done up to the repair instead of .20", 0.60, at("efficiency", 1, 150), 150, {**SPIRITLESS}),
        Told(".60 of what could be done up to the repair instead of .20", 0.20, at("efficiency", 1, 150), 150, _UNDRAWN),
        Told(".86 at the start, and .97 in the tick after", 0.86, at("efficiency", 1), None, _OBEDIENT),
        Told(".86 at the start, and .97 in the tick after", 0.97, at("efficiency", 151), None, _OBEDIENT),
    ),
    "telephone": (
        Told("holds .71 of the intent", 0.71, passed_on("order")),
        Told("the governments' .50", 0.5, passed_on("order", "government")),
        Told("the firms' .35", 0.35, passed_on("order", "government", "firm")),
        Told("The employees do .25 of it", 0.25, at("efficiency", 8)),
    ),
    "outer-misalignment": (
        Told("has risen from .26 to .82", 0.26, at("employee.inner_alignment", 1)),
        Told("has risen from .26 to .82", 0.82, at("employee.inner_alignment", 20)),
        Told("what the letter says, 1.00", 1.0, at("employee.inner_alignment", 60)),
        Told("in the first tick: .80", 0.80, at("efficiency", 60)),
        Told("All that is missing, .20", 0.20, at("designer.outer_loss", 100)),
    ),
    "pseudo-alignment": (
        Told("efficiency from .63 to .95", 0.63, at("efficiency", 1)),
        Told("efficiency from .63 to .95", 0.95, at("efficiency", 50)),
        Told("has not risen: .61", 0.61, at("employee.inner_alignment", 50)),
        Told("Efficiency .98, the best", 0.98, at("efficiency", 190)),
        Told("Alignment .49, the worst", 0.49, at("employee.inner_alignment", 190)),
        Told("part. Efficiency .69", 0.69, at("efficiency", 201)),
        Told("alignment .89, efficiency .88", 0.89, at("employee.inner_alignment", 230)),
        Told("alignment .89, efficiency .88", 0.88, at("efficiency", 230)),
    ),
    "firm-register": (
        Told("Efficiency is about .87", 0.87, at("efficiency", 51, 150)),
        Told("by .02 up or down", 0.02, volatility),
    ),
    "states-of-the-world": (
        Told(".95 on average", 0.95, at("subdivision.inner_alignment", 20)),
        Told("letter to .98", 0.98, lambda world: aligned(world, 20, 1000)),
        Told("less than .5", 0.45, lambda world: aligned(world, 1, 1), half=0.05),
        Told("hardly feels it: .95", 0.95, at("efficiency", 150)),
    ),
}  # fmt: skip
SETTINGS: dict[str, tuple[str, ...]] = {
    "nested-superorganisms": ("below the order to .8",),
    "deceptive-alignment": (
        "`employee.detection` .75",
        "`employee.audit` .6",
        # Of the other selections: recomputed by test_detection.py
        "falls to .60 at s = 3",
        "its border is .5",
    ),
    "surrogation": ("Set surrogation to .1", "Set compliance to .9"),
}
"""Numbers in the texts that are no outcomes of the scenario's own world, but what a parameter is set to."""
LESSONS = ("nested-superorganisms", "deceptive-alignment", "surrogation")
"""Scenarios of whose lesson, too, each number is recomputed; of the others the signature answers for it."""
