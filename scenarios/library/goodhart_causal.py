"""Causal Goodhart: a metric that shared its cause with the goal, until somebody found another way to it."""

import numpy as np

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import Rows, matrix
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import Expectation, World, difference, in_world
from superorganisms.scenarios.told import Told, at, change

ORDER = 32
TITLE = "Goodhart, causal"
QUESTION = "Grades have always shown who knows something: will better grades bring more knowledge?"
CLAIM = (
    "Proxy and goal may go together because they have a cause in common. Whoever raises the proxy through that cause raises "
    "the goal too; whoever raises it by any other way leaves the goal where it is, or takes from it, however perfect "
    "the correlation was. Pressure on the proxy does no harm as long as there is no other way. What it does is to "
    "make people want the proxy, so that the more of it there was before, the more is lost when a way opens."
)
SOURCES = (
    Source(
        "manheim-2018",
        "Causal Goodhart: proxy and goal depend on a shared cause, and intervening on the proxy by another path doesn't "
        "move the goal.",
    ),
    Source("lucas-1976", "A relation observed under one policy needn't hold once policy acts on it."),
    Source(
        "choi-2012", "People paid by a measure act as though it were the thing it stands for: pressure before the way opens."
    ),
)

FEATURES = ("knowledge", "grades", "rest")
OPENS, TICKS = 80, 120
DRILL = 1.0


def schooling(drill: float) -> Rows:
    """Teaching (first column) brings knowledge, and half as much in grades; drilling (second) brings grades alone, so many."""
    return matrix(FEATURES, {"grades": {"knowledge": 0.5, "grades": drill}})


PARAMETERS = Parameters(
    features=FEATURES,
    intent={"knowledge": 1.0},
    designer_encoding=matrix(FEATURES, {"grades": {"knowledge": 1.0}}, diagonal=0.0),
    response=schooling(0.0),
    regimes=((OPENS, schooling(DRILL)),),
    layers=(
        LayerParameters(name="ministry", spread=0.0, compliance=1.0, selection="none"),
        LayerParameters(name="school", size=12, spread=0.0, compliance=1.0, selection="none"),
        LayerParameters(
            name="teacher",
            size=240,
            goal={"around": {"knowledge": 1.0, "rest": 1.0}},
            spread=0.3,
            compliance=0.3,
            mutation=0.02,
            surrogation=0.05,
            selection="truncation(turnover=0.05)",
        ),
    ),
)
CONTRAST = {"regimes": ((OPENS, schooling(0.0)),)}
CONTRAST_SAYS = "No other way to grades ever opens: drilling brings none."

BEFORE, AFTER = (OPENS - 9, OPENS), (TICKS - 9, TICKS)


def broken(world: World) -> float:
    """Efficiency lost since the way opened."""
    return at("efficiency", *BEFORE)(world) - at("efficiency", *AFTER)(world)


def together(world: World, tick: int) -> float:
    """Correlation over teachers of knowledge and grades in a tick of this world."""
    then = type(world)(world.parameters, rng=world.seed)
    play(then, tick)
    outcomes = np.asarray(then.layers[-1].outcomes)
    return float(np.corrcoef(outcomes[:, 0], outcomes[:, 1])[0, 1])


