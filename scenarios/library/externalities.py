"""Externalities: who learns by acting finds what pays, whatever it does to features that nobody measures."""

from types import MappingProxyType

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import Rows, matrix
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world
from superorganisms.scenarios.told import Told, at, everywhere

ORDER = 50
TITLE = "Externalities"
QUESTION = "What may it cost to let people learn by doing, if what they do touches something that nobody measures?"
CLAIM = (
    "Selection compares options before anything is done. Control learns by acting, so that whatever it tries happens in the "
    "world. A controller finds what serves its aim, and a side effect on something that is in nobody's aim and on nobody's "
    "gauge is no reason for it to stop. The damage ends where the harm is in the goal of who acts, or in the letter."
)
SOURCES = (
    Source(
        "manheim-2019b",
        "Revisiting selection and control: selection samples points in ways that don't affect the larger system, a control "
        "system can't sample a point without going there.",
    ),
    Source("demski-2019b", "The distinction itself: selection may try an option and discard it, control acts for real."),
    Source("amodei-2016", "Negative side effects (section 3): an objective silent about the rest of the world ignores it."),
    Source(
        "pigou-1920",
        "Part II: private and social net product diverge where a cost falls on others, and a charge on it closes the gap.",
    ),
)

FEATURES = ("output", "dumping", "river")
READ = (1.0, 1.0, 0.0)  # the river has no gauge
NEW = 50  # the tick after which dumping yields output
TICKS = 300


def yields(harm: float) -> Rows:
    """What effort brings about once dumping makes as much output as work does, and takes `harm` from the river."""
    rows = {"output": {"output": 1.0, "dumping": 1.0}, "river": {"river": 1.0, "dumping": -harm}, "dumping": {}}
    return matrix(FEATURES, rows)


PARAMETERS = Parameters(
    features=FEATURES,
    intent={"output": 1.0, "river": 1.0},
    response=matrix(FEATURES, {"dumping": {}}),
    regimes=((NEW, yields(harm=1.0)),),
    layers=(
        # insight off: no manual knows of the new process, so that nobody has it who hasn't found it
        LayerParameters(name="government", spread=0.0, compliance=1.0, insight=False),
        LayerParameters(name="firm", size=8, spread=0.0, compliance=1.0, insight=False, sensor=READ, selection="none"),
        LayerParameters(
            name="employee",
            size=160,
            goal={"around": {"output": 1.0}},
            spread=0.1,
            compliance=0.5,
            sensor=READ,
            selection="none",
            strategies={"controller": 1.0},
            exploration=0.15,
        ),
    ),
)
CONTRAST = {"employee.strategies": {"direct": 1.0}}
CONTRAST_SAYS = "Employees carry out what is best by the firm's model, the manual, and never try anything else."

BEFORE, LAST = (NEW - 19, NEW), (TICKS - 49, TICKS)
SHARED = MappingProxyType({"employee.goal": {"around": {"output": 1.0, "river": 1.0}}})
GAUGED = MappingProxyType(everywhere("sensor", None, "firm", "employee"))
HIRED = MappingProxyType(  # the manual knows, and who is hired goes by it
    everywhere("insight", True, "government", "firm")
    | {"employee.strategies": {"direct": 1.0}, "employee.selection": "best_of(n=4, turnover=0.1)"}
)


def river(world: World) -> float:
    """What the last tick does to the river, per employee."""
    return float(world.layers[0].outcomes[0, FEATURES.index("river")])


def spared(world: World, _: World) -> float:
    """How much better the river fares in the end if employees' goals hold it."""
    from superorganisms.model.world import Superorganism

    twin = Superorganism(world.parameters.with_changes(dict(SHARED)), rng=world.seed)
    play(twin, TICKS)
    return river(twin) - river(world)


