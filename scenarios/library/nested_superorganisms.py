"""The default world: an order leads governments, governments firms, firms employees, and each layer has goals of its own."""

import math

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import matrix, mixed
from superorganisms.scenarios.signature import Expectation, Statistic, World, difference, in_world, mean_over
from superorganisms.scenarios.told import Outcome, Told, at, everywhere, mended

ORDER = 1
TITLE = "Nested superorganisms"
QUESTION = (
    "Where is an intent lost on its way from a geopolitical order to a thousand employees, and what happens when the "
    "world changes?"
)
CLAIM = (
    "Every layer of a hierarchy loses some of what the layer above wants, and selection on the letter wins it back, the sooner "
    "the more often it acts. While industry makes output and wellbeing go together, a letter that asks for output serves "
    "wellbeing too. When they part, each layer is hit in its own way: the letter itself is worth half, layers whose own goals "
    "lie nearer to output than their letter lose more than before, and layers that never quite wanted the letter save "
    "something. Selection on the letter brings little of it back, and those who are best at the letter can't tell."
)
SOURCES = (
    Source(
        "hubinger-2019",
        "Base optimizers that select mesa-optimizers (section 1); the distributional shift that tells goals apart (section 3).",
    ),
    Source("manheim-2018", "Causal and extremal Goodhart: a proxy that held under one regime is followed into another."),
    Source("kerr-1975", "The letter asks for what can be counted."),
)

FEATURES = ("wellbeing", "security", "output", "profit", "power", "prestige", "leisure", "nature")
SHIFT = 200
TICKS = 400
INDUSTRY = mixed(FEATURES, [("wellbeing", "output")], share=0.4)  # 40 % of what is done for the one serves the other

PARAMETERS = Parameters(
    features=FEATURES,
    intent={"wellbeing": 1.0, "security": 1.0},
    designer_encoding=matrix(FEATURES, {"output": {"wellbeing": 1.0}, "security": {"security": 1.0}}, diagonal=0.0),
    response=INDUSTRY,
    regimes=((SHIFT, None),),
    layers=(
        LayerParameters(name="order", size=1, selection="none", compliance=0.9),
        LayerParameters(
            name="government",
            size=5,
            goal={"around": {"security": 1.0, "power": 1.0}},
            selection="truncation(turnover=0.2)",
            period=20,
            spread=0.5,
        ),
        LayerParameters(
            name="firm",
            size=50,
            goal={"around": {"output": 1.0, "profit": 1.0}},
            selection="truncation(turnover=0.2)",
            period=5,
            spread=0.5,
        ),
        LayerParameters(name="employee", size=1000, goal={"around": {"wellbeing": 1.0, "leisure": 1.0}}, spread=0.5),
    ),
)
CONTRAST = {"regimes": ()}
CONTRAST_SAYS = "Output and wellbeing never part."

AFTER = (SHIFT + 41, SHIFT + 60)  # by then all employees know the new world
BEFORE = (SHIFT - 9, SHIFT)

# Of wellbeing, output and security the intent asks for (1, 0, 1) and the letter for (0, 1, 1). The mixture R makes of them
# (.6, .4, 1) and (.4, .6, 1), cosine 1.48/1.52. Closed form 2: what a letter is worth is this cosine.
WORTH_BEFORE, WORTH_AFTER = 1.48 / 1.52, 0.5
# The order wants the intent, and a tenth of its aim is that: (.1, .9, 1) at the end, (.42, .58, 1) of outcomes before
ORDER_BEFORE = (0.6 * 0.42 + 0.4 * 0.58 + 1) / math.sqrt(1.52 * (0.42**2 + 0.58**2 + 1)) - WORTH_BEFORE
ORDER_AFTER = 1.1 / math.sqrt(2 * 1.82) - WORTH_AFTER


def over_the_shift(share: str) -> Statistic:
    """A measure after the shift less before it: of a layer's loss, what the shift does to that layer."""
    return lambda world, _: mean_over(world, share, *AFTER) - mean_over(world, share, *BEFORE)


def fall(world: World) -> float:
    """Efficiency before the shift less efficiency after it."""
    return mean_over(world, "efficiency", *BEFORE) - mean_over(world, "efficiency", *AFTER)


