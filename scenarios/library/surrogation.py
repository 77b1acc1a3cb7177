"""Surrogation: the letter takes the spirit's place in the goals, so that a letter repaired is not yet a world repaired."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world, mean_over

ORDER = 4.7
TITLE = "Surrogation"
QUESTION = "Once a poor letter has been repaired, is everything as it was?"
CLAIM = (
    "People who work under a measure come to want the measure. As long as goals hold the spirit they "
    "make up for what the letter "
    "misses; surrogation replaces the spirit by the letter, until only the letter's share of it is left. Repairing the letter "
    "then helps only as fast as goals are drawn to the new one, about 1/s ticks at s per tick. Where "
    "goals hold no spirit there is "
    "none to lose, and the same pull helps."
)
SOURCES = (
    Source("choi-2012", "Managers paid by a measure of a strategy come to act as if the measure were the strategy."),
    Source(
        "harris-2019", "Surrogation: people replace what a metric stands for by the metric, and it undermines the business."
    ),
)

FEATURES = ("wellbeing", "nature", "security", "output", "profit", "leisure")
INTENT = {"wellbeing": 1.0, "nature": 1.0, "security": 1.0, "output": 1.0}
COUNTED = ("security", "output")  # half of the intent has a statistic
REPAIR = 150
TICKS = 300
RATE = 0.05
_LAYERS = (("order", 1), ("government", 4), ("firm", 32), ("employee", 640))

PARAMETERS = Parameters(
    features=FEATURES,
    intent=INTENT,
    designer_encoding=tuple(float(name in COUNTED) for name in FEATURES),
    interventions=((REPAIR, "designer_encoding", None),),
    layers=tuple(
        # spread .1: at the start everyone wants nearly what the whole is for, so that there is a spirit to lose
        LayerParameters(
            name=name,
            size=size,
            spread=0.1,
            mutation=0.02,
            surrogation=RATE,
            selection="none" if name == "order" else "truncation(turnover=0.1)",
        )
        for name, size in _LAYERS
    ),
)
CONTRAST = {f"{name}.surrogation": 0.0 for name, _ in _LAYERS}
CONTRAST_SAYS = "Nobody is drawn to the letter by living under it."


SPIRITLESS = MappingProxyType({"order.goal": {"profit": 1.0, "leisure": 1.0}})  # and all others start around it


def lag(world: World, repair: int = REPAIR) -> float:
    """Ticks from the repair until 1 - 1/e of the efficiency lost since the start has come back; NaN if it never has."""
    efficiency = world.measures["efficiency"]
    lost = efficiency.loc[1] - efficiency.loc[repair]
    back = efficiency.loc[repair + 1 :] >= efficiency.loc[repair] + (1 - math.exp(-1)) * lost
    return float(back.idxmax() - repair) if back.any() else math.nan


def gain(seed: int, changes: Mapping[str, Any] = SPIRITLESS, until: int = REPAIR) -> float:
    """Mean efficiency under the poor letter with surrogation less that without, in this world with some changes."""
    from superorganisms.model.world import Superorganism

    changed, means = PARAMETERS.with_changes(dict(changes)), []
    for parameters in (changed, changed.with_changes(CONTRAST)):
        world = Superorganism(parameters, rng=seed)
        play(world, until)
        means.append(mean_over(world, "efficiency", 1, until))
    return means[0] - means[1]


SIGNATURE = (
    Expectation(
        name="efficiency at the start",
        statistic=in_world("efficiency", 1, 1),
        low=0.985,
        high=0.995,
        sentence="The letter misses half of the intent, and goals that hold it make up for that almost entirely.",
    ),
    Expectation(
        name="efficiency before the repair",
        statistic=in_world("efficiency", REPAIR - 9, REPAIR),
        low=0.70,
        high=0.72,
        sentence="Once everybody wants the letter what is left is the letter's share of the intent, 1/√2.",
    ),
    Expectation(
        name="without surrogation before the repair",
        statistic=in_contrast("efficiency", REPAIR - 9, REPAIR),
        low=0.96,
        high=0.98,
        sentence="Without it hardly anything is lost; selection on the letter bends goals too, but slowly.",
    ),
    Expectation(
        name="won in the tick after the repair",
        statistic=lambda world, _: (
            mean_over(world, "efficiency", REPAIR + 1, REPAIR + 1) - mean_over(world, "efficiency", REPAIR, REPAIR)
        ),
        low=0.025,
        high=0.045,
        sentence=(
            "A complete letter alone wins back little: nobody but the order has seen it undiluted, and nobody wants it yet."
        ),
    ),
    Expectation(
        name="lag after the repair",
        statistic=lambda world, _: lag(world),
        low=18.0,
        high=26.0,
        sentence="Two thirds of what was lost come back in about 1/s = 20 ticks.",
    ),
    Expectation(
        name="against the contrast ten ticks after",
        statistic=difference("efficiency", REPAIR + 10, REPAIR + 10),
        low=-0.2,
        high=-0.14,
        sentence="Ten ticks after the repair a sixth is still missing that is there without surrogation.",
    ),
    Expectation(
        name="efficiency in the end",
        statistic=in_world("efficiency", TICKS - 9, TICKS),
        low=0.995,
        high=1.0,
        sentence="In the end goals hold the spirit again, because the letter does.",
    ),
    Expectation(
        name="what surrogation does where goals hold no spirit",
        statistic=lambda world, _: gain(world.seed),
        low=0.37,
        high=0.43,
        sentence=(
            "With goals that start elsewhere, at profit and leisure, the same pull to the same poor letter wins two fifths."
        ),
    ),
)
LESSON = Lesson(
    idea=(
        "A measure stands for something, and whoever is measured knows what, at first. Living under it one comes to want the "
        "measure, and what it stood for is forgotten layer by layer. Then a better measure finds nobody who remembers what it "
        "is about."
    ),
    question=(
        "Goals hold the spirit, the letter misses half of it, and people come to want the letter by a "
        "twentieth per tick. At tick "
        "150 the letter is completed. What happens?"
    ),
    answers=(
        Answer(
            "All is well at once: the letter was the trouble.", "It has become the goals' trouble by then: .71 turns to .74."
        ),
        Answer("Nothing more: goals are lost for good.", "The pull that drew them away draws them back. It takes time."),
        Answer("It comes back over some 1/s ticks.", "Two thirds in about 20, layer after layer.", right=True),
        Answer(
            "There was nothing to repair: goals made up for the letter.",
            "So they did at the start, and would still without surrogation: .97.",
        ),
    ),
    notice=(
        "At first the bands of the layers' goals lie below zero: what the first letter loses (.29) the goals win back.",
        "Employees' metric is near 1 throughout. Alignment with the letter above falls at the repair, when things get better.",
        "The order turns first, and its employees last: each layer learns from a letter that is still half the old one.",
    ),
    attempts=(
        "Set surrogation to .1: it takes half as long to forget, and about 13 ticks instead of 21 to come back.",
        "Give the order another goal (`order.goal` profit and leisure), around which all others start. Now "
        "there is no spirit to "
        "lose, and surrogation helps: .60 of what could be done up to the repair instead of .20. With a "
        "spread of 3 in all layers "
        "chance decides whether the order has some of the spirit, and so whether surrogation helps or harms.",
        "Set compliance to .9: goals hardly act, so that there is little to win by them and little to wait "
        "for: .86 at the start, "
        "and .97 in the tick after the repair.",
    ),
    limits=(
        "The letter is repaired from outside and at once, by someone who knows. Goals are drawn to what the "
        "letter says, not to "
        "what it pays; and nothing here remembers the spirit but the goals that have not been drawn away yet."
    ),
)
STORY = (
    (0, "The letter names half of what is wanted. Everyone knows better, and does better: .99 of what could be done is done."),
    (20, "Whoever lives under a letter comes to want it, a twentieth each tick. The order forgets first, and .95 is done."),
    (60, "Goals now agree with their letters almost perfectly, in every layer. Efficiency has fallen to .79."),
    (130, "All want the letter, and the letter is all that is left: .71. By every metric this is perfection."),
    (151, "The letter has been completed. Nobody remembers what it is about: .74 after a tick, .81 after ten."),
    (
        200,
        "Goals follow the new letter, layer by layer: .98. It took as long as forgetting did: about 1/s ticks and a few more.",
    ),
)
