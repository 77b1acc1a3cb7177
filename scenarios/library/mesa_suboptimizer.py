"""Mesa-suboptimizer: who has no room for a factor serves it by correlation, until the factor moves."""

import math

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import Rows, matrix
from superorganisms.scenarios.signature import Expectation, difference, in_contrast, in_world
from superorganisms.scenarios.told import Told, at, mended

ORDER = 61
TITLE = "Mesa-suboptimizer"
QUESTION = "What becomes of people who do the right thing without knowing why, when the reason changes?"
CLAIM = (
    "A mesa-suboptimizer knows less than its maker, and nothing that its maker doesn't. In the world that it was made for this "
    "hardly shows: what it doesn't know goes along with what it knows, and selection makes the most of the correlation. When a "
    "factor moves that only the maker's model holds, it goes on as before, and no telling, hiring or selecting brings it "
    "further than what it has room for."
)
SOURCES = (
    Source(
        "manheim-2019c",
        "Sorts mesa-optimizers by how their model stands to their maker's: the case in which the maker's is the larger one, "
        "and the mesa-optimizer falls for a Goodhart effect that its maker need not have fallen for.",
    ),
    Source("manheim-2018", "Causal Goodhart: acting on a correlation, in place of what brings it about, breaks it."),
    Source(
        "hubinger-2019",
        "Suboptimality alignment (section 3.1): some limitation makes a mesa-optimizer with another objective behave in "
        "training as if it were aligned. There this ends as the limitation is lifted, here as the world changes.",
    ),
)

LAND = ("soil", "water", "forest", "air")
FEATURES = ("wellbeing", "output", *LAND)
INTENT = {"wellbeing": 1.0, "output": 1.0, **dict.fromkeys(LAND, 0.5)}
SHIFT = 60
TICKS = 160


def world_with(by_output: float, by_itself: float) -> Rows:
    """What a unit of work for output, and of work for the thing itself, does to each of soil, water, forest and air."""
    return matrix(FEATURES, {part: {"output": by_output, part: by_itself} for part in LAND})


TENDED, WORN = world_with(0.5, 0.2), world_with(-0.25, 1.0)

PARAMETERS = Parameters(
    features=FEATURES,
    intent=INTENT,
    response=TENDED,
    regimes=((SHIFT, WORN),),
    layers=(
        LayerParameters(name="order", spread=0.0, compliance=0.9),
        LayerParameters(name="government", size=3, spread=0.1, compliance=0.9, selection="none"),
        LayerParameters(name="firm", size=12, spread=0.1, compliance=0.9, selection="none"),
        LayerParameters(
            name="employee",
            size=240,
            capacity=("wellbeing", "output"),
            selection="truncation(turnover=0.1)",
            mutation=0.02,
        ),
    ),
)
CONTRAST = {"employee.capacity": None}
CONTRAST_SAYS = "Employees have room for all that their firms know."

# q = Rᵀw as (wellbeing, output, each of the land): (1, 2, .1) before the shift, (1, .5, .5) after it. Who holds the first two
# can aim anywhere in their plane, and nowhere else.
BEFORE = math.sqrt(5 / 5.04)
FALL = 2 / (math.sqrt(5) * 1.5)  # conduct (1, 2) judged by (1, .5, .5, .5, .5, .5)
FALL_OF_ALL = 2.2 / (math.sqrt(5.04) * 1.5)  # (1, 2, .1, .1, .1, .1) judged by the same
END = math.sqrt(5) / 3


def _known(count: int) -> tuple[str, ...]:
    return FEATURES[: 2 + count]


