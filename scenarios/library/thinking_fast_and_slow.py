"""Thinking fast and slow: a habit proposes, exact play-forward chooses, and what goes wrong comes of what was selected."""

import math

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.signature import Expectation, difference, in_contrast, in_world
from superorganisms.scenarios.told import Told, at, change

ORDER = 12
TITLE = "Thinking fast and slow"
QUESTION = "Whoever thinks before acting makes fewer mistakes: does thinking also make one serve what one was asked for?"
CLAIM = (
    "A mind of two parts acts from a habit and improves on it by playing its plans forward. Play-forward in a true model adds "
    "no aim of its own: the more plans are weighed, the better the aim is reached that is there, right or wrong. So the "
    "misalignment of such a mind lies in what was learned or selected, not in the search; and search brings it out. The same "
    "search gets over a change of the world that a habit stumbles at."
)
SOURCES = (
    Source(
        "anthony-2017",
        "Expert iteration: a fast apprentice proposes moves, slow tree search improves on them; the two as Kahneman's systems.",
    ),
    Source(
        "kahneman-2011", "System 1 acts from habit, System 2 deliberates, at a price, and mostly on what System 1 proposes."
    ),
    Source(
        "hubinger-2019",
        "A mesa-optimizer's search serves its mesa-objective, whatever selection made that (section 1.1); it is selected by "
        "what it puts out, and not by its objective (section 3).",
    ),
    Source(
        "manheim-2019c",
        "Deep learning with tree search as such a mix, compared there too with thinking fast and slow: the heuristic comes of "
        "selection, and the play-forward is direct optimization.",
    ),
)

FEATURES = ("health", "learning", "profit", "leisure")
SHIFT = 80
TICKS = 120
PLANS = 64

PARAMETERS = Parameters(
    features=FEATURES,
    intent={"health": 1.0, "learning": 1.0},
    # What used to bring profit now brings health: one of the two things wanted has to be done differently
    regimes=({"at": SHIFT, "rotate": {"features": ("health", "profit"), "angle": -math.pi / 2}},),
    layers=(
        LayerParameters(name="order", spread=0.0, compliance=1.0),
        LayerParameters(name="firm", size=6, spread=0.0, compliance=1.0, selection="none"),
        LayerParameters(
            name="employee",
            size=90,
            goal={"around": {"leisure": 1.0}},
            spread=0.5,
            compliance=0.3,
            strategies={"planner": 1.0},
            plans=PLANS,
        ),
    ),
)
CONTRAST = {"employee.plans": 1}
CONTRAST_SAYS = "Nobody thinks: everyone does what they learned to do when they were hired."

