"""Mesa-transoptimizer: principal and agent want different things, and each knows something that the other doesn't."""

import math

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import Expectation, Statistic, World, difference, in_contrast, in_world, mean_over
from superorganisms.scenarios.told import Told, at

ORDER = 62
TITLE = "Mesa-transoptimizer"
QUESTION = (
    "A principal and its agents want different things: what does that cost if both know the same, and what if they don't?"
)
CLAIM = (
    "A mesa-transoptimizer is neither more nor less than its maker but something else: it has another goal, or each knows "
    "something that the other doesn't. What follows is the plain loss of principals through agents. A goal that the principal "
    "knows of can be written into the contract; what it doesn't know of it can't discount, and what the agent doesn't know of "
    "it can't do. Under such a contract either difference alone costs little or nothing, both together more than the sum."
)
SOURCES = (
    Source(
        "manheim-2019c",
        "Mesa-transoptimizers: the failures that are usual between human principals and agents, because goals differ, or "
        "because the mesa-optimizer has another model than its maker.",
    ),
    Source(
        "jensen-1976",
        "Agency costs (section 1.4): what is spent on contracts and control, and the residual loss that they leave; managers' "
        "perquisites as the example (section 2).",
    ),
    Source(
        "hubinger-2019",
        "Inner alignment (section 1.2): the gap between base objective and mesa-objective, here the agents' goals.",
    ),
    Source(
        "demski-2019",
        "Embedded agency: an agent has no room in its model for what is as large as itself; nor firms for all their people "
        "want.",
    ),
)

RISKS = ("fire", "flood", "fraud")  # firms know how to guard against them
PERKS = ("travel", "title", "office")  # employees know how to get them
FEATURES = ("wellbeing", *RISKS, "leisure", *PERKS)
INTENT = {"wellbeing": 2.0, **dict.fromkeys(RISKS, 1 / math.sqrt(3))}  # wellbeing 2, safety from all three together 1
OWN = {"leisure": 1.0, **dict.fromkeys(PERKS, 1 / math.sqrt(3))}  # leisure 1, all three perks together 1
CONTRACT = 20
TICKS = 40
OBEDIENCE = 0.6


def knowing(shared: int) -> dict[str, tuple[str, ...]]:
    """Firms know of so many perks, employees of so many risks; of wellbeing and leisure all know."""
    return {
        "firm.capacity": ("wellbeing", *RISKS, "leisure", *PERKS[:shared]),
        "employee.capacity": ("wellbeing", *RISKS[:shared], "leisure", *PERKS),
    }


PARAMETERS = Parameters(
    features=FEATURES,
    intent=INTENT,
    # At first letters say what is wanted; then they are made with what firms know of their people's goals in mind
    interventions=((CONTRACT, "firm.foresight", True),),
    layers=(
        LayerParameters(name="order", spread=0.0, compliance=0.9),
        LayerParameters(name="government", size=3, spread=0.1, compliance=0.9, selection="none"),
        LayerParameters(
            name="firm", size=12, spread=0.1, compliance=0.9, selection="none", capacity=knowing(0)["firm.capacity"]
        ),
        LayerParameters(
            name="employee",
            size=240,
            goal={"around": OWN},
            spread=0.1,
            compliance=OBEDIENCE,
            selection="none",
            capacity=knowing(0)["employee.capacity"],
        ),
    ),
)
CONTRAST = {"firm.capacity": None, "employee.capacity": None}
CONTRAST_SAYS = "Firms and employees know the same: all eight. What they want differs as much as before."


def closed_form(shared: int, *, contract: bool) -> float:
    """Efficiency if firms know of so many of the three perks, and employees of so many of the three risks.

    With compliance λ and h the part of (1-λ)g that the firm knows of, a contract brings aims to βw + (1-λ)g - h, where β = λ
    without a contract and √(λ² - |h|²) with one (goals are at right angles to the intent). Effort is what employees know of it.
    """
    stray = 1 - OBEDIENCE
    known = stray**2 * (0.5 + 0.5 * shared / 3) if contract else 0.0
    towards = math.sqrt(OBEDIENCE**2 - known)
    doable = 0.8 + 0.2 * shared / 3  # of the intent's squared length, by employees
    return towards * doable / math.sqrt(towards**2 * doable + stray**2 - known)


