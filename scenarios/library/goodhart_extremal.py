"""Extremal Goodhart: what went with the metric in the ordinary range goes against it where the metric is at its highest."""

import numpy as np

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import matrix
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world
from superorganisms.scenarios.told import Told, at

ORDER = 31
TITLE = "Goodhart, extremal"
QUESTION = "Those who treat more cases heal more: is whoever treats the most cases the best doctor?"
CLAIM = (
    "A proxy is trusted because it goes with the goal in the range that has been seen. Strong optimisation leaves that range, "
    "and where the proxy is extreme the world can be another: what used to raise both is exhausted, and what is left to raise "
    "the proxy with lowers the goal. So value rises with the metric at first, has a peak, and falls while the metric "
    "still rises."
)
SOURCES = (
    Source(
        "manheim-2018",
        "Extremal Goodhart (model insufficiency): a relation between proxy and goal that holds in the ordinary range and is "
        "extrapolated to extreme values, where it doesn't.",
    ),
    Source("gao-2023", "A gold reward that rises with optimisation of the proxy, has a peak, and falls."),
)

FEATURES = ("health", "cases", "rest")
TICKS = 90
SATURATION = 3.0
SHORTCUT = 0.15  # what haste adds to the cases, where care adds 1
# A doctor's efforts are care, haste and rest (columns). Care heals and counts; haste counts a little, and undoes healing.
RESPONSE = matrix(FEATURES, {"health": {"health": 1.0, "cases": -1.0}, "cases": {"health": 1.0, "cases": SHORTCUT}})
PARAMETERS = Parameters(
    features=FEATURES,
    intent={"health": 1.0},
    designer_encoding=matrix(FEATURES, {"cases": {"health": 1.0}}, diagonal=0.0),
    response=RESPONSE,
    saturation=SATURATION,
    layers=(
        LayerParameters(name="ministry", spread=0.0, compliance=1.0, selection="none"),
        LayerParameters(name="hospital", size=12, spread=0.0, compliance=1.0, selection="none"),
        LayerParameters(
            name="doctor",
            size=240,
            # Efforts around .3 of care to 1 of rest, and no haste: the ordinary range
            goal={"around": {"health": 0.04, "cases": 0.26, "rest": 1.0}},
            spread=0.3,
            compliance=0.0,
            mutation=0.05,
            selection="truncation(turnover=0.03)",
        ),
    ),
)
CONTRAST = {"saturation": 0.0}
CONTRAST_SAYS = "Care never runs out: the next hour of it heals as much, and counts as much, as the first."


def together(world: World) -> float:
    """Correlation over doctors of health and cases in the last tick: what one would trust the proxy for."""
    outcomes = np.asarray(world.layers[-1].outcomes)
    return float(np.corrcoef(outcomes[:, 0], outcomes[:, 1])[0, 1])


def together_at_first(world: World) -> float:
    """The same in the first tick."""
    first = type(world)(world.parameters, rng=world.seed)
    play(first, 1)
    return together(first)


def best_for_the_metric(saturation: float = SATURATION) -> tuple[float, float]:
    """Metric and efficiency of the effort that makes most cases, searched on the circle of care and haste."""
    angle = np.linspace(0.0, np.pi / 2, 9001)
    care, haste = (np.tanh(saturation * effort) / saturation for effort in (np.cos(angle), np.sin(angle)))
    most = int((care + SHORTCUT * haste).argmax())
    return float((care + SHORTCUT * haste)[most]), float((care - haste)[most] / 2**0.5)


def _peak(world: World) -> float:
    return float(world.measures["efficiency"].max())


def _peak_tick(world: World) -> float:
    smooth = world.measures["efficiency"].rolling(5, center=True).mean()
    return 1.0 + float(np.nanargmax(smooth.to_numpy()))


def lost(world: World) -> float:
    """How much of the best efficiency so far is lost in the end."""
    return 1 - at("efficiency", TICKS - 4, TICKS)(world) / _peak(world)


