"""Goal against letter alone: the letter says all that is meant and is read without error; those under it want other things."""

import math
from functools import lru_cache
from typing import Any

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world, mean_over
from superorganisms.scenarios.told import Told, at, everywhere

ORDER = 3.2
TITLE = "Inner misalignment"
QUESTION = "The letter says exactly what is meant, and everybody reads it correctly: what can still be lost?"
CLAIM = (
    "What is optimized below the letter is not the letter but what those below want. The gap between letter and goal is a loss "
    "of its own, which no better letter closes. Where what goals want has nothing to do with what a letter leaves out, the two "
    "losses multiply: what is left of the intent is the letter's cosine times what the goals leave of the letter."
)
SOURCES = (
    Source(
        "hubinger-2019",
        "The inner alignment problem: the gap between the base objective and the mesa-objective, as distinct from the outer "
        "one between the intended goal and the base objective (section 1.2).",
    ),
    Source(
        "baker-2002", "Distortion as the angle between what is valued and what is rewarded; here once more below the letter."
    ),
)

INTENT = {"wellbeing": 3.0, "security": 2.0, "nature": 2.0, "equity": 2.0}
OWN = {"order": "glory", "government": "votes", "firm": "profit", "employee": "leisure"}
FEATURES = (*INTENT, *OWN.values())
BELOW = ("government", "firm", "employee")
TICKS = 150
_LENGTH = math.hypot(*INTENT.values())


def goals(degrees: float) -> dict[str, Any]:
    """What each layer below the order wants at the start: its own thing, at an angle to the intent; 0: the intent itself."""
    own, meant = math.sin(math.radians(degrees)), math.cos(math.radians(degrees)) / _LENGTH
    shared = {name: meant * weight for name, weight in INTENT.items()}
    return {f"{name}.goal": {"around": {**shared, OWN[name]: own}} for name in BELOW}


PARAMETERS = Parameters(
    features=FEATURES,
    intent=INTENT,
    layers=(
        # compliance 1: the order passes the designer's letter on as it is, so that nothing is lost above the goals below
        LayerParameters(name="order", size=1, compliance=1.0),
        *(
            # spread 0: the start is exact, and all variety comes from copies that aren't perfect
            LayerParameters(
                name=name,
                size=size,
                goal={"around": {OWN[name]: 1.0}},
                spread=0.0,
                mutation=0.15,
                selection="truncation(turnover=0.2)",
                period=period,
            )
            for name, size, period in (("government", 10, 4), ("firm", 40, 2), ("employee", 200, 1))
        ),
    ),
)
CONTRAST = {f"{name}.goal": {"around": INTENT} for name in BELOW}
CONTRAST_SAYS = "Governments, firms and employees start out wanting what the letter says."

PARTS = ("wellbeing", "security", "nature", "equity")


def counted(number: int) -> dict[str, Any]:
    """A letter that holds only the first so many parts of the intent."""
    return {"designer_encoding": tuple(float(name in PARTS[:number]) for name in FEATURES)}


POOR = counted(2)
COSINE = math.hypot(*(INTENT[name] for name in PARTS[:2])) / _LENGTH


def _lost_inside(world: World, _: World) -> float:
    """The part of all that is lost which is lost between letters and goals."""
    inner = sum(mean_over(world, f"{name}.inner_loss", 1, TICKS) for name in BELOW)
    return inner / (1.0 - mean_over(world, "efficiency", 1, TICKS))


@lru_cache(maxsize=64)
def both(seed: int, ticks: int = TICKS) -> World:
    """The same world under a letter that leaves out nature and equity."""
    from superorganisms.model.world import Superorganism

    world = Superorganism(PARAMETERS.with_changes(POOR), rng=seed)
    play(world, ticks)
    return world


def _composed(world: World, _: World) -> float:
    """What both losses leave over what each leaves alone, multiplied."""
    return mean_over(both(world.seed), "efficiency", 1, TICKS) / (COSINE * mean_over(world, "efficiency", 1, TICKS))


def _letters_fair_share(world: World, _: World) -> float:
    """What the poor letter costs in the first tick, averaged over all orders in which the losses can be told."""
    return float(both(world.seed, 1).attribution()["shapley"]["designer.outer_loss"])


