"""Indexicality: a letter that is right where it was tuned says the same in another world, and there it is wrong."""

import math

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import Rows, matrix
from superorganisms.scenarios.signature import Expectation, World, difference, in_world
from superorganisms.scenarios.told import Told, at, mended

ORDER = 42
TITLE = "Indexicality"
QUESTION = "Rules that work at home are carried abroad, word for word, and obeyed to the letter: what are they worth there?"
CLAIM = (
    "What a letter is good for is not all in the letter. Rules tuned in one world name the means that lead to the end there. "
    "Said elsewhere they name the same means, but these lead somewhere else: as with the word here, it matters where they are "
    "said. Carried into another world they keep as much of their worth as the cosine of the angle between what serves the end "
    "in the one and in the other, although nobody disobeys. What makes up for it is tuning on the spot, or a letter that names "
    "the end to people who know the world that they live in."
)
SOURCES = (
    Source(
        "perry-1979",
        "Indexicals: words such as I, here and now, which pick out something else in another mouth or place or at another "
        "time, and which no description can replace in saying why somebody acts.",
    ),
    Source(
        "demski-2019",
        "Stable pointers to value (section 4.3): how to give an agent a goal by pointing at it, so that it is what was meant "
        "that it goes on pursuing, and not whatever the pointer comes to pick out.",
    ),
    Source(
        "berkowitz-2003",
        "The transplant effect: how well law that was taken over works depends on its having been adapted or its ideas having "
        "been familiar, more than on whose law it was.",
    ),
    Source("baker-2002", "What a distorted measure is worth goes by the angle between it and the aim."),
)

FEATURES = ("wellbeing", "titles", "courts", "custom", "kinship")
MEANS = tuple(float(name != "wellbeing") for name in FEATURES)  # what citizens can be judged by
ANGLE = 60.0
MOVE = 80
TICKS = 160


def world(degrees: float) -> Rows:
    """What brings wellbeing: title deeds and courts at home; the further one goes, the more custom and kinship instead."""
    home, away = (turn(math.radians(degrees)) / math.sqrt(2) for turn in (math.cos, math.sin))
    return matrix(FEATURES, {"wellbeing": {"titles": home, "courts": home, "custom": away, "kinship": away}})


PARAMETERS = Parameters(
    features=FEATURES,
    intent={"wellbeing": 1.0},
    response=world(0.0),
    regimes=((MOVE, world(ANGLE)),),
    layers=(
        LayerParameters(name="order", compliance=1.0),
        # Governments are kept by how well their people fare, and write what they believe in: here it is tuned
        LayerParameters(name="government", size=24, spread=1.0, compliance=0.0, selection="truncation(turnover=0.2)", period=2),
        LayerParameters(name="citizen", size=144, compliance=1.0, sensor=MEANS),
    ),
)
CONTRAST = {"regimes": ()}
CONTRAST_SAYS = "The letters stay at home."


def _kept(world: World, _: World) -> float:
    return at("efficiency", MOVE + 1)(world) / at("efficiency", MOVE)(world)