SIGNATURE = (
    Expectation(
        name="who knows less",
        statistic=in_world("employee.suboptimizer_share", 1, TICKS),
        low=1 - 1e-9,
        high=1 + 1e-9,
        sentence="Every employee, in every tick, knows less than its firm and nothing that the firm doesn't.",
        basis="section 3: the firm's rows are the world's, the employee's are two of the six",
    ),
    Expectation(
        name="who knows less in the contrast, in the end",
        statistic=in_contrast("employee.suboptimizer_share", TICKS - 9, TICKS),
        low=-1e-9,
        high=1e-9,
        sentence="With room for all, employees know less only until they are replaced by some who were taught later.",
        basis="the shift makes everybody's model old, and truncation replaces those with old models within 1/turnover ticks",
    ),
    Expectation(
        name="efficiency before the shift",
        statistic=in_world("efficiency", SHIFT - 9, SHIFT),
        low=0.985,
        high=BEFORE + 0.001,
        sentence="Two features out of six are enough for nearly all that could be done: the land goes along.",
        basis="at most the cosine of q = (1, 2, .1, .1, .1, .1) with its plane of the first two, √(5/5.04) = .996",
    ),
    Expectation(
        name="efficiency right after the shift",
        statistic=in_world("efficiency", SHIFT + 1, SHIFT + 1),
        low=FALL - 0.015,
        high=FALL + 0.015,
        sentence="When work for output begins to wear the land down, three tenths and more are lost at once.",
        basis="conduct bred before the shift, (1, 2), judged after it: cosine 2/(√5 · 1.5) = .596",
    ),
    Expectation(
        name="efficiency of the contrast right after the shift",
        statistic=in_contrast("efficiency", SHIFT + 1, SHIFT + 1),
        low=FALL_OF_ALL - 0.015,
        high=FALL_OF_ALL + 0.015,
        sentence="In the contrast nearly as much is lost: there too people act by what they were taught when they came.",
        basis="the same of (1, 2, .1, .1, .1, .1): cosine .653",
    ),
    Expectation(
        name="efficiency in the end",
        statistic=in_world("efficiency", TICKS - 9, TICKS),
        low=0.72,
        high=END + 0.001,
        sentence="A hundred ticks of selection bring people as far as those can come who have no room for the land.",
        basis="at most the cosine of q = (1, .5, .5, .5, .5, .5) with its plane of the first two, √5/3 = .745",
    ),
    Expectation(
        name="efficiency less the contrast's in the end",
        statistic=difference("efficiency", TICKS - 9, TICKS),
        low=END - 1 - 0.025,
        high=END - 1 + 0.02,
        sentence="Where there is room for all, newcomers do what their firms know to be right. The difference is a quarter.",
        basis="√5/3 - 1 = -.255",
    ),
)
LESSON = Lesson(
    idea=(
        "One can do right by something that one knows nothing of, as long as it goes along with what one knows. Selection "
        "finds such a way and makes it perfect, because it asks for results and not for reasons. When the thing comes to "
        "depend on something else, those who never had a place for it in their heads can't be told."
    ),
    question=(
        "Working for output used to keep the land in order; at tick 60 it begins to wear it down. Firms know at once, and "
        "teach newcomers what they can take in: wellbeing and output. A tenth are replaced per tick. How much of what could "
        "be done is done a hundred ticks later?"
    ),
    answers=(
        Answer(
            "Nearly all: newcomers are taught by firms, and firms know.",
            "So it goes in the contrast, in some ten ticks. Here they can take in no more than those before them.",
        ),
        Answer(
            "About 60 %, as right after the shift: who can't know can't adapt.",
            "They can't, but selection can weigh what they do know differently: less output, more wellbeing.",
        ),
        Answer(
            "As much as before, because selection works on results, not on knowledge.",
            "It is how selection did it before the shift. Now no mixture of the two things that people know is right.",
        ),
        Answer(
            "About 75 %, and no more ever.",
            "The nearest that one can come with two of the six things in mind: √5/3.",
            right=True,
        ),
    ),
    notice=(
        "Before the shift efficiency rises while inner alignment falls to .83: people come to want output twice as much as "
        "asked, because that is what serves the land as well. Two faults, too small a model and a bent goal, look like "
        "perfection.",
        "Right after the shift world and contrast fall nearly alike. What differs is the way back.",
        "In the contrast all employees are mesa-suboptimizers for a while, too: with models as old as they are. That kind "
        "passes with those who came before the shift (curve of the share of suboptimizers), the other doesn't.",
        "`world.relations()` says it family by family; the shared failure is 0, as firms know everything.",
    ),
    attempts=(
        "Stop selection: `employee.selection` none. Before the shift .94 is done instead of nearly all, and after it .71 "
        "instead of .60: what selection had made perfect falls the deeper.",
        "Let employees hold some of the land: `employee.capacity` wellbeing, output, soil and water. Now .88 is done in the "
        "end.",
        "Word the letter for those who have no room: intervene at tick 60 with `designer_encoding` `1, 0.5, 1, 1, 1, 1`, half "
        "as much output. At tick 100 efficiency is .71 instead of .68: who knows better can ask for what will do.",
    ),
    limits=(
        "Employees never learn by themselves and their room never grows; with some of both, this passes. The firms' better "
        "knowledge is given and costs nothing, and they don't use it to ask for something else by themselves. Where the "
        "unknown moves along with the known after the shift as before it, nothing is lost."
    ),
)
_WORDED = mended(SHIFT, "designer_encoding", (1.0, 0.5, 1.0, 1.0, 1.0, 1.0))
_UNSELECTED = {"employee.selection": "none"}
_FALLEN = ".94 is done instead of nearly all, and after it .71 instead of .60"
TOLD = (
    Told("efficiency .94 with two of six features in mind", 0.94, at("efficiency", 1)),
    Told("efficiency up to .98", 0.98, at("efficiency", 20)),
    Told("Efficiency .996", 0.996, at("efficiency", SHIFT), half=0.001),
    Told("alignment with the letter has fallen from .98 to .83", 0.98, at("employee.inner_alignment", 1)),
    Told("alignment with the letter has fallen from .98 to .83", 0.83, at("employee.inner_alignment", SHIFT), half=0.01),
    Told("Efficiency .60, and the metric falls with it, from 1.29 to .51", 0.6, at("efficiency", SHIFT + 1)),
    Told("Efficiency .60, and the metric falls with it, from 1.29 to .51", 1.29, at("employee.metric", SHIFT), half=0.01),
    Told("Efficiency .60, and the metric falls with it, from 1.29 to .51", 0.51, at("employee.metric", SHIFT + 1), half=0.01),
    Told("Efficiency .64", 0.64, at("efficiency", 80)),
    Told("in the contrast all is well again by now: 1.00", 1.0, at("efficiency", 80), None, CONTRAST),
    Told("The end of the road: .74", 0.745, at("efficiency", TICKS)),
    Told("About 60 %", 0.6, at("efficiency", SHIFT + 1)),
    Told("About 75 %", 0.745, at("efficiency", TICKS)),
    Told("inner alignment falls to .83", 0.83, at("employee.inner_alignment", SHIFT), half=0.01),
    Told(_FALLEN, 0.94, at("efficiency", SHIFT), None, _UNSELECTED),
    Told(_FALLEN, 0.71, at("efficiency", 61), None, _UNSELECTED),
    Told(_FALLEN, 0.6, at("efficiency", 61)),
    Told("Now .88 is done", 0.88, at("efficiency", TICKS), None, {"employee.capacity": _known(2)}),
    Told("efficiency is .71 instead of .68", 0.71, at("efficiency", 100), 100, _WORDED),
    Told("efficiency is .71 instead of .68", 0.68, at("efficiency", 100)),
)
CURVES = (
    Curve(
        name="as employees have room for more of the land",
        along="features of the land that employees can hold",
        effect="loss of efficiency in the end",
        steps=(
            (0.0, {}),
            *((float(count), {"employee.capacity": _known(count)}) for count in (1, 2, 3)),
            (4.0, CONTRAST),
        ),
        outcome=lambda world: 1 - at("efficiency", TICKS - 9, TICKS)(world),
        shape="falls",
        fades=True,
        basis="1 - √(5+n)/3 with n of four parts known: .255, .184, .118, .057, 0",
    ),
    Curve(
        name="as the factor moves less far",
        along="share of the way from the world before the shift to the world after it",
        effect="loss of efficiency right after the shift",
        steps=tuple(
            (way, {"regimes": ((SHIFT, world_with(0.5 - 0.75 * way, 0.2 + 0.8 * way)),)}) for way in (1.0, 0.75, 0.5, 0.25, 0.0)
        ),
        outcome=lambda world: 1 - at("efficiency", SHIFT + 1)(world),
        shape="falls",
        ticks=SHIFT + 1,
        basis="conduct (1, 2) against q = (1, 2 - 1.5 s, four times .1 + .4 s): 1 - cosine is .404, .207, .084, .025, .004",
    ),
)
STORY = (
    (
        0,
        "Wellbeing, output and the land are wanted. Work for output keeps the land in order too, so that who has never heard "
        "of the land serves it: efficiency .94 with two of six features in mind.",
    ),
    (20, "Selection finds out what works: to want more output than was asked. Nobody needs to know why: efficiency up to .98."),
    (60, "Efficiency .996. Employees' alignment with the letter has fallen from .98 to .83: right conduct, wrong reason."),
    (
        61,
        "Now work for output wears the land down. Firms know, and employees have no place for it in their minds. "
        "Efficiency .60, and the metric falls with it, from 1.29 to .51.",
    ),
    (80, "Selection unlearns what it had bred, slowly. Efficiency .64; in the contrast all is well again by now: 1.00."),
    (160, "The end of the road: .74. No mixture of the two things that they know serves the other four any better."),
)