SIGNATURE = (
    Expectation(
        name="lost by trying, before there is anything to find",
        statistic=difference("efficiency", *BEFORE),
        low=-0.06,
        high=-0.005,
        sentence="As long as there is nothing to find, trying things out costs a few hundredths and finds nothing.",
    ),
    Expectation(
        name="output in the end",
        statistic=in_world("employee.metric", *LAST),
        low=1.2,
        high=2**0.5,
        sentence="Those who learn make a third more output by the end than the manual's 1.",
        basis="with R known e = unit(Rᵀ output) = (1, 1, 0)/√2 and output is √2; exploration takes a little of it",
    ),
    Expectation(
        name="what they do to the river",
        statistic=lambda world, _: river(world),
        low=-(0.5**0.5),
        high=-0.5,
        sentence="Half of their effort goes into dumping, and the river pays for it.",
        basis="at the same effort the river loses 1/√2",
    ),
    Expectation(
        name="efficiency below the contrast in the end",
        statistic=difference("efficiency", *LAST),
        low=-0.27,
        high=-0.18,
        sentence="So the whole does worse by three tenths with people who learn than with people who don't.",
        basis="w·x = (√2 - 1/√2)/√2 = 1/2 against 1/√2, V* = 1: -.207, and a little more for exploration",
    ),
    Expectation(
        name="side effects per unit of value",
        statistic=in_world("side_effects", *LAST),
        low=1.1,
        high=1.7,
        sentence="Every unit of value comes with more than one of unmeasured harm.",
        basis="(1/√2)/(1/2) = √2 without exploration",
    ),
    Expectation(
        name="side effects of the contrast",
        statistic=in_contrast("side_effects", *LAST),
        high=0.04,
        sentence="Who keeps to the manual leaves the river alone.",
        basis="the manual's model has no dumping in it: e = output, but for the spread of goals",
    ),
    Expectation(
        name="what shared goals spare the river",
        statistic=spared,
        low=0.42,
        high=0.62,
        sentence="If employees care about the river as the intent does, they learn the harm as well, and dump much less.",
        basis="v = unit(½(1, 0, 1)/√2 + ½(1, 0, 0)), e = unit(Rᵀv): the river loses .139 and not .707, exploration aside",
    ),
)
CURVES = (
    Curve(
        name="from those who learn to those who don't",
        along="share of employees who learn by acting",
        effect="what the last tick does to the river",
        steps=(
            (1.0, {}),
            *((share, {"employee.strategies": {"controller": share, "direct": 1.0 - share}}) for share in (0.75, 0.5, 0.25)),
            (0.0, CONTRAST),
        ),
        outcome=river,
        shape="rises",
        fades=True,
        basis="each learns for itself: the damage is proportional to how many do",
    ),
    Curve(
        name="from unshared to shared goals",
        along="weight of the river in employees' goals, output's being 1",
        effect="what the last tick does to the river",
        steps=tuple(
            (weight, {"employee.goal": {"around": {"output": 1.0, "river": weight}}}) for weight in (0.0, 0.25, 0.5, 1.0)
        ),
        outcome=river,
        shape="rises",
        basis="the river's loss at e = unit(Rᵀv) falls with the share of the river in v",
    ),
)
LESSON = Lesson(
    idea=(
        "Who learns by doing finds what works, and does it for real while finding out. If a new process brings output and "
        "spoils a river that has no gauge, learners find it although nobody told them to, and everything that is measured "
        "gets better. It isn't ill will: the river is in nobody's goal and in no letter, so there is nothing to hold them back."
    ),
    question=(
        "A new process makes as much output as work does, and takes as much from the river, which has no gauge. No manual "
        "knows of it, but employees try things out. What will the whole, which needs the river as much as output, see?"
    ),
    answers=(
        Answer(
            "Nothing: nobody was told to use the process.",
            "Nobody needs to be told. Small trials show that dumping yields output, and the letter asks for output.",
        ),
        Answer(
            "A gain: people who learn do better than people who don't.",
            "They do by the letter: output rises from .93 to 1.31. The letter isn't all that the whole is for.",
        ),
        Answer(
            "Output rises by two fifths, and the whole does worse than if nobody had learned.",
            "Efficiency ends at .49. With people who keep to the manual it stays at .71.",
            right=True,
        ),
        Answer(
            "Trouble at once, as trying things out does the damage.",
            "Trials go one way as often as the other, and the river hardly feels them. What is found is what does the damage.",
        ),
    ),
    notice=(
        "Employees' metric and efficiency part at tick 50: the better the figures, the worse it goes.",
        "Nobody's goal moves. This is not a matter of what people want but of what they have found out, and don't mind.",
        "Before tick 50 trying things out is pure loss, .66 against .71. Control pays only where there is something to find.",
    ),
    attempts=(
        "Give employees goals that hold the river: `employee.goal` output and river alike. They learn the harm as they learn "
        "the gain, the river loses .10 and not .63, and efficiency ends at .77.",
        "Give the river a gauge: `firm.sensor` and `employee.sensor` none. The letter can now ask for it, and with half of the "
        "conduct the letter's it does as much as goals did: .77. Do both, and dumping pays for nobody any more: .93.",
        "Let the manual know: `insight` in government and firm, direct employees, and best_of to hire new ones. Selection "
        "then does the same damage within a few dozen ticks: efficiency .50. Knowing does the damage; control finds out.",
        "Explore less: with `employee.exploration` `.05` the same happens, slower; with `.3` it is faster.",
    ),
    limits=(
        "The world is linear, so that trials for and against the river cancel in the sum; where damage can't be undone, each "
        "trial would cost. Nobody lives at the river who could complain or bargain, as Coase would have it. A side effect here "
        "does harm by construction; where learners find something that helps the rest, the same indifference is a blessing."
    ),
)
STORY = (
    (
        0,
        "The ministry asks its firms for output. The river counts as much, but it has no gauge, so no letter speaks of it.",
    ),
    (20, "Employees try things out and learn. There is nothing to find yet, and trying costs a little: .66 and not .71."),
    (51, "A new process comes up: what is dumped into the river saves work. No manual mentions it."),
    (100, "Bit by bit people find out. Output has risen to 1.20; efficiency has fallen to .61."),
    (200, "Nearly all have found it. Output has never been better, 1.30, and efficiency is down to .52."),
    (300, "What everybody does best takes .63 from the river, per head. By all that is measured it is the best year ever."),
)
TOLD = (
    Told("from .93 to 1.31", 0.93, at("employee.metric", *BEFORE)),
    Told("from .93 to 1.31", 1.31, at("employee.metric", *LAST)),
    Told("Efficiency ends at .49", 0.49, at("efficiency", *LAST)),
    Told("stays at .71", 0.71, at("efficiency", *LAST), changes=CONTRAST),
    Told(".66 against .71", 0.66, at("efficiency", *BEFORE)),
    Told(".66 against .71", 0.71, at("efficiency", *BEFORE), changes=CONTRAST),
    Told("the river loses .10 and not .63", -0.10, river, changes=SHARED),
    Told("the river loses .10 and not .63", -0.63, river),
    Told("efficiency ends at .77", 0.77, at("efficiency", *LAST), changes=SHARED),
    Told("as goals did: .77", 0.77, at("efficiency", *LAST), changes=GAUGED),
    Told("nobody any more: .93", 0.93, at("efficiency", *LAST), changes=dict(SHARED) | dict(GAUGED)),
    Told("efficiency .50", 0.50, at("efficiency", *LAST), changes=HIRED),
    Told(".66 and not .71", 0.66, at("efficiency", 20)),
    Told(".66 and not .71", 0.71, at("efficiency", 20), changes=CONTRAST),
    Told("Output has risen to 1.20", 1.2, at("employee.metric", 100)),
    Told("fallen to .61", 0.61, at("efficiency", 100)),
    Told("1.30, and", 1.3, at("employee.metric", 200)),
    Told("down to .52", 0.52, at("efficiency", 200)),
    Told("takes .63 from the river", -0.63, river),
)
