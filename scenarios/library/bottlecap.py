"""Bottle caps: a population that selection has made excellent, of units that optimize nothing."""

import math

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import Expectation, World, difference, in_world
from superorganisms.scenarios.told import Told, at

ORDER = 10
TITLE = "Bottle caps"
QUESTION = "A population is excellent at its task: are those in it optimizers?"
CLAIM = (
    "What has been optimized need not optimize. A bottle cap keeps water in because somebody chose its shape; it pursues "
    "nothing. As long as the world stays as it was, results don't tell the two apart. When it changes, what was only shaped "
    "goes on as before and has to be chosen anew, generation by generation; what plans is right again as soon as someone "
    "tells it, and what learns finds out by itself, while it lives."
)
SOURCES = (
    Source(
        "filan-2018",
        "A bottle cap attains its objective far better than chance and yet optimizes nothing: what counts is how a system "
        "works, not how well it does.",
    ),
    Source(
        "hubinger-2019",
        "Section 1: optimizers are told from what was optimized by whether they search for what serves an objective that they "
        "represent; the bottle cap is the example.",
    ),
    Source("demski-2019b", "Selection among candidates, and control, which acts on the one world and corrects itself."),
)

FIRMS, STAFF = 10, 20
GENERATION = 5  # ticks from one selection to the next
SHIFT = 150
TICKS = 250
LATER = SHIFT + 20
PARAMETERS = Parameters(
    features=("wellbeing", "output", "security", "tradition"),
    intent={"wellbeing": 1.0},
    # From then on work for wellbeing brings half of what it did, and most of it comes from work on output
    regimes=({"at": SHIFT, "rotate": {"features": ["output", "wellbeing"], "angle": math.pi / 3}},),
    layers=(
        LayerParameters(name="government", spread=0.0),
        LayerParameters(name="firm", size=FIRMS, selection="none", spread=0.0),
        LayerParameters(
            name="employee",
            size=FIRMS * STAFF,
            spread=1.0,  # at first anyone may do almost anything: what is good later on was made so by selection
            period=GENERATION,
            strategies={"bottlecap": 1.0},
            exploration=0.15,  # used by learners alone
            rate=1.0,
        ),
    ),
)
CONTRAST = {"employee.strategies": {"controller": 1.0}}
CONTRAST_SAYS = "The same selection of the same people, but each of them plans, tries and learns (controllers)."
_PLANNERS = {"employee.strategies": {"direct": 1.0}}
_UNSELECTED = {"interventions": ((SHIFT, "employee.selection", "none"),)}


def _slower(generation: int) -> dict[str, object]:
    """Generations of another length from the shift on, after the same history."""
    return {"interventions": ((SHIFT, "employee.period", generation),)}


def _learning_firms(count: int) -> dict[str, object]:
    """So many of the firms employ learners, the others bottle caps; selection within firms never mixes them."""
    return {"employee.strategies": ["controller"] * (STAFF * count) + ["bottlecap"] * (STAFF * (FIRMS - count))}


def won_back(world: World) -> float:
    """Share of what the shift took that is back after 50 ticks."""
    before, fallen, now = (at("efficiency", tick)(world) for tick in (SHIFT, SHIFT + 1, SHIFT + 50))
    return (now - fallen) / (before - fallen)


def _planners(world: World, _: World) -> float:
    """Efficiency 20 ticks after the shift if all plan by what they were told when hired, and don't learn."""
    planners = type(world)(PARAMETERS.with_changes(_PLANNERS), rng=world.seed)
    play(planners, LATER)
    return at("efficiency", LATER)(planners)


