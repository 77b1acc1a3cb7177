"""Failing at one's own goal: a mesa-optimizer may miss what it wants itself, and no alignment helps against that."""

from types import MappingProxyType

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import Rows, matrix
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world, mean_over
from superorganisms.scenarios.told import Told, at

ORDER = 52
TITLE = "Failing at one's own goal"
QUESTION = "If everybody came to want what is asked, would it be done?"
CLAIM = (
    "Something that was selected and optimizes itself can fail on two levels. It may want something else than its principal: "
    "then it succeeds, and the principal fails. Or its own model of the world may be wrong, a Goodhart effect inside it: then "
    "it misses what it wants itself, and the principal loses by that even where goals agree. Selection on results mends the "
    "first, and it can't mend the second if it hands on the same mistake."
)
SOURCES = (
    Source(
        "manheim-2019c",
        "The principal fails if the mesa-optimizer itself falls prey to a Goodhart failure, by a failure of the model that "
        "both share, or if its goals or model differ from the principal's.",
    ),
    Source("hubinger-2019", "The level of goals: a mesa-objective that isn't the base objective (section 3)."),
    Source(
        "manheim-2018",
        "Causal Goodhart: whoever pursues what went along with the goal goes on with it when the two have parted.",
    ),
)

FEATURES = ("care", "career", "visits", "contacts")
SHIFT = 60
TICKS = 240
START, LAST = (1, 4), (TICKS - 19, TICKS)


def means(left: float) -> Rows:
    """Visits bring care and contacts a career, as much as working for them does, times what is left of it."""
    brings = {"care": {"care": 1.0, "visits": left}, "career": {"career": 1.0, "contacts": left}}
    return matrix(FEATURES, {**brings, "visits": {}, "contacts": {}})


PARAMETERS = Parameters(
    features=FEATURES,
    intent={"care": 1.0},
    response=means(1.0),
    regimes=((SHIFT, means(0.0)),),
    layers=(
        # insight off: those above believe what was true when they were made, and hand it on
        LayerParameters(name="ministry", spread=0.0, compliance=1.0, insight=False),
        LayerParameters(name="home", size=8, spread=0.0, compliance=1.0, insight=False, selection="none"),
        LayerParameters(
            name="carer",
            size=160,
            goal={"around": {"career": 1.0}},
            spread=0.3,
            compliance=0.5,
            selection="truncation(turnover=0.1)",
            period=4,
        ),
    ),
)
CONTRAST = {"regimes": ()}
CONTRAST_SAYS = "Visits go on bringing care, and contacts careers."

NOTICED = MappingProxyType({"home.insight": True})
KEPT = MappingProxyType({"carer.selection": "none"})


def countable(left: float) -> Rows:
    """The same, with visits and contacts as something that there can be more or less of, whatever they bring."""
    brings = {"care": {"care": 1.0, "visits": left}, "career": {"career": 1.0, "contacts": left}}
    return matrix(FEATURES, brings)


COUNTED = MappingProxyType({"response": countable(1.0), "regimes": ((SHIFT, countable(0.0)),)})


def kept_of_reliability(world: World, _: World) -> float:
    """What the shift leaves of carers' reliability, as a share, from the tick before to the tick after."""
    before, after = (mean_over(world, "carer.reliability", tick, tick) for tick in (SHIFT, SHIFT + 1))
    return after / before