SIGNATURE = (
    Expectation(
        name="efficiency at the start",
        statistic=in_world("efficiency", 1, 3),
        low=0.66,
        high=0.72,
        sentence="Goals of their own in every layer cost a third.",
    ),
    Expectation(
        name="efficiency before the shift",
        statistic=in_world("efficiency", *BEFORE),
        low=0.84,
        high=0.91,
        sentence="Selection on the letter wins most of it back.",
    ),
    Expectation(
        name="efficiency after the shift",
        statistic=in_world("efficiency", *AFTER),
        low=0.42,
        high=0.55,
        sentence="Once output and wellbeing have parted, half is lost.",
    ),
    Expectation(
        name="fall against a steady world",
        statistic=difference("efficiency", *AFTER),
        low=-0.46,
        high=-0.33,
        sentence="In a world that doesn't change nothing of the kind happens.",
    ),
    Expectation(
        name="the letter's share of it",
        statistic=over_the_shift("designer.outer_loss"),
        low=WORTH_BEFORE - WORTH_AFTER - 1e-9,
        high=WORTH_BEFORE - WORTH_AFTER + 1e-9,
        sentence="The first letter alone, which hasn't changed, loses 47 % more than before.",
        basis="closed form 2: the letter is worth 1.48/1.52 = .974 before the shift and 1/2 after it",
    ),
    Expectation(
        name="the order's share of it",
        statistic=over_the_shift("order.inner_loss"),
        low=ORDER_BEFORE - ORDER_AFTER - 0.01,
        high=ORDER_BEFORE - ORDER_AFTER + 0.01,
        sentence="The order saves 7 %, because a tenth of its aim is its own goal, and that is the intent.",
        basis="closed form 2 of the order's aim: 1.1/√3.64 = .577 in place of .5; before the shift that gained only .005",
    ),
    Expectation(
        name="the governments' share of it",
        statistic=over_the_shift("government.inner_loss"),
        low=-0.25,
        high=-0.1,
        sentence="Governments, which lost most before, now save something: they want security and power, not output.",
    ),
    Expectation(
        name="the firms' share of it",
        statistic=over_the_shift("firm.inner_loss"),
        low=0.08,
        high=0.22,
        sentence="Firms, which lost next to nothing before, lose more: they want output, which is worth nothing now.",
    ),
    Expectation(
        name="the employees' share of it",
        statistic=over_the_shift("employee.inner_loss"),
        low=-0.01,
        high=0.03,
        sentence="Employees, who want what their letter says, neither save nor lose.",
    ),
    Expectation(
        name="employees' metric over the shift",
        statistic=over_the_shift("employee.metric"),
        low=0.08,
        high=0.16,
        sentence="Meanwhile employees do better than ever by the metric that they are judged by.",
    ),
    Expectation(
        name="won back by the end",
        statistic=lambda world, _: mean_over(world, "efficiency", TICKS - 9, TICKS) - mean_over(world, "efficiency", *AFTER),
        low=0.06,
        high=0.16,
        sentence="Selection on the letter wins back a tenth: firms come to want what governments ask. The rest stays lost.",
    ),
)
LESSON = Lesson(
    idea=(
        "An order, its governments, their firms and their employees each follow a letter in part and goals of their own in "
        "part, and each selects among those below by what its instruments show. Selection draws them to the letter, output "
        "and security in place of wellbeing and security, which is all the same while industry makes output and wellbeing go "
        "together. When they part at tick 200, a thousand people are excellent at the wrong thing, and each layer above them "
        "is hit in its own way."
    ),
    question="At tick 200 output stops bringing wellbeing. What do employees' metric and the efficiency of the whole do?",
    answers=(
        Answer("Both fall, and both recover as people adapt.", "The metric counts output; it has no reason to fall."),
        Answer("Efficiency falls, the metric stays or rises.", "They part as output and wellbeing do.", right=True),
        Answer(
            "Efficiency falls, and selection brings it back.",
            "Selection sees the metric alone. What comes back comes from above.",
        ),
        Answer("Neither: everyone is aligned by now.", "With the letter. That is why."),
    ),
    notice=(
        "Before the shift the loss by layer shrinks from the bottom up: employees are selected every tick, governments every "
        "20.",
        "Efficiency keeps falling for some 40 ticks after the shift: those hired before it still believe that output brings "
        "wellbeing, and do some good by mistake.",
        "Click through the layers after the shift: the same event costs .47 in the first letter and about .14 at the firms, "
        "saves .07 at the order and about .16 at the governments, and is next to nothing at the employees.",
        "Later the order's and the governments' inner losses are below 0: what they want beside the letter saves something.",
    ),
    attempts=(
        "Mend the letter after the fact: intervene at tick 260 with `designer_encoding` none. By tick 400 efficiency is back "
        "at about .8, and who follows first are those selected most often.",
        "Raise `compliance` below the order to `.8`: nine points better before the shift (.965), no better in the end (.6).",
        "Let governments select their firms in every tick, `firm.period` at `1`: what firms lose shrinks sooner, and soon "
        "after the shift about .55 is done where it was .47. What the letter misses is lost as before.",
    ),
    limits=(
        "Everything is linear, the letter never learns, and nobody but us can see the intent. That governments save and firms "
        "lose is due to what they were made to want; the numbers are those of this world, and the claim is that layers differ "
        "and why. If industry had never joined output and wellbeing the letter would have been as wrong from the start."
    ),
)
_FOUR = ("order", "government", "firm", "employee")
_COMPLIANT = everywhere("compliance", 0.8, *_FOUR[1:])


def _more(share: str) -> Outcome:
    return lambda world: over_the_shift(share)(world, world)


