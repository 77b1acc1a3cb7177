"""Trials, not optimizers: what is tried out on the true aim before anything is done can't have aims of its own, at a price."""

from functools import cache

import numpy as np

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.signature import Expectation, World, in_contrast, in_world, mean_over
from superorganisms.scenarios.told import Told, at

ORDER = 14
TITLE = "Trials, not optimizers"
QUESTION = "Is it better to try out many plans on what one really wants, or to hire somebody who plans by himself?"
CLAIM = (
    "Selection can try any candidate and look; control acts once, in the world, and must be right. A candidate that is only "
    "tried out is no mesa-optimizer: it steers nothing, and if it is judged on the true aim nothing comes between that aim and "
    "what is chosen. The price is trials. Blind ones buy less and less the more there are, and somebody who plans by himself "
    "is useful at the first attempt; but he plans for what he is told and for what he wants, and that gap no number of "
    "attempts closes."
)
SOURCES = (
    Source(
        "demski-2019b",
        "Selection, which may try and evaluate any element of a space, against control, which has one course of action.",
    ),
    Source(
        "manheim-2019", "Selection and control overdo things in different ways: what is selected is evaluated before it acts."
    ),
    Source(
        "hubinger-2019",
        "Only who searches by himself is a mesa-optimizer; what a base optimizer merely tries is part of its own search "
        "(section 1.1).",
    ),
    Source("burrows-1972", "The best of n independent draws: what it is worth to have more to choose from."),
)

FEATURES = ("wellbeing", "upkeep", "profit", "prestige", "comfort", "speed")
TICKS = 40
TRIALS = 64
SETTLED = (11, TICKS)


def choosing(trials: int) -> str:
    """All places are filled anew in every tick, each by the best of so many strangers."""
    return f"best_of(n={trials}, turnover=1, candidates='pool')"


PARAMETERS = Parameters(
    features=FEATURES,
    intent={"wellbeing": 1.0, "upkeep": 1.0},
    designer_encoding=tuple(float(name == "wellbeing") for name in FEATURES),  # upkeep has no statistic
    layers=(
        LayerParameters(name="order", spread=0.0, compliance=1.0),
        LayerParameters(name="bureau", size=8, spread=0.0, compliance=1.0, selection="none"),
        LayerParameters(
            name="candidate",
            size=80,
            goal={"around": {"comfort": 1.0}},
            spread=0.5,
            strategies={"trial": 1.0},
            selection=choosing(TRIALS),
        ),
    ),
)
CONTRAST = {"candidate.strategies": {"direct": 1.0}}
CONTRAST_SAYS = "Candidates are people: they plan by themselves, are judged by the letter, and act."


@cache
def expected_best(trials: int) -> float:
    """The mean of the best of so many directions drawn at random in six features, by their cosine with a given one."""
    cosines = np.linspace(-1.0, 1.0, 20_001)
    below = np.cumsum((1 - cosines**2) ** 1.5)  # a cosine t has density in proportion to (1-t²)^((K-3)/2)
    return float(1 - np.mean((below / below[-1]) ** trials) * 2)


def price(worth: float) -> float:
    """How many trials a place takes to be worth so much on average."""
    return float(next(trials for trials in range(1, 10_000) if expected_best(trials) >= worth))


def _gap(_: World, contrast: World) -> float:
    return mean_over(contrast, "candidate.metric", *SETTLED) - mean_over(contrast, "efficiency", *SETTLED)


