"""Mesa-superoptimizer: who knows what the instruments react to, and the parent doesn't, is paid for the reading."""

import math

import numpy as np

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import matrix
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world
from superorganisms.scenarios.told import Told, at, mended

ORDER = 60
TITLE = "Mesa-superoptimizer"
QUESTION = (
    "What happens to a metric, and to what it stands for, once a few of those who are judged by it know more than the judges?"
)
CLAIM = (
    "A mesa-superoptimizer knows all that its maker knows, and more. If the more is what the maker's instruments react to, the "
    "maker rewards it for a reading in place of the thing, and can't tell by any reading: the metric rises, the value falls, "
    "and selection on the metric spreads those who know. That nobody disobeys doesn't help, because it is the letter itself "
    "that is read with other eyes."
)
SOURCES = (
    Source(
        "manheim-2019c",
        "Sorts mesa-optimizers by how their model stands to their maker's, and says what can go wrong; that the maker's is the "
        "larger one can't be guaranteed in general.",
    ),
    Source("manheim-2018", "Adversarial Goodhart: agents who understand the metric optimize it against the purpose of it."),
    Source(
        "hubinger-2019",
        "Base optimizer and mesa-optimizer (section 1); selection sees performance, not the objective behind it.",
    ),
)

FEATURES = ("wellbeing", "appearance", "leisure", "profit")
GAMMA = 1.5  # how much of a feature that is only appearance the instruments take for wellbeing


def instrument(gamma: float) -> tuple[tuple[float, ...], ...]:
    """Reads wellbeing as wellbeing and `gamma` times appearance, and all else as it is."""
    return matrix(FEATURES, {"wellbeing": {"wellbeing": 1.0, "appearance": gamma}})


TICKS = 80
SETTLED = (TICKS - 9, TICKS)
METRIC, VALUE = math.sqrt(1 + GAMMA**2), 1 / math.sqrt(1 + GAMMA**2)
COMPLIANCE = 0.9
BENT = math.sqrt(1 - (1 / COMPLIANCE - 1) ** 2)  # goals of weight 1-λ can turn an aim by no more than arcsin((1-λ)/λ)

PARAMETERS = Parameters(
    features=FEATURES,
    intent={"wellbeing": 1.0},
    layers=(
        LayerParameters(name="order", spread=0.0, compliance=COMPLIANCE),
        LayerParameters(name="government", size=2, spread=0.1, compliance=COMPLIANCE, selection="none"),
        LayerParameters(name="firm", size=12, spread=0.1, compliance=COMPLIANCE, selection="none"),
        LayerParameters(
            name="employee",
            size=480,
            spread=0.1,
            compliance=COMPLIANCE,
            sees_through=0.05,
            sensor=instrument(GAMMA),
            selection="truncation(turnover=0.05)",
            # Else a firm in which by chance nobody sees through would keep out for ever those who do
            migration=0.05,
        ),
    ),
)
CONTRAST = {"employee.sees_through": 0.0}
CONTRAST_SAYS = "Nobody sees through the instruments: employees know what their firms know, and no more."


def _value(world: World, aims: np.ndarray) -> float:
    """Efficiency if every employee carried out these aims; here effort does what it is meant to do."""
    intent = np.asarray(world.intent)
    return float((aims @ intent / np.linalg.norm(aims, axis=1)).mean() / np.linalg.norm(intent))


def of_goals(world: World) -> float:
    """What would be lost in this tick if nobody saw through: to the goals, as selection has bent them by now."""
    people, letters = world.layers[-1], world.layers[-2].letters
    share = world.present.layers[-1].compliance
    return 1.0 - _value(world, (1 - share) * people.former_goals + share * letters[people.parents])


def of_knowledge(world: World) -> float:
    """What is lost beside it, because some see through. The two add up to 1 - efficiency."""
    return 1.0 - of_goals(world) - _value(world, world.layers[-1].aims)