SIGNATURE = (
    Expectation(
        name="efficiency at the start",
        statistic=in_world("efficiency", 1, 1),
        low=0.125**0.5 - 1e-9,
        high=0.125**0.5 + 1e-9,
        sentence="Three layers that each follow the letter half and want something else leave (1/√2)³ = .354 of the intent.",
        basis="closed form 1: compliance 1/2 and three goals at right angles to all above, (1/√2)³",
    ),
    Expectation(
        name="share of the loss that is inner",
        statistic=_lost_inside,
        low=1 - 1e-9,
        high=1 + 1e-9,
        sentence="All that is ever lost is lost between a letter and the goals under it: no letter misses anything.",
        basis="section 5, by layer: every letter is its writer's aim (E = I), so that all outer steps are 0",
    ),
    Expectation(
        name="efficiency in the end",
        statistic=in_world("efficiency", TICKS - 19, TICKS),
        low=0.65,
        high=0.8,
        sentence="Selection by a perfect letter, perfectly read, wins back more than half of the loss in the time given.",
    ),
    Expectation(
        name="employees over governments in the end",
        statistic=lambda world, _: (
            mean_over(world, "employee.inner_alignment", TICKS - 19, TICKS)
            - mean_over(world, "government.inner_alignment", TICKS - 19, TICKS)
        ),
        low=0.5,
        high=0.9,
        sentence="It mends goals from below: there are more to choose from there, and they are chosen from more often.",
    ),
    Expectation(
        name="efficiency below the contrast",
        statistic=difference("efficiency", 1, TICKS),
        low=-0.48,
        high=-0.34,
        sentence="Over the run the goals alone cost two fifths of what could be done.",
    ),
    Expectation(
        name="efficiency of the contrast in the end",
        statistic=in_contrast("efficiency", TICKS - 19, TICKS),
        low=0.97,
        high=1.0,
        sentence="Who starts out wanting the letter goes on wanting it, imperfect copies notwithstanding.",
    ),
    Expectation(
        name="both losses over their product",
        statistic=_composed,
        low=0.9,
        high=1.1,
        sentence=(
            "Under a letter that misses nature and equity what is left is the letter's cosine times what goals leave of it."
        ),
        basis=(
            "symmetry: turning intent into letter turns no own goal, and mutation is alike in all directions, so that the mean "
            "of w·v is cos θ times that of c·v, with c·v distributed as under the full letter (closed forms 1 and 2 composed)"
        ),
    ),
    Expectation(
        name="the letter's loss in any order",
        statistic=_letters_fair_share,
        low=0.1735,
        high=0.1736,
        sentence="Told first, the poor letter costs 1 - cos θ = .213; on average over all orders of telling it costs .174.",
        basis="section 5, Shapley attribution of the steps of the first tick, whose vectors are known: .17356",
    ),
)

_SHARED = goals(0.0)
_WITHIN = {**_SHARED, **POOR}
_HALF = everywhere("mutation", 0.05, *BELOW)
TOLD = (
    Told("a third is done: .35", 0.35, at("efficiency", 1)),
    Told("employees' goals agree with their letter at .86", 0.86, at("employee.inner_alignment", 50), half=0.02),
    Told("about .7 is done", 0.71, at("efficiency", 131, 150), half=0.05),
    Told("firms' goals agree at about .65", 0.65, at("firm.inner_alignment", 131, 150), half=0.05),
    Told("starts at 1 and is still .99", 0.99, at("efficiency", 131, 150), None, _SHARED),
    Told("with the poor letter .28 is done at first", 0.28, at("efficiency", 1), None, POOR),
    Told("does .95 instead of the letter's .79", 0.95, at("efficiency", 1, 50), None, _WITHIN, 0.02),
    Told("instead of the letter's .79", 0.79, at("designer.outer_alignment", 1), None, _WITHIN),
    Told("about .55 in the end", 0.55, at("efficiency", 131, 150), None, _HALF, 0.05),
)


def _lost(world: World) -> float:
    return 1.0 - mean_over(world, "efficiency", 1, TICKS)


