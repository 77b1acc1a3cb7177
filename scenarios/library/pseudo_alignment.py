"""Pseudo-alignment: bred where two things can't be told apart, a hierarchy serves either, until they part."""

from typing import Any

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import mixed
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world, mean_over
from superorganisms.scenarios.told import Told, at, everywhere

ORDER = 20
TITLE = "Pseudo-alignment"
QUESTION = "Selection has made a hierarchy perform well: does it then want what it was selected for?"
CLAIM = (
    "Selection acts on what comes out. Goals that lead to the same outcomes in the regime of training are the same "
    "to it, so it breeds good performance without breeding the goal; a change of regime reveals what had been "
    "hidden. Where nothing is hidden, the same selection breeds the goal itself."
)
SOURCES = (
    Source(
        "hubinger-2019",
        "Pseudo-alignment (section 3): a mesa-optimizer with a proxy for the base objective performs well on the "
        "training distribution and not off it.",
    ),
    Source("manheim-2018", "Causal and extremal Goodhart: a proxy selected in one regime fails in another."),
)

PAIRS = (("wellbeing", "consumption"), ("security", "surveillance"), ("knowledge", "credentials"))
FEATURES = tuple(feature for pair in PAIRS for feature in pair)
SHIFT = 150
TICKS = 250
HIDING = mixed(FEATURES, PAIRS)  # each of a pair yields as much of the other: rank 3 of 6

PARAMETERS = Parameters(
    features=FEATURES,
    intent={wanted: 1.0 for wanted, _ in PAIRS},
    response=HIDING,
    regimes=((SHIFT, None),),
    layers=(
        LayerParameters(name="order", size=1),
        *(
            # spread 1: at the start anyone below the order may want anything, half of it out of sight
            LayerParameters(
                name=name, size=size, spread=1.0, mutation=0.15, selection="truncation(turnover=0.2)", period=period
            )
            for name, size, period in (("government", 4, 20), ("firm", 24, 5), ("employee", 240, 1))
        ),
    ),
)
CONTRAST = {"response": None}
CONTRAST_SAYS = "Nothing is ever hidden: each feature is what it is from the first tick."


def promised(world: World, tick: int) -> float:
    """Efficiency if every leaf knew the world and carried out its aim: what the goals are worth, without frozen models."""
    return mean_over(world, "efficiency", tick, tick) + mean_over(world, "execution_loss", tick, tick)


def revealed(world: World, shift: int = SHIFT) -> float:
    """What the goals lose from the last tick before the shift to the first after it."""
    return promised(world, shift) - promised(world, shift + 1)


SIGNATURE = (
    Expectation(
        name="efficiency at the start",
        statistic=in_world("efficiency", 1, 3),
        low=0.55,
        high=0.8,
        sentence="Unselected goals leave a third undone.",
    ),
    Expectation(
        name="efficiency before the shift",
        statistic=in_world("efficiency", SHIFT - 9, SHIFT),
        low=0.95,
        high=0.99,
        sentence="Selection has made the hierarchy perform almost as well as it could.",
    ),
    Expectation(
        name="better than the contrast before",
        statistic=difference("efficiency", SHIFT - 9, SHIFT),
        low=0.0,
        high=0.06,
        sentence="It does as well as where nothing is hidden, or a little better: half as many things have to be right.",
        basis="section 2: in a response of rank 3 half of a goal can't go wrong",
    ),
    Expectation(
        name="inner alignment below the contrast",
        statistic=difference("employee.inner_alignment", SHIFT - 9, SHIFT),
        low=-0.58,
        high=-0.36,
        sentence="Meanwhile employees want what their letter says only half as much as where nothing is hidden.",
        basis="section 2: the hidden half of a goal isn't selected; the size is measured",
    ),
    Expectation(
        name="what the goals lose",
        statistic=lambda world, _: revealed(world),
        low=0.13,
        high=0.28,
        sentence="In the tick after the shift the goals themselves are worth a fifth less, frozen models not counted.",
        basis="closed form 4 for the direction: what a change to full rank reveals; the size is measured",
    ),
    Expectation(
        name="efficiency soon after",
        statistic=in_world("efficiency", SHIFT + 1, SHIFT + 2),
        low=0.67,
        high=0.73,
        sentence="With the models frozen before the shift, which confuse the pairs still, it is back where it started.",
    ),
    Expectation(
        name="efficiency of the contrast soon after",
        statistic=in_contrast("efficiency", SHIFT + 1, SHIFT + 2),
        low=0.9,
        high=0.98,
        sentence="Where nothing was hidden nothing is revealed.",
    ),
    Expectation(
        name="below the contrast in the end",
        statistic=difference("efficiency", TICKS - 9, TICKS),
        low=-0.09,
        high=0.0,
        sentence="Now that selection sees the difference it breeds the goal: a hundred ticks all but close the gap.",
    ),
)
_BELOW = ("government", "firm", "employee")
_NEARLY = {"response": mixed(FEATURES, PAIRS, 0.4)}
_GOOD = everywhere("spread", 0.2, *_BELOW)
_STUBBORN = everywhere("compliance", 0.3, *_BELOW)
_ALIGNED = everywhere("spread", 0.0, "order", *_BELOW)
TOLD = (
    Told("efficiency from about .66 to .95", 0.66, at("efficiency", 1), half=0.05),
    Told("efficiency from about .66 to .95", 0.95, at("efficiency", 50), half=0.01),
    Told("has not risen: .61", 0.61, at("employee.inner_alignment", 50), half=0.03),
    Told("Efficiency .97, the best", 0.97, at("efficiency", 140), half=0.01),
    Told("Alignment .52, the worst", 0.52, at("employee.inner_alignment", 140), half=0.03),
    Told("part. Efficiency .69", 0.69, at("efficiency", SHIFT + 1), half=0.01),
    Told("alignment .88, efficiency .86", 0.88, at("employee.inner_alignment", 180), half=0.03),
    Told("alignment .88, efficiency .86", 0.86, at("efficiency", 180), half=0.03),
    Told("performance rises to .97", 0.97, at("efficiency", SHIFT), half=0.01),
    Told("From .65 to about .52", 0.65, at("employee.inner_alignment", 1), half=0.02),
    Told("From .65 to about .52", 0.52, at("employee.inner_alignment", SHIFT), half=0.03),
    Told("brings inner alignment to .97", 0.97, at("employee.inner_alignment", SHIFT), SHIFT, CONTRAST, 0.01),
    Told("goals then lose .07 instead of .19", 0.07, revealed, SHIFT + 1, _NEARLY, 0.03),
    Told("instead of .19", 0.19, revealed, half=0.02),
    Told("and goals lose .06", 0.06, revealed, SHIFT + 1, _GOOD, 0.02),
    Told("they lose .33", 0.33, revealed, SHIFT + 1, _STUBBORN, 0.04),
)


