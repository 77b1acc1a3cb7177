"""Environment diversity: what breeds robustness is how often the difference showed, so the share needed falls as 1/N."""

from functools import lru_cache
from typing import Any

import numpy as np

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import mixed
from superorganisms.scenarios.signature import Expectation, World, difference, mean_over
from superorganisms.scenarios.told import Told, at

ORDER = 23
TITLE = "Environment diversity"
QUESTION = "How large a share of a training must differ from the rest for people to come out robust?"
CLAIM = (
    "Each tick in which the two aims lead to different results moves selection by the same step; the others don't move it at "
    "all. So a number of such ticks is needed and not a share: in a training of N ticks the share needed falls as 1/N, until "
    "chance in small families outweighs so rare a step."
)
SOURCES = (
    Source(
        "hubinger-2019",
        "Unidentifiability (section 3.2): of the goals that a training can't tell apart most are pseudo-aligned. That variety "
        "tells more of them apart is what is taken from it; the law in N is ours.",
    ),
    Source("langosco-2022", "CoinRun: a small share of levels in which the coin lies elsewhere already helps."),
    Source("crow-1970", "Selection and drift: a step s counts in a family of n if n times s is well above 1."),
)

PAIR = ("wellbeing", "consumption")
FEATURES = (*PAIR, "leisure")
HIDING = mixed(FEATURES, [PAIR])
STRENGTH, EVERY, TICKS, LONGEST = 0.3, 5, 100, 160
FIRMS, PEOPLE = 4, 600
ENOUGH = 0.9


def varied(every: int) -> dict[str, Any]:
    """From tick 2 on the pair has parted in one of so many ticks, and in no other; 0: in none."""
    telling = range(every, LONGEST, every) if every else ()
    return {"regimes": ((1, HIDING), *(one for tick in telling for one in ((tick - 1, None), (tick, HIDING))))}


PARAMETERS = Parameters(
    features=FEATURES,
    intent={"wellbeing": 1.0},
    regimes=varied(EVERY)["regimes"],
    layers=(
        # No insight: everybody acts by the textbook of the first tick, in which all things are what they are
        LayerParameters(name="order", size=1, compliance=1.0, spread=0.0, insight=False),
        LayerParameters(name="firm", size=FIRMS, compliance=1.0, spread=0.0, insight=False, selection="none"),
        LayerParameters(
            name="employee",
            size=PEOPLE,
            compliance=0.0,
            goal=tuple((1.0, 0.0, 0.0) if number % 2 else (0.0, 1.0, 0.0) for number in range(PEOPLE)),
            mutation=0.0,
            selection=f"wright_fisher(s={STRENGTH})",
        ),
    ),
)
CONTRAST = varied(0)
CONTRAST_SAYS = "After the first tick nothing varies: wellbeing and consumption can't be told apart by results."


def robust(world: World, tick: int = TICKS) -> float:
    """Share of employees who want wellbeing."""
    return mean_over(world, "employee.inner_alignment", tick, tick)


def needed(world: World) -> int:
    """Ticks until nine in ten want wellbeing; the length of the run if it never comes to that."""
    reached = world.measures["employee.inner_alignment"] >= ENOUGH
    return int(reached.to_numpy().argmax()) + 1 if reached.any() else world.tick


@lru_cache(maxsize=64)
def slope(seed: int) -> float:
    """Slope of the log of the training's length needed on the log of the share that varies: -1 if a number is needed."""
    from superorganisms.model.world import Superorganism

    gaps, lengths = (3, 6, 12), []
    for every in gaps:
        world = Superorganism(PARAMETERS.with_changes(varied(every)), rng=seed)
        while world.tick < LONGEST and (world.tick == 0 or world.row()["employee.inner_alignment"] < ENOUGH):
            world.step()
        lengths.append(needed(world))
    return float(np.polyfit(-np.log(gaps), np.log(lengths), 1)[0])