SIGNATURE = (
    Expectation(
        name="worth of what was tried out",
        statistic=in_world("candidate.metric", *SETTLED),
        low=0.81,
        high=0.833,
        sentence="The best of 64 trials is worth four fifths of the best that could be done.",
        basis="closed form 10, for directions in six features in place of normal values: .822",
    ),
    Expectation(
        name="trials that are optimizers",
        statistic=in_world("candidate.unoptimizing_share", 1, TICKS),
        low=1.0,
        high=1.0,
        sentence="Nobody among them pursues anything in the world.",
        basis="by definition: a trial acts in the sandbox alone",
    ),
    Expectation(
        name="metric of those who plan by themselves",
        statistic=in_contrast("candidate.metric", *SETTLED),
        low=0.94,
        high=0.965,
        sentence="Those who plan by themselves look better in the bureaus' books than any trial.",
        basis="closed form 10: half of the way from a goal at cosine t to the letter it is √((1+t)/2), .954 at t = .822",
    ),
    Expectation(
        name="efficiency of those who plan by themselves",
        statistic=in_contrast("efficiency", *SETTLED),
        low=0.65,
        high=0.7,
        sentence="What they do is worth two thirds.",
        basis="closed form 2: .954 of the letter, which is at 45° to the intent, .954/√2 = .675",
    ),
    Expectation(
        name="gap between metric and worth",
        statistic=_gap,
        low=0.26,
        high=0.3,
        sentence="More than a quarter of what the books say is not there.",
        basis="closed form 2: .954 (1 - 1/√2) = .279; of trials metric and worth are the same number",
    ),
    Expectation(
        name="trials above planners, in worth",
        statistic=lambda world, contrast: (
            mean_over(world, "candidate.metric", *SETTLED) - mean_over(contrast, "efficiency", *SETTLED)
        ),
        low=0.12,
        high=0.175,
        sentence="With 64 candidates for each place trials are worth more.",
        basis=".822 - .675 = .147, as above",
    ),
    Expectation(
        name="trials that planners save",
        statistic=lambda _, contrast: price(mean_over(contrast, "efficiency", *SETTLED)),
        low=13.0,
        high=19.0,
        sentence="It takes some sixteen trials for each place to be worth as much as they are.",
        basis="closed form 10, solved for n at .675",
    ),
)
LESSON = Lesson(
    idea=(
        "One can try out plans in one's head, on what one really wants, and carry out none but the best. Or one can hire "
        "somebody who makes plans, tell him what counts, and keep him if the count is good. Trials have no aims of their own "
        "and waste most of the effort; people need few attempts and bring their aims along, and yours only as far as you "
        "could say it."
    ),
    question=(
        "Each bureau may look at 64 candidates for each place. Letters can name half of what is wanted. What is worth more in "
        "the end: plans tried out blindly, or people who plan for what their letter says?"
    ),
    answers=(
        Answer(
            "People: they start from the letter, and the best of 64 wants it almost entirely.",
            "They do, and the books say .95. But the letter is half of what is wanted, and .67 is what they do.",
        ),
        Answer(
            "Plans tried out: .82 against .67.",
            "They are judged on all that is wanted, not on what a letter can say.",
            right=True,
        ),
        Answer(
            "It's the same: in both cases the best of 64 is taken.",
            "Best by what? The trials by the aim itself, the people by the letter.",
        ),
        Answer(
            "People, as blind trials are good for nothing.",
            "One blind trial is. Sixteen are worth as much as the best of 64 people, and 64 more.",
        ),
    ),
    notice=(
        "Efficiency isn't defined for a world of trials: nothing is done in it. Look at the candidates' metric, which here is "
        "their worth.",
        "In the contrast metric and efficiency are two curves, and the space between them never closes.",
        "There is no learning: tick 2 is as good as tick 40. Each place is filled by the best of 64 strangers every time.",
    ),
    attempts=(
        "Look at one candidate for each place (`candidate.selection` with `n=1`): a blind trial is worth .00, somebody who "
        "plans by himself .49.",
        "Build on what was good (`best_of(n=4, turnover=0.2, candidates='copies')`): with far fewer trials a tick .91 at "
        "tick 20, and rising. Blindness is what makes trials dear.",
        "Blur the sandbox (`candidate.noise=.4`): the best of 64 is now in part the luckiest, and worth .59.",
    ),
    limits=(
        "The sandbox is true here, and the aim itself can be consulted in it. Both are rare: a trial judged in a wrong model, "
        "or on a letter, has the gap back without there being any optimizer. Nothing ever goes wrong by trying; trying out a "
        "drug or a policy does. A trial is carried out by nobody here, so that all of its worth is on paper. And whoever "
        "searches very well for a candidate may find one that searches: that step, which the sources worry about, can't "
        "happen here."
    ),
)
STORY = (
    (
        0,
        "Eighty places to be filled, and candidates who know nothing of what is wanted. Nothing is done yet, all is tried out.",
    ),
    (2, "Each place has tried out 64 plans, on what is really wanted, and keeps the best: .82."),
    (20, "Again 64 for each place, and again .82. Blind trials learn nothing; more of them would buy a little more."),
    (40, ".82 still. Those who plan by themselves would show .95 in the books by now, and do .67."),
)
_ONE = {"candidate.selection": choosing(1)}
_COPIES = {"candidate.selection": "best_of(n=4, turnover=0.2, candidates='copies')"}
_BLURRED = {"candidate.noise": 0.4}
_PLANNERS = dict(CONTRAST)
TOLD = (
    Told("keeps the best: .82", 0.82, at("candidate.metric", 2)),
    Told("and again .82", 0.82, at("candidate.metric", 20)),
    Told(".82 still", 0.82, at("candidate.metric", TICKS)),
    Told("would show .95", 0.95, at("candidate.metric", *SETTLED), None, _PLANNERS),
    Told("and do .67", 0.67, at("efficiency", *SETTLED), None, _PLANNERS),
    Told("the books say .95", 0.95, at("candidate.metric", *SETTLED), None, _PLANNERS),
    Told("and .67 is what they do", 0.67, at("efficiency", *SETTLED), None, _PLANNERS),
    Told(".82 against .67", 0.82, at("candidate.metric", *SETTLED)),
    Told(".82 against .67", 0.67, at("efficiency", *SETTLED), None, _PLANNERS),
    Told("a blind trial is worth .00", 0.0, at("candidate.metric", *SETTLED), None, _ONE),
    Told("plans by himself .49", 0.49, at("efficiency", *SETTLED), None, _ONE | _PLANNERS, 0.01),
    Told("trials a tick .91", 0.91, at("candidate.metric", 20), None, _COPIES, 0.01),
    Told("luckiest, and worth .59", 0.59, at("candidate.metric", *SETTLED), None, _BLURRED, 0.01),
)