_EACH = "costs .47 in the first letter and about .14 at the firms, saves .07 at the order and about .16 at the governments"
_NOW = "the letter .50, the firms about .15, the employees .00; the order saves .08, the governments about .05"
_START = "governments lose .13, firms and employees .08 each"
TOLD = (
    Told("a third is lost: efficiency .68", 0.68, at("efficiency", 1), half=0.01),
    Told(_START, 0.13, at("government.inner_loss", 1), half=0.01),
    Told(_START, 0.08, at("firm.inner_loss", 1), half=0.01),
    Told(_START, 0.08, at("employee.inner_loss", 1), half=0.01),
    Told("from .02 to .29", 0.02, at("employee.inner_alignment", 1), half=0.01),
    Told("from .02 to .29", 0.29, at("employee.inner_alignment", 20), half=0.015),
    Told("employees .67", 0.67, at("employee.inner_alignment", 100), half=0.015),
    Told("firms .51", 0.51, at("firm.inner_alignment", 100), half=0.02),
    Told("governments .52", 0.52, at("government.inner_alignment", 100), half=0.02),
    Told("Efficiency is .85", 0.85, at("efficiency", 100), half=0.01),
    Told("at the governments, .11", 0.11, at("government.inner_loss", 100), half=0.015),
    Told("efficiency is .87", 0.87, at("efficiency", 180, 200), half=0.01),
    Told("worth half of what it was worth, .50 in place of .97", 0.5, lambda world: 1 - at("designer.outer_loss", 201)(world)),
    Told(
        "worth half of what it was worth, .50 in place of .97", 0.97, lambda world: 1 - at("designer.outer_loss", SHIFT)(world)
    ),
    Told("Efficiency has fallen to .47", 0.47, at("efficiency", *AFTER), half=0.015),
    Told("never been better: 1.00", 1.00, at("employee.metric", *AFTER), half=0.01),
    Told(_NOW, 0.5, at("designer.outer_loss", *AFTER)),
    Told(_NOW, 0.15, at("firm.inner_loss", *AFTER), half=0.02),
    Told(_NOW, 0.0, at("employee.inner_loss", *AFTER)),
    Told(_NOW, -0.08, at("order.inner_loss", *AFTER), half=0.01),
    Told(_NOW, -0.05, at("government.inner_loss", *AFTER), half=0.02),
    Told("won back a tenth: .59", 0.59, at("efficiency", 400), half=0.015),
    Told(_EACH, 0.47, _more("designer.outer_loss")),
    Told(_EACH, 0.14, _more("firm.inner_loss"), half=0.02),
    Told(_EACH, -0.07, _more("order.inner_loss")),
    Told(_EACH, -0.16, _more("government.inner_loss"), half=0.015),
    Told("back at about .8", 0.8, at("efficiency", 400), None, mended(260, "designer_encoding", None), 0.05),
    Told("better before the shift (.965)", 0.965, at("efficiency", *BEFORE), None, _COMPLIANT),
    Told("no better in the end (.6)", 0.6, at("efficiency", TICKS - 9, TICKS), None, _COMPLIANT, 0.02),
    Told("about .55 is done where it was .47", 0.55, at("efficiency", *AFTER), AFTER[1], {"firm.period": 1}, 0.02),
    Told("about .55 is done where it was .47", 0.47, at("efficiency", *AFTER), half=0.015),
)
_SHARES = (0.1, 0.2, 0.3)
CURVES = (
    Curve(
        name="as output and wellbeing part less",
        along="share of work for the one that serves the other after the shift",
        effect="fall of efficiency over the shift",
        steps=(
            (0.0, {}),
            *((share, {"regimes": ((SHIFT, mixed(FEATURES, [("wellbeing", "output")], share=share)),)}) for share in _SHARES),
            (0.4, CONTRAST),
        ),
        outcome=fall,
        shape="falls",
        ticks=AFTER[1],
        fades=True,
        basis="closed form 2: the letter is worth .5, .648, .786, .899, .974 after the shift, with shares 0 to .4",
    ),
)
STORY = (
    (
        0,
        "Wellbeing and security are meant, output and security stand in the letter: nearly the same while output brings "
        "wellbeing. But every layer below wants something of its own, and a third is lost: efficiency .68.",
    ),
    (
        1,
        "Where it goes, layer by layer: governments lose .13, firms and employees .08 each. The order loses nothing, as it "
        "wants what is meant.",
    ),
    (
        20,
        "Employees are selected every tick and come round first: their goals' alignment with their letter has risen from .02 "
        "to .29. Firms follow every 5 ticks, governments every 20, the order never.",
    ),
    (
        100,
        "Layer by layer goals have drifted to the letters: employees .67, firms .51, governments .52. Efficiency is .85; most "
        "of what is still lost is lost at the governments, .11.",
    ),
    (180, "The industrial bargain holds: everyone works for output, output brings wellbeing, and efficiency is .87."),
    (
        201,
        "Output no longer brings wellbeing. The first letter is worth half of what it was worth, .50 in place of .97. Nobody's "
        "letter has changed, and nobody's metric falls.",
    ),
    (
        260,
        "What each layer loses now: the letter .50, the firms about .15, the employees .00; the order saves .08, the "
        "governments about .05, because they want something beside the letter. Efficiency has fallen to .47. Employees' "
        "metric has never been better: 1.00.",
    ),
    (400, "Selection has won back a tenth: .59. What the letter misses it can't bring back."),
)
