"""Adversarial Goodhart: once some see what the metric really reads, the metric breeds them."""

import math

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import Rows, matrix
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world
from superorganisms.scenarios.told import Told, at

ORDER = 33
TITLE = "Goodhart, adversarial"
QUESTION = "What does a metric select for, if some of those whom it judges know how to look good in it?"
CLAIM = (
    "Where those who are judged have goals of their own, the proxy is an opportunity to them. Who knows that the instruments "
    "take a show for the thing works for the show and is kept; so selection by the metric breeds both those who know and those "
    "who like the show. Mild pressure removes idlers and helps. Strong pressure makes the metric better than it could honestly "
    "be, and the goal worse."
)
SOURCES = (
    Source(
        "manheim-2018",
        "Adversarial Goodhart: agents with goals of their own who know the metric act on it, so that selection by it works "
        "for them (adversarial misalignment, cobra effect).",
    ),
    Source(
        "baker-1992", "Effort goes where the measure is, not where the value is; the measure's response to it sets the size."
    ),
)

FEATURES = ("safety", "publicity", "leisure")
TICKS = 120
FOOLED = 1.5  # how much publicity counts in a reading of safety
AGENCIES, PER_AGENCY = 20, 20


def instruments(fooled: float) -> Rows:
    """Safety alone is read, and publicity is taken for it."""
    return matrix(FEATURES, {"safety": {"safety": 1.0, "publicity": fooled}}, diagonal=0.0)


def _officials() -> tuple[tuple[float, ...], ...]:
    """In each agency goals from 60 degrees against safety to 60 degrees for it, about leisure; publicity means nothing."""
    angles = [math.radians(-60 + 120 * number / (PER_AGENCY - 1)) for number in range(PER_AGENCY)]
    return tuple((math.sin(angle), 0.0, math.cos(angle)) for angle in angles) * AGENCIES


PARAMETERS = Parameters(
    features=FEATURES,
    intent={"safety": 1.0},
    layers=(
        LayerParameters(name="ministry", spread=0.0, compliance=1.0, selection="none"),
        LayerParameters(name="agency", size=AGENCIES, spread=0.0, compliance=1.0, selection="none"),
        LayerParameters(
            name="official",
            size=AGENCIES * PER_AGENCY,
            goal=_officials(),
            mutation=0.02,
            sees_through=0.02,
            migration=0.1,  # one vacancy in ten is filled from another agency: tricks get around
            sensor=instruments(FOOLED),
            selection="truncation(turnover=0.06)",
        ),
    ),
)
CONTRAST = {"official.sensor": instruments(0.0)}
CONTRAST_SAYS = (
    "Instruments can't be fooled: publicity counts for nothing in a reading of safety. To see through them brings nothing."
)

LAST = (TICKS - 4, TICKS)


def inflation(world: World) -> float:
    """What the metric reads beyond what is done for the intent, in the end."""
    return at("official.metric", *LAST)(world) - at("efficiency", *LAST)(world)


def _best(world: World) -> float:
    return float(world.measures["efficiency"].max())


def _knowing(world: World) -> float:
    return float(world.layers[-1].sees_through.mean())


