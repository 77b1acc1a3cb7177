"""Rocket guidance: parameters chosen by trial before the launch and carried out open loop, until the wind turns."""

import math

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.signature import Expectation, World, difference, in_world, mean_over
from superorganisms.scenarios.told import Told, at

ORDER = 11
TITLE = "Rocket guidance"
QUESTION = "How far does a plan carry that was chosen with great care and is then carried out without looking?"
CLAIM = (
    "Choosing the best of many candidates by trying them in a model costs nothing in the world and can be made as good as one "
    "likes. What was chosen is then carried out open loop: it is right as long as causes and effects are those of the model. "
    "When they change, the relation by which the candidates were judged no longer holds (causal Goodhart), and no amount of "
    "choosing beforehand helps. Closed-loop control is worse in calm air, and finds its way back."
)
SOURCES = (
    Source(
        "manheim-2018",
        "Causal Goodhart: what one chooses by is linked to the goal through causes, and the choice fails when these change.",
    ),
    Source(
        "manheim-2019",
        "Between selection and control, the direct solution: what to do is worked out beforehand, by a model.",
    ),
    Source("manheim-2019c", "A rocket's guidance: parameters found by selection for a system that then solves directly."),
    Source(
        "demski-2019b",
        "Selection tries candidates without consequences and can compare them; control has the one world and acts in it.",
    ),
    Source("lucas-1976", "Rules fitted to one regime are no guide to another."),
)

FLIGHT = 40  # ticks; a launch at the end of each tick that is a multiple of it
TURN = 100  # in the middle of the third flight
TICKS = 160
TRIALS = 16
CALM, TURNED, AGAIN = (81, TURN), (TURN + 1, 120), (121, TICKS)


def _wind(degrees: float) -> dict[str, object]:
    """Thrust to the north drives a rocket that far to the east of north from then on."""
    return {"regimes": ({"at": TURN, "rotate": {"features": ["north", "east"], "angle": math.radians(degrees)}},)}


def _trials(count: int) -> dict[str, object]:
    return {"rocket.selection": f"best_of(n={count}, turnover=1, candidates='pool')"}


PARAMETERS = Parameters(
    features=("north", "east", "up"),
    intent={"north": 1.0},
    layers=(
        LayerParameters(name="agency", spread=0.0),
        LayerParameters(name="station", size=8, selection="none", spread=0.0),
        LayerParameters(
            name="rocket",
            size=160,
            spread=1000.0,  # the first rockets fly anywhere
            compliance=0.0,  # in flight no order reaches them: they have their parameters and nothing else
            period=FLIGHT,
            exploration=0.15,  # used in the contrast alone, as is the rate: the gain of the feedback
            rate=1.0,
        ),
    ),
).with_changes({**_wind(90.0), **_trials(TRIALS)})
CONTRAST = {"rocket.strategies": {"controller": 1.0}}
CONTRAST_SAYS = "The same trials before launch, but each rocket tries its thrust a little and corrects its model in flight."
AIM = (TRIALS - 1) / (TRIALS + 1)


def _found_out_in_flight(world: World, _: World) -> float:
    return mean_over(world, "efficiency", 120, 120) - mean_over(world, "efficiency", TURN + 1, TURN + 1)