def transoptimizers(world: World) -> float:
    """The share of employees that are mesa-transoptimizers for their firms."""
    rows = world.relations().query("layer == 'employee'")
    return float(rows["transoptimizer"].sum() / rows["units"].sum())


def with_goals_agreed(world: World) -> float:
    """Efficiency under the contract in this world if employees wanted what is meant, and knew as little."""
    twin = type(world)(world.parameters, rng=world.seed, employee__goal={"around": INTENT})
    play(twin, CONTRACT + 5)
    return mean_over(twin, "efficiency", CONTRACT + 1, CONTRACT + 5)


NAIVE, UNDER_CONTRACT = (1, CONTRACT), (CONTRACT + 1, TICKS)
MODELS_ALONE = math.sqrt(0.8)
_HALF = 0.012  # goals of firms and governments, and what sets employees apart in a firm, are in no closed form


def _expected(name: str, value: float, basis: str, sentence: str, statistic: Statistic) -> Expectation:
    return Expectation(name=name, statistic=statistic, low=value - _HALF, high=value + _HALF, sentence=sentence, basis=basis)


SIGNATURE = (
    Expectation(
        name="who is a transoptimizer",
        statistic=lambda world, contrast: min(transoptimizers(world), transoptimizers(contrast)),
        low=1 - 1e-9,
        high=1 + 1e-9,
        sentence="Every employee is one: here by what it knows, in the contrast by what it wants.",
        basis="section 3: each knows three features that the other doesn't; in the contrast cos(goal, letter) is below .8",
    ),
    _expected(
        "efficiency without a contract",
        closed_form(0, contract=False),
        "telephone law for one layer, without the risks: λ · .8/√(.8 λ² + (1-λ)²) = .717",
        "Letters say what is wanted, and goals of their own, and risks that they don't know of, cost more than a quarter.",
        in_world("efficiency", *NAIVE),
    ),
    _expected(
        "efficiency under the contract",
        closed_form(0, contract=True),
        "β = √(λ² - (1-λ)²/2) = .529: .8 β/√(.8 β² + (1-λ)²/2) = .768",
        "A letter that discounts what the firm knows its people to want wins back a twentieth.",
        in_world("efficiency", *UNDER_CONTRACT),
    ),
    _expected(
        "efficiency of the contrast without a contract",
        closed_form(3, contract=False),
        "telephone law for one layer (closed form 1): λ/√(λ² + (1-λ)²) = .832",
        "Where all know the same, letters that say what is wanted still lose a sixth to goals.",
        in_contrast("efficiency", *NAIVE),
    ),
    Expectation(
        name="efficiency of the contrast under the contract",
        statistic=in_contrast("efficiency", *UNDER_CONTRACT),
        low=0.99,
        high=1.0,
        sentence="There a contract wins back all of it, though nobody's goal has changed.",
        basis="foresight, |h| = 1-λ < λ: the letter brings every firm's mean aim to what the firm wants",
    ),
    _expected(
        "under the contract, less the contrast's",
        closed_form(0, contract=True) - 1,
        "the two closed forms: .768 - 1 = -.232",
        "So what no contract can mend is due to what the two sides don't know of each other.",
        difference("efficiency", *UNDER_CONTRACT),
    ),
    _expected(
        "what both differences cost beyond the sum of each alone",
        MODELS_ALONE - closed_form(0, contract=True),
        "√.8 - .768 = .127: models alone cost 1 - √.8 (risks are a fifth of the intent), goals alone nothing under contract",
        "Different models alone cost a tenth, different goals alone nothing; together they cost more than twice a tenth.",
        lambda world, contrast: (
            with_goals_agreed(world)
            - mean_over(world, "efficiency", *UNDER_CONTRACT)
            - (1 - mean_over(contrast, "efficiency", *UNDER_CONTRACT))
        ),
    ),
)
LESSON = Lesson(
    idea=(
        "Who works for another wants something else, and each of the two knows things that the other doesn't. A principal "
        "that knows what its agents want can word the letter so that wish and letter together come out right. It can't "
        "discount a wish that it has never heard of, and nobody can serve a purpose that he has never heard of."
    ),
    question=(
        "Employees want leisure and perks. Firms know of the leisure, not of the perks, and employees don't know of the risks "
        "that firms want them to guard against. From tick 21 on firms word letters so as to cancel what they know of their "
        "people's wishes. What happens to the loss, .28 until then?"
    ),
    answers=(
        Answer(
            "It falls to .23.",
            "Leisure is cancelled. Perks and risks are what one of the two sides knows nothing of.",
            right=True,
        ),
        Answer(
            "It goes: that is what contracts are for.",
            "So it does where both sides know the same, in the contrast, with the same wishes.",
        ),
        Answer(
            "It halves: one of the two wishes is dealt with.",
            "Cancelling takes up a part of what the letter can do. The other wish now weighs more, and the risks remain.",
        ),
        Answer(
            "Nothing: wishes are as they were.",
            "Wishes are, aims aren't: a letter against leisure and a wish for leisure add up to neither.",
        ),
    ),
    notice=(
        "As the contract comes efficiency rises from .72 to .77, and employees' metric falls from .72 to .68. The letter now "
        "asks for less leisure than none, which nobody can deliver. Readings under two letters can't be compared.",
        "The loss moves from the employees' goals to the firms' letters (outer loss .12): a good contract doesn't say what is "
        "meant.",
        "What is lost to models, `execution_loss`, is the same with and without the contract: .11.",
        "`world.relations()` calls all employees transoptimizers, here and in the contrast, for two different reasons.",
    ),
    attempts=(
        "Teach one side only. If firms learn of perks (`firm.capacity` none) .89 is done under the contract: the risks are "
        "missing. If employees learn of risks (`employee.capacity` none) it is .88: the perks aren't discounted.",
        "Let firms select: `employee.selection=truncation`. Who leaves takes the knowledge of perks along, as a firm can't "
        "teach it, and newcomers can't seek what they don't know. By tick 40 all are mesa-suboptimizers, and .89 is done.",
        "Let the letter count for more, `employee.compliance`: wishes matter less and less, and at `1` a tenth is lost, which "
        "is what employees don't know of. `closed_form` in the file says how much.",
    ),
    limits=(
        "A contract costs nothing here, agents can't leave, bear no risk and don't bargain, and effort that is shown is seen: "
        "half of the theory of agency is about what happens otherwise. Firms know the mean of their people's goals without "
        "asking. With `employee.compliance` below `.5` no letter can cancel goals entirely even if all is known. If wishes "
        "agree with the intent, only what employees don't know of is lost."
    ),
)
_LEFT = {"employee.selection": "truncation"}
TOLD = (
    Told("What happens to the loss, .28 until then", 0.28, lambda world: 1 - at("efficiency", *NAIVE)(world)),
    Told("It falls to .23", 0.23, lambda world: 1 - at("efficiency", *UNDER_CONTRACT)(world)),
    Told("efficiency rises from .72 to .77", 0.72, at("efficiency", CONTRACT)),
    Told("efficiency rises from .72 to .77", 0.77, at("efficiency", CONTRACT + 1)),
    Told("metric falls from .72 to .68", 0.72, at("employee.metric", CONTRACT)),
    Told("metric falls from .72 to .68", 0.68, at("employee.metric", CONTRACT + 1)),
    Told("(outer loss .12)", 0.12, at("firm.outer_loss", CONTRACT + 1)),
    Told("with and without the contract: .11", 0.11, at("execution_loss", 1, CONTRACT), half=0.01),
    Told("with and without the contract: .11", 0.11, at("execution_loss", *UNDER_CONTRACT), half=0.01),
    Told(".89 is done under the contract", 0.89, at("efficiency", TICKS), None, {"firm.capacity": None}),
    Told("it is .88: the perks", 0.88, at("efficiency", TICKS), None, {"employee.capacity": None}),
    Told("all are mesa-suboptimizers, and .89 is done", 0.89, at("efficiency", TICKS), None, _LEFT),
    Told("Efficiency .72: as much as", 0.72, at("efficiency", 1)),
    Told("leisure is cancelled, and .77 is done", 0.77, at("efficiency", CONTRACT + 1)),
    Told("the contract brings it from .83 to 1.00", 0.83, at("efficiency", CONTRACT), None, CONTRAST),
    Told("the contract brings it from .83 to 1.00", 1.0, at("efficiency", TICKS), None, CONTRAST),
)


