"""A register of firms with sizes as in reality: most have two or three people, one has a quarter of all."""

import math
from collections.abc import Sequence

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.registers import AXTELL, zipf_sizes
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.signature import Expectation, World, difference, in_world
from superorganisms.scenarios.told import Told, at

ORDER = 71
TITLE = "A register of firms"
QUESTION = "Does it matter to the whole whether its people work in firms of one size, or in a few giants and many dwarfs?"
CLAIM = (
    "Where sizes follow Zipf's law, what happens in single firms doesn't average out: the few largest make the ups "
    "and downs of the whole. Its mean is the same."
)
SOURCES = (
    Source("axtell-2001", "The sizes: firms of the USA follow Zipf's law, with exponent 1.059."),
    Source(
        "gabaix-2011",
        "Granularity: with independent shocks the volatility of the whole is in proportion to the root of Σ share².",
    ),
)

FIRMS, PEOPLE, TICKS = 200, 2000, 150
SIZES = zipf_sizes(PEOPLE, FIRMS)


def granularity(sizes: Sequence[int]) -> float:
    """How many times the volatility of equal firms independent shocks would give firms of these sizes (Gabaix 2011)."""
    return math.sqrt(len(sizes) * sum(size**2 for size in sizes)) / sum(sizes)


PARAMETERS = Parameters(
    layers=(
        LayerParameters(name="order"),
        LayerParameters(name="government", size=5, selection="none"),
        # Every tick some firms change hands, judged with error, and the new hands want something else
        LayerParameters(name="firm", size=FIRMS, spread=0.3, mutation=0.2, noise=0.5, selection="truncation(turnover=0.2)"),
        LayerParameters(name="employee", size=SIZES, compliance=0.9),
    ),
)
CONTRAST = {"employee.size": PEOPLE}
CONTRAST_SAYS = "All firms have ten people."


def volatility(world: World) -> float:
    """Root mean square change of efficiency over 5 ticks, once the start is forgotten."""
    changes = world.measures["efficiency"].loc[51:].diff(5).dropna()
    return float((changes**2).mean() ** 0.5)


SIGNATURE = (
    Expectation(
        name="volatility against equal firms",
        statistic=lambda world, contrast: volatility(world) / volatility(contrast),
        low=2.1,
        high=4.0,
        sentence=(
            "Efficiency moves about three times as much as with equal firms; independent shocks alone would make it 3.8 times."
        ),
        basis=(
            "gabaix-2011: √(n Σ share²) = 3.8 for independent shocks, but for scatter the most that it can be. Firms of one "
            "government copy each other: a correlation of .02 between their changes makes it 2.9"
        ),
    ),
    Expectation(
        name="volatility, less that of equal firms",
        statistic=lambda world, contrast: volatility(world) - volatility(contrast),
        low=0.008,
        high=0.02,
        sentence="That is a hundredth and a half every five ticks, for no reason but changes of hands.",
    ),
    Expectation(
        name="mean efficiency against equal firms",
        statistic=difference("efficiency", 51, TICKS),
        low=-0.01,
        high=0.01,
        sentence="The mean is the same to within a hundredth.",
        basis="a firm's goal and its size are independent: the mean over people is that over firms",
    ),
    Expectation(
        name="efficiency",
        statistic=in_world("efficiency", 51, TICKS),
        low=0.85,
        high=0.9,
        sentence="Seven eighths of what could be done is done.",
    ),
)
_EXPONENTS = (AXTELL, 1.3, 1.7, 2.5, 5.0)  # the larger, the more alike are the sizes


def _of_sizes(exponent: float) -> tuple[float, dict[str, tuple[int, ...]]]:
    sizes = zipf_sizes(PEOPLE, FIRMS, exponent=exponent)
    return granularity(sizes), {"employee.size": sizes}


CURVES = (
    Curve(
        name="firms more and more alike",
        along="granularity √(n Σ share²): 1 if all firms have one size",
        effect="volatility of efficiency over five ticks",
        steps=(*(_of_sizes(exponent) for exponent in _EXPONENTS), (1.0, CONTRAST)),
        outcome=volatility,
        shape="falls",
        slack=0.001,
        fades=True,
        basis="gabaix-2011: in proportion to √(n Σ share²), if shocks are independent",
    ),
)
LESSON = Lesson(
    idea=(
        "Most firms are small, and most people work in large ones. Each time a firm changes hands its goals change, "
        "and all who work there follow. Among equals such changes average out; where one firm has a quarter of all "
        "people, its changes are the whole's."
    ),
    question="Firms of the same number and the same people, but of very unequal sizes: what changes for the whole?",
    answers=(
        Answer("It does worse: giants are hard to steer.", "Here a giant is steered as well as a dwarf: the mean is the same."),
        Answer(
            "It does better: the best firm has the most people.",
            "Sizes belong to the slots; who leads the largest firm is as fallible.",
        ),
        Answer("Nothing: errors average out over 200 firms.", "They would if the firms counted alike. Here a handful count."),
        Answer("It does as well on average, and fluctuates more.", "About three times as much.", right=True),
    ),
    notice=(
        "Jumps of the efficiency curve coincide with a newcomer in the largest circle.",
        "More than half of the firms have two or three people, and their changes are invisible in the curve.",
        "The ratio stays below that of independent shocks, since firms of a government copy each other.",
    ),
    attempts=(
        "Change the sizes: with `zipf_sizes(2000, 200, exponent=2)`, in a copy of the file, the largest firm has 102 people.",
        "Judge without error (`firm.noise` at `0`): a good leader of the giant stays, and the whole is some six times calmer.",
        "Raise `firm.compliance` to `.8`: who leads matters less, and the whole is some six times calmer too.",
    ),
    limits=(
        "Sizes are fixed, and the giant has its size by law and not by merit. Firms don't trade, so nothing spreads "
        "between them but leaders' goals within a government."
    ),
)
STORY = (
    (0, "Two thousand people in two hundred firms. Most firms have two or three; the largest has a quarter of everybody."),
    (20, "Every tick some firms change hands, judged with error. Among the small ones that averages out."),
    (50, "When the giant changes hands the whole moves. Efficiency is about .87, by .02 up or down every five ticks."),
    (120, "With firms of equal size the mean would be the same, and the ups and downs a third of these."),
)
TOLD = (
    Told("Efficiency is about .87", 0.87, at("efficiency", 51, TICKS), half=0.01),
    Told("by .02 up or down", 0.02, volatility),
    Told("the whole is some six times calmer.", 0.0036, volatility, None, {"firm.noise": 0.0}, 0.0008),
    Told("the whole is some six times calmer too", 0.0036, volatility, None, {"firm.compliance": 0.8}, 0.0008),
)
