"""Spirit against letter alone: everyone wants exactly what the letter says, and the letter misses part of the intent."""

import math
from typing import Any

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world, mean_over
from superorganisms.scenarios.told import Told, at

ORDER = 3
TITLE = "Outer misalignment"
QUESTION = "What is lost if everyone comes to want exactly what the letter says, but the letter misses part of the spirit?"
CLAIM = (
    "The loss is set by the angle θ between what is meant and what is said: of the most that could be done, cos θ is "
    "done. No loyalty below can mend it, because below only the letter is seen."
)
SOURCES = (
    Source("kerr-1975", "Rewarding A while hoping for B: the phenomenon, in politics, medicine, universities and business."),
    Source("baker-1992", "An incentive is worth as much as the objective and its measure correlate."),
    Source("baker-2002", "That as an angle: distortion is cos θ between the gradients of value and of measure."),
    Source(
        "hubinger-2019",
        ("The outer alignment problem: the gap between the base objective and what the designers intended (section 1.2)."),
    ),
)

INTENT = {"wellbeing": 3.0, "equity": 2.0, "nature": 2.0, "security": 2.0, "output": 1.0}
COUNTED = ("wellbeing", "security", "output")  # what has a statistic gets into the letter
FEATURES = (*INTENT, "profit")
COSINE = math.sqrt(sum(INTENT[name] ** 2 for name in COUNTED) / sum(weight**2 for weight in INTENT.values()))

PARAMETERS = Parameters(
    features=FEATURES,
    intent=INTENT,
    designer_encoding=tuple(float(name in COUNTED) for name in FEATURES),
    layers=tuple(
        # compliance 1: goals don't bear on what is done. surrogation: they are drawn to the letter all the same, for all to see
        LayerParameters(name=name, size=size, compliance=1.0, selection="none", surrogation=0.05, spread=1.0)
        for name, size in (("order", 1), ("government", 5), ("firm", 25), ("employee", 250))
    ),
)
CONTRAST = {"designer_encoding": None}
CONTRAST_SAYS = "The letter holds the whole intent."
TICKS = 120


def held(share: float) -> dict[str, Any]:
    """A letter that holds so much of equity and nature: 0 is the world's own, 1 the whole intent."""
    uncounted = [name for name in INTENT if name not in COUNTED]
    return {"designer_encoding": tuple(float(name in COUNTED) + share * (name in uncounted) for name in FEATURES)}


def _unsteadiness(world: World, _: World) -> float:
    """How far efficiency ever is from cos θ."""
    return float((world.measures["efficiency"] - COSINE).abs().max())


def _designers_share(world: World, _: World) -> float:
    """The part of all that is lost which is lost between the intent and the designer's letter."""
    lost = 1.0 - mean_over(world, "efficiency", 1, TICKS)
    return mean_over(world, "designer.outer_loss", 1, TICKS) / lost


SIGNATURE = (
    Expectation(
        name="efficiency",
        statistic=in_world("efficiency", 1, TICKS),
        low=COSINE - 1e-9,
        high=COSINE + 1e-9,
        sentence="Efficiency is the cosine of the angle between intent and letter, .798.",
        basis="closed form 2: under full compliance η = cos θ = √(14/22)",
    ),
    Expectation(
        name="farthest from cos θ",
        statistic=_unsteadiness,
        low=0.0,
        high=1e-9,
        sentence="It is so from the first tick to the last, while goals change entirely.",
        basis="closed form 2: at compliance 1 goals are not in the equation",
    ),
    Expectation(
        name="inner alignment at the end",
        statistic=in_world("employee.inner_alignment", TICKS - 20, TICKS),
        low=0.99,
        high=1.0,
        sentence="In the end every employee wants what the letter says.",
        basis="section 2, step 5: what separates goal from letter shrinks by 1 - surrogation each tick",
    ),
    Expectation(
        name="the designer's share of the loss",
        statistic=_designers_share,
        low=1 - 1e-9,
        high=1 + 1e-9,
        sentence="All of the loss lies between the intent and the designer's letter.",
        basis="section 5, by layer: aims are the letter from the top down, so that every later step is 0",
    ),
    Expectation(
        name="efficiency of a complete letter",
        statistic=in_contrast("efficiency", 1, TICKS),
        low=1 - 1e-9,
        high=1.0 + 1e-9,
        sentence="With the whole intent in the letter nothing is lost.",
        basis="closed form 2: cos 0 = 1",
    ),
    Expectation(
        name="efficiency below the contrast",
        statistic=difference("efficiency", 1, TICKS),
        low=COSINE - 1 - 1e-9,
        high=COSINE - 1 + 1e-9,
        sentence="What the letter leaves out costs a fifth of all that could be done, whoever obeys and however gladly.",
        basis="closed form 2: cos θ - 1",
    ),
)