SIGNATURE = (
    Expectation(
        name="robust employees",
        statistic=lambda world, _: robust(world),
        low=0.95,
        sentence="One varied tick in five is enough: nearly all want wellbeing in the end.",
        basis="log odds s(1 + pN) in a large family: .998 at s = .3, p = .2, N = 100, less what chance takes",
    ),
    Expectation(
        name="robust employees of the contrast",
        statistic=lambda _, contrast: robust(contrast),
        low=0.4,
        high=0.74,
        sentence="With nothing varied hardly more than half do, by the one tick at the start and chance after it.",
        basis="the mean is a martingale after the first tick, which sets it to 1/(1 + exp(-.3)) = .574",
    ),
    Expectation(
        name="robust employees, less the contrast's",
        statistic=difference("employee.inner_alignment", TICKS, TICKS),
        low=0.26,
        high=0.58,
        sentence="A fifth of the ticks makes two fifths of the people.",
        basis="the two closed forms above: .998 - .574 = .42",
    ),
    Expectation(
        name="slope of length needed on share varied (logs)",
        statistic=lambda world, _: slope(world.seed),
        low=-1.4,
        high=-0.6,
        sentence="Half the share takes twice the training: the share needed falls as 1/N.",
        basis="ln 9 = s(1 + pN): N is proportional to 1/p",
    ),
)
TOLD = (
    Told("nearly all, .99", 0.99, at("employee.inner_alignment", TICKS), half=0.015),
    Told("About .65 want", 0.65, at("employee.inner_alignment", TICKS), None, {"firm.size": 60}, 0.06),
)
CURVES = (
    Curve(
        name="from some variety to none",
        along="share of ticks in which the pair has parted",
        effect="employees who want wellbeing in the end",
        steps=((1 / EVERY, {}), *((1 / every, varied(every)) for every in (10, 20, 50)), (0.0, CONTRAST)),
        outcome=robust,
        shape="falls",
        slack=0.1,
        fades=True,
        basis="1/(1 + exp(-s(1 + pN)))",
    ),
)
LESSON = Lesson(
    idea=(
        "Selection learns what people want only in the ticks in which wanting this or that makes a difference. "
        "Each such tick shifts the odds by the same factor, and the many ticks in between shift nothing. "
        "So it takes a certain number of telling moments, and in a long training that number is a small share."
    ),
    question="If only half as large a share of the ticks tells the two aims apart, how much longer must the training be?",
    answers=(
        Answer("Just as long: what counts is that there is some variety.", "What counts is how often it was there."),
        Answer("Four times as long.", "That would be so if two telling ticks had to meet. Here each one counts alone."),
        Answer("Twice as long.", "The same number of telling ticks then comes together.", right=True),
        Answer("It can't be made up for by length.", "It can, as long as families are large enough to keep what was won."),
    ),
    notice=(
        "Employees' alignment rises in steps, one for each tick in which the pair has parted, and wanders between them.",
        "In the contrast it wanders only. With other seeds it ends higher or lower.",
        "With one varied tick in five nearly all, .99, want wellbeing after 100 ticks.",
    ),
    attempts=(
        "Set `firm.size` to 60: in families of 10 chance often fixes the wrong aim before enough telling ticks have come, and "
        "longer training no longer helps. About .65 want wellbeing then, and the share needed depends on the size of families.",
        "Give firms and order `insight` again. Everybody then acts on the regime of the day before, so that a single telling "
        "tick tells nothing: two in a row are needed, and variety in single ticks is lost.",
        "Let copies err (`employee.mutation`): what was learnt long ago wears off, and below some share no length of training "
        "is enough.",
    ),
    limits=(
        "That people act in every tick as if the two aims were two things (nobody above them has insight) is put in. There are "
        "two aims, each copied exactly, and telling ticks come evenly. That a number and not a share is needed rests on "
        "nothing being forgotten meanwhile: on exact copies and on large families. The law is derived for this model and "
        "tested in it; the source has no law, and says only that a training which doesn't tell goals apart makes "
        "pseudo-alignment more likely."
    ),
)
STORY = (
    (0, "Half of the people want wellbeing, half consumption. In most ticks each brings as much of the other."),
    (30, "Now and then the two part for a tick. Each time those who want wellbeing gain a little on the others."),
    (100, "It took no more than that: nearly all, .99, want wellbeing now."),
)
