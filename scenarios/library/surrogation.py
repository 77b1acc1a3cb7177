"""Surrogation: the letter takes the spirit's place in the goals, so that a letter repaired is not yet a world repaired."""

import math
from types import MappingProxyType

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import Expectation, World, difference, in_world, mean_over
from superorganisms.scenarios.told import Told, at, everywhere

ORDER = 40
TITLE = "Surrogation"
QUESTION = "Once a poor letter has been repaired, is everything as it was?"
CLAIM = (
    "People who work under a measure come to want the measure. As long as goals hold the spirit they make up for what the "
    "letter misses; surrogation replaces the spirit by the letter, until only the letter's share of it is left. Repairing the "
    "letter then helps only as fast as goals are drawn to the new one, about 1/s ticks at s per tick. A letter that turns "
    "round faster is never reached: goals that chase it end up against it, the more so the more eagerly they follow. Where "
    "goals hold no spirit there is none to lose, and the same pull helps."
)
SOURCES = (
    Source("choi-2012", "Managers paid by a measure of a strategy come to act as if the measure were the strategy."),
    Source(
        "harris-2019", "Surrogation: people replace what a metric stands for by the metric, and it undermines the business."
    ),
)

FEATURES = ("wellbeing", "nature", "security", "output", "profit", "leisure")
INTENT = {"wellbeing": 1.0, "nature": 1.0, "security": 1.0, "output": 1.0}
COUNTED = ("security", "output")  # half of the intent has a statistic
REPAIR = 150
TICKS = 220
RATE = 0.05
_LAYERS = (("order", 1), ("government", 4), ("firm", 24), ("employee", 288))

PARAMETERS = Parameters(
    features=FEATURES,
    intent=INTENT,
    designer_encoding=tuple(float(name in COUNTED) for name in FEATURES),
    interventions=((REPAIR, "designer_encoding", None),),
    layers=tuple(
        # spread .1: at the start everyone wants nearly what the whole is for, so that there is a spirit to lose
        LayerParameters(
            name=name,
            size=size,
            spread=0.1,
            mutation=0.02,
            surrogation=RATE,
            selection="none" if name == "order" else "truncation(turnover=0.1)",
        )
        for name, size in _LAYERS
    ),
)
_NAMES = tuple(name for name, _ in _LAYERS)
CONTRAST = everywhere("surrogation", 0.0, *_NAMES)
CONTRAST_SAYS = "Nobody is drawn to the letter by living under it."


SPIRITLESS = MappingProxyType({"order.goal": {"profit": 1.0, "leisure": 1.0}})  # and all others start around it
FEW = MappingProxyType({"interventions": (), "government.size": 2, "firm.size": 4, "employee.size": 40})
REVERSALS = 16


def lag(world: World, repair: int = REPAIR) -> float:
    """Ticks from the repair until 1 - 1/e of the efficiency lost since the start has come back; NaN if it never has."""
    efficiency = world.measures["efficiency"]
    lost = efficiency.loc[1] - efficiency.loc[repair]
    back = efficiency.loc[repair + 1 :] >= efficiency.loc[repair] + (1 - math.exp(-1)) * lost
    return float(back.idxmax() - repair) if back.any() else math.nan


def gain(seed: int, until: int = 80) -> float:
    """Mean efficiency under the poor letter with surrogation less that without, where goals start without the spirit."""
    from superorganisms.model.world import Superorganism

    changed, means = PARAMETERS.with_changes({**FEW, **SPIRITLESS}), []
    for parameters in (changed, changed.with_changes(CONTRAST)):
        world = Superorganism(parameters, rng=seed)
        play(world, until)
        means.append(mean_over(world, "efficiency", 1, until))
    return means[0] - means[1]


def chase(world: World, rate: float | None = None) -> float:
    """How the order's goal stands to a letter that asks for more and for less of what is counted in turn, tick by tick.

    The cosine, in the last two ticks, in this world with few people and with this rate for all, the world's own if not given.
    """
    eager = {} if rate is None else everywhere("surrogation", rate, *_NAMES)
    chased = type(world)(world.parameters.with_changes({**FEW, **eager}), rng=world.seed)
    more = tuple(float(name in COUNTED) for name in FEATURES)
    for tick in range(REVERSALS):
        chased.intervene("designer_encoding", tuple(-one if tick % 2 else one for one in more))
        chased.step()
    return mean_over(chased, "order.inner_alignment", REVERSALS - 1, REVERSALS)


def opposed(rate: float) -> float:
    """What `chase` comes to: goals in the plane of the letter and what it is silent on, [(1 - s) g + s c] tick by tick.

    Of a goal settled so, what the letter is silent on shrinks by 1 - s, as the length must then; and what lies along the
    letter, a against the next one, turns its sign: (1 - s) a = s - (1 - s) a. From s = 2/3 on nothing is left of the first.
    """
    return -min(1.0, rate / (2 * (1 - rate))) if rate < 1 else -1.0


