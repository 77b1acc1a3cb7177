"""When optimizers emerge: search costs something, so selection keeps it only where the world changes fast enough."""

import math

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world
from superorganisms.scenarios.told import Told, at

ORDER = 15
TITLE = "When optimizers emerge"
QUESTION = "Under which conditions does selection make optimizers, when fixed routines would do as well and cost less?"
CLAIM = (
    "Working out what to do costs something, doing what one's predecessors did costs nothing. In a world that stays as it is "
    "selection therefore breeds routines. In a world that changes routines lag behind, the more the faster it changes, and "
    "selection breeds units that search for what serves the objective now. The border lies where the lag costs as much as the "
    "search."
)
SOURCES = (
    Source(
        "hubinger-2019",
        "Section 2: mesa-optimizers are the likelier, the more diverse the environments are (2.1, generalization through "
        "search), and the less likely, the more the cost of computing counts (2.2).",
    ),
    Source("stephens-1991", "Where almost nothing changes learning doesn't generally evolve, and more change promotes it."),
    Source("lynch-1993", "What a population loses by following a moving optimum, given its genetic variance."),
)

TICKS = 200
LAST = (TICKS // 2 + 1, TICKS)
DRIFT = 0.2
STRENGTH, MUTATION, COST = 5.0, 0.05, 0.06
FEATURES = ("wellbeing", "output", "security", "nature")
PARAMETERS = Parameters(
    features=FEATURES,
    intent={"wellbeing": 1.0},
    response_drift=DRIFT,
    layers=(
        LayerParameters(name="government", spread=0.0),
        LayerParameters(name="firm", size=3, selection="none", spread=0.0),
        LayerParameters(
            name="employee",
            # Families of 80, a generation a tick: selection decides within the run, and chance does not
            size=240,
            spread=0.1,  # routines that fit the world of the first tick
            compliance=1.0,
            mutation=MUTATION,
            selection=f"wright_fisher(s={STRENGTH:g})",
            strategies={"bottlecap": 0.5, "direct": 0.5},
            strategy_mutation=0.02,
            search_cost={"direct": COST},
        ),
    ),
)
CONTRAST = {"response_drift": 0.0}
CONTRAST_SAYS = "The world stays as it is."


def worth_of_search(drift: float) -> float:
    """What searching wins per tick in a world that turns by `drift` each tick, in the metric: the border of its cost.

    Routines keep a variance V between mutation and selection, V = V/(1+sV) + σ², and lose (K-1)V/2 by it. Each
    generation makes up for a = sV/(1+sV) of their lag; a tick adds 2/K · drift² to its square, so that the lag costs
    drift²/K/(1-(1-a)²). Who searches is one tick late: drift²/K. Lynch & Lande 1993 for small lags.
    """
    features, variance = len(FEATURES), (MUTATION**2 + math.sqrt(MUTATION**4 + 4 * MUTATION**2 / STRENGTH)) / 2
    made_up = STRENGTH * variance / (1 + STRENGTH * variance)
    return (features - 1) * variance / 2 + drift**2 / features * (1 / (1 - (1 - made_up) ** 2) - 1)


def border(cost: float) -> float:
    """The drift at which search is worth its cost."""
    return math.sqrt((cost - worth_of_search(0.0)) / (worth_of_search(1.0) - worth_of_search(0.0)))


def _at_the_border(world: World, _: World) -> float:
    """Routines' share where the closed form says that neither kind is better."""
    between = type(world)(PARAMETERS.with_changes({"response_drift": border(COST)}), rng=world.seed)
    play(between, TICKS)
    return at("employee.bottlecap_share", *LAST)(between)


_IGNORANT = {"firm.insight": False}
_LATE = {"response_drift": 0.0, "interventions": ((60, "response_drift", 0.3),)}
_LATE_UNMUTATED = {**_LATE, "employee.strategy_mutation": 0.0}
SIGNATURE = (
    Expectation(
        name="routines in a changing world",
        statistic=in_world("employee.bottlecap_share", *LAST),
        high=0.2,
        sentence="Where the world turns routines are all but gone, though search costs something each tick.",
        basis=f"the closed form: at a drift of {DRIFT} search is worth {worth_of_search(DRIFT):.3f}, and it costs {COST}",
    ),
    Expectation(
        name="routines in a steady world",
        statistic=in_contrast("employee.bottlecap_share", *LAST),
        low=0.85,
        high=0.96,
        sentence="In a steady world they are nine in ten; the rest is what mutation makes anew.",
        basis=f"the closed form: without drift search is worth {worth_of_search(0.0):.3f}, and it costs {COST}",
    ),
    Expectation(
        name="changing less steady",
        statistic=difference("employee.bottlecap_share", *LAST),
        low=-1.0,
        high=-0.7,
        sentence="Change alone decides who takes over.",
        basis="both closed forms above",
    ),
    Expectation(
        name="routines at the border",
        statistic=_at_the_border,
        low=0.05,
        high=0.65,
        sentence=f"At the border of the closed form, a drift of {border(COST):.2f}, both kinds are there.",
        basis="lag and spread of routines cost what search costs",
    ),
    Expectation(
        name="efficiency of the steady world",
        statistic=in_contrast("efficiency", *LAST),
        low=0.955,
        high=0.98,
        sentence="Routines do almost as well there as can be done.",
        basis=f"1 - (K-1)V/2 = {1 - worth_of_search(0.0):.3f}, and a little more for the planners among them",
    ),
    Expectation(
        name="efficiency of the changing world",
        statistic=in_world("efficiency", *LAST),
        low=0.96,
        high=0.99,
        sentence="Planners, one tick late, do as well in the world that changes.",
        basis=f"planners 1 - drift²/K = {1 - DRIFT**2 / 4:.2f}; one unit in a hundred is a new routine that fits nothing",
    ),
)
LESSON = Lesson(
    idea=(
        "To work out what is best costs time and effort, and to do what has always been done costs none. Where the world "
        "stays as it is the two come to the same, so that selection keeps the routine and drops the search. Where the world "
        "changes the routine is always a little out of date, and from some rate of change on this costs more than searching."
    ),
    question=(
        "Half of the staff follow inherited routines that fit, half work out anew what is best, at a cost. The world turns by "
        "some ten degrees a tick, this way or that. Selection counts results less costs. Who is left after 200 ticks?"
    ),
    answers=(
        Answer(
            "Routines: selection adapts them, and they cost nothing.",
            "Selection does adapt them, about a tenth of the way in each generation, and then the world has turned again.",
        ),
        Answer(
            "Those who search.",
            "Their cost is .06 a tick, that of being late more. In most runs routines fall to a few per cent.",
            right=True,
        ),
        Answer(
            "Half and half: each has an advantage.",
            "Selection doesn't share out by merit. A small difference, tick after tick, takes all but what mutation brings "
            "back.",
        ),
        Answer(
            "Whoever is ahead after the first ticks: what is common is copied most.",
            "Routines are ahead then, two in three, and lose all the same: the lag builds up within a dozen ticks or two.",
        ),
    ),
    notice=(
        "Routines gain for about ten ticks, as they start with a perfect fit; then the lag is there and they go.",
        "Efficiency is nearly the same in both worlds. What differs is inside: who wants something, and could want something "
        "else.",
        "Nobody aimed at making optimizers. The class shares change because of what the world does.",
    ),
    attempts=(
        "Move `response_drift` between 0 and `.2`. The closed form puts the border at about one sixth; below it, at `.1`, "
        "routines win, and at `.2` they are gone.",
        "Let firms not know how the world changes: `firm.insight` off. Search by an old map is worth nothing: routines are "
        ".99 although they lag.",
        "Let the change begin at tick 60 only (`response_drift` 0, then `.3`). Planners come back from the few that mutation "
        "made: at the end routines are down to .02. With `employee.strategy_mutation` 0 there is nobody left to come back, "
        "and routines stay at 1.00: the mix was frozen before anything was decided.",
    ),
    limits=(
        "Those who search (`direct`) are told by their firm how the world is; who has to find out by trying pays for that as "
        "well. The closed form holds for small lags and large families. It puts the border a little too far out: turns come in "
        "bursts, and a routine that is far off does worse than the formula says, so that search pays a little earlier. Change "
        "here has a direction that nobody can foresee; where the same few situations come back, routines for each would do. "
        "The sources speak of many other conditions, such as the size of the model, that have no place here."
    ),
)
STORY = (
    (0, "Half of the people follow inherited routines, half look at how the world is and work out what to do. That costs .06."),
    (8, "At first routines gain: they fit, and they are free. But the world turns a little in every tick."),
    (30, "Routines now fit a world of some time ago. Selection drags them along, always behind, and they are losing ground."),
    (100, "Those who search are nearly all. Nobody chose them for searching: they were less wrong, by more than their cost."),
    (
        200,
        "Routines: in most runs a few per cent, newly made by mutation. In the contrast, which doesn't change, they are .92.",
    ),
)
TOLD = (
    Told("That costs .06", 0.06, lambda world: world.parameters.layers[-1].search_cost["direct"], until=1),
    Told("Their cost is .06 a tick", 0.06, lambda world: world.parameters.layers[-1].search_cost["direct"], until=1),
    Told("they are .92", 0.92, at("employee.bottlecap_share", *LAST), changes=CONTRAST, half=0.01),
    Told(".99 although they lag", 0.99, at("employee.bottlecap_share", *LAST), changes=_IGNORANT),
    Told("down to .02", 0.02, at("employee.bottlecap_share", TICKS - 19, TICKS), changes=_LATE, half=0.02),
    Told("stay at 1.00", 1.0, at("employee.bottlecap_share", TICKS - 19, TICKS), changes=_LATE_UNMUTATED, half=0.01),
)
CURVES = (
    Curve(
        name="From a changing world to a steady one",
        along="turn per tick, in radians",
        effect="routines' share in the end",
        steps=steps("response_drift", (DRIFT, 0.16, 0.13, 0.1, 0.0)),
        outcome=at("employee.bottlecap_share", *LAST),
        shape="rises",
        slack=0.05,
        fades=True,
        basis=f"the closed form's border at this cost is {border(COST):.2f}",
    ),
    Curve(
        name="What search may cost",
        along="cost of search per tick",
        effect="routines' share in the end",
        steps=tuple((cost, {"employee.search_cost": {"direct": cost}}) for cost in (0.0, 0.04, 0.08, 0.12, 0.2)),
        outcome=at("employee.bottlecap_share", *LAST),
        shape="rises",
        slack=0.05,
        basis=f"the closed form's border at this drift is {worth_of_search(DRIFT):.3f}",
    ),
)