SIGNATURE = (
    Expectation(
        name="who knows more in the end",
        statistic=in_world("employee.superoptimizer_share", *SETTLED),
        low=0.97,
        sentence="From one in twenty, those who know more than their firm come to be all.",
        basis="closed form 6: they have the metric √(1+γ²) and the others 1, and truncation copies the better",
    ),
    Expectation(
        name="metric in the end",
        statistic=in_world("employee.metric", *SETTLED),
        low=0.99 * METRIC,
        high=1.01 * METRIC,
        sentence="The metric stands at 1.8, where honest work can't bring it beyond 1.",
        basis="closed form 6: √(1+γ²) = 1.803 at γ = 1.5, within 1 % for goals above",
    ),
    Expectation(
        name="efficiency in the end",
        statistic=in_world("efficiency", *SETTLED),
        low=VALUE - 0.01,
        high=VALUE + 0.015,
        sentence="What is really done for wellbeing falls to .55 of what could be.",
        basis="closed form 6: 1/√(1+γ²) = .555 at γ = 1.5, and a little more while some families are still naive",
    ),
    Expectation(
        name="efficiency of the contrast in the end",
        statistic=in_contrast("efficiency", *SETTLED),
        low=BENT - 0.004,
        high=1.0,
        sentence="Where nobody sees through, bent goals can cost next to nothing: obedience holds them.",
        basis="goals of weight 1-λ turn an aim by at most arcsin((1-λ)/λ): cosine .994 at λ = .9",
    ),
    Expectation(
        name="efficiency less the contrast's",
        statistic=difference("efficiency", *SETTLED),
        low=VALUE - BENT - 0.015,
        high=VALUE - BENT + 0.02,
        sentence="The knowledge alone makes the difference, and it is more than two fifths.",
        basis="the two closed forms: .555 - .994 = -.439",
    ),
    Expectation(
        name="metric less the contrast's",
        statistic=difference("employee.metric", *SETTLED),
        low=0.6,
        high=0.7,
        sentence="And the metric is higher by two thirds: who goes by it would prefer this world.",
        basis="1.803 less what a naive aim reads that is turned by those 6.4°: 1.803 cos(56.3° - 6.4°) = 1.161; .642",
    ),
    Expectation(
        name="lost to bent goals",
        statistic=lambda world, _: of_goals(world),
        low=0.0,
        high=1 - BENT + 0.002,
        sentence="In this world too goals have bent to the reading; of what is lost that is hardly a hundredth part.",
        basis="as in the contrast: at most 1 - .994 while λ = .9",
    ),
)
LESSON = Lesson(
    idea=(
        "Whoever judges by an instrument judges by what the instrument reacts to. Most employees take the letter as it is "
        "meant, and a few know what the gauge makes of it and work for the gauge. They look better, so they are copied, until "
        "everybody is one of them."
    ),
    question=(
        "All employees obey: nine tenths of what they aim at is their letter. One in twenty knows that the gauge takes "
        "appearance for wellbeing. How much of what could be done for wellbeing is done in the end?"
    ),
    answers=(
        Answer(
            "Nearly all: who obeys to nine tenths can't do much harm.",
            "That holds for bent goals, and is what the contrast shows. Who sees through obeys a letter that says something "
            "else.",
        ),
        Answer("About 55 %, and the metric has nearly doubled.", "1/√(1+γ²) of the value, √(1+γ²) of the metric.", right=True),
        Answer(
            "About 98 %: one in twenty works for the gauge.",
            "So it is in the first tick. But they have the best metric in every firm, and it is the best who are copied.",
        ),
        Answer(
            "It falls first, until firms notice and select against them.",
            "By what would they notice? Firms see readings, and the readings are better than ever.",
        ),
    ),
    notice=(
        "The metric and efficiency mirror each other: one goes up as the other goes down, as fast as those who know more "
        "spread.",
        "In the contrast goals bend too, because they are copied by the reading: inner alignment falls to about -.1. It costs "
        "less than a hundredth, because goals count for a tenth of what people do.",
        "`world.relations()` calls all employees superoptimizers in the end. In the contrast nobody knows more than his firm, "
        "and all are transoptimizers in the end: the same knowledge, another goal.",
        "The readings end at 1.80. Without appearance nobody could bring them beyond 1: a metric that is too good is a sign, "
        "for those who know how good it can be.",
    ),
    attempts=(
        "Turn obedience down: `employee.compliance` at `.5`. With those who know the end is the same. Without them "
        "(`employee.sees_through` at `0` too) bent goals come to it alone, only later: .73 at tick 60, .60 at tick 80.",
        "Shut the firms: `employee.migration` at `0`. In about one firm in eight nobody saw through at the start (`.95^40`), "
        "and those firms stay honest: efficiency .61.",
        "Mend the gauge: intervene with `employee.sensor` none at tick 60. In the next tick efficiency is 1.00, with the same "
        "people: knowing more does no harm where the reading is the thing.",
        "Give the gauge less to be wrong about, a smaller γ in `employee.sensor`. The value ends at 1/√(1+γ²) whatever γ is.",
    ),
    limits=(
        "What these people know more of is the gauge. Knowing more of the world than one's maker would help, if the goals "
        "agree. Here the judges never learn: they don't compare readings with anything, and nobody tells. Seeing through "
        "costs nothing, and is a trait that one has or doesn't have. Where the gauge reads nothing but the thing, the effect "
        "is gone."
    ),
)
_FREE = {**CONTRAST, "employee.compliance": 0.5}
TOLD = (
    Told("efficiency .98, metric 1.04", 0.98, at("efficiency", 1)),
    Told("efficiency .98, metric 1.04", 1.04, at("employee.metric", 1)),
    Told("already about .44 of all", 0.44, at("employee.superoptimizer_share", 10), half=0.02),
    Told("The metric is up to 1.36", 1.36, at("employee.metric", 10), half=0.015),
    Told("efficiency down to .83", 0.83, at("efficiency", 10), half=0.01),
    Told("Metric 1.73, efficiency .64", 1.73, at("employee.metric", 20), half=0.015),
    Told("Metric 1.73, efficiency .64", 0.64, at("efficiency", 20), half=0.01),
    Told("the metric shows 1.80, and .56 is done", 1.8, at("employee.metric", 60)),
    Told("the metric shows 1.80, and .56 is done", 0.56, at("efficiency", 60)),
    Told("bent goals are to blame for .00, what people know for .44", 0.004, of_goals),
    Told("bent goals are to blame for .00, what people know for .44", 0.44, of_knowledge),
    Told("About 55 %", 0.555, at("efficiency", *SETTLED)),
    Told("About 98 %", 0.98, at("efficiency", 1)),
    Told("falls to about -.1", -0.1, at("employee.inner_alignment", TICKS), None, CONTRAST, 0.05),
    Told("The readings end at 1.80", 1.8, at("employee.metric", TICKS)),
    Told(".73 at tick 60, .60 at tick 80", 0.73, at("efficiency", 60), None, _FREE, 0.01),
    Told(".73 at tick 60, .60 at tick 80", 0.6, at("efficiency", TICKS), None, _FREE, 0.01),
    Told("stay honest: efficiency .61", 0.61, at("efficiency", TICKS), None, {"employee.migration": 0.0}, 0.015),
    Told("In the next tick efficiency is 1.00", 1.0, at("efficiency", 61), 61, mended(60, "employee.sensor", None)),
)
_OBEDIENCE = (0.6, 0.7, 0.8, 0.9, 1.0)