SIGNATURE = (
    Expectation(
        name="efficiency at home",
        statistic=in_world("efficiency", MOVE - 9, MOVE),
        low=0.98,
        high=1.0,
        sentence="At home letters have been tuned until they are as good as can be.",
    ),
    Expectation(
        name="share kept abroad",
        statistic=_kept,
        low=0.46,
        high=0.54,
        sentence="Carried into a world at 60 degrees they keep half of what they were worth.",
        basis="closed form 2: cos 60° = .5; the letters' own small errors are as often to one side as to the other",
    ),
    Expectation(
        name="obedience abroad",
        statistic=in_world("citizen.reliability", MOVE + 1, TICKS),
        low=1 - 1e-9,
        high=1.0 + 1e-9,
        sentence="Nobody disobeys: citizens do exactly what the letters say, before and after.",
        basis="compliance 1, and people know what brings titles, courts, custom and kinship: that is the same everywhere",
    ),
    Expectation(
        name="against staying at home",
        statistic=difference("efficiency", MOVE + 1, MOVE + 2),
        low=-0.54,
        high=-0.46,
        sentence="The same letters at home would still be worth all they were.",
        basis="closed form 2: cos 60° - 1 = -.5",
    ),
    Expectation(
        name="won back on the spot",
        statistic=lambda world, _: at("efficiency", MOVE + 40)(world) - at("efficiency", MOVE + 1)(world),
        low=0.33,
        high=0.48,
        sentence="As governments are kept or dropped by how people fare here, letters come to say what is right here.",
    ),
    Expectation(
        name="in the end, against staying at home",
        statistic=difference("efficiency", TICKS - 9, TICKS),
        low=-0.04,
        high=0.0,
        sentence="In the end they are as good as they were at home, and say something else.",
    ),
)
LESSON = Lesson(
    idea=(
        "A letter that works says what to do in the world where it was made. It names means, such as title deeds and courts, "
        "because means can be asked for and checked, and which means lead to the end is nowhere in the letter. In another "
        "world the same words ask for the same means, which lead somewhere else, and the better they are obeyed the less "
        "anybody is to blame."
    ),
    question=(
        "Letters tuned at home are carried into a world where what serves wellbeing lies at 60 degrees to what served it at "
        "home. Everybody obeys. How much of what the letters were worth is left?"
    ),
    answers=(
        Answer("All of it: letters are the same, and obeyed.", "Letters are the same. What comes of obeying them is not."),
        Answer(
            "A third: 60 of 90 degrees is two thirds of the way to nothing.",
            "Worth does not fall evenly with the angle. Small turns cost little, 30 degrees only an eighth.",
        ),
        Answer(
            "Nothing: one can't carry institutions abroad.",
            "That would be so at 90 degrees, where nothing that helped at home helps abroad.",
        ),
        Answer("A half.", "It is the cosine of the angle, and the cosine of 60 degrees is a half.", right=True),
    ),
    notice=(
        "Reliability, how well citizens do what the letter says, is 1.00 in every tick. All of the loss is in the letters.",
        "Governments' letters are the same vectors in the tick before the move and in the tick after: compare the bars.",
        "The order's letter, wellbeing, is right in both worlds. But no citizen ever reads it.",
        "Tuning on the spot takes as long as at home: about 40 ticks.",
    ),
    attempts=(
        "Carry the letters less far (regimes with `world(30)`): .86 of what can be done. At 90 degrees it is 0.",
        "Forbid tuning abroad (intervene with `government.selection=none` at tick 80): it stays at .50 to the end. That is "
        "the transplant effect: what was not adapted works less well.",
        "Let letters name the end (`citizen.sensor=none` and `government.compliance=1`). In the tick after the move it is .50 "
        "again, as citizens still believe in titles and courts; ten ticks later, when some have been replaced by others who "
        "know the new world, it is .93 instead of .59.",
    ),
    limits=(
        "The likeness to words such as here is a loose one: those change what they stand for, whereas a letter goes on naming "
        "the same means. The two worlds differ in one angle, all at once, and in nothing else. That letters can name means "
        "alone is put in; that they come to name the right ones is not, it is bred. Citizens here obey without limit: where "
        "they pursue wellbeing by their own lights they make up for some of what the letter misses. A letter that names the "
        "end needs people who know what leads to it, and superiors who can tell whether it was reached."
    ),
)
STORY = (
    (0, "Governments believe in this and that, and their letters ask for it. What serves wellbeing here is titles and courts."),
    (20, "Governments whose people fare well are kept and copied. Letters come to ask for titles and courts."),
    (79, "Letters are as good as they can be: 1.00. Tomorrow they will be carried into a world of custom and kinship."),
    (81, "The same words, obeyed as well as ever: .50. Here they lead somewhere else."),
    (100, "Governments are judged by what comes of it here. A little custom has crept into the letters: .74."),
    (160, "They ask for what serves wellbeing here, more custom and kinship than titles and courts: .99."),
)
_HALF_WAY = {"regimes": ((MOVE, world(30.0)),)}
_LEFT_ALONE = mended(MOVE, "government.selection", "none")
_END = {"citizen.sensor": None, "government.compliance": 1.0}
TOLD = (
    Told("as good as they can be: 1.00", 1.0, at("efficiency", 79), half=0.01),
    Told("obeyed as well as ever: .50", 0.5, at("efficiency", MOVE + 1), half=0.01),
    Told("crept into the letters: .74", 0.74, at("efficiency", 100), half=0.01),
    Told("than titles and courts: .99", 0.99, at("efficiency", TICKS), half=0.01),
    Told("letter says, is 1.00", 1.0, at("citizen.reliability", 1, TICKS)),
    Told(".86 of what can be done", 0.86, at("efficiency", MOVE + 1), None, _HALF_WAY, 0.01),
    Told("it stays at .50 to the end", 0.5, at("efficiency", TICKS), None, _LEFT_ALONE, 0.01),
    Told("after the move it is .50", 0.5, at("efficiency", MOVE + 1), None, _END),
    Told("it is .93", 0.93, at("efficiency", MOVE + 10), None, _END, 0.01),
    Told("instead of .59", 0.59, at("efficiency", MOVE + 10), half=0.01),
)


def _lost(world: World) -> float:
    return at("efficiency", MOVE)(world) - at("efficiency", MOVE + 1)(world)


CURVES = (
    Curve(
        name="how far letters are carried",
        along="angle between the two worlds, in degrees",
        effect="efficiency lost in the tick after",
        steps=(
            (ANGLE, {}),
            *((degrees, {"regimes": ((MOVE, world(degrees)),)}) for degrees in (45.0, 30.0, 15.0)),
            (0.0, {"regimes": ()}),
        ),
        outcome=_lost,
        shape="falls",
        fades=True,
        ticks=MOVE + 1,
        basis="closed form 2: 1 - cos of the angle",
    ),
    Curve(
        name="how much new governments try",
        along="mutation of governments",
        effect="efficiency 30 ticks after the move",
        steps=steps("government.mutation", (0.01, 0.03, 0.1)),
        outcome=at("efficiency", MOVE + 30),
        shape="rises",
        ticks=MOVE + 30,
        basis="closed form 9: the response to selection is in proportion to the differences that can be selected",
    ),
)