SIGNATURE = (
    Expectation(
        name="efficiency at the start",
        statistic=in_world("efficiency", 1, 1),
        low=0.65,
        high=0.68,
        sentence="Half obedient and half idle, officials do two thirds of what they could for safety.",
        basis="aim unit(g + c) halves the angle to the letter: mean cosine of 15 to 75 degrees, .672; less by 2 % knowing",
    ),
    Expectation(
        name="efficiency at its best",
        statistic=lambda world, _: _best(world),
        low=0.75,
        high=0.93,
        sentence="Mild pressure helps: those who work against safety go first.",
    ),
    Expectation(
        name="efficiency in the end",
        statistic=in_world("efficiency", *LAST),
        low=0.54,
        high=0.6,
        sentence="More pressure undoes that, and more.",
        basis="closed form 6: goes to 1/√(1 + 1.5²) = .555",
    ),
    Expectation(
        name="metric in the end",
        statistic=in_world("official.metric", *LAST),
        low=1.75,
        high=1.803,
        sentence="The metric is far above 1, the most that honest work could show.",
        basis="closed form 6: goes to √(1 + 1.5²) = 1.803",
    ),
    Expectation(
        name="who sees through in the end",
        statistic=lambda world, _: _knowing(world),
        low=0.9,
        high=1.0,
        sentence="From one in fifty they come to be all.",
        basis="closed form 6: they earn more, so they spread",
    ),
    Expectation(
        name="efficiency of the contrast in the end",
        statistic=in_contrast("efficiency", *LAST),
        low=0.99,
        high=1.0,
        sentence="With instruments that can't be fooled the same selection makes everyone work for safety.",
        basis="metric = value there, and truncation goes on to its maximum, 1",
    ),
    Expectation(
        name="below the contrast",
        statistic=difference("efficiency", *LAST),
        low=-0.46,
        high=-0.39,
        sentence="Being fooled costs two fifths.",
        basis="closed form 6: .555 - 1",
    ),
)
CURVES = (
    Curve(
        name="instruments less easily fooled",
        along="how much publicity counts in a reading of safety",
        effect="metric less efficiency in the end",
        steps=tuple((fooled, {"official.sensor": instruments(fooled)}) for fooled in (FOOLED, 1.0, 0.6, 0.3, 0.0)),
        outcome=inflation,
        shape="falls",
        fades=True,
        basis="closed form 6: γ²/√(1 + γ²) once all work for the reading",
    ),
    Curve(
        name="optimisation pressure",
        along="share of officials replaced in each tick",
        effect="efficiency in the end",
        steps=steps("official.selection.turnover", (0.0, 0.002, 0.005, 0.015, 0.03, 0.06)),
        outcome=at("efficiency", *LAST),
        shape="peaks",
        extreme=(0.002, 0.015),
        slack=0.02,
        basis="idlers go in about 1/turnover ticks; the knowing need ln(50)/turnover from one in fifty",
    ),
)
LESSON = Lesson(
    idea=(
        "Instruments read what looks like safety, and publicity looks like it. A few officials know that, and each time the "
        "worst by the reading are replaced by copies of the best it is they who are copied. The metric rises as long as "
        "selection lasts, and safety only as long as there are still idlers to remove."
    ),
    question=(
        "One official in fifty knows that publicity is read as safety. The agencies keep the best by the reading. "
        "What comes of it?"
    ),
    answers=(
        Answer(
            "Safety rises with the metric: idlers do badly in both.",
            "So it begins. But the best in the reading aren't those who are best at safety, and it is the best who are copied.",
        ),
        Answer(
            "Safety falls from the first tick.",
            "At first selection has something useful to do: those who work against safety look bad, knowing or not.",
        ),
        Answer(
            "Safety rises, then falls below where it began; the metric rises throughout.",
            "Safety .67, .82 at tick 10, and .57 in the end. The metric goes from .68 to 1.80.",
            right=True,
        ),
        Answer(
            "Little: one in fifty is too few to matter.",
            "A better score is copied every tick. By tick 30 most officials know.",
        ),
    ),
    notice=(
        "The metric passes 1 at about tick 10. No honest effort could be read as more than 1: that is the moment to ask.",
        "After the knowing have taken over efficiency goes on falling, slowly: now goals turn to publicity as well.",
        "In the contrast the metric is the efficiency, and both go to 1.00.",
    ),
    attempts=(
        "Press less: with `official.selection.turnover=0.005` safety is still about .79 in the end, far better than with "
        "twelve times the pressure.",
        "Nobody who knows: `official.sees_through=0`. Safety reaches .97 by tick 25 and is at .81 in the end: "
        "without any knowledge selection finds those who like publicity, only more slowly.",
        "More obedience: `official.compliance=0.8`. Safety starts at .97 and ends at .57 all the same: who "
        "knows uses the letter against its meaning.",
    ),
    limits=(
        "Nobody here plans against the metric: who knows is born knowing, and spreads by being copied, which is enough. The "
        "instruments never learn; in an arms race they would be mended, and fooled in another way. Publicity costs nothing but "
        "the effort that it takes from safety; where the show itself does harm the end is below nothing. With instruments that "
        "take less for the thing the loss is smaller: what they confuse sets the size."
    ),
)
STORY = (
    (0, "Officials half follow the letter, safety, and half what they like: leisure, more or less against safety."),
    (5, "In each agency the worst by the reading go. Safety has risen from .67 to .77: pressure helps."),
    (10, "Safety .82. The reading says 1.02, more than honest work can show. One in fifty knew how; they are many more now."),
    (30, "Safety about .7, the reading 1.41. Officials who know that publicity passes for safety have been copied everywhere."),
    (60, "Safety .70, the reading 1.68. Those who are left begin to like publicity for its own sake."),
    (TICKS, "Safety .57, less than before all selection. The reading is 1.80 and has never gone down."),
)
_MILD = {"official.selection.turnover": 0.005}
_NAIVE = {"official.sees_through": 0.0}
_OBEDIENT = {"official.compliance": 0.8}
TOLD = (
    Told("Safety .67, .82 at tick 10, and .57 in the end", 0.67, at("efficiency", 1)),
    Told("Safety .67, .82 at tick 10, and .57 in the end", 0.82, at("efficiency", 10), half=0.02),
    Told("Safety .67, .82 at tick 10, and .57 in the end", 0.57, at("efficiency", TICKS), half=0.015),
    Told("from .68 to 1.80", 0.68, at("official.metric", 1)),
    Told("from .68 to 1.80", 1.80, at("official.metric", TICKS)),
    Told("both go to 1.00", 1.0, at("efficiency", TICKS), changes=CONTRAST),
    Told("still about .79 in the end", 0.79, at("efficiency", TICKS), changes=_MILD, half=0.03),
    Told("Safety reaches .97 by tick 25 and is at .81", 0.97, at("efficiency", 25), changes=_NAIVE, half=0.01),
    Told("Safety reaches .97 by tick 25 and is at .81", 0.81, at("efficiency", TICKS), changes=_NAIVE, half=0.02),
    Told("starts at .97 and ends at .57", 0.97, at("efficiency", 1), changes=_OBEDIENT),
    Told("starts at .97 and ends at .57", 0.57, at("efficiency", TICKS), changes=_OBEDIENT, half=0.015),
    Told("from .67 to .77", 0.67, at("efficiency", 1)),
    Told("from .67 to .77", 0.77, at("efficiency", 5), half=0.01),
    Told("Safety .82. The reading says 1.02", 0.82, at("efficiency", 10), half=0.02),
    Told("Safety .82. The reading says 1.02", 1.02, at("official.metric", 10), half=0.02),
    Told("Safety about .7, the reading 1.41", 0.7, at("efficiency", 30), half=0.05),
    Told("Safety about .7, the reading 1.41", 1.41, at("official.metric", 30), half=0.04),
    Told("Safety .70, the reading 1.68", 0.70, at("efficiency", 60), half=0.015),
    Told("Safety .70, the reading 1.68", 1.68, at("official.metric", 60), half=0.015),
    Told("Safety .57, less", 0.57, at("efficiency", TICKS), half=0.015),
    Told("The reading is 1.80", 1.80, at("official.metric", TICKS)),
)