def _lost(world: World) -> float:
    return 1 - at("efficiency", *SETTLED)(world)


CURVES = (
    Curve(
        name="as fewer see through",
        along="share of employees who see through at the start",
        effect="loss of efficiency in the end",
        steps=steps("employee.sees_through", (0.05, 0.01, 0.005, 0.002, 0.0)),
        outcome=_lost,
        shape="falls",
        fades=True,
        basis="a government's 240 employees stay honest if by chance none of them sees through: (1-share)^240",
    ),
    Curve(
        name="as the gauge takes more appearance for wellbeing",
        along="γ, appearance in the reading of wellbeing",
        effect="loss of efficiency in the end",
        steps=tuple((gamma, {"employee.sensor": instrument(gamma)}) for gamma in (0.0, 0.5, 1.0, 1.5, 3.0)),
        outcome=_lost,
        shape="rises",
        basis="closed form 6: 1 - 1/√(1+γ²) is 0, .106, .293, .445, .684",
    ),
    Curve(
        name="obedience against bent goals",
        along="compliance of employees, of whom none sees through",
        effect="loss of efficiency in the end",
        steps=tuple((share, {**CONTRAST, "employee.compliance": share}) for share in _OBEDIENCE),
        outcome=_lost,
        shape="falls",
        basis="an aim is turned by at most arcsin((1-λ)/λ): 1 - √(1-((1-λ)/λ)²) is .255 (in time), .096, .032, .006, 0",
    ),
    Curve(
        name="obedience against knowledge",
        along="compliance of employees",
        effect="loss of efficiency in the end",
        steps=steps("employee.compliance", _OBEDIENCE),
        outcome=_lost,
        shape="level",
        slack=0.01,
        basis="closed form 6 at λ = 1, and goals that have come to want the reading below it",
    ),
)
STORY = (
    (
        0,
        "Everybody wants wellbeing and obeys. But the gauge by which firms judge takes appearance for wellbeing, one and a "
        "half times over, and one employee in twenty knows.",
    ),
    (1, "It hardly matters yet: efficiency .98, metric 1.04."),
    (
        10,
        "Those who know look better than their colleagues, so it is they who are copied: already about .44 of all. The metric "
        "is up to 1.36, efficiency down to .83.",
    ),
    (20, "Metric 1.73, efficiency .64. Nine in ten work for the gauge by now, and all of them still obey."),
    (60, "Everyone works for the gauge: the metric shows 1.80, and .56 is done of what could be done for wellbeing."),
    (
        80,
        "Goals, copied by the reading, want the reading too by now. But of all that is lost bent goals are to blame for .00, "
        "what people know for .44.",
    ),
)