SIGNATURE = (
    Expectation(
        name="efficiency in calm air",
        statistic=in_world("efficiency", *CALM),
        low=0.865,
        high=0.9,
        sentence="The best of sixteen random directions points to the target almost exactly.",
        basis="the cosine of a random direction in space is uniform in [-1, 1]; the best of n is (n-1)/(n+1) = 15/17 = .882",
    ),
    Expectation(
        name="better than closed loop before",
        statistic=difference("efficiency", *CALM),
        low=0.06,
        high=0.13,
        sentence="In calm air the open loop is better: nothing is spent on trying.",
        basis="measured",
    ),
    Expectation(
        name="efficiency once the wind has turned",
        statistic=in_world("efficiency", *TURNED),
        low=-0.03,
        high=0.03,
        sentence="The wind turns by a right angle, and all that had been won by choosing is gone.",
        basis="closed form of frozen models: cos 90° times what it was",
    ),
    Expectation(
        name="found out in flight",
        statistic=_found_out_in_flight,
        low=-1e-9,
        high=1e-9,
        sentence="In twenty ticks no rocket corrects anything.",
        basis="open loop: no outcome reaches what decides",
    ),
    Expectation(
        name="against closed loop at the end of the flight",
        statistic=difference("efficiency", 111, 120),
        low=-0.72,
        high=-0.46,
        sentence="Rockets that correct themselves have most of it back by then.",
        basis="measured",
    ),
    Expectation(
        name="efficiency of the next flight",
        statistic=in_world("efficiency", *AGAIN),
        low=0.865,
        high=0.9,
        sentence="The next rockets are chosen for the new wind, and are as good as ever.",
        basis="(n-1)/(n+1) = 15/17 = .882: the stations' model is that of the new wind",
    ),
)
LESSON = Lesson(
    idea=(
        "Before the launch one can try as many settings as one likes in a model, at no risk, and keep the best. In flight "
        "these settings are carried out, and nothing that happens can change them. So they are excellent as long as the world "
        "is as it was in the model, and when it changes all the care that went into choosing them is lost."
    ),
    question=(
        "Each rocket flies by the best of sixteen settings tried in a model. In mid-flight the wind turns by a right angle. "
        "What would have helped the rockets that are in the air?"
    ),
    answers=(
        Answer(
            "To look where they are going, and to correct it.",
            "Rockets that try their thrust do a little worse in calm air, .79, and are back at .60 before the flight ends.",
            right=True,
        ),
        Answer(
            "More trials before launch.",
            "With 64 trials they fly better in calm air, .97. Once the wind has turned it is .00, as with sixteen.",
        ),
        Answer(
            "Less exact settings, which don't rest on the model so much.",
            "They would rest on it as much, and only point less well: by a right angle all of them are as wrong.",
        ),
        Answer(
            "Stations that notice the new wind.",
            "They do notice, and launch the next rockets by it. Those in the air hear nothing.",
        ),
    ),
    notice=(
        "Efficiency is a staircase: it changes when rockets are launched and when the wind turns, and never in between.",
        "The more trials, the better in calm air, (n-1)/(n+1) for n of them; after the turn they are worth nothing, however "
        "many.",
        "In the contrast the curve bends back within the flight. Before, it was lower: control acts on the real world, and "
        "trying things there is not free.",
    ),
    attempts=(
        "Turn the wind further, `regimes` with an angle of 120 degrees (`2.0944` radians): now efficiency is -.44. The better "
        "a rocket had been aimed, the further it flies the wrong way.",
        "Give the stations no knowledge of the wind, `station.insight` off: they go on choosing by the old model, with the "
        "same care, and the next flight is as useless as the last, .00.",
        "Raise the contrast's feedback step by step, `rocket.rate` from `.1` to `1`: what is back before the flight ends grows "
        "with it.",
    ),
    limits=(
        "A real open loop would be mixed with some feedback, and real feedback has delays with which too much of it does harm. "
        "The wind turns once and by a round number; by a small angle little is lost, as a cosine falls slowly at first. Here "
        "the model was right when it was used, so that nothing but change makes it wrong; trials in a model that has been "
        "wrong from the start are another scenario's matter."
    ),
)
STORY = (
    (0, "The target lies to the north. Nobody has aimed these first rockets: they fly anywhere, and as much back as forth."),
    (41, "Launch. For each rocket sixteen settings were tried in the station's model, and the best was taken: .88."),
    (81, "Third flight, .88 again. In flight nothing is measured and nothing decided: there is nothing that needs it."),
    (101, "The wind turns by a right angle, in mid-flight. The settings are carried out exactly, and lead nowhere: .00."),
    (115, "Still .00, and it will be until the flight ends. In the contrast, where rockets look, .60 is back by now."),
    (121, "The next rockets were chosen for the new wind: .88. Those that flew before never learned of it."),
)
_FURTHER, _MORE, _UNAWARE = _wind(120.0), _trials(64), {"station.insight": False}
TOLD = (
    Told("the best was taken: .88", 0.88, at("efficiency", 41), until=41, half=0.01),
    Told("Third flight, .88", 0.88, at("efficiency", *CALM), until=TURN, half=0.01),
    Told("lead nowhere: .00", 0.0, at("efficiency", *TURNED), until=120, half=0.01),
    Told("Still .00", 0.0, at("efficiency", *TURNED), until=120, half=0.01),
    Told("for the new wind: .88", 0.88, at("efficiency", *AGAIN), half=0.01),
    Told("calm air, .79", 0.79, at("efficiency", *CALM), changes=CONTRAST, until=120),
    Told("back at .60", 0.60, at("efficiency", 111, 120), changes=CONTRAST, until=120, half=0.01),
    Told(".60 is back", 0.60, at("efficiency", 111, 120), changes=CONTRAST, until=120, half=0.01),
    Told("calm air, .97", 0.97, at("efficiency", *CALM), changes=_MORE, until=120),
    Told("it is .00", 0.0, at("efficiency", *TURNED), changes=_MORE, until=120, half=0.01),
    Told("efficiency is -.44", -0.44, at("efficiency", *TURNED), changes=_FURTHER, until=120, half=0.01),
    Told("as the last, .00", 0.0, at("efficiency", *AGAIN), changes=_UNAWARE, half=0.01),
)
CURVES = (
    Curve(
        name="From open loop to closed",
        along="gain of the feedback (0: none)",
        effect="efficiency from the turn of the wind to the end of the flight",
        steps=(
            (0.0, {}),
            *((rate, {**CONTRAST, "rocket.rate": rate}) for rate in (0.1, 0.3, 0.6)),
            (1.0, CONTRAST),
        ),
        outcome=at("efficiency", *TURNED),
        shape="rises",
        slack=0.02,
        fades=True,
        ticks=120,
    ),
    Curve(
        name="Care before the launch, in calm air",
        along="settings tried per rocket",
        effect="efficiency before the wind turns",
        steps=tuple((trials, _trials(trials)) for trials in (2, 4, 16, 64)),
        outcome=at("efficiency", *CALM),
        shape="rises",
        ticks=TURN,
        basis="(n-1)/(n+1): 1/3, 3/5, 15/17, 63/65",
    ),
    Curve(
        name="Care before the launch, once the wind has turned",
        along="settings tried per rocket",
        effect="efficiency after the wind has turned",
        steps=tuple((trials, _trials(trials)) for trials in (2, 4, 16, 64)),
        outcome=at("efficiency", *TURNED),
        shape="level",
        slack=0.06,
        ticks=120,
        basis="cos 90° (n-1)/(n+1) = 0",
    ),
)