SIGNATURE = (
    Expectation(
        name="competence before the shift",
        statistic=in_world("carer.competence", 1, SHIFT),
        low=1 - 1e-9,
        high=1 + 1e-9,
        sentence="As long as the model is right, everybody reaches what they try for: this level has no failure.",
        basis="M = R: e = unit(Rᵀv) is the best for v",
    ),
    Expectation(
        name="reliability at the start",
        statistic=in_world("carer.reliability", *START),
        low=0.68,
        high=0.75,
        sentence="What the letter loses at the start it loses by goals alone.",
        basis="λ = 1/2 and a goal at right angles to the letter: cos(v, c) = 1/√2 (closed form 1)",
    ),
    Expectation(
        name="competence after the shift",
        statistic=in_world("carer.competence", SHIFT + 1, TICKS),
        low=0.5**0.5 - 1e-9,
        high=0.5**0.5 + 1e-9,
        sentence="From the shift on everybody falls short of what they want themselves, whatever it is.",
        basis="half of the effort, by the old model (1, 1)/√2, goes into means that bring nothing now: 1/√2",
    ),
    Expectation(
        name="what the shift leaves of reliability",
        statistic=kept_of_reliability,
        low=0.69,
        high=0.74,
        sentence="The letter loses by the same factor at that moment: the two levels multiply.",
        basis="R acts alike on both: reliability = cos(v, c) · competence, and goals hardly move in a tick",
    ),
    Expectation(
        name="reliability in the end",
        statistic=in_world("carer.reliability", *LAST),
        low=0.69,
        high=0.71,
        sentence="Selection mends the goals until nothing more is lost by them; what is lost by ignorance stays.",
        basis="cos(v, c) = 1 times competence 1/√2",
    ),
    Expectation(
        name="reliability of the contrast in the end",
        statistic=in_contrast("carer.reliability", *LAST),
        low=0.97,
        high=1.0,
        sentence="Where the model stays right the same selection brings nearly all that is asked.",
        basis="cos(v, c) = 1 times competence 1",
    ),
    Expectation(
        name="below the contrast in the end",
        statistic=difference("carer.reliability", *LAST),
        low=-0.3,
        high=-0.27,
        sentence="The second level costs three tenths, among people who are as well aligned.",
        basis="1/√2 - 1 = -.293",
    ),
    Expectation(
        name="alignment, against the contrast",
        statistic=difference("carer.inner_alignment", *LAST),
        low=-0.02,
        high=0.02,
        sentence="Goals are no different: the wrong model is no worse at telling who wants what is asked.",
        basis="metrics are the contrast's times 1/√2, so that truncation picks the same people",
    ),
    Expectation(
        name="robustly aligned in the end",
        statistic=in_world("carer.robust_share", *LAST),
        low=0.97,
        sentence="By their goals all are classed as robust: no class of alignment has a word for this failure.",
        basis="B of the goal looks at what it is worth in the true R, in both regimes; a model is no part of it",
    ),
)
CURVES = (
    Curve(
        name="from means that fail to means that hold",
        along="what is left of what visits bring",
        effect="carers' reliability in the end",
        steps=(
            (0.0, {}),
            *((left, {"regimes": ((SHIFT, means(left)),)}) for left in (0.25, 0.5, 0.75)),
            (1.0, CONTRAST),
        ),
        outcome=at("carer.reliability", *LAST),
        shape="rises",
        fades=True,
        basis="(1 + left)/√(2(1 + left²))",
    ),
    Curve(
        name="compliance and the letter",
        along="carers' compliance",
        effect="carers' reliability after the shift",
        steps=steps("carer.compliance", (0.3, 0.5, 0.7, 0.9)),
        outcome=at("carer.reliability", SHIFT + 1),
        ticks=SHIFT + 1,
        shape="rises",
        basis="cos(v, c) rises with compliance",
    ),
    Curve(
        name="compliance and their own aims",
        along="carers' compliance",
        effect="carers' competence after the shift",
        steps=steps("carer.compliance", (0.3, 0.5, 0.7, 0.9)),
        outcome=at("carer.competence", SHIFT + 1),
        ticks=SHIFT + 1,
        shape="level",
        slack=1e-6,
        basis="the second level doesn't depend on what is wanted",
    ),
)
LESSON = Lesson(
    idea=(
        "Somebody who works for you can let you down in two ways: by wanting something else, or by being wrong about how the "
        "world works. In the first case they get what they want and you don't, in the second neither of you does. Choosing "
        "people by results mends the first, and is blind to the second as long as everyone is taught the same mistake."
    ),
    question=(
        "Carers want careers, the ministry wants care, and carers who bring more care are copied. At tick 60 visits stop "
        "bringing care, which nobody notices. Where does it all end?"
    ),
    answers=(
        Answer(
            "Selection finds those who do without visits, and all is well again.",
            "They all learned from homes that believe in visits. There is nobody to find.",
        ),
        Answer(
            "At .71: all want care, and all miss it by as much as each other.",
            "Goals are mended, .71 times 1. The other factor, 1/√2, is what the wrong belief costs.",
            right=True,
        ),
        Answer(
            "At .50: carers still want careers, and now they can't even get those.",
            "That is where it stays if nobody is selected. Here selection goes on mending goals after the shift.",
        ),
        Answer(
            "At 1.00: once everybody wants care, care is what there will be.",
            "That is the contrast, in which visits still help. To want it isn't yet to know how.",
        ),
    ),
    notice=(
        "Competence is 1.00 up to the shift and .71 from then on, whoever is selected. Reliability has two reasons to be low, "
        "and only one of them fades.",
        "Inner alignment goes on rising through the shift as if nothing had happened. Who watches alignment alone is content.",
        "Losses change their place: at first they are the carers' inner loss, in the end all is execution, and every carer is "
        "classed as robustly aligned.",
    ),
    attempts=(
        "Let homes notice: `home.insight` true. Whoever is hired from then on is taught what is true now, and reliability "
        "comes to 1.00.",
        "Select nobody: `carer.selection` none. Both levels stay, and multiply: .50.",
        "Change `carer.compliance`: what the letter gets changes, competence doesn't.",
        "Let carers find out for themselves: `carer.strategies` controller with `carer.selection` none. They come to reach "
        "what they want again. It is a career.",
    ),
    limits=(
        "Visits count for nothing in themselves here. If they did, selection could find those who dislike visits, and goals "
        "that are wrong in the right way would make up for the belief: reliability .85 in the end, among carers who are half "
        "aligned and reach .63 of what they want. Other Goodhart effects inside an optimizer are not in this world: it "
        "believes in proportion where returns diminish (`saturation`), or reads its letter with error (`misreading`)."
    ),
)
STORY = (
    (0, "The ministry wants care, carers want careers. Visits bring care and contacts bring careers, as all have been taught."),
    (1, "Everybody gets what they try for: competence 1.00. The letter gets .71 of what it could. A failure by goals alone."),
    (60, "Carers who bring more care have been copied, and reliability has risen to .87. Goals are on the mend."),
    (61, "Visits have become a formality. All miss what they want, careers as much as care, by the same factor: .71."),
    (120, "Selection goes on mending goals. The letter gets .67, nearly all that people who believe in visits can give it."),
    (240, "All want care, as far as their wishes have any effect, and .71 is done. Nobody is disloyal; everybody is wrong."),
)
TOLD = (
    Told("At .71: all want care", 0.71, at("carer.reliability", *LAST)),
    Told("Goals are mended, .71 times 1", 0.71, at("carer.reliability", *LAST)),
    Told("At .50: carers still", 0.50, at("carer.reliability", *LAST), changes=KEPT),
    Told("At 1.00: once everybody", 1.00, at("carer.reliability", *LAST), changes=CONTRAST),
    Told("Competence is 1.00 up to the shift and .71 from then on", 1.00, at("carer.competence", 1, SHIFT)),
    Told("Competence is 1.00 up to the shift and .71 from then on", 0.71, at("carer.competence", SHIFT + 1, TICKS)),
    Told("comes to 1.00", 1.00, at("carer.reliability", *LAST), changes=NOTICED),
    Told("and multiply: .50", 0.50, at("carer.reliability", *LAST), changes=KEPT),
    Told("reliability .85 in the end", 0.85, at("carer.reliability", *LAST), changes=COUNTED),
    Told("reach .63 of what they want", 0.63, at("carer.competence", *LAST), changes=COUNTED),
    Told("competence 1.00. The letter gets .71 of", 1.00, at("carer.competence", 1)),
    Told("competence 1.00. The letter gets .71 of", 0.71, at("carer.reliability", 1)),
    Told("has risen to .87", 0.87, at("carer.reliability", SHIFT)),
    Told("by the same factor: .71", 0.71, at("carer.competence", SHIFT + 1)),
    Told("The letter gets .67", 0.67, at("carer.reliability", 120)),
    Told("and .71 is done", 0.71, at("carer.reliability", *LAST)),
)