SIGNATURE = (
    Expectation(
        name="efficiency before the shift",
        statistic=in_world("efficiency", SHIFT - 9, SHIFT),
        low=0.99,
        high=1.0,
        sentence="Selection alone has made the bottle caps all but perfect.",
        basis="measured; 1 is the most that can be done",
    ),
    Expectation(
        name="better than learners before",
        statistic=difference("efficiency", SHIFT - 9, SHIFT),
        low=0.05,
        high=0.11,
        sentence="In a steady world they beat the learners, who lose a little by trying things.",
        basis="measured",
    ),
    Expectation(
        name="kept in the tick after",
        statistic=lambda world, _: at("efficiency", SHIFT + 1)(world) / at("efficiency", SHIFT)(world),
        low=0.49,
        high=0.51,
        sentence="The world turns by 60 degrees and they don't: half is left.",
        basis="efforts stay, what is best turns by 60 degrees: cos 60° = .5",
    ),
    Expectation(
        name="won back in four generations",
        statistic=lambda world, _: at("efficiency", LATER)(world) - at("efficiency", SHIFT + 1)(world),
        low=0.015,
        high=0.05,
        sentence="Twenty ticks, four selections, win back next to nothing.",
        basis="measured",
    ),
    Expectation(
        name="planners after twenty ticks",
        statistic=_planners,
        low=0.64,
        high=0.67,
        sentence="Had they planned by what they were told when hired, those hired since would be right: three tenths.",
        basis="three selections at turnover .1 have acted: .7 cos 60° + .3 = .65",
    ),
    Expectation(
        name="against learners after twenty ticks",
        statistic=difference("efficiency", LATER, LATER),
        low=-0.33,
        high=-0.23,
        sentence="The learners, behind before the shift, are far ahead now.",
        basis="measured; in 1/exploration² = 44 ticks they try about as much of what is new to them as of what they know",
    ),
)
LESSON = Lesson(
    idea=(
        "A bottle cap keeps the water in because someone chose its shape, and it pursues nothing. A population of bottle caps "
        "can be bred until it performs as well as if each of its members pursued the goal with great skill. Only when the "
        "world changes does it show that the optimizer was selection all along, and that nobody inside will adapt."
    ),
    question=(
        "Selection has bred staff who do one fixed thing, and do it almost perfectly. Then what used to bring wellbeing brings "
        "half of it, and something else would bring more. Where is efficiency 20 ticks, or four selections, later?"
    ),
    answers=(
        Answer(
            "Almost back: whoever is that good will find out.",
            "Nobody here finds anything out. They were found, by selection, and it took some fifty ticks then too.",
        ),
        Answer(
            "About two thirds: the worst are replaced by better ones, a tenth each time.",
            "So it is where the new staff plan and are told how the world is now: .65. Here they are copies of those who were "
            "least wrong, and all are wrong in the same way.",
        ),
        Answer(
            "Still about one half.",
            "It is .53. Selection works on what varies, and long success has left little of that.",
            right=True,
        ),
        Answer(
            "It goes on falling, for nobody reacts.",
            "Nothing gets worse by itself: everyone does exactly what he did before.",
        ),
    ),
    notice=(
        "Before the shift the bottle caps are better than the learners of the contrast: 1.00 against .91. Results don't tell "
        "who optimizes.",
        "The page classes every one of them as no mesa-optimizer, from the first tick to the last, whatever the results.",
        "Employees' alignment and competence stay empty: of what pursues nothing one can't ask whether it wants the right "
        "thing.",
    ),
    attempts=(
        "Stop selection at the shift: intervene with `employee.selection` `none` after tick 150. The bottle caps stay at .50 "
        "for ever; the learners come back almost as before.",
        "Let everyone plan by what he was told when hired: `employee.strategies` `direct=1`. Each selection replaces a tenth "
        "by people who are told the truth, and efficiency climbs in even steps: .65 at tick 170 and .95 at tick 200.",
        "Make generations twice as long from the shift on: `employee.period` 10 after tick 150. It then takes 100 ticks to "
        "reach the .62 that took 50: bottle caps count in generations, learners in ticks.",
    ),
    limits=(
        "The three kinds are pure here; a habit that now and then asks what it is for would stand between them. Learners must "
        "try things to learn, and pay for it in quiet times. Those who plan without learning live by their parent's "
        "insight: where firms don't know either that the world has turned (`firm.insight` off), newly hired planners are as "
        "wrong as the old. With generations of one tick (`employee.period` 1) a population of bottle caps comes back "
        "almost as fast as the learners: then selection is as quick as they are, and its members still find out nothing."
    ),
)
STORY = (
    (0, "Each of these people does one fixed thing, whatever comes of it. Chance made them: efficiency .72."),
    (50, "Every five ticks the worst tenth of each firm is replaced by copies of the best: .98. Nobody has learned anything."),
    (140, "All but perfect. From outside it looks as if everyone pursued wellbeing with great skill."),
    (151, "Work for wellbeing now brings half of it, and work on output would bring more. Everyone goes on as before: .50."),
    (170, "Four selections later: .53. In the contrast, where people try and learn, it is .81."),
    (200, "After ten generations .62. The population adapts, slowly; none of its members does."),
    (250, "After twenty generations .79. What optimizes here is selection, and bottle caps are what it made."),
)
TOLD = (
    Told("efficiency .72", 0.72, at("efficiency", 1), until=1, half=0.01),
    Told("copies of the best: .98", 0.98, at("efficiency", 50), until=50),
    Told("as before: .50", 0.5, at("efficiency", SHIFT + 1), until=SHIFT + 1),
    Told("It is .53", 0.53, at("efficiency", LATER), until=LATER),
    Told("Four selections later: .53", 0.53, at("efficiency", LATER), until=LATER),
    Told("it is .81", 0.81, at("efficiency", LATER), changes=CONTRAST, until=LATER),
    Told("After ten generations .62", 0.62, at("efficiency", 200), until=200),
    Told("After twenty generations .79", 0.79, at("efficiency", TICKS)),
    Told("1.00 against .91", 1.0, at("efficiency", SHIFT - 9, SHIFT), until=SHIFT),
    Told("1.00 against .91", 0.91, at("efficiency", SHIFT - 9, SHIFT), changes=CONTRAST, until=LATER),
    Told("are told how the world is now: .65", 0.65, at("efficiency", LATER), changes=_PLANNERS, until=200),
    Told(".65 at tick 170", 0.65, at("efficiency", LATER), changes=_PLANNERS, until=200),
    Told(".95 at tick 200", 0.95, at("efficiency", 200), changes=_PLANNERS, until=200),
    Told("stay at .50", 0.5, at("efficiency", TICKS), changes=_UNSELECTED),
    Told("the .62 that took 50", 0.62, at("efficiency", TICKS), changes=_slower(2 * GENERATION), half=0.01),
)
CURVES = (
    Curve(
        name="Firm by firm",
        along="firms of learners, of ten",
        effect="efficiency 20 ticks after the shift",
        steps=((0, {}), *((count, _learning_firms(count)) for count in (2, 5, 8)), (10, CONTRAST)),
        outcome=at("efficiency", LATER),
        shape="rises",
        fades=True,
        ticks=LATER,
        basis="firms don't exchange staff: the mean of the two kinds",
    ),
    Curve(
        name="Bottle caps count in generations",
        along="ticks a generation from the shift on",
        effect="share of the fall won back in 50 ticks",
        steps=tuple((generation, _slower(generation)) for generation in (5, 10, 25, 50)),
        outcome=won_back,
        shape="falls",
        ticks=SHIFT + 50,
        basis="selection is all that changes them",
    ),
    Curve(
        name="Learners count in ticks",
        along="ticks a generation from the shift on",
        effect="share of the fall won back in 50 ticks",
        steps=tuple((generation, {**CONTRAST, **_slower(generation)}) for generation in (5, 10, 25, 50)),
        outcome=won_back,
        shape="level",
        slack=0.12,
        ticks=SHIFT + 50,
        basis="each learns for himself; new staff, who are told, add a little",
    ),
)
