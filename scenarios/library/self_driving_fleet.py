"""The self-driving fleet: cars that pool what they learn, against cars that learn alone and cars that don't learn."""

import math

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.signature import Expectation, World, difference, in_world, mean_over
from superorganisms.scenarios.told import Told, at

ORDER = 13
TITLE = "Self-driving fleet"
QUESTION = "When does it help to pool what all have learned, and what goes wrong when a fleet is wrong together?"
CLAIM = (
    "Cars that average what they have learned get rid of the errors that each makes by itself, and hand what they know to "
    "new cars. What they all get wrong in the same way no averaging removes: alone each fails in its own way, a fleet fails "
    "as one. And a maker who takes his fleet's average for the truth knows no more than the fleet has tried."
)
SOURCES = (
    Source(
        "mcmahan-2017",
        "Federated averaging: models trained apart from a common start are averaged, round after round, and the average is "
        "better than they are.",
    ),
    Source(
        "manheim-2019c",
        "Mesa-optimizers as control systems that a selection system builds: they act, and may go wrong, after it has done its "
        "work.",
    ),
    Source("kaczmarz-1937", "How each car learns: the least change of its model that explains what happened."),
)

SHIFT = 100
TICKS = 200
SYNC = 10
ANGLE = 75.0  # degrees
PARAMETERS = Parameters(
    features=("safety", "comfort", "speed", "thrift", "quiet", "range"),
    intent={"safety": 1.0},
    # From then on what is done for safety mostly costs comfort, and what was done for comfort makes cars safe
    regimes=({"at": SHIFT, "rotate": {"features": ["comfort", "safety"], "angle": math.radians(ANGLE)}},),
    layers=(
        LayerParameters(name="regulator", spread=0.0),
        # The makers know the roads as they were; what has changed they can only learn from their cars
        LayerParameters(name="maker", size=8, selection="none", spread=0.0, insight=False),
        LayerParameters(
            name="car",
            size=160,
            spread=0.1,
            mutation=0.02,
            compliance=0.8,
            period=5,  # a tenth of each fleet is scrapped and replaced every five ticks
            strategies={"fleet": 1.0},
            exploration=0.15,
            rate=1.0,
            sync=SYNC,
        ),
    ),
)
CONTRAST = {"car.strategies": {"controller": 1.0}}
CONTRAST_SAYS = "The same cars learn in the same way, but each keeps to itself what it has learned."
_FROZEN = {"car.strategies": {"direct": 1.0}}
_KEPT = {"car.selection": "none"}
_TIMID = {"maker.insight": True, "car.exploration": 0.0}
_INFORMED = {**_FROZEN, "maker.insight": True}
TOGETHER = (SHIFT + SYNC + 1, SHIFT + 3 * SYNC)  # from the first meeting after the shift
LATE = (TICKS - 19, TICKS)


def _kept(world: World, _: World) -> float:
    return mean_over(world, "efficiency", SHIFT + 1, SHIFT + 1) / mean_over(world, "efficiency", SHIFT - 9, SHIFT)