SIGNATURE = (
    Expectation(
        name="grades go with knowledge before",
        statistic=lambda world, _: together(world, 1),
        low=1 - 1e-9,
        high=1 + 1e-9,
        sentence="As long as teaching is the only way to grades they show knowledge without error.",
        basis="grades = knowledge/2 for everyone",
    ),
    Expectation(
        name="grades go against knowledge after",
        statistic=lambda world, _: together(world, OPENS + 10),
        low=-1.0,
        high=-0.97,
        sentence="Ten ticks after the way has opened, who has better grades has taught less.",
        basis="effort is limited: at effort 1 drilling takes the place of teaching",
    ),
    Expectation(
        name="knowledge before",
        statistic=in_world("efficiency", *BEFORE),
        low=0.99,
        high=1.0,
        sentence="Wanting grades makes everybody teach as much as can be.",
        basis="all efforts go to the one cause that grades have: cos 0 = 1",
    ),
    Expectation(
        name="knowledge after",
        statistic=in_world("efficiency", *AFTER),
        low=0.44,
        high=0.46,
        sentence="The same wish makes everybody drill.",
        basis="closed form 2: effort unit(½, 1), value .5/√1.25 = .447",
    ),
    Expectation(
        name="grades after, less before",
        statistic=lambda world, _: at("teacher.metric", *AFTER)(world) - at("teacher.metric", *BEFORE)(world),
        low=0.6,
        high=0.63,
        sentence="Grades have more than doubled.",
        basis="from ½ to √(½² + 1) = 1.118",
    ),
    Expectation(
        name="below the contrast",
        statistic=difference("efficiency", *AFTER),
        low=-0.56,
        high=-0.54,
        sentence="With the same goals, where no way opens, nothing is lost.",
        basis="1 - .447",
    ),
    Expectation(
        name="goals didn't change when the way opened",
        statistic=lambda world, _: change("teacher.inner_alignment", OPENS, OPENS + 10)(world),
        low=-0.01,
        high=0.02,
        sentence="Nobody was corrupted by it: teachers had come to want grades long before.",
        basis="surrogation at .05: what isn't yet the letter after 80 ticks is less than e^-4",
    ),
)
CURVES = (
    Curve(
        name="a poorer way, and less lost",
        along="grades that an effort of drilling brings",
        effect="efficiency lost since the way opened",
        steps=tuple((drill, {"regimes": ((OPENS, schooling(drill)),)}) for drill in (DRILL, 0.75, 0.5, 0.25, 0.0)),
        outcome=broken,
        shape="falls",
        fades=True,
        basis="1 - ½/√(¼ + d²) for a way that brings d",
    ),
    Curve(
        name="pressure before, loss after",
        along="surrogation: how far teachers are drawn to grades in each tick",
        effect="efficiency in the end",
        steps=steps("teacher.surrogation", (0.0, 0.005, 0.01, 0.02, 0.05)),
        outcome=at("efficiency", *AFTER),
        shape="falls",
        slack=0.005,
        basis="who still wants knowledge when the way opens goes on teaching for its sake",
    ),
    Curve(
        name="pressure while there is no other way",
        along="surrogation: how far teachers are drawn to grades in each tick",
        effect="efficiency at tick 20",
        steps=steps("teacher.surrogation", (0.0, 0.02, 0.05, 0.1)),
        outcome=at("efficiency", 20),
        shape="rises",
        ticks=20,
        basis="wanting grades in the place of rest is as good as wanting knowledge, as long as teaching is the only way",
    ),
)
LESSON = Lesson(
    idea=(
        "Grades show knowledge because both come from teaching. So long as nothing else brings grades, it does no harm to want "
        "grades for their own sake, and those who press for them get more knowledge. When a way to grades opens that bypasses "
        "teaching, nobody has to change his mind to take it."
    ),
    question=(
        "For 80 ticks grades and knowledge go together perfectly, and pressure for grades has brought both to their best. "
        "Then drilling for the test becomes possible. What happens?"
    ),
    answers=(
        Answer(
            "Knowledge falls to less than half, and grades more than double.",
            "From 1.00 to .45, and from .50 to 1.12. All that effort wanted was grades.",
            right=True,
        ),
        Answer(
            "Knowledge stays and grades rise: drilling is an extra.",
            "Effort is limited. Whoever drills doesn't teach meanwhile.",
        ),
        Answer(
            "Little, as the correlation between the two is perfect.",
            "It was perfect because there was one way to both. It says nothing about what a second way does: ten ticks later "
            "it is as good as -1.",
        ),
        Answer(
            "Only those who never cared for knowledge start to drill.",
            "After 80 ticks under the metric that is everyone, and nothing had shown it.",
        ),
    ),
    notice=(
        "The teachers' metric and efficiency rise together, one twice the other, up to tick 80. Then they part.",
        "The fall takes some twenty ticks: teachers act on the world as it was when they were hired, and drilling comes with "
        "those who are new. Not knowing the way protects.",
        "Goals hardly move when the way opens. The damage was done before, and was nowhere to be seen.",
    ),
    attempts=(
        "Press less before: without surrogation (`teacher.surrogation=0`) goals still hold knowledge when the way opens, and "
        ".87 is still there in the end. Selection by grades works on those that are left, and goes on.",
        "Nobody new: intervene with `teacher.selection=none` at tick 80. All keep the model that they were hired with, nobody "
        "finds the way, and efficiency stays at 1.00.",
        "A poorer way: drilling that brings a quarter of what it does here costs only a tenth (see the first curve).",
    ),
    limits=(
        "In the source the regulator's own act breaks the relation, and where those who are judged do so for ends of their own "
        "it speaks of adversarial Goodhart; here teachers take the new way, but outwit nobody and only want what is asked. The "
        "way opens on a given day, whatever the pressure, so that pressure before and harm after can be told apart. That "
        "wanting grades spreads is put in (surrogation); what comes of it is not. Grades stand for anything that a goal's "
        "cause also brings about. If schools could read how grades came about, the letter could ask for the cause itself. The "
        "sizes are those of the two yields, `0.5` and `1`."
    ),
)
STORY = (
    (0, "The ministry wants knowledge and asks for grades. Both come from teaching; nothing else brings grades."),
    (20, "Teachers come to want what they are measured by. It does no harm, on the contrary: efficiency .97, from .79."),
    (70, "Efficiency 1.00. Hardly anybody wants knowledge any more, and nobody could tell: who wants grades must teach."),
    (OPENS, "Past papers are published. From now on drilling brings twice as much in grades as teaching does."),
    (OPENS + 10, "New teachers drill. Grades have risen from .50 to .78, efficiency has fallen to .75."),
    (OPENS + 20, "Grades 1.09, efficiency .48. No goal has changed, and no letter."),
    (TICKS, "Grades 1.12, more than twice what they were: a record. Knowledge .45."),
)
_FREE = {"teacher.surrogation": 0.0}
_CLOSED = {"interventions": ((OPENS, "teacher.selection", "none"),)}
TOLD = (
    Told("From 1.00 to .45, and from .50 to 1.12", 1.0, at("efficiency", OPENS)),
    Told("From 1.00 to .45, and from .50 to 1.12", 0.45, at("efficiency", TICKS)),
    Told("From 1.00 to .45, and from .50 to 1.12", 0.5, at("teacher.metric", OPENS)),
    Told("From 1.00 to .45, and from .50 to 1.12", 1.12, at("teacher.metric", TICKS)),
    Told(".87 is still there in the end", 0.87, at("efficiency", *AFTER), changes=_FREE, half=0.02),
    Told("efficiency stays at 1.00", 1.0, at("efficiency", TICKS), changes=_CLOSED),
    Told("efficiency .97, from .79", 0.97, at("efficiency", 20)),
    Told("efficiency .97, from .79", 0.79, at("efficiency", 1)),
    Told("Efficiency 1.00", 1.0, at("efficiency", 70)),
    Told("from .50 to .78", 0.5, at("teacher.metric", OPENS)),
    Told("from .50 to .78", 0.78, at("teacher.metric", OPENS + 10), half=0.01),
    Told("has fallen to .75", 0.75, at("efficiency", OPENS + 10), half=0.01),
    Told("Grades 1.09, efficiency .48", 1.09, at("teacher.metric", OPENS + 20), half=0.01),
    Told("Grades 1.09, efficiency .48", 0.48, at("efficiency", OPENS + 20), half=0.01),
    Told("Grades 1.12", 1.12, at("teacher.metric", TICKS)),
    Told("Knowledge .45", 0.45, at("efficiency", TICKS)),
)
