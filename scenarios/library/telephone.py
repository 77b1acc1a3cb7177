"""The telephone law: what is left of an intent after layer on layer has mixed its own goal into it."""

import math

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.signature import Expectation, difference, in_world
from superorganisms.scenarios.told import Outcome, Told, at

ORDER = 2
TITLE = "Telephone"
QUESTION = "How much of an intent arrives at the bottom of a hierarchy that follows it half at every level?"
CLAIM = (
    "Loss of control compounds: if every layer blends the letter from above with a goal of its own that has nothing "
    "to do with it, the same fraction is lost of what is left, layer by layer. With equal weights it is 1/√2 a "
    "layer: 71, 50, 35, 25 %."
)
SOURCES = (
    Source("williamson-1967", "Control loss that cumulates over hierarchical levels limits the size of firms."),
    Source("hubinger-2019", "The base objective and a mesa-objective that differs from it (section 1), here four times over."),
)

_OWN = {"order": "glory", "government": "votes", "firm": "profit", "employee": "leisure"}
_SIZES = {"order": 1, "government": 5, "firm": 50, "employee": 1000}

PARAMETERS = Parameters(
    features=("wellbeing", *_OWN.values()),
    intent={"wellbeing": 1.0},
    layers=tuple(
        # Each layer wants one thing that no one above it and no intent asks for: at right angles by construction
        LayerParameters(name=name, size=_SIZES[name], goal={own: 1.0}, selection="none", compliance=0.5)
        for name, own in _OWN.items()
    ),
)
CONTRAST = {f"{name}.compliance": 1.0 for name in _OWN}
CONTRAST_SAYS = "Everyone follows the letter alone."
TICKS = 20


def _loss(layer: str, left_above: float) -> Expectation:
    loss = left_above * (1 - 0.5**0.5)
    return Expectation(
        name=f"{layer} loss",
        statistic=in_world(f"{layer}.inner_loss", 1, TICKS),
        low=loss - 1e-9,
        high=loss + 1e-9,
        sentence=f"The {layer}'s goals cost 29 % of the {100 * left_above:.0f} % that reached them.",
        basis=f"closed form 1: {left_above:.4f} · (1 - 1/√2)",
    )


SIGNATURE = (
    Expectation(
        name="efficiency",
        statistic=in_world("efficiency", 1, TICKS),
        low=0.25 - 1e-9,
        high=0.25 + 1e-9,
        sentence="A quarter of the intent is carried out: (1/√2)⁴.",
        basis="closed form 1, the telephone law: λ/√(λ² + (1-λ)²) a layer, 1/√2 at λ = .5",
    ),
    *(_loss(layer, 0.5 ** (number / 2)) for number, layer in enumerate(_OWN)),
    Expectation(
        name="cost of mixing",
        statistic=difference("efficiency", 1, TICKS),
        low=-0.75 - 1e-9,
        high=-0.75 + 1e-9,
        sentence="With full compliance nothing is lost.",
        basis="closed form 1 at λ = .5 and at λ = 1: .25 - 1",
    ),
)
LESSON = Lesson(
    idea=(
        "A letter that passes through many hands is read by each with an eye on something else. "
        "Nobody refuses and nobody lies: everyone does half of what was asked and half of what he wants. "
        "Because each starts from what the one before left over, the losses multiply instead of adding up."
    ),
    question="Four layers each follow the letter half. What share of the intent is carried out at the bottom?",
    answers=(
        Answer(
            "A sixteenth: a half of a half of a half of a half.",
            "Half of the weight isn't half of the effort: who wants two things at right angles equally does .71 of each.",
        ),
        Answer(
            "Half: each layer is half loyal.", "And each is half loyal to what the layer above has left, not to the intent."
        ),
        Answer("A quarter.", "1/√2 at each of four layers.", right=True),
        Answer("Nearly all: the employees still have the letter.", "They have their firm's letter; the intent nobody sees."),
    ),
    notice=(
        "Inner alignment is 0 in every layer, at the top as at the bottom: no layer is worse than another.",
        "The bands of loss get thinner from the order down, because less is left to lose.",
        "No firm and no employee could tell from its own letter how much has been lost above.",
    ),
    attempts=(
        "Raise `firm.compliance` alone to `1`: that layer's loss goes, those below it lose more, and .35 arrives.",
        "Let selection act: `employee.selection=truncation`. Employees' goals then move towards their letters, and after 20 "
        "ticks .29 arrives. What was lost above them stays lost.",
        "Give employees their firm's goal: two layers that pull the same way cost more together, and .19 arrives.",
    ),
    limits=(
        "Goals here are chosen to have nothing in common with the intent or with each other; real ones overlap, and "
        "the loss is then smaller or, where they pull against it, larger. Letters are read without error, and no one "
        "checks below his own children."
    ),
)