_BAKER = {"effort_rule": "cost"}
_NATURE = {"designer_encoding": tuple(float(name in (*COUNTED, "nature")) for name in FEATURES)}
TOLD = (
    Told("has risen from about .2 to about .8", 0.2, at("employee.inner_alignment", 1), half=0.05),
    Told("has risen from about .2 to about .8", 0.8, at("employee.inner_alignment", 20), half=0.05),
    Told("what the letter says, 1.00", 1.0, at("employee.inner_alignment", 60)),
    Told("in the first tick: .80", 0.80, at("efficiency", 60)),
    Told("All that is missing, .20", 0.20, at("designer.outer_loss", 100)),
    Told("the cosine rises to .90", 0.90, at("efficiency", TICKS), None, _NATURE),
    Told("cos²θ, .64", 0.64, at("efficiency", TICKS), None, _BAKER),
)


def _efficiency(world: World) -> float:
    return mean_over(world, "efficiency", 1, world.tick)


CURVES = (
    Curve(
        name="from half a letter to the whole",
        along="how much of equity and nature gets into the letter",
        effect="what is lost",
        steps=(*((share, held(share)) for share in (0.0, 0.2, 0.4, 0.6, 0.8)), (1.0, CONTRAST)),
        outcome=lambda world: 1.0 - _efficiency(world),
        shape="falls",
        fades=True,
        ticks=20,
        basis="closed form 2: 1 - cos θ",
    ),
    Curve(
        name="how hard to push for a poor letter",
        along="intensity of the incentive, where effort costs half its square",
        effect="efficiency",
        steps=tuple((push, {**_BAKER, "intensity": push}) for push in (0.25, 0.5, 0.75, 1.0, 1.5, 2.0)),
        outcome=_efficiency,
        shape="peaks",
        extreme=(1.0, 1.0),
        ticks=20,
        basis="Baker 2002, closed form 2: efficiency is cos²θ (2b - b²), highest at b* = q·a/a·a = 1",
    ),
)
LESSON = Lesson(
    idea=(
        "Whoever sets a goal for others has to write it down, and what has no statistic is left out. "
        "Here everyone follows the letter and comes to want it, so that nothing is lost on the way down. "
        "What was left out is lost all the same, and nobody below the designer is in a position to miss it."
    ),
    question="Tick by tick the goals of all 281 units come closer to the letter. What does efficiency do meanwhile?",
    answers=(
        Answer("It rises to 1: in the end all want the same.", "All want the same letter. What it leaves out nobody wants."),
        Answer("It rises, to a limit below 1.", "Behaviour followed the letter from the first tick; wanting it adds nothing."),
        Answer("It stays where it was.", "cos θ: only the letter decides, and the letter hasn't changed.", right=True),
        Answer(
            "It falls, as goals forget the spirit.",
            "With full compliance goals don't act. With less it would: see surrogation.",
        ),
    ),
    notice=(
        "The picture turns purple: inner alignment goes to 1 in every layer.",
        "The curve of efficiency is flat, and all that is missing is one band: the designer's letter.",
        "The metric that each unit is judged by is as high as it can be from the start.",
    ),
    attempts=(
        "Put nature into the letter too (third number of `designer_encoding`) and work out the cosine beforehand: "
        "the cosine rises to .90, the root of 18/22.",
        "Set `intensity` to 10: under the budget rule a stronger incentive for the wrong thing changes nothing. Where effort "
        "costs (`effort_rule` `cost`) the same letter is worth cos²θ, .64, at the best intensity, which is 1 here, and nothing "
        "at twice that.",
        ("Lower compliance and give the goals some of the spirit: disobedience then repairs part of what the letter missed."),
    ),
    limits=(
        "A fixed letter, a fixed world, and effort that can be turned freely. Here nobody's goal acts, so that this is the "
        "letter's loss alone; what goals lose under a perfect letter is another scenario, inner-misalignment, and there the "
        "two are composed. Where the letter can be mended in time, the question is who would notice."
    ),
)
STORY = (
    (0, "Wellbeing, security and output have a statistic and stand in the letter; equity and nature have none and don't."),
    (
        20,
        "Everyone follows the letter, and comes to want it: employees' alignment with it has risen from about .2 to about .8.",
    ),
    (60, "Now all want what the letter says, 1.00. Efficiency is what it was in the first tick: .80."),
    (100, "All that is missing, .20, was missing before anybody got to work: between the intent and the first letter."),
)