CURVES = (
    Curve(
        name="from foreign goals to shared ones",
        along="angle between what each layer wants at first and the intent (degrees)",
        effect="what is lost, mean over the run",
        steps=((90, {}), *((angle, goals(angle)) for angle in (72, 54, 36, 18)), (0, CONTRAST)),
        outcome=_lost,
        shape="falls",
        slack=0.01,
        fades=True,
        basis=(
            "section 2: at compliance 1/2 an aim stands half way between goal and letter, so that each loss falls with the "
            "angle"
        ),
    ),
    Curve(
        name="from half to full obedience",
        along="compliance of governments, firms and employees",
        effect="what is lost, mean over the run",
        steps=tuple((share, everywhere("compliance", share, *BELOW)) for share in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)),
        outcome=_lost,
        shape="falls",
        slack=0.01,
        basis="closed form 1: at compliance 1 goals don't act, and nothing is lost",
    ),
    Curve(
        name="how the two losses compose",
        along="parts of the intent that the letter leaves out",
        effect="efficiency over the letter's cosine, mean over the run",
        steps=((0, {}), *((left, counted(4 - left)) for left in (1, 2, 3))),
        outcome=lambda world: mean_over(world, "efficiency", 1, TICKS) / mean_over(world, "designer.outer_alignment", 1, TICKS),
        shape="level",
        slack=0.09,
        basis="symmetry, as in the signature: the outer loss takes the same share of whatever the inner one leaves",
    ),
)
LESSON = Lesson(
    idea=(
        "A perfect letter tells people what is meant, and doesn't make them want it. "
        "Whoever acts half on the letter and half on his own goal loses part of it at every level, though nothing was left out "
        "and nothing was misread. "
        "Selecting those who serve the letter best mends goals where many can be compared often, and hardly at all at the top."
    ),
    question=(
        "Governments want votes, firms profit, employees leisure; the letter is perfect, and in each family the worst fifth is "
        "replaced by copies of the best, again and again. Whose goals come round to the letter last?"
    ),
    answers=(
        Answer(
            "The employees': they are farthest from the designer.",
            "They are chosen from every tick, and come round first. Their letter, however, is their firm's and not the "
            "designer's.",
        ),
        Answer(
            "The governments'.",
            "There are ten to compare, every fourth tick, and what they do is blurred by all who work below them. After 150 "
            "ticks they still want votes.",
            right=True,
        ),
        Answer("All at the same time: the rule is the same.", "The rule is. How often it is used, and on how many, isn't."),
        Answer(
            "Nobody's: a letter can't change what people want.",
            "It can't change a person here. It changes who is copied, and so what people want on average.",
        ),
    ),
    notice=(
        "The bands of loss are inner ones only: letters lose nothing in any tick.",
        "Employees turn to their letter at a time when the letter is their firm's wish for profit: being well aligned with a "
        "misaligned boss is worth little.",
        "In the contrast the same selection and the same imperfect copies keep what is there: efficiency starts at 1 and is "
        "still .99.",
        "Take a poor letter as well (nature and equity left out): with the poor letter .28 is done at first, which is the "
        "letter's cosine times what the goals leave. Losses multiply, they don't add up.",
    ),
    attempts=(
        "Set `designer_encoding` to hold wellbeing and security only. Every curve of inner alignment looks the same as before: "
        "goals don't know which letter they fail.",
        "Do that in the contrast, whose goals hold the whole intent. Disobedience then repairs the letter: in the first 50 "
        "ticks it does .95 instead of the letter's .79, and the product is no longer right.",
        "Set compliance to 1 below the order: everything that is meant is done from the first tick, and goals wander as they "
        "like, since nobody's shows.",
        "Copy more faithfully, `mutation` `.05`: selection then finds less to choose from, and about .55 in the end is done.",
    ),
    limits=(
        "The goals are put at right angles to the letter; goals nearer to it lose less (see the first curve), goals against it "
        "more. A unit here doesn't know that it is selected, so that nobody pretends. That the losses multiply holds on "
        "average, and only as long as goals have nothing to do with what the letter leaves out."
    ),
)
STORY = (
    (
        0,
        "The letter is perfect and perfectly read. But governments want votes, firms profit, employees leisure, and each acts "
        "half on the letter. Little more than a third is done: .35.",
    ),
    (
        50,
        "Employees are compared every tick: employees' goals agree with their letter at .86, firms' hardly. What "
        "employees obey so well is a firm that wants profit.",
    ),
    (
        130,
        "Now firms' goals agree at about .65, governments' hardly, and about .7 is done. The letter hasn't changed by a word.",
    ),
)
