"""Opticratics: rule by appearances, when those who are judged can make a show for those who judge."""

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import Rows, matrix
from superorganisms.scenarios.signature import Expectation, difference, in_contrast, in_world
from superorganisms.scenarios.told import Told, at, everywhere, mended

ORDER = 41
TITLE = "Opticratics"
QUESTION = "What is an organisation busy with whose superiors can see only what looks like service?"
CLAIM = (
    "Nobody judges work itself; what is judged is how it appears. Where a show of service is read as service, those who "
    "put on a show are kept and copied, with or without knowing what they do. How much of all that is done only shows is "
    "then set by the instrument. Looking more often, or rewarding more, with the same instrument brings more show and less "
    "service; a better instrument brings service."
)
SOURCES = (
    Source(
        "holmstrom-1991",
        "Effort goes where it is measured: if a task is measured badly, strong incentives draw effort away from it, and weak "
        "ones can be best.",
    ),
    Source("kerr-1975", "Rewarding what is visible while hoping for what isn't."),
    Source("baker-2002", "The best strength of an incentive on a distorted measure, and what it then is worth."),
    Source("goffman-1959", "Performances: dramatic work that makes conduct look right to an audience, at the cost of conduct."),
    Source(
        "suspended-reason",
        "Opticracy: decisions rest on appearances, and what incentives don't bring about, selection does.",
    ),
)

FEATURES = ("service", "appearance", "comfort", "rank")
LAYERS = ("government", "agency", "clerk")
SHOW = 1.5  # an hour of show reads like an hour and a half of service
TICKS = 120


def instrument(show: float) -> Rows:
    """Reads service, and takes `show` times appearance for service too; of comfort and rank it sees nothing."""
    return matrix(FEATURES, {"service": {"service": 1.0, "appearance": show}}, diagonal=0.0)


PARAMETERS = Parameters(
    features=FEATURES,
    intent={"service": 1.0},
    layers=(
        LayerParameters(name="order"),
        *(
            LayerParameters(
                name=name,
                size=size,
                spread=0.5,
                sensor=instrument(SHOW),
                # One in ten knows what the instrument rewards; the others are kept or not for what they happen to want
                sees_through=0.1,
                selection="truncation(turnover=0.2)",
                period=period,
            )
            for name, size, period in zip(LAYERS, (4, 20, 200), (10, 5, 1), strict=True)
        ),
    ),
)
CONTRAST = everywhere("sensor", instrument(0.0), *LAYERS)
CONTRAST_SAYS = "The instrument reads service and nothing else: a show leaves it cold."