SIGNATURE = (
    Expectation(
        name="kept in the tick after the shift",
        statistic=_kept,
        low=0.235,
        high=0.28,
        sentence="All cars drive on as they did, and a quarter of what they did for safety is left.",
        basis=f"frozen models: cos {ANGLE:g}° = {math.cos(math.radians(ANGLE)):.3f}",
    ),
    Expectation(
        name="before the first meeting",
        statistic=difference("efficiency", SHIFT + 1, SHIFT + SYNC),
        low=-1e-6,
        high=1e-6,
        sentence="Until they first meet the cars of a fleet are cars on their own.",
        basis="the same learning, the same noise",
    ),
    Expectation(
        name="fleets against lone cars soon after",
        statistic=difference("efficiency", *TOGETHER),
        low=0.1,
        high=0.2,
        sentence="With the first meetings fleets are well ahead.",
        basis="measured; the variance of a mean of 20 models is a twentieth of theirs",
    ),
    Expectation(
        name="agreement, fleets against lone cars",
        statistic=difference("maker.coherence", *TOGETHER),
        low=0.15,
        high=0.26,
        sentence="What lone cars lose is that each is wrong in its own way: their efforts cancel.",
        basis="measured; the same",
    ),
    Expectation(
        name="direction, fleets against lone cars",
        statistic=difference("direction", *TOGETHER),
        low=-0.07,
        high=-0.015,
        sentence=(
            "What fleets lose is what all their cars get wrong together: new cars' old maps count in the average as any do."
        ),
        basis="averaging doesn't touch a bias, and new cars add one; without new cars the difference is nearly 0",
    ),
    Expectation(
        name="fleets against lone cars in the end",
        statistic=difference("efficiency", *LATE),
        low=0.04,
        high=0.09,
        sentence="The gap stays, because a lone car that is scrapped takes what it knew with it.",
        basis="measured; a fifth of the lone cars are younger than ten ticks and start with the old roads' model",
    ),
    Expectation(
        name="efficiency of fleets in the end",
        statistic=in_world("efficiency", *LATE),
        low=0.88,
        high=0.93,
        sentence="Fleets are then as good as before the shift, new cars and all.",
        basis="measured; the rest is what trying costs",
    ),
)
LESSON = Lesson(
    idea=(
        "Each car learns from what happens to it, and what one car has learned by accident is partly wrong. Averaging over a "
        "fleet cancels what only single cars got wrong, and gives new cars what the old ones knew. It can't cancel what all of "
        "them got wrong, and then they are wrong everywhere at once."
    ),
    question=(
        "The roads change. Cars that learn alone and fleets that average every ten ticks learn by the same trials. Twenty "
        "ticks later, how do their failures differ?"
    ),
    answers=(
        Answer(
            "Not at all: an average of what is half wrong is half wrong.",
            "What cars get wrong differs from car to car, and this part cancels: .82 against .69.",
        ),
        Answer(
            "Fleets are behind: the average holds back the cars that had found out first.",
            "Those cars lose a little. But nobody knows beforehand which they are, and most are lifted by the average.",
        ),
        Answer(
            "Fleets are better in every respect.",
            "In sum they are. Their common direction is worse than that of lone cars, .92 against .97: the old maps of new "
            "cars count in the average as much as what others have learned, and then all have them.",
        ),
        Answer(
            "Lone cars are wrong each in its own way, fleets as one.",
            "Agreement within a maker's cars is .94 in fleets and .75 among lone cars; direction is the other way round.",
            right=True,
        ),
    ),
    notice=(
        "At each meeting efficiency jumps: coherence rises at once, direction doesn't.",
        "Before the first meeting the two curves are the same to the last digit.",
        "In the end lone cars stay behind: every five ticks a tenth of them are new and know nothing of the change.",
    ),
    attempts=(
        "Cars that don't learn, `car.strategies` `direct=1`: .29 in the end, hardly more than in the tick after the change. "
        "The few that are better were bred, not taught.",
        "A timid fleet: `car.exploration` 0. All do the same, all see it confirmed, and 100 ticks later it is still .38, "
        "though `maker.insight` is on and the maker could see for himself how the roads are: he takes his fleet's word for it.",
        "The same makers with insight and cars that never learn (`maker.insight` on, `direct=1`): 1.00 in the end, better than "
        "any fleet. Whoever knows better than his fleet should not replace his knowledge by its average.",
        "Scrap no cars, `car.selection` `none`: no new cars, no old maps. The fleets' direction at tick 120 is then .97, as "
        "good as that of lone cars.",
    ),
    limits=(
        "All cars drive on the same roads here: the world is one for all, so that the worst case for averaging, cars that need "
        "different models, can't occur. No setting of this world is known to us in which averaging slows learning itself; it "
        "harms where it takes the place of better knowledge, or counts the ignorant in full. Reports are honest and complete, "
        "and nobody attacks the fleet."
    ),
)
STORY = (
    (0, "Eight makers with twenty cars each. All know the roads; every ten ticks a fleet's cars average what they know."),
    (90, "Nothing to learn yet. Trying things costs a little: efficiency .91."),
    (
        101,
        "The roads change: what made cars safe now mostly makes them uncomfortable. All drive on as they did, and .23 is left.",
    ),
    (108, "Each car finds out by itself, and each something else. Agreement among a maker's cars has fallen to .62."),
    (111, "The first meeting: each fleet's cars take the average of all. From .56 to .80 at one stroke, and they agree again."),
    (120, "Fleets .82, lone cars .69. What fleets still get wrong, all of their cars get wrong in the same way."),
    (200, "Fleets .91. Lone cars are at .83: whoever is new has to begin again."),
)
TOLD = (
    Told(".82 against .69", 0.82, at("efficiency", 120), until=120, half=0.01),
    Told(".82 against .69", 0.69, at("efficiency", 120), until=120, changes=CONTRAST, half=0.01),
    Told(".92 against .97", 0.92, at("direction", 120), until=120, half=0.01),
    Told(".92 against .97", 0.97, at("direction", 120), until=120, changes=CONTRAST),
    Told(".94 in fleets", 0.94, at("maker.coherence", 120), until=120, half=0.01),
    Told(".75 among lone cars", 0.75, at("maker.coherence", 120), until=120, changes=CONTRAST, half=0.01),
    Told("efficiency .91", 0.91, at("efficiency", 90), until=120, half=0.01),
    Told(".23 is left", 0.23, at("efficiency", SHIFT + 1), until=120, half=0.01),
    Told("fallen to .62", 0.62, at("maker.coherence", 108), until=120, half=0.01),
    Told("From .56 to .80", 0.56, at("efficiency", 110), until=120, half=0.015),
    Told("From .56 to .80", 0.80, at("efficiency", 111), until=120, half=0.015),
    Told("Fleets .82", 0.82, at("efficiency", 120), until=120, half=0.01),
    Told("lone cars .69", 0.69, at("efficiency", 120), until=120, changes=CONTRAST, half=0.01),
    Told("Fleets .91", 0.91, at("efficiency", *LATE), half=0.01),
    Told("at .83", 0.83, at("efficiency", *LATE), changes=CONTRAST),
    Told(".29 in the end", 0.29, at("efficiency", *LATE), changes=_FROZEN, half=0.01),
    Told("still .38", 0.38, at("efficiency", TICKS), changes=_TIMID, half=0.02),
    Told("is then .97", 0.97, at("direction", 120), until=120, changes=_KEPT),
    Told("1.00 in the end", 1.0, at("efficiency", *LATE), changes=_INFORMED),
)
CURVES = (
    Curve(
        name="From fleets that meet to cars alone",
        along="ticks from one meeting to the next (200: never)",
        effect="efficiency from the first meeting on",
        steps=((SYNC, {}), *steps("car.sync", (20, 50, 100)), (200, CONTRAST)),
        outcome=at("efficiency", SHIFT + SYNC + 1, TICKS),
        shape="falls",
        slack=0.005,
        fades=True,
    ),
    Curve(
        name="How many share",
        along="cars in a fleet",
        effect="efficiency after the first meeting",
        steps=tuple((160 / makers, {"maker.size": makers}) for makers in (80, 32, 8, 2)),
        outcome=at("efficiency", *TOGETHER),
        shape="rises",
        slack=0.01,
        ticks=TOGETHER[1],
        basis="the variance of the average falls with the number: most is won by the first few",
    ),
    Curve(
        name="A timid fleet learns from its own variety",
        along="mutation, without exploration",
        effect="efficiency in the end",
        steps=tuple((mutation, {"car.exploration": 0.0, "car.mutation": mutation}) for mutation in (0.02, 0.05, 0.1, 0.2)),
        outcome=at("efficiency", *LATE),
        shape="rises",
        basis="each teaches the others what it does otherwise; an effort that never varies teaches nothing",
    ),
)
