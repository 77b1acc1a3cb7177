"""Two readings: conduct that fits the training can mean two things; which one it was shows only outside it."""

from functools import lru_cache
from typing import Any

import numpy as np

from superorganisms.model.behaviour.conduct import Conduct
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import mixed
from superorganisms.scenarios.signature import Expectation, World, in_contrast, in_world, mean_over
from superorganisms.scenarios.told import Told, at

ORDER = 22
TITLE = "Two readings"
QUESTION = "Everybody does exactly what was asked, tick after tick: does that say what they are after?"
CLAIM = (
    "What somebody is after can be read from conduct only as far as the situations told the possible aims apart. Where two "
    "aims lead to the same conduct in all of the training, both readings are right about the past and at most one about the "
    "future, and nothing in training decides which of the two is bred."
)
SOURCES = (
    Source(
        "hubinger-2019",
        "The behavioural objective, what a system appears to optimize (section 1.1), and unidentifiability: many "
        "mesa-objectives do equally well on one training distribution (section 3.2).",
    ),
    Source("langosco-2022", "CoinRun: running to the end of the level and getting the coin are one and the same in training."),
)

READINGS = ("wellbeing", "growth")
FEATURES = (*READINGS, "leisure")
SHIFT, TICKS = 120, 121
FIRMS, PEOPLE = 24, 240
FOLLOWS = 0.2
OTHER = FOLLOWS / (FOLLOWS**2 + (1 - FOLLOWS) ** 2) ** 0.5  # what is done for wellbeing by who wants growth: .2425

PARAMETERS = Parameters(
    features=FEATURES,
    intent={"wellbeing": 1.0},
    response=mixed(FEATURES, [READINGS]),
    regimes=((SHIFT, None),),
    layers=(
        LayerParameters(name="order", size=1, compliance=1.0, spread=0.0),
        LayerParameters(name="firm", size=FIRMS, compliance=1.0, spread=0.0, selection="none"),
        LayerParameters(
            name="employee",
            size=PEOPLE,
            compliance=FOLLOWS,
            # In every firm half want the one and half the other, and children want exactly what their ancestors wanted
            goal=tuple((1.0, 0.0, 0.0) if number % 2 else (0.0, 1.0, 0.0) for number in range(PEOPLE)),
            mutation=0.0,
            noise=0.3,
            selection="truncation(turnover=0.2)",
        ),
    ),
)
CONTRAST = {"response": None}
CONTRAST_SAYS = "Wellbeing and growth are two things from the first tick."


def wellbeing_share(world: World) -> float:
    """How many employees were after wellbeing when the shift came."""
    return mean_over(world, "employee.inner_alignment", SHIFT + 1, SHIFT + 1)


def promised(world: World) -> float:
    """What goals are worth in the tick after the shift, frozen models not counted."""
    return mean_over(world, "efficiency", SHIFT + 1, SHIFT + 1) + mean_over(world, "execution_loss", SHIFT + 1, SHIFT + 1)


@lru_cache(maxsize=128)
def undetermined(seed: int, *, hidden: bool) -> float:
    """Share of employees whose behavioural objective five ticks of training leave open."""
    from superorganisms.model.world import Superorganism

    conduct = Conduct(Superorganism(PARAMETERS.with_changes({} if hidden else CONTRAST), rng=seed), ticks=5, units=range(8))
    conduct.run(5)
    found = [one for one in conduct.objectives() if one is not None]
    return float(np.mean([np.isnan(one.direction).any() for one in found]))


def _unanimous(world: World, _: World) -> float:
    """How large the majority is in a firm, in the mean."""
    wants = world.layers[-1].goals[:, 0].reshape(FIRMS, -1).mean(axis=1)
    return float(np.maximum(wants, 1 - wants).mean())


