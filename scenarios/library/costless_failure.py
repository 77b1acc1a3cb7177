"""Costless failure: with shared goals and nothing out of sight it doesn't matter whether selection or control optimizes."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import Expectation, World, in_contrast, in_world, mean_over
from superorganisms.scenarios.told import Told, at, everywhere

ORDER = 51
TITLE = "Costless failure"
QUESTION = "When does it matter whether those who act work out what is best, or those who choose them?"
CLAIM = (
    "The optimizer above may select, trying candidates in its model, or the one below may control, learning from what it "
    "does. Which of the two it is matters for two reasons: the one below may want something else, and what is done may touch "
    "what nobody measures. Where goals are shared and nothing is out of sight, either may fail for a while and find its way, "
    "and it makes no difference who it was."
)
SOURCES = (
    Source(
        "manheim-2019b",
        "Revisiting selection and control: selection tries without affecting the larger system, which is why control is "
        "the one to worry about; here the worry's object is taken away.",
    ),
    Source(
        "manheim-2019c",
        "The principal's failures come from a shared failure of the models, or from goals and models that differ; the claim "
        "is the converse of that.",
    ),
    Source("demski-2019b", "Selection and control as two kinds of optimization."),
    Source("schuirmann-1987", "Two one-sided tests: equal means that the whole interval lies in a margin stated beforehand."),
    Source("hubinger-2019", "Inner alignment (section 1): the gap between base and mesa-objective, here none."),
)

FEATURES = ("output", "care", "leisure")
INTENT = {"output": 1.0, "care": 1.0}
SHIFT = 20
ENOUGH = 120  # from then on nothing more is tried out
TICKS = 140
LAST = (TICKS - 19, TICKS)
MARGIN = 0.02  # a difference within it counts as none: a fiftieth of what could be done

PARAMETERS = Parameters(
    features=FEATURES,
    intent=INTENT,
    regimes=({"at": SHIFT, "rotate": {"features": ("output", "leisure"), "angle": 0.8}},),
    interventions=((ENOUGH, "employee.exploration", 0.0),),
    layers=(
        LayerParameters(name="government", spread=0.0),
        LayerParameters(name="firm", size=8, spread=0.1, selection="none"),
        LayerParameters(
            name="employee",
            size=160,
            goal={"around": INTENT},
            spread=0.1,
            selection="none",
            strategies={"controller": 1.0},
            exploration=0.2,
            rate=1.0,
        ),
    ),
)
CONTRAST = {"employee.goal": {"around": {"leisure": 1.0}}}
CONTRAST_SAYS = "Employees want leisure, which nobody asks of them."

SELECTED = MappingProxyType(  # the firm optimizes: it tries candidates in its model, and who is hired carries out
    {"employee.strategies": {"direct": 1.0}, "employee.selection": "best_of(n=4, turnover=0.1)"}
)
UNSEEN = MappingProxyType(everywhere("sensor", (1.0, 0.0, 1.0), "firm", "employee"))


def end(world: World, changes: Mapping[str, Any] = MappingProxyType({})) -> float:
    """Efficiency in the end, of this world or of the same one with changes."""
    if changes:
        world = again(world, changes)
    return mean_over(world, "efficiency", *LAST)


def again(world: World, changes: Mapping[str, Any]) -> World:
    """The same world and noise with some changes, run through."""
    from superorganisms.model.world import Superorganism

    twin = Superorganism(world.parameters.with_changes(dict(changes)), rng=world.seed)
    play(twin, TICKS)
    return twin


def advantage(world: World) -> float:
    """Efficiency in the end if those who act optimize, less that if the firm selects."""
    return end(world) - end(world, SELECTED)


def leaning(angle: float) -> dict[str, Any]:
    """Employees whose goals lie at this angle (degrees) to the intent, on the side of leisure."""
    shared, own = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return {"employee.goal": {"around": {"output": shared, "care": shared, "leisure": 2**0.5 * own}}}


def caring(weight: float) -> dict[str, Any]:
    """Care counts as much in the intent and in all goals, and nobody measures it."""
    meant = {"output": 1.0, "care": weight}
    return {**UNSEEN, "intent": meant, "employee.goal": {"around": meant}}


SIGNATURE = (
    Expectation(
        name="control less selection: none to speak of",
        statistic=lambda world, _: advantage(world),
        low=-MARGIN,
        high=MARGIN,
        sentence="With shared goals and nothing out of sight the two end within a fiftieth of each other.",
        basis="both carry out w in the true R; two one-sided tests with a margin of .02 (Schuirmann 1987) pass",
    ),
    Expectation(
        name="efficiency in the end",
        statistic=in_world("efficiency", *LAST),
        low=0.98,
        high=1.0,
        sentence="And both find what is best after the world has changed.",
        basis="aims agree with w but for the spread of goals, of which the mean stays",
    ),
    Expectation(
        name="failure on the way",
        statistic=in_world("efficiency", SHIFT + 1, SHIFT + 1),
        low=0.7,
        high=0.848,
        sentence="It isn't that nobody fails: when the world changes a fifth is lost, and has to be won back.",
        basis="half of w lies in the plane that turns by .8: (1 + cos .8)/2 = .848 with frozen models, less what trying costs",
    ),
    Expectation(
        name="side effects",
        statistic=in_world("side_effects", 1, TICKS),
        low=-1e-9,
        high=1e-9,
        sentence="The failures cost what they cost while they last, and nothing else: every feature is measured.",
        basis="by definition, no feature being out of sight",
    ),
    Expectation(
        name="control less selection, goals unshared",
        statistic=lambda _, contrast: advantage(contrast),
        low=-0.33,
        high=-0.26,
        sentence="If employees want leisure, who lets them optimize ends nearly a third below who selects.",
        basis="1/√2 - 1: half is the letter's (closed form 1), whereas selection breeds goals until all is",
    ),
    Expectation(
        name="control less selection, care unseen",
        statistic=lambda world, _: end(world, UNSEEN) - end(world, {**UNSEEN, **SELECTED}),
        low=0.18,
        high=0.25,
        sentence="If care is out of sight, it is the other way round: selection breeds away the goals that held it.",
        basis="cos 22.5° - cos 45° = .217: aims between spirit and letter, against the letter alone",
    ),
    Expectation(
        name="lost by unshared goals under control",
        statistic=lambda world, contrast: end(world) - end(contrast),
        low=0.25,
        high=0.34,
        sentence="What the change of goals costs under control is the telephone's loss of one layer.",
        basis="1 - 1/√2 = .293, closed form 1",
    ),
    Expectation(
        name="inner loss of the contrast",
        statistic=in_contrast("employee.inner_loss", *LAST),
        low=0.26,
        high=0.32,
        sentence="The account finds it where it is: between the letter and what employees want.",
        basis="1 - 1/√2 = .293",
    ),
)
CURVES = (
    Curve(
        name="from shared goals to others",
        along="angle between employees' goals and the intent, in degrees",
        effect="control's efficiency less selection's",
        steps=((0.0, {}), *((angle, leaning(angle)) for angle in (22.5, 45.0, 67.5)), (90.0, CONTRAST)),
        outcome=advantage,
        shape="falls",
        fades=True,
        basis="cos(angle/2) - 1: an aim half letter, half goal lies half way",
    ),
    Curve(
        name="from nothing unseen to much",
        along="weight of unmeasured care in the intent, output's being 1",
        effect="control's efficiency less selection's",
        steps=tuple((weight, caring(weight)) for weight in (0.0, 0.5, 1.0)),
        outcome=advantage,
        shape="rises",
        basis="cos(a/2) - cos a, a the angle that the letter misses, tan a the weight",
    ),
)
LESSON = Lesson(
    idea=(
        "A firm can look for what is best in its own model and hire whoever does that, or it can let people find out by doing. "
        "If they want what the firm wants and everything that happens is seen, both stumble when the world changes, both find "
        "the way back, and nobody can tell afterwards which it was. The difference that so much has been written about is made "
        "by goals that aren't shared, and by effects that aren't seen."
    ),
    question=(
        "At tick 20 the world changes. In one world employees learn from what they do, in another the firm tries candidates "
        "in its model and hires the best; goals are shared, everything is measured. Who is better off at tick 140?"
    ),
    answers=(
        Answer("Neither.", "1.00 and 1.00: they got there by different ways.", right=True),
        Answer(
            "Those who learn by doing: a model is never the real thing.",
            "The firm's model knows the new world here, and so do those whom it hires. All that matters is that somebody does.",
        ),
        Answer(
            "Those who select: they make their mistakes in a model, where they cost nothing.",
            "That makes them faster, and saves what trying costs while it lasts. It leaves no trace in the end.",
        ),
        Answer(
            "Those who select, because selection keeps people in line.",
            "There is no line to keep them in while all want the same. With goals of their own it is true: .70 against 1.00.",
        ),
    ),
    notice=(
        "The way is different: selection is back in a dozen ticks, whoever learns by doing takes some forty and pays for "
        "every trial, .90 of what could be done while nothing is wrong.",
        "No account finds a culprit: outer and inner losses are near 0 in all layers, what is lost at tick 21 is execution.",
        "Trials end at tick 120, and efficiency goes up at once: their price was paid in the present and left nothing behind.",
    ),
    attempts=(
        "Let the firm optimize: `employee.strategies` direct, `employee.selection` `best_of(n=4, turnover=0.1)`. 1.00 at the "
        "end, as with those who learn.",
        "Give employees a goal of their own, leisure: under control the end is .70. Selection of these people ends as before, "
        "because it doesn't leave their goals alone.",
        "Hide care: `firm.sensor` and `employee.sensor` without it. Now it is better to leave people alone, .92, than to "
        "select them, .71: selection by a letter that can't speak of care breeds away those who care.",
    ),
    limits=(
        "The claim is of the end, not of the way, and of a world that stands still long enough. Selection is helped by a firm "
        "that knows the new world at once (`insight`); a firm that doesn't would go on hiring for the old one. Mistakes can be "
        "made good here, as nothing has a memory: where a trial may be fatal, to fail in a model and to fail in the world are "
        "not the same even among friends."
    ),
)
STORY = (
    (0, "Everybody wants output and care, and both are measured. Employees learn from what they do and try things out."),
    (10, "Trying costs a tenth: .90 of what could be done is done. A firm that plans and hires would have 1.00."),
    (21, "The world changes, and what used to bring output brings leisure too. All fail: .77."),
    (60, "Nobody steers this from above. Each learns from its own mistakes, and .90 is done again."),
    (121, "Enough is known, and nothing more is tried out: 1.00. Selection would have ended there as well."),
)
TOLD = (
    Told("1.00 and 1.00", 1.00, at("efficiency", *LAST)),
    Told("1.00 and 1.00", 1.00, at("efficiency", *LAST), changes=SELECTED),
    Told(".70 against 1.00", 0.70, at("efficiency", *LAST), changes=CONTRAST),
    Told(".70 against 1.00", 1.00, at("efficiency", *LAST), changes=SELECTED),
    Told(".90 of what could be done while nothing is wrong", 0.9, at("efficiency", 1, SHIFT)),
    Told("1.00 at the end", 1.00, at("efficiency", *LAST), changes=SELECTED),
    Told("the end is .70", 0.70, at("efficiency", *LAST), changes=CONTRAST),
    Told("leave people alone, .92", 0.92, at("efficiency", *LAST), changes=UNSEEN),
    Told("select them, .71", 0.71, at("efficiency", *LAST), changes=dict(UNSEEN) | dict(SELECTED)),
    Told(".90 of what could be done is done", 0.90, at("efficiency", 1, 10)),
    Told("would have 1.00", 1.00, at("efficiency", 10), changes=SELECTED),
    Told("All fail: .77", 0.77, at("efficiency", SHIFT + 1)),
    Told(".90 is done again", 0.90, at("efficiency", 60)),
    Told("tried out: 1.00", 1.00, at("efficiency", 121)),
)