SIGNATURE = (
    Expectation(
        name="share of show in the beginning",
        statistic=in_world("clerk.optics", 1, 1),
        low=0.03,
        high=0.08,
        sentence="In the beginning hardly anything is done for show.",
    ),
    Expectation(
        name="share of show in the end",
        statistic=in_world("clerk.optics", TICKS - 9, TICKS),
        low=0.68,
        high=0.7,
        sentence="In the end seven tenths of what comes about only shows.",
        basis="closed form 6: effort along (1, γ), of whose square γ²/(1+γ²) = .692 is appearance at γ = 1.5",
    ),
    Expectation(
        name="efficiency in the end",
        statistic=in_world("efficiency", TICKS - 9, TICKS),
        low=0.545,
        high=0.57,
        sentence="Little more than half of the service that could be done is done.",
        basis="closed form 6: 1/√(1+γ²) = .555",
    ),
    Expectation(
        name="clerks' metric in the end",
        statistic=in_world("clerk.metric", TICKS - 9, TICKS),
        low=1.79,
        high=1.805,
        sentence="The instrument reads more than anyone could really do: 1.8 times as much.",
        basis="closed form 6: √(1+γ²) = 1.803",
    ),
    Expectation(
        name="efficiency against the contrast",
        statistic=difference("efficiency", TICKS - 9, TICKS),
        low=-0.46,
        high=-0.42,
        sentence="With an instrument that is not impressed nearly all of it would be done.",
        basis="closed form 6: 1/√(1+γ²) - 1 = -.445",
    ),
    Expectation(
        name="efficiency of the contrast",
        statistic=in_contrast("efficiency", TICKS - 9, TICKS),
        low=0.99,
        high=1.0,
        sentence="There the same selection breeds service.",
        basis="closed form 6 at γ = 0: 1",
    ),
    Expectation(
        name="against the beginning",
        statistic=lambda world, _: at("efficiency", TICKS - 9, TICKS)(world) - at("efficiency", 1)(world),
        low=-0.41,
        high=-0.34,
        sentence="It is worse than at the start, when nobody had been selected for anything.",
    ),
)
LESSON = Lesson(
    idea=(
        "Superiors see work through reports, visits and figures, and a good show looks like good work in all of them. Who "
        "puts on a show is kept, and whoever comes next is like those who were kept. In the end the whole organisation is "
        "busy with its appearance, and its figures have never been better."
    ),
    question=(
        "The instrument takes an hour of show for an hour and a half of service. The head of the service suspects that "
        "something is wrong, and has clerks looked at in every tick where it was one tick in ten. What does that do?"
    ),
    answers=(
        Answer(
            "Service gets better: who is watched works.",
            "Who is watched shows. Each look with this instrument is one more chance to keep the showmen.",
        ),
        Answer(
            "Nothing: it is the same instrument.",
            "The place where it ends is the same. But one gets there by looking, and the more looks the sooner.",
        ),
        Answer("Service gets worse, and sooner.", "By tick 120 it is .56, where rare looks left .85.", right=True),
        Answer(
            "The figures get worse, as the truth comes out.",
            "The figures are what the instrument reads. They rise all the time.",
        ),
    ),
    notice=(
        "Optics, the share of what comes about that only shows, rises in all layers together, as efficiency falls.",
        "The metric passes 1, the most that anyone could honestly do. That alone would tell a superior who knew it.",
        "Inner alignment turns downwards: goals go to appearance. Nobody is told to; letters say service to the last.",
    ),
    attempts=(
        "Look at clerks less often (`clerk.audit=.1`): efficiency is still .85 in the end. Do the same with a good "
        "instrument, and looking rarely only costs you.",
        "Keep everybody, whatever is read (`clerk.selection=none`), and efficiency stays .92. With this instrument no "
        "judgement is better than judgement.",
        "Repair the clerks' instrument at tick 60, when efficiency is .60: it comes back, to .99 in the end. Those who "
        "put on shows are replaced in their turn.",
        "Let nobody see through the instrument (`clerk.sees_through=0`): it ends at the same place, .56. Cunning only "
        "makes it faster.",
    ),
    limits=(
        "Appearance here is worth nothing at all and costs as much as service; often a show is cheap, and often a part of it "
        "serves. Letters can name only what is read, so that no superior can ask for less show. Superiors here never doubt "
        "their instrument; a second, independent one would help as far as it is not impressed by the same things. The effect "
        "is small where the instrument is nearly right: taking show for service at a fifth costs two hundredths."
    ),
)
STORY = (
    (0, "Clerks want this and that, and service is in their letters: .92 of it is done, and next to nothing for show."),
    (20, "A show reads well. Those who put one on are kept and copied: .34 of all that comes about only shows."),
    (40, "Half of it is show now. The figures have never been so good: 1.73, and 1 would be the most that service can give."),
    (80, "Efficiency .57. Every letter still says service, and every superior reads that service is excellent."),
    (120, "Efficiency .56: that is as far as this instrument goes. One that is not impressed by shows would have bred 1.00."),
)
_RARELY = {"clerk.audit": 0.1}
_BLIND = {"clerk.sees_through": 0.0}
_REPAIRED = mended(60, "clerk.sensor", instrument(0.0))
TOLD = (
    Told("in their letters: .92", 0.92, at("efficiency", 1), half=0.01),
    Told("kept and copied: .34", 0.34, at("clerk.optics", 20), half=0.015),
    Told("never been so good: 1.73", 1.73, at("clerk.metric", 40), half=0.01),
    Told("Efficiency .57. Every letter", 0.57, at("efficiency", 80), half=0.01),
    Told("Efficiency .56: that is as far", 0.56, at("efficiency", TICKS)),
    Told("would have bred 1.00", 1.0, at("efficiency", TICKS), None, CONTRAST),
    Told("By tick 120 it is .56", 0.56, at("efficiency", TICKS)),
    Told("where rare looks left .85", 0.85, at("efficiency", TICKS), None, _RARELY, 0.01),
    Told("efficiency is still .85 in the end", 0.85, at("efficiency", TICKS), None, _RARELY, 0.01),
    Told("efficiency stays .92", 0.92, at("efficiency", TICKS), None, {"clerk.selection": "none"}, 0.01),
    Told("when efficiency is .60", 0.6, at("efficiency", 60), half=0.015),
    Told("to .99 in the end", 0.99, at("efficiency", TICKS), None, _REPAIRED),
    Told("at the same place, .56", 0.56, at("efficiency", TICKS), None, _BLIND, 0.01),
)


def _paid(intensity: float) -> tuple[float, dict[str, object]]:
    """This strength of incentive for clerks who do as they are paid for, where effort costs: nobody needs to be selected."""
    follow = everywhere("compliance", 1.0, "order", *LAYERS) | everywhere("sees_through", 1.0, *LAYERS)
    return intensity, {"effort_rule": "cost", "intensity": intensity, **follow, **everywhere("selection", "none", *LAYERS)}


CURVES = (
    Curve(
        name="how easily the instrument is impressed",
        along="service that an hour of show is taken for, in hours",
        effect="share of what comes about that only shows",
        steps=tuple((show, everywhere("sensor", instrument(show), *LAYERS)) for show in (SHOW, 1.0, 0.75, 0.5, 0.25, 0.0)),
        outcome=at("clerk.optics", TICKS - 9, TICKS),
        shape="falls",
        fades=True,
        basis="closed form 6: γ²/(1+γ²)",
    ),
    Curve(
        name="looking more often",
        along="probability that a clerk is looked at in a tick",
        effect="efficiency at tick 60",
        steps=steps("clerk.audit", (0.0, 0.1, 0.3, 1.0)),
        outcome=at("efficiency", 60),
        shape="falls",
        ticks=60,
        basis="each reading is one more round of selection towards closed form 6's end",
    ),
    Curve(
        name="rewarding more",
        along="strength of the incentive, where effort has a cost",
        effect="efficiency, costs deducted",
        steps=tuple(_paid(intensity) for intensity in (0.0, 0.15, 0.31, 0.5, 1.0)),
        outcome=at("efficiency", 1),
        shape="peaks",
        extreme=(0.2, 0.4),
        ticks=1,
        basis="closed form 2: 2b - b²(1+γ²), highest at b = 1/(1+γ²) = .308, where it is .308, and below 0 from .615 on",
    ),
)