SIGNATURE = (
    Expectation(
        name="marks in training",
        statistic=in_world("efficiency", 1, SHIFT),
        low=1 - 1e-9,
        high=1 + 1e-9,
        sentence="In every tick of training everybody does all that can be done, whichever of the two he is after.",
        basis="section 2, step 2: Rᵀ of both aims is the same, and so is the effort",
    ),
    Expectation(
        name="objectives that the training leaves open",
        statistic=lambda world, _: undetermined(world.seed, hidden=True),
        low=1 - 1e-9,
        high=1 + 1e-9,
        sentence="An onlooker who sees every effort can't say of anybody which of the two he is after.",
        basis="section 4: the behavioural objective is NaN where the responses of the window have rank < K",
    ),
    Expectation(
        name="objectives that the contrast leaves open",
        statistic=lambda world, _: undetermined(world.seed, hidden=False),
        low=-1e-9,
        high=1e-9,
        sentence="Where the two are different things he can say it of everybody.",
        basis="section 4: full rank, and one effort determines the aim",
    ),
    Expectation(
        name="employees after wellbeing at the shift",
        statistic=lambda world, _: wellbeing_share(world),
        low=0.38,
        high=0.62,
        sentence="Half were after wellbeing at the start and half are at the shift, on average.",
        basis="closed form 4: no selection response of what is hidden, the mean is a martingale: 1/2",
    ),
    Expectation(
        name="majority in a firm at the shift",
        statistic=_unanimous,
        low=0.95,
        sentence="But in each firm nearly all are after the same by then: chance has decided, firm by firm.",
        basis="closed form 7, r = 1: neutral kinds fix in a closed family, each as often as it was there",
    ),
    Expectation(
        name="employees after wellbeing in the contrast",
        statistic=in_contrast("employee.inner_alignment", SHIFT + 1, SHIFT + 1),
        low=0.97,
        high=1.0,
        sentence="Where the two can be told apart selection has left those alone who want what the letter says.",
    ),
    Expectation(
        name="what goals are worth after the shift, less the contrast's",
        statistic=lambda world, contrast: promised(world) - promised(contrast),
        low=(OTHER - 1) / 2 - 0.11,
        high=(OTHER - 1) / 2 + 0.11,
        sentence="Outside the training goals are worth .38 less: half serve wellbeing fully, half at a cosine of .24.",
        basis="compliance 1/5 and goals at right angles: 1/2 (1 + .2425) - 1 = -.379",
    ),
)
TOLD = (
    Told("the marks are 1.00", 1.0, at("efficiency", 1, SHIFT)),
    Told("goals are worth about .6", 0.62, promised, half=0.05),
    Told("in the contrast 1.00", 1.0, promised, None, CONTRAST, 0.01),
    Told("about half, .5", 0.5, wellbeing_share, half=0.07),
)


def _mixed(share: float) -> dict[str, Any]:
    return {"response": mixed(FEATURES, [READINGS], share)}


CURVES = (
    Curve(
        name="from two readings to one",
        along="share of what is done for one of the two that serves the other",
        effect="what goals fall short of after the shift",
        steps=((0.5, {}), *((share, _mixed(share)) for share in (0.45, 0.4, 0.3)), (0.0, CONTRAST)),
        outcome=lambda world: 1 - promised(world),
        shape="falls",
        slack=0.03,
        fades=True,
        basis="section 2, step 4: noise .3 hides a small difference between the metrics of the two, and not a large one",
    ),
)
LESSON = Lesson(
    idea=(
        "Who works for growth and who works for wellbeing do the same things as long as each brings as much of the other. "
        "No record of their work, however long, tells the two apart, and no selection by their work can prefer the one. "
        "Which of them a firm has bred is chance, and shows on the day that growth and wellbeing part."
    ),
    question=(
        "In 24 firms half of the people want wellbeing and half want growth, and for 120 ticks the two can't be told apart by "
        "results. What will be found in the firms when they part?"
    ),
    answers=(
        Answer(
            "In each firm a clear majority, for wellbeing in about half of them.",
            "Copies of copies: in each firm one kind has won by chance, either as often as the other.",
            right=True,
        ),
        Answer(
            "Half and half in every firm, as at the start.",
            "So it is over all firms together. Within a firm chance doesn't balance, it accumulates.",
        ),
        Answer(
            "People who want wellbeing: that is what the letter asks for.",
            "The letter asks, but whoever reads the results sees no difference. In the contrast he does.",
        ),
        Answer(
            "People who want both.",
            "They would do as well, but there are none: whoever comes wants what an ancestor wanted.",
        ),
    ),
    notice=(
        "Before the shift the marks are 1.00 in every tick and every firm, with either kind of people.",
        "Employees' mean alignment wanders, seed by seed up or down, and on average stays at one half.",
        "Right after the shift all still act on models of the training. What their goals are worth (efficiency and "
        "execution loss together) is what differs: goals are worth about .6, in the contrast 1.00.",
    ),
    attempts=(
        "Run other seeds: the same marks each time, and another set of firms that turn out to want growth.",
        "Let a little of the difference show, a response that mixes three tenths instead of half: selection then sees "
        "enough, in spite of the noise, and most of the loss is gone (see the curve).",
        "Watch them yourself with `Conduct` (docs/behavioural-objective.md): `words` says that wellbeing and growth have not "
        "been tried apart. One tick in another regime is worth more than any number of further ticks in this one.",
    ),
    limits=(
        "There are two aims only, and copies are exact. With inexact ones people drift to aims between the two, and the loss "
        "is smaller. The two are hidden completely; the curve says how much may show. The onlooker sees efforts without error "
        "and knows the world: what he can't know here nobody could from conduct alone."
    ),
)
STORY = (
    (
        0,
        "Growth brings wellbeing and wellbeing growth: half of the people want the one, half the other; the marks are 1.00.",
    ),
    (60, "Nothing has happened that anybody could see. In some firms those who want growth have become many, by chance."),
    (
        119,
        "Still perfect. Over all firms who want wellbeing are about half, .5, and in each firm nearly all or nearly none.",
    ),
    (
        121,
        "Growth and wellbeing part. Only now can it be read which was wanted: goals are worth about .6, in the contrast 1.00.",
    ),
)