SIGNATURE = (
    Expectation(
        name="health goes with cases at first",
        statistic=lambda world, _: together_at_first(world),
        low=0.68,
        high=0.88,
        sentence="In the ordinary range who treats more cases heals more: the proxy is a good one.",
    ),
    Expectation(
        name="health goes against cases in the end",
        statistic=lambda world, _: together(world),
        low=-0.95,
        high=-0.6,
        sentence="Among those selected by it, who treats more cases heals less.",
        basis="claim: the sign turns (Manheim & Garrabrant 2018); size measured",
    ),
    Expectation(
        name="when health is at its best",
        statistic=lambda world, _: _peak_tick(world),
        low=10.0,
        high=26.0,
        sentence="Health has its peak within the first quarter of the run.",
    ),
    Expectation(
        name="lost since the peak",
        statistic=lambda world, _: lost(world),
        low=0.6,
        high=1.0,
        sentence="Most of what was there at the peak is lost by going on.",
        basis="claim; where all make the metric's best effort it is 1 - .012/.2 = .94 (`best_for_the_metric`)",
    ),
    Expectation(
        name="cases over the same time",
        statistic=lambda world, _: at("doctor.metric", TICKS)(world) - at("doctor.metric", 20)(world),
        low=0.04,
        high=0.1,
        sentence="Meanwhile the cases go on rising.",
        basis="selection on cases; from about .30 they can rise to .376, the most that there can be",
    ),
    Expectation(
        name="cases in the end",
        statistic=in_world("doctor.metric", TICKS - 9, TICKS),
        low=0.35,
        high=0.376,
        sentence="They are as many as can be, almost.",
        basis="maximum of tanh(3 care)/3 + .15 tanh(3 haste)/3 at effort 1: .376",
    ),
    Expectation(
        name="efficiency of the contrast in the end",
        statistic=in_contrast("efficiency", TICKS - 9, TICKS),
        low=0.6,
        high=0.84,
        sentence="Where care doesn't run out, the same selection for cases brings health.",
        basis="above (1 - .15)/√(1 + .15²)/√2 = .594, that of the metric's best effort; how far above is measured",
    ),
    Expectation(
        name="below the contrast",
        statistic=difference("efficiency", TICKS - 9, TICKS),
        low=-0.8,
        high=-0.55,
        sentence="That is the difference that one property of care makes.",
    ),
)
_TURNOVERS = (0.0, 0.002, 0.005, 0.01, 0.03, 0.06)
CURVES = (
    Curve(
        name="care that runs out less, and less lost",
        along="saturation: how soon more care does no more",
        effect="share of the best efficiency that is lost in the end",
        steps=steps("saturation", (SATURATION, 2.0, 1.5, 1.0, 0.0)),
        outcome=lost,
        shape="falls",
        fades=True,
        basis="with less saturation the metric's best effort has less haste in it: efficiency there rises from .01 to .59",
    ),
    Curve(
        name="optimisation pressure",
        along="share of doctors replaced in each tick",
        effect="efficiency in the end",
        steps=steps("doctor.selection.turnover", _TURNOVERS),
        outcome=at("efficiency", TICKS - 9, TICKS),
        shape="peaks",
        extreme=(0.002, 0.01),
        basis="the peak in time is passed earlier where more are replaced: at 90 ticks it is there for turnovers near .005",
    ),
)
LESSON = Lesson(
    idea=(
        "As long as doctors rest a lot, whoever treats more cases does it by more care, and heals more. But care has its "
        "limits, and once they are reached only haste can still raise the number of cases. So selection for cases first "
        "breeds care, and then breeds it away again for the last few cases."
    ),
    question=(
        "In the first tick the correlation of health and cases is high. Hospitals keep those with most cases. "
        "What becomes of health?"
    ),
    answers=(
        Answer(
            "It rises with the cases: the correlation shows that they go together.",
            "It shows that they do among the doctors of the first tick. It was measured where nobody was in haste.",
        ),
        Answer(
            "It rises, then stays: more cases are at least not fewer healed.",
            "The last cases are won by haste, and haste undoes healing.",
        ),
        Answer("It falls from the start: haste is always quicker.", "At first care is by far the better way to more cases."),
        Answer(
            "It rises, and then falls while cases still rise.",
            "From .13 to .20, and in the end to .03. Cases go from .18 to .37.",
            right=True,
        ),
    ),
    notice=(
        "Efficiency and the doctors' metric rise together for some 15 ticks and part then; the metric gives no sign of it.",
        "The metric rises ever more slowly, and it is for its last quarter that nearly all health is given up.",
        "In the contrast the metric rises more than three times as far, and health with it: haste has no chance against "
        "care there.",
    ),
    attempts=(
        "Stop in time: intervene with `doctor.selection=none` at tick 20, and .20 is kept to the end.",
        "Press less: with `doctor.selection.turnover=0.005` health in the end is .20. With `.06` the peak "
        "comes earlier, and .01 is left in the end.",
        "Change how soon care runs out: with `saturation=1` efficiency is still .48 in the end.",
    ),
    limits=(
        "Haste is there from the start, only too poor a way to cases to be noticed: in the source's other case, a change of "
        "regime, the extreme is really another world. Nothing here is wrong with measuring (no noise, no cheating), and "
        "nobody intends haste; doctors do as they like and those with the most cases are copied. A letter that said "
        "health, or that counted haste, would not have this problem at all."
    ),
)
STORY = (
    (0, "Hospitals count cases. Among these doctors, who rest a lot, who treats more heals more: a good proxy, it seems."),
    (5, "In every tick those with the fewest cases go. More care: health has risen from .13 to .17."),
    (15, "Health .20, cases .28. Care is nearly as good as it gets. Who wants to treat still more must find another way."),
    (40, "Cases .33, the most ever. Health .14: what is being bred now is haste."),
    (60, "Cases .35, health .08. The good proxy has turned: among these doctors who treats more heals less."),
    (TICKS, "Cases .37, health .03. The last quarter of the metric has cost five sixths of what it stood for."),
)
_STOPPED = {"interventions": ((20, "doctor.selection", "none"),)}
_MORE = {"doctor.selection.turnover": 0.06}
TOLD = (
    Told("From .13 to .20, and in the end to .03", 0.13, at("efficiency", 1)),
    Told("From .13 to .20, and in the end to .03", 0.20, at("efficiency", 15), half=0.01),
    Told("From .13 to .20, and in the end to .03", 0.03, at("efficiency", TICKS), half=0.01),
    Told("Cases go from .18 to .37", 0.18, at("doctor.metric", 1), half=0.01),
    Told("Cases go from .18 to .37", 0.37, at("doctor.metric", TICKS)),
    Told(".20 is kept to the end", 0.20, at("efficiency", TICKS), changes=_STOPPED, half=0.01),
    Told("health in the end is .20", 0.20, at("efficiency", TICKS), changes={"doctor.selection.turnover": 0.005}, half=0.01),
    Told(".01 is left in the end", 0.01, at("efficiency", TICKS), changes=_MORE),
    Told("still .48 in the end", 0.48, at("efficiency", TICKS), changes={"saturation": 1.0}, half=0.02),
    Told("has risen from .13 to .17", 0.13, at("efficiency", 1)),
    Told("has risen from .13 to .17", 0.17, at("efficiency", 5), half=0.01),
    Told("Health .20, cases .28", 0.20, at("efficiency", 15), half=0.01),
    Told("Health .20, cases .28", 0.28, at("doctor.metric", 15), half=0.01),
    Told("Cases .33", 0.33, at("doctor.metric", 40), half=0.01),
    Told("Health .14", 0.14, at("efficiency", 40), half=0.01),
    Told("Cases .35, health .08", 0.35, at("doctor.metric", 60)),
    Told("Cases .35, health .08", 0.08, at("efficiency", 60), half=0.01),
    Told("Cases .37, health .03", 0.37, at("doctor.metric", TICKS)),
    Told("Cases .37, health .03", 0.03, at("efficiency", TICKS), half=0.01),
)