def _angle(degrees: float) -> dict[str, float]:
    """A goal at this angle to the intent, towards what employees want for themselves."""
    turn = math.radians(degrees)
    parts = ((INTENT, math.cos(turn) / math.sqrt(5)), (OWN, math.sin(turn) / math.sqrt(2)))
    return {name: weight * share for part, share in parts for name, weight in part.items()}


CURVES = (
    Curve(
        name="as the two sides come to know the same",
        along="risks that employees know of, and perks that firms know of, of three each",
        effect="loss of efficiency under the contract",
        steps=((0.0, {}), (1.0, knowing(1)), (2.0, knowing(2)), (3.0, CONTRAST)),
        outcome=lambda world: 1 - at("efficiency", *UNDER_CONTRACT)(world),
        shape="falls",
        fades=True,
        basis="closed_form with 0 to 3 shared: .232, .165, .090, 0",
    ),
    Curve(
        name="as goals come to agree",
        along="angle of employees' goals to the intent in degrees",
        effect="loss of efficiency under the contract",
        steps=tuple((angle, {"employee.goal": {"around": _angle(angle)}}) for angle in (90.0, 60.0, 30.0, 0.0)),
        outcome=lambda world: 1 - at("efficiency", *UNDER_CONTRACT)(world),
        shape="falls",
        basis="foresight in closed form: .232, .160, .118, and .106 = 1 - √.8 that is due to models alone",
    ),
    Curve(
        name="the same where both know the same",
        along="angle of employees' goals to the intent in degrees",
        effect="loss of efficiency under the contract",
        steps=tuple((angle, {**CONTRAST, "employee.goal": {"around": _angle(angle)}}) for angle in (90.0, 60.0, 30.0, 0.0)),
        outcome=lambda world: 1 - at("efficiency", *UNDER_CONTRACT)(world),
        shape="level",
        slack=0.01,
        basis="foresight: a goal that the firm knows costs nothing as long as the letter weighs more",
    ),
)
STORY = (
    (
        0,
        "Firms want wellbeing, and safety from fire, flood and fraud. Employees want leisure and perks, and do six tenths by "
        "the letter. Of the risks they know nothing, and of the perks firms know nothing.",
    ),
    (
        1,
        "Letters say what is wanted. Efficiency .72: as much as is left when people mix in wishes and miss what they can't "
        "see.",
    ),
    (
        21,
        "Now firms write contracts: letters that ask for less leisure than they want, so that with their people's wish it "
        "comes out right. The wish for leisure is cancelled, and .77 is done.",
    ),
    (
        30,
        "The rest is out of reach. Firms can't discount perks that they have never heard of, and employees can't guard "
        "against what they have never heard of.",
    ),
    (
        40,
        "In the contrast both sides know the same, and want what they want here. There the contract brings it from .83 to "
        "1.00: no loss at all.",
    ),
)