def _reveals(shift: int) -> dict[str, Any]:
    return {**_ALIGNED, "regimes": ((shift, None),)}


def _first_loss(world: World) -> float:
    """What the goals lose at the shift, wherever it is planned."""
    return revealed(world, world.parameters.regimes[0].at)


CURVES = (
    Curve(
        name="from hidden to plain",
        along="share of what is done for one of a pair that serves the other",
        effect="what the goals lose at the shift",
        steps=(
            (0.5, {}),
            *((share, {"response": mixed(FEATURES, PAIRS, share)}) for share in (0.49, 0.47, 0.44, 0.4)),
            (0.0, CONTRAST),
        ),
        outcome=revealed,
        shape="falls",
        slack=0.02,
        fades=True,
        ticks=SHIFT + 1,
        basis="section 2, step 4: selection works on what shows, and the more of it shows",
    ),
    Curve(
        name="the longer hidden",
        along="ticks from a start at which all want the intent to the shift",
        effect="what the goals lose at the shift",
        steps=tuple((float(shift), _reveals(shift)) for shift in (5, 20, 50, 100, 150)),
        outcome=_first_loss,
        shape="rises",
        slack=0.004,
        ticks=SHIFT + 1,
        basis="closed form 4: hidden goals drift, and what a change to full rank reveals grows with the time hidden",
    ),
)
LESSON = Lesson(
    idea=(
        "Selection sees results, not reasons. As long as consumption yields wellbeing and surveillance yields "
        "security, those who want the one are as good as those who want the other, and both are kept. The day the "
        "two part it turns out who wanted what, and by then it is nobody's merit."
    ),
    question=("For 150 ticks performance rises to .97. What happens to employees' alignment with their letter in that time?"),
    answers=(
        Answer(
            "It rises with performance: that is what performance comes from.",
            "Only the half of it that shows is needed for that.",
        ),
        Answer(
            "It stays: selection can't see that part.", "What isn't selected doesn't stay, it drifts: with every copy a little."
        ),
        Answer("It falls.", "From .65 to about .52: the visible half is repaired, the hidden half wanders off.", right=True),
        Answer("It falls first and rises later.", "So it goes after the shift, when the hidden half shows."),
    ),
    notice=(
        ("Efficiency and inner alignment move in opposite directions before the shift, and in the same direction after it."),
        "Part of the break is not a matter of goals: employees act on the model that they were hired with, and it "
        "still confuses the pairs. That part (execution) is gone in about 20 ticks, as people are replaced.",
        "In the contrast the same selection, with the same noise, brings inner alignment to .97.",
    ),
    attempts=(
        "Hide less: a response that mixes two fifths instead of one half. That is enough for selection to work on: the "
        "goals then lose .07 instead of .19.",
        "Start from good goals: `spread` `.2` in all layers. Now only drift misaligns, and goals lose .06: the less, the more "
        "faithfully goals are copied and the shorter they were hidden (second curve).",
        "Set `compliance` to `.3` below the order: behaviour leans more on goals, and they lose .33.",
    ),
    limits=(
        "The two regimes are told apart here by what effort yields; in machine learning the shift is one of inputs. "
        "Features are either confused completely or not at all. Nobody in this world suspects anything: deceptive "
        "alignment is another scenario."
    ),
)
STORY = (
    (0, "Three things are wanted, and each yields as much of another that isn't: nobody can tell the two apart by results."),
    (50, "Selection has raised efficiency from about .66 to .95. Employees' alignment with their letter has not risen: .61."),
    (140, "Efficiency .97, the best it has been. Alignment .52, the worst it has been. Selection sees results, not reasons."),
    (151, "The pairs part. Efficiency .69: now it turns out who wanted what."),
    (180, "From now on selection sees the difference, and breeds the goal itself: alignment .88, efficiency .86."),
)