def overstated(world: World) -> float:
    """By how much metrics of the last tick are above what was brought about, mean of all; a trial's metric is its worth."""
    leaves = world.layers[-1]
    acted = np.any(leaves.outcomes != 0, axis=1)
    return float(np.mean(np.where(acted, leaves.metrics - leaves.outcomes @ world.intent, 0.0)))


def _mixed(planners: float) -> tuple[float, dict[str, object]]:
    return planners, {"candidate.strategies": {"trial": 1 - planners, "direct": planners}}


CURVES = (
    Curve(
        name="how many are people",
        along="share of candidates who plan by themselves",
        effect="metric above what is or would be brought about, mean of all",
        steps=((0.0, {}), *(_mixed(share) for share in (0.25, 0.5, 0.75)), (1.0, CONTRAST)),
        outcome=overstated,
        shape="rises",
        fades=True,
        ticks=12,
        basis="closed form 2: the share x .279",
    ),
    Curve(
        name="what trials buy",
        along="trials for each place",
        effect="worth of what was tried out",
        steps=tuple((float(trials), {"candidate.selection": choosing(trials)}) for trials in (1, 2, 4, 16, 64, 256)),
        outcome=at("candidate.metric", 2, 6),
        shape="rises",
        ticks=6,
        basis="closed form 10 for directions in six features: 0, .23, .42, .68, .82, .90",
    ),
)
