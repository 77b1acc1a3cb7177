"""Pseudo-alignment: bred where two things can't be told apart, a hierarchy serves either, until they part."""

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import mixed
from superorganisms.scenarios.signature import Expectation, Statistic, World, difference, in_contrast, in_world, mean_over

ORDER = 4
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
SHIFT = 200
TICKS = 400
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
            for name, size, period in (("government", 4, 20), ("firm", 32, 5), ("employee", 640, 1))
        ),
    ),
)
CONTRAST = {"response": None}
CONTRAST_SAYS = "Nothing is ever hidden: each feature is what it is from the first tick."


def promised(first: int, last: int) -> Statistic:
    """Efficiency if every leaf knew the world and carried out its aim: what the goals are worth, without frozen models."""
    return lambda world, _: mean_over(world, "efficiency", first, last) + mean_over(world, "execution_loss", first, last)


def _break(world: World, contrast: World) -> float:
    return promised(SHIFT + 1, SHIFT + 2)(world, contrast) - promised(SHIFT - 9, SHIFT)(world, contrast)


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
        low=0.96,
        high=0.99,
        sentence="Selection has made the hierarchy perform almost as well as it could.",
    ),
    Expectation(
        name="better than the contrast before",
        statistic=difference("efficiency", SHIFT - 9, SHIFT),
        low=0.0,
        high=0.06,
        sentence="It does as well as where nothing is hidden, or a little better: half as many things have to be right.",
    ),
    Expectation(
        name="inner alignment below the contrast",
        statistic=difference("employee.inner_alignment", SHIFT - 9, SHIFT),
        low=-0.58,
        high=-0.4,
        sentence="Meanwhile employees want what their letter says only half as much as where nothing is hidden.",
    ),
    Expectation(
        name="what the goals lose",
        statistic=_break,
        low=-0.3,
        high=-0.16,
        sentence="In the tick after the shift the goals themselves are worth a fifth less, frozen models not counted.",
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
        low=0.92,
        high=0.98,
        sentence="Where nothing was hidden nothing is revealed.",
    ),
    Expectation(
        name="below the contrast in the end",
        statistic=difference("efficiency", TICKS - 9, TICKS),
        low=-0.09,
        high=0.02,
        sentence="Now that selection sees the difference it breeds the goal: as many ticks again all but close the gap.",
    ),
)
LESSON = Lesson(
    idea=(
        "Selection sees results, not reasons. As long as consumption yields wellbeing and surveillance yields "
        "security, those who want the one are as good as those who want the other, and both are kept. The day the "
        "two part it turns out who wanted what, and by then it is nobody's merit."
    ),
    question=("For 200 ticks performance rises to 98 %. What happens to employees' alignment with their letter in that time?"),
    answers=(
        Answer(
            "It rises with performance: that is what performance comes from.",
            "Only the half of it that shows is needed for that.",
        ),
        Answer(
            "It stays: selection can't see that part.", "What isn't selected doesn't stay, it drifts: with every copy a little."
        ),
        Answer("It falls.", "From .65 to about .50: the visible half is repaired, the hidden half wanders off.", right=True),
        Answer("It falls first and rises later.", "So it goes after the shift, when the hidden half shows."),
    ),
    notice=(
        ("Efficiency and inner alignment move in opposite directions before the shift, and in the same direction after it."),
        "Part of the break is not a matter of goals: employees act on the model that they were hired with, and it "
        "still confuses the pairs. That part (execution) is gone in about 20 ticks, as people are replaced.",
        "In the contrast the same selection, with the same noise, brings inner alignment to .97.",
    ),
    attempts=(
        "Hide less: a response that mixes 40 % instead of 50 %. That is enough for selection to work on: the goals then lose "
        "4 hundredths instead of 22.",
        "Start from good goals: spread .2 in all layers. Now only drift misaligns, and the goals lose 8 hundredths; with "
        "mutation .02 hardly any drift, and 2.",
        "Set compliance to .3 below the order: behaviour leans more on goals, and they lose a third.",
    ),
    limits=(
        "The two regimes are told apart here by what effort yields; in machine learning the shift is one of inputs. "
        "Features are either confused completely or not at all. Nobody in this world suspects anything: deceptive "
        "alignment is another scenario."
    ),
)
STORY = (
    (0, "Three things are wanted, and each yields as much of another that isn't: nobody can tell the two apart by results."),
    (50, "Selection has raised efficiency from .63 to .95. Employees' alignment with their letter has not risen: .61."),
    (190, "Efficiency .98, the best it has been. Alignment .49, the worst it has been. Selection sees results, not reasons."),
    (201, "The pairs part. Efficiency .69: now it turns out who wanted what."),
    (230, "From now on selection sees the difference, and breeds the goal itself: alignment .89, efficiency .88."),
)
