"""The default world: an order leads governments, governments firms, firms employees, and each layer has goals of its own."""

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import matrix, mixed
from superorganisms.scenarios.signature import Expectation, difference, in_world, mean_over

ORDER = 1
TITLE = "Nested superorganisms"
QUESTION = (
    "Where is an intent lost on its way from a geopolitical order to a thousand employees, and what happens when the "
    "world changes?"
)
CLAIM = (
    "Selection aligns every layer with the letter above it, whatever its own goals were at first. While industry "
    "makes output and wellbeing go together, a letter that asks for output serves wellbeing too; once they part, "
    "those who are best at the letter are of little use for the spirit, and more selection on the letter "
    "brings little of it back."
)
SOURCES = (
    Source(
        "hubinger-2019", "Base optimizers that select mesa-optimizers, and the distributional shift that tells goals apart."
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
        statistic=in_world("efficiency", SHIFT - 9, SHIFT),
        low=0.84,
        high=0.91,
        sentence="Selection on the letter wins most of it back.",
    ),
    Expectation(
        name="efficiency after the shift",
        statistic=in_world("efficiency", *AFTER),
        low=0.4,
        high=0.54,
        sentence="Once output and wellbeing have parted, half is lost.",
    ),
    Expectation(
        name="fall against a steady world",
        statistic=difference("efficiency", *AFTER),
        low=-0.48,
        high=-0.33,
        sentence="In a world that doesn't change nothing of the kind happens.",
    ),
    Expectation(
        name="the letter's share before",
        statistic=in_world("designer.outer_loss", 1, SHIFT),
        low=0.02,
        high=0.03,
        sentence="Before the shift the letter misses next to nothing of the intent.",
    ),
    Expectation(
        name="the letter's share after",
        statistic=in_world("designer.outer_loss", SHIFT + 1, TICKS),
        low=0.5 - 1e-9,
        high=0.5 + 1e-9,
        sentence="After it, half: the letter is the same, the world isn't.",
    ),
    Expectation(
        name="employees' metric over the shift",
        statistic=lambda world, _: (
            mean_over(world, "employee.metric", *AFTER) - mean_over(world, "employee.metric", 191, SHIFT)
        ),
        low=0.08,
        high=0.16,
        sentence="Meanwhile employees do better than ever by the metric that they are judged by.",
    ),
    Expectation(
        name="won back by the end",
        statistic=lambda world, _: mean_over(world, "efficiency", TICKS - 9, TICKS) - mean_over(world, "efficiency", *AFTER),
        low=0.07,
        high=0.16,
        sentence="Selection on the letter wins back a tenth: firms come to want what governments ask. The rest stays lost.",
    ),
    Expectation(
        name="employees' alignment in the end",
        statistic=in_world("employee.inner_alignment", TICKS - 9, TICKS),
        low=0.98,
        high=1.0,
        sentence="And they want what their letter says, almost entirely.",
    ),
)
LESSON = Lesson(
    idea=(
        "An order, its governments, their firms and their employees each follow a letter half and their own goals "
        "half, and each selects among those below by what its instruments show. Selection makes them all want the "
        "letter: output and security in place of wellbeing and security, which is all the same while industry makes "
        "output and wellbeing go together. When they part at tick 200, a thousand people are excellent at the wrong "
        "thing."
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
        (
            "Before the shift the loss by layer shrinks from the bottom up: employees are selected every tick, "
            "governments every 20."
        ),
        "Efficiency keeps falling for some 40 ticks after the shift: those hired before it still believe that output "
        "brings wellbeing, and do some good by mistake.",
        (
            "Later the order's and the governments' inner losses are below 0: what they want beside the letter is "
            "what saves something."
        ),
    ),
    attempts=(
        "Mend the letter after the fact: intervene at tick 260 with `designer_encoding` none. By tick 400 efficiency is "
        "back at .8, and who follows first are those selected most often.",
        "Raise compliance below the order to .8: nine points better before the shift, no better in the end.",
        "Branch at tick 150 with a higher `employee.mutation`: does diversity help when the world changes?",
    ),
    limits=(
        "Everything is linear, the letter never learns, and nobody but us can see the intent. The numbers are those "
        "of this world; the signs are the claim."
    ),
)
STORY = (
    (
        0,
        "Wellbeing and security are meant, output and security stand in the letter: nearly the same while output brings "
        "wellbeing. But every layer below wants something of its own, and a third is lost: efficiency .68.",
    ),
    (
        20,
        "Employees are selected every tick and come round first: their goals' alignment with their letter has risen from .02 "
        "to .30. Firms follow every 5 ticks, governments every 20, the order never.",
    ),
    (
        100,
        "Layer by layer goals have drifted to the letters: employees .67, firms .50, governments .52. "
        "Efficiency is .85; most of "
        "what is still lost is lost at the governments, .11.",
    ),
    (180, "The industrial bargain holds: everyone works for output, output brings wellbeing, and efficiency is .88."),
    (201, "Output no longer brings wellbeing. No letter has changed, and nobody's metric falls."),
    (240, "Efficiency has fallen to .47. Employees' metric has never been better: 1.00. They excel at the wrong thing."),
    (
        270,
        "Where did the goal get lost? At employees' goals .00. In the first letter, which says output and not wellbeing, .50: "
        "it was always missing there, and as long as the bargain held nobody could see it.",
    ),
    (400, "Selection has won back a tenth: .59. What the letter misses it can't bring back."),
)