def passed_on(*layers: str) -> Outcome:
    """What is left of the intent after the goals of these layers, in tick 4."""
    return lambda world: 1 - sum(at(f"{layer}.inner_loss", 4)(world) for layer in layers)


_SELECTED = {"employee.selection": "truncation"}
TOLD = (
    Told("71, 50, 35, 25 %", 0.71, passed_on("order")),
    Told("71, 50, 35, 25 %", 0.5, passed_on("order", "government")),
    Told("71, 50, 35, 25 %", 0.35, passed_on("order", "government", "firm")),
    Told("71, 50, 35, 25 %", 0.25, at("efficiency", 1, TICKS)),
    Told("does .71 of each", 0.71, passed_on("order")),
    Told("holds .71 of the intent", 0.71, passed_on("order")),
    Told("the governments' .50", 0.5, passed_on("order", "government")),
    Told("the firms' .35", 0.35, passed_on("order", "government", "firm")),
    Told("The employees do .25 of it", 0.25, at("efficiency", 8)),
    Told("lose more, and .35 arrives", 0.35, at("efficiency", TICKS), None, {"firm.compliance": 1.0}),
    Told("after 20 ticks .29 arrives", 0.29, at("efficiency", TICKS), None, _SELECTED, 0.01),
    Told("together, and .19 arrives", 0.19, at("efficiency", TICKS), None, {"employee.goal": {_OWN["firm"]: 1.0}}),
)


def _leaning(degrees: float) -> dict[str, dict[str, float]]:
    """Every layer's goal at this angle to the intent."""
    towards, beside = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return {f"{name}.goal": {"wellbeing": towards, own: beside} for name, own in _OWN.items()}


CURVES = (
    Curve(
        name="as everyone follows the letter more",
        along="compliance of every layer",
        effect="loss of efficiency",
        steps=steps("order.compliance", (0.5, 0.6, 0.7, 0.8, 0.9, 1.0), *list(CONTRAST)[1:]),
        outcome=lambda world: 1 - at("efficiency", 1)(world),
        shape="falls",
        ticks=1,
        fades=True,
        basis="closed form 1: 1 - (λ/√(λ²+(1-λ)²))⁴ is .75, .52, .29, .11, .02, 0",
    ),
    Curve(
        name="as goals turn away from the intent",
        along="angle of every layer's goal to the intent in degrees",
        effect="loss of efficiency",
        steps=tuple((angle, _leaning(angle)) for angle in (0.0, 30.0, 60.0, 90.0, 120.0)),
        outcome=lambda world: 1 - at("efficiency", 1)(world),
        shape="rises",
        ticks=1,
        basis="v = unit(g + c) layer by layer: .75 at a right angle, less where goals overlap, more where they oppose",
    ),
)
STORY = (
    (
        0,
        "One intent, four layers. Each follows the letter from above half, and half a goal of its own, quite another one.",
    ),
    (4, "The order's letter still holds .71 of the intent, the governments' .50, the firms' .35."),
    (8, "The employees do .25 of it. Nobody refused, nobody lied, and nobody below can see how much was lost above."),
)