SIGNATURE = (
    Expectation(
        name="efficiency before the repair",
        statistic=in_world("efficiency", REPAIR - 9, REPAIR),
        low=0.70,
        high=0.72,
        sentence="Once everybody wants the letter what is left is the letter's share of the intent, 1/√2.",
        basis="closed form 2 (spirit against letter): cos of the angle between them, .7071; goals add nothing to the letter",
    ),
    Expectation(
        name="before the repair, against the contrast",
        statistic=difference("efficiency", REPAIR - 9, REPAIR),
        low=-0.29,
        high=-0.22,
        sentence="Without surrogation goals keep making up for the letter: a quarter of what could be done is lost by it.",
        basis="at most 1 - .7071 = .29, less the little that selection on the letter loses in the contrast, measured",
    ),
    Expectation(
        name="won in the tick after the repair",
        statistic=lambda world, _: (
            mean_over(world, "efficiency", REPAIR + 1, REPAIR + 1) - mean_over(world, "efficiency", REPAIR, REPAIR)
        ),
        low=0.025,
        high=0.045,
        sentence="A complete letter alone wins back little: only the order has seen it undiluted, and nobody wants it yet.",
        basis=(
            "four layers whose goals are at the old letter, 45° off: each halves the way that its letter has gone to the new; "
            "employees go 45°/16, and cos 42.19° - cos 45° = .034"
        ),
    ),
    Expectation(
        name="lag after the repair",
        statistic=lambda world, _: lag(world),
        low=18.0,
        high=26.0,
        sentence="Two thirds of what was lost come back in about 1/s = 20 ticks.",
        basis="an exponential approach at rate s has 1 - 1/e of the way behind it after 1/s = 20 ticks; layers follow in turn",
    ),
    Expectation(
        name="chasing a fast letter, eagerly",
        statistic=lambda world, _: chase(world, 0.5),
        low=-0.51,
        high=-0.49,
        sentence="If the letter turns about every tick, an order that goes half of the way to it each time wants the opposite.",
        basis="[(1-s)g + s c] with c turning its sign: cos = -s/(2(1-s)) = -.5 at s = 1/2 (`opposed`, in this file)",
    ),
    Expectation(
        name="chasing a fast letter, slowly",
        statistic=lambda world, _: chase(world),
        low=-0.05,
        high=0.0,
        sentence="Going a twentieth of the way, it comes to a right angle and not much further.",
        basis="the same form: -s/(2(1-s)) = -.026 at s = 1/20, not yet reached in 16 ticks",
    ),
    Expectation(
        name="what surrogation does where goals hold no spirit",
        statistic=lambda world, _: gain(world.seed),
        low=0.33,
        high=0.41,
        sentence="Where goals start at profit and leisure the same pull to the same letter wins over a third, in 80 ticks.",
    ),
)
_EAGER = (0.05, 0.2, 0.35, 0.5, 0.7, 0.9)
CURVES = (
    Curve(
        name="what the letter takes",
        along="surrogation: share of the way to the letter, per tick",
        effect="efficiency before the repair",
        steps=steps(
            "order.surrogation", (RATE, 0.02, 0.01, 0.005, 0.002, 0.0), *(f"{name}.surrogation" for name in _NAMES[1:])
        ),
        outcome=at("efficiency", REPAIR - 9, REPAIR),
        shape="rises",
        fades=True,
        ticks=REPAIR,
        basis="what is left of the spirit in a goal falls as exp(-s t): little where s t is large, most of it where it is 1/2",
    ),
    Curve(
        name="chasing a fast letter",
        along="surrogation: share of the way to the letter, per tick",
        effect="the order's goal against a letter that turns about every tick (cosine)",
        steps=steps("order.surrogation", _EAGER),
        outcome=chase,
        shape="falls",
        slack=0.001,
        ticks=1,
        basis="-s/(2(1-s)), and -1 from s = 2/3 on (`opposed`)",
    ),
)
LESSON = Lesson(
    idea=(
        "A measure stands for something, and whoever is measured knows what, at first. Living under it one comes to want the "
        "measure, and what it stood for is forgotten layer by layer. Then a better measure finds nobody who remembers what it "
        "is about."
    ),
    question=(
        "Goals hold the spirit, the letter misses half of it, and people come to want the letter by a twentieth per tick. "
        "At tick 150 the letter is completed. What happens?"
    ),
    answers=(
        Answer(
            "All is well at once: the letter was the trouble.", "It has become the goals' trouble by then: .71 turns to .74."
        ),
        Answer("Nothing more: goals are lost for good.", "The pull that drew them away draws them back. It takes time."),
        Answer("It comes back over some 1/s ticks.", "Two thirds in about 20, layer after layer.", right=True),
        Answer(
            "There was nothing to repair: goals made up for the letter.",
            "So they did at the start, and would still without surrogation: .97.",
        ),
    ),
    notice=(
        "At first the bands of the layers' goals lie below zero: what the first letter loses (.29) the goals win back.",
        "Employees' metric is near 1 throughout. Alignment with the letter above falls at the repair, when things get better.",
        "The order turns first, and its employees last: each layer learns from a letter that is still half the old one.",
    ),
    attempts=(
        "Set `surrogation` to `.1` in all layers: forgetting takes half as long, and coming back 12 or 13 ticks and not "
        "over 21.",
        "Give the order another goal (`order.goal` profit and leisure), around which all others start. Now there is no spirit "
        "to lose, and surrogation helps: .60 of what could be done up to the repair instead of .18.",
        "Set `compliance` to `.9`: goals hardly act, so that there is little to win by them, and little to wait for.",
        "Make the letter fast: let it ask for more security and output in one tick and for less in the next (`chase` in the "
        "scenario's file). An order that goes half of the way each time is at odds with it: cosine -.50. One that goes a "
        "twentieth hardly turns, and ends beside it: -.01, a right angle. Going nine tenths means to want what was asked "
        "yesterday, and the opposite is asked today: -1.00.",
    ),
    limits=(
        "The letter is repaired from outside and at once, by someone who knows. Goals are drawn to what the letter says, not "
        "to what it pays; and nothing here remembers the spirit but the goals that have not been drawn away yet. Goals are "
        "directions here, and settle on what a turning letter is silent about: slow ones end at a right angle to it and not "
        "against it. Where goals may have any length (`goal_geometry` at `free`) they end wholly opposed at every rate, but "
        "short: the slower they follow, the less they count. Below the order the swings are damped, layer by layer."
    ),
)
STORY = (
    (0, "The letter names half of what is wanted. Everyone knows better, and does better: .99 of what could be done is done."),
    (20, "Whoever lives under a letter comes to want it, a twentieth each tick. The order forgets first, and .95 is done."),
    (60, "Goals now agree with their letters almost perfectly, in every layer. Efficiency has fallen to .80."),
    (130, "All want the letter, and the letter is all that is left: .71. By every metric this is perfection."),
    (151, "The letter has been completed. Nobody remembers what it is about: .74 after a tick, .81 after ten."),
    (
        200,
        "Goals follow the new letter, layer by layer: .98. It took as long as forgetting did: about 1/s ticks and a few more.",
    ),
)
_UNDRAWN = {**SPIRITLESS, **CONTRAST}
_TURNED = "up to the repair instead of .18"
TOLD = (
    Told("better, and does better: .99", 0.99, at("efficiency", 1)),
    Told("and .95 is done", 0.95, at("efficiency", 20)),
    Told("Efficiency has fallen to .80", 0.80, at("efficiency", 60)),
    Told("all that is left: .71", 0.71, at("efficiency", 130, REPAIR)),
    Told(".74 after a tick, .81 after ten", 0.74, at("efficiency", REPAIR + 1)),
    Told(".74 after a tick, .81 after ten", 0.81, at("efficiency", REPAIR + 10)),
    Told("layer by layer: .98", 0.98, at("efficiency", 200)),
    Told(".71 turns to .74", 0.71, at("efficiency", REPAIR)),
    Told(".71 turns to .74", 0.74, at("efficiency", REPAIR + 1)),
    Told("still without surrogation: .97", 0.97, at("efficiency", REPAIR), REPAIR, CONTRAST, 0.01),
    Told("the first letter loses (.29)", 0.29, at("designer.outer_loss", 1)),
    Told("Two thirds in about 20", 21, lag, half=2.5),
    Told("coming back 12 or 13 ticks", 12.5, lag, None, everywhere("surrogation", 0.1, *_NAMES), 0.5),
    Told("over 21.", 21.5, lag, half=0.5),
    Told(f".60 of what could be done {_TURNED}", 0.60, at("efficiency", 1, REPAIR), REPAIR, SPIRITLESS, 0.01),
    Told(f".60 of what could be done {_TURNED}", 0.18, at("efficiency", 1, REPAIR), REPAIR, _UNDRAWN, 0.01),
    Told("at odds with it: cosine -.50", -0.5, lambda world: chase(world, 0.5)),
    Told("ends beside it: -.01", -0.01, chase, half=0.01),
    Told("the opposite is asked today: -1.00", -1.0, lambda world: chase(world, 0.9)),
)