SIGNATURE = (
    Expectation(
        name="efficiency of thinkers at the start",
        statistic=in_world("efficiency", 1, 1),
        low=0.46,
        high=0.58,
        sentence="Those who think do half of what is asked: they want leisure, and find ways.",
    ),
    Expectation(
        name="efficiency of habit at the start",
        statistic=in_contrast("efficiency", 1, SHIFT),
        low=1 - 1e-9,
        high=1 + 1e-9,
        sentence="Those who don't do all of it, having learned it when they were hired.",
        basis="the habit is the letter of the day of hiring, through the model of that day: unit(Mᵀ c)",
    ),
    Expectation(
        name="what play-forward itself loses",
        statistic=in_world("execution_loss", SHIFT - 9, SHIFT),
        low=-0.04,
        high=0.02,
        sentence="After 80 ticks what thinkers fail to do is what they don't want to do, and nothing else.",
        basis="the best of many plans by v·(M e), M true, is the best there is for v: what is missing is v's",
    ),
    Expectation(
        name="alignment of thinkers above that of the habitual",
        statistic=difference("employee.inner_alignment", SHIFT - 9, SHIFT),
        low=0.5,
        high=0.95,
        sentence="Thinkers' goals show in what they do, so selection improves them; nobody can tell what the habitual want.",
        basis="closed form 4: goals that make no difference have no response to selection",
    ),
    Expectation(
        name="loss of thinkers as the world turns",
        statistic=lambda world, _: change("efficiency", SHIFT, SHIFT + 1)(world),
        low=-0.1,
        high=-0.01,
        sentence="When the world turns, thinkers see it the same day and do otherwise.",
    ),
    Expectation(
        name="loss of habit as the world turns",
        statistic=lambda _, contrast: change("efficiency", SHIFT, SHIFT + 1)(contrast),
        low=-0.5 - 1e-9,
        high=-0.5 + 1e-9,
        sentence="Habit loses half.",
        basis="closed form 2: (1, 1, 0, 0) and what would now be right, (0, 1, 1, 0), have a cosine of .5",
    ),
    Expectation(
        name="thinkers against habit after the turn",
        statistic=difference("efficiency", SHIFT + 1, SHIFT + 2),
        low=0.2,
        high=0.42,
        sentence="So the order is reversed, for as long as the old habits last.",
    ),
)
LESSON = Lesson(
    idea=(
        "A habit is the letter of the day on which it was learned, and does as it says while the world stays as it was. To "
        "think is to try out plans in one's head and to take the one that serves one's own aim best. So thinking brings out "
        "what somebody wants, for worse at first, and for better once those who want the wrong thing have been seen and "
        "replaced."
    ),
    question=(
        "Two groups want the same thing, and it is not what the letter asks. One acts from habit, the other weighs 64 plans "
        "before each act, and foresees exactly what comes of each. Which does more of what was asked, in the first tick?"
    ),
    answers=(
        Answer(
            "The habitual: they do all of it, the thinkers half.",
            "The habit was learned from the letter. Each plan that is preferred to it is preferred because it serves the "
            "thinker's own aim better.",
            right=True,
        ),
        Answer(
            "The thinkers: they know better how to do it.",
            "They know better how to do what they want. They would be better at the letter if that was what they wanted.",
        ),
        Answer(
            "The same: they want the same.",
            "Wants matter only where something is chosen. A habit chooses nothing.",
        ),
    ),
    notice=(
        "Competence, how well people reach their own aim, is .91 for the thinkers from the first tick on and .37 for the "
        "habitual.",
        "Thinkers' execution loss goes to 0 as their goals improve: all that is left in the account is the goals.",
        "Inner alignment of thinkers rises from 0 to about .7. Without thinking it stays where it was: it is not selected.",
        "After the turn the habitual recover only as they are replaced, by newcomers who learn other habits.",
    ),
    attempts=(
        "Think less (`employee.plans=8`): efficiency at the start is .70 instead of .54, and the turn costs .19 instead of "
        ".04. Half a mind is half a risk, both ways.",
        "Stop selecting (`employee.selection=none`): thinkers stay as good at their own aims, and as bad at the "
        "letter's: .53 before the turn too.",
        "Have them mind the letter less or more (`employee.compliance` 0 or `.9`): nothing changes for the habitual "
        "(`employee.plans=1`), as a habit asks for no aim.",
    ),
    limits=(
        "Play-forward here is exact and one step deep, as this world has no memory; real search is deep and its models are "
        "wrong, so that search adds errors of its own. The habit is taken from the letter, not learned from the outcomes of "
        "thinking, as expert iteration has it. That the habitual do all that is asked holds only because their letters are "
        "good and the world stands still."
    ),
)
STORY = (
    (0, "Employees want leisure, mostly. They know what is asked, and weigh 64 plans before they act: .54 of it is done."),
    (20, "What they do shows what they want, and those who want the wrong thing are replaced: .72."),
    (80, "Efficiency .86. What is missing is what they don't want; as to means they make no mistake."),
    (81, "What used to bring profit brings health now. They see it, and do otherwise: .82. From habit it would be .50."),
    (120, "Selection goes on: .93. Nobody had to be told that the world has changed."),
)
_LESS = {"employee.plans": 8}
_KEPT = {"employee.selection": "none"}
TOLD = (
    Told("before they act: .54", 0.54, at("efficiency", 1), half=0.01),
    Told("wrong thing are replaced: .72", 0.72, at("efficiency", 20), half=0.01),
    Told("Efficiency .86. What is missing", 0.86, at("efficiency", SHIFT), half=0.01),
    Told("do otherwise: .82", 0.82, at("efficiency", SHIFT + 1), half=0.01),
    Told("From habit it would be .50", 0.5, at("efficiency", SHIFT + 1), None, CONTRAST),
    Told("Selection goes on: .93", 0.93, at("efficiency", TICKS), half=0.01),
    Told("is .91 for the thinkers", 0.91, at("employee.competence", 1), half=0.01),
    Told(".37 for the habitual", 0.37, at("employee.competence", 1), None, CONTRAST, 0.02),
    Told("from 0 to about .7", 0.7, at("employee.inner_alignment", SHIFT), half=0.05),
    Told("at the start is .70", 0.7, at("efficiency", 1), None, _LESS, 0.01),
    Told("instead of .54", 0.54, at("efficiency", 1), half=0.01),
    Told("the turn costs .19 instead of .04", -0.19, change("efficiency", SHIFT, SHIFT + 1), None, _LESS, 0.01),
    Told("the turn costs .19 instead of .04", -0.04, change("efficiency", SHIFT, SHIFT + 1), half=0.01),
    Told("the letter's: .53 before the turn", 0.53, at("efficiency", SHIFT), None, _KEPT, 0.01),
)

CURVES = (
    Curve(
        name="how well people reach their own aims",
        along="plans weighed before each act",
        effect="competence in the first ticks",
        steps=steps("employee.plans", (PLANS, 16, 8, 4, 2, 1)),
        outcome=at("employee.competence", 1, 10),
        shape="falls",
        fades=True,
        ticks=10,
        basis="the best of fewer plans is worse",
    ),
    Curve(
        name="what a turn of the world costs",
        along="plans weighed before each act",
        effect="efficiency lost in the tick after",
        steps=steps("employee.plans", (PLANS, 16, 4, 1)),
        outcome=lambda world: -change("efficiency", SHIFT, SHIFT + 1)(world),
        shape="rises",
        ticks=SHIFT + 1,
        basis="from one half less than cos, without a choice, to the little that the best of many plans misses",
    ),
)
