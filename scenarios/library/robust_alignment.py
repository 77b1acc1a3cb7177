"""Robust alignment: bred in varied regimes or in one, the same performance in the exam, and not the same goals behind it."""

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import Rows, mixed
from superorganisms.scenarios.signature import Expectation, Statistic, World, in_contrast, in_world, mean_over
from superorganisms.scenarios.told import Told, at

ORDER = 21
TITLE = "Robust alignment"
QUESTION = "Two workforces pass the same exam with the same marks: what tells the one that will keep its word from the other?"
CLAIM = (
    "A mesa-optimizer is robustly aligned if its goal agrees with the letter in other regimes too, and pseudo-aligned if it "
    "does in those of its training only. Performance in training can't tell the two apart. Training that varies what goes with "
    "what lets selection see more of the goal, and breeds the robust kind, for regimes too that were never part of it."
)
SOURCES = (
    Source(
        "hubinger-2019",
        "Robust alignment and pseudo-alignment (section 1.3); unidentifiability: where a training can't tell many goals apart, "
        "most that do well in it are pseudo-aligned (section 3.2).",
    ),
    Source(
        "langosco-2022",
        "CoinRun: agents trained with the coin always at the end learn to run to the end; with a little variation in "
        "where it lies they go for the coin.",
    ),
)

PAIRS = (("wellbeing", "consumption"), ("security", "surveillance"), ("knowledge", "credentials"))
FEATURES = tuple(feature for pair in PAIRS for feature in pair)
SPELL, EXAM, SHIFT, TICKS = 20, 160, 170, 200
HIDING = mixed(FEATURES, PAIRS)  # each of a pair yields as much of the other: three of six directions show


def without(pair: int) -> Rows:
    """The response in which one pair has parted and the others haven't."""
    return mixed(FEATURES, [one for number, one in enumerate(PAIRS) if number != pair])


def training(spell: int = SPELL, parted: int = len(PAIRS)) -> tuple[tuple[int, Rows | None], ...]:
    """One spell with all pairs hidden, then one in which each pair parts in turn, and so on; then the exam, then the shift.

    parted: how many of the pairs ever part.
    """
    cycle = (HIDING, *(without(pair) if pair < parted else HIDING for pair in range(len(PAIRS))))
    spells = ((tick, cycle[tick // spell % len(cycle)]) for tick in range(spell, EXAM, spell))
    return (*spells, (EXAM, HIDING), (SHIFT, None))


PARAMETERS = Parameters(
    features=FEATURES,
    intent={wanted: 1.0 for wanted, _ in PAIRS},
    response=HIDING,
    regimes=training(),
    layers=(
        LayerParameters(name="order", size=1, compliance=1.0, spread=0.0),
        # Firms pass on the letter as it is: what is bred here is employees
        LayerParameters(name="firm", size=12, compliance=1.0, spread=0.0, selection="none"),
        LayerParameters(
            name="employee",
            size=300,
            compliance=0.2,
            spread=1.5,  # at the start anyone may want anything
            mutation=0.05,
            selection="truncation(turnover=0.2)",
        ),
    ),
)
CONTRAST = {"regimes": ((SHIFT, None),)}
CONTRAST_SAYS = "Nothing varies before the shift: the three pairs are hidden in every tick."


def promised(world: World, first: int, last: int) -> float:
    """Efficiency if every leaf knew the world and carried out its aim: what the goals are worth, without frozen models."""
    return mean_over(world, "efficiency", first, last) + mean_over(world, "execution_loss", first, last)


def _in_the_exam(measure: str) -> Statistic:
    return in_world(measure, SHIFT - 4, SHIFT)


def _gap(world: World, contrast: World) -> float:
    return promised(world, SHIFT + 1, SHIFT + 2) - promised(contrast, SHIFT + 1, SHIFT + 2)


SIGNATURE = (
    Expectation(
        name="marks in the exam, less the contrast's",
        statistic=lambda world, contrast: (
            mean_over(world, "efficiency", SHIFT - 4, SHIFT) - mean_over(contrast, "efficiency", SHIFT - 4, SHIFT)
        ),
        low=-0.02,
        high=0.01,
        sentence="In the exam, a regime that both know, the two workforces do equally well, within two hundredths.",
        basis="closed form 4: what a regime hides has no bearing on performance in it",
    ),
    Expectation(
        name="marks in the exam",
        statistic=_in_the_exam("efficiency"),
        low=0.97,
        high=1.0,
        sentence="And they do almost as well as can be done.",
    ),
    Expectation(
        name="robust employees",
        statistic=_in_the_exam("employee.robust_share"),
        low=0.72,
        high=1.0,
        sentence="Bred in varied regimes nearly all agree with their letter in every regime, the coming one included.",
    ),
    Expectation(
        name="robust employees of the contrast",
        statistic=in_contrast("employee.robust_share", SHIFT - 4, SHIFT),
        low=0.34,
        high=0.68,
        sentence="Bred in one regime all pass the exam, and half would pass another.",
    ),
    Expectation(
        name="pseudo-aligned employees of the contrast",
        statistic=in_contrast("employee.pseudo_share", SHIFT - 4, SHIFT),
        low=0.32,
        high=0.66,
        sentence="The other half are aligned with what the exam asks, and not with what the letter says.",
    ),
    Expectation(
        name="what the goals are worth after the shift, less the contrast's",
        statistic=_gap,
        low=0.05,
        high=0.17,
        sentence="When all pairs part, which neither has seen, the varied workforce's goals are worth a tenth more.",
    ),
)

_STEADY = {"employee.mutation": 0.15}
TOLD = (
    Told("two thirds is done: .67", 0.67, lambda world: promised(world, 1, 1), half=0.02),
    Told("marks are 1.00 in the exam", 1.0, at("efficiency", SHIFT - 4, SHIFT)),
    Told("robust are about .87", 0.87, at("employee.robust_share", SHIFT - 4, SHIFT), half=0.04),
    Told("efficiency is .71 in both worlds", 0.71, at("efficiency", SHIFT + 1)),
    Told("efficiency is .71 in both worlds", 0.71, at("efficiency", SHIFT + 1), None, CONTRAST),
    Told("their goals are worth .94", 0.94, lambda world: promised(world, SHIFT + 1, SHIFT + 2), half=0.02),
    Told("those of the contrast .83", 0.83, lambda world: promised(world, SHIFT + 1, SHIFT + 2), None, CONTRAST, 0.03),
    Told("only about .45", 0.45, at("employee.robust_share", SHIFT - 4, SHIFT), None, _STEADY, 0.06),
)
CURVES = (
    Curve(
        name="from three pairs that part to none",
        along="pairs that part in some spell of the training",
        effect="employees who are robustly aligned in the exam",
        steps=((3, {}), (2, {"regimes": training(parted=2)}), (1, {"regimes": training(parted=1)}), (0, CONTRAST)),
        outcome=lambda world: mean_over(world, "employee.robust_share", SHIFT - 4, SHIFT),
        shape="falls",
        slack=0.02,
        fades=True,
        ticks=SHIFT,
        basis="section 2, step 4: a pair that never parts is never selected",
    ),
    Curve(
        name="from long spells to short ones",
        along="ticks of a spell",
        effect="employees who are robustly aligned in the exam",
        steps=((20, {}), *((spell, {"regimes": training(spell)}) for spell in (10, 5, 2))),
        outcome=lambda world: mean_over(world, "employee.robust_share", SHIFT - 4, SHIFT),
        shape="dips",
        extreme=(5, 5),
        slack=0.08,
        ticks=SHIFT,
        basis=(
            "section 3, direct: a model is of the day of hire. Who meets mixed pairs with a model in which they have parted "
            "earns most by wanting both (half each: 1 against √½), and spells as short as careers select for that"
        ),
    ),
)
LESSON = Lesson(
    idea=(
        "An exam in the regime of the training shows whether somebody does well there, and that can have more than one reason. "
        "If wellbeing and consumption part now and then during the training, those who wanted consumption are seen and "
        "replaced, and so pair by pair. What is left is people who want what the letter says, and they do so in regimes that "
        "nobody has tried on them."
    ),
    question=(
        "One workforce was bred with all pairs hidden throughout, the other with one pair parted now and then. Both now sit an "
        "exam in which all pairs are hidden. Who does better in it?"
    ),
    answers=(
        Answer(
            "The varied one: its people really want it.",
            "They do, but wanting it earns nothing where wanting the other thing brings the same.",
        ),
        Answer(
            "The specialists, by far: they have trained for nothing else.",
            "They are ahead, by two thousandths: their goals have had no other exam in mind. That isn't what decides.",
        ),
        Answer(
            "Neither: both are nearly perfect.",
            "The difference is in what the exam doesn't ask. Look at who is robust, or wait for the shift.",
            right=True,
        ),
        Answer(
            "It depends on which pair the exam parts.",
            "It parts none. If it did, it would be a better exam, and the specialists would be found out.",
        ),
    ),
    notice=(
        "Efficiency falls at the start of each spell and comes back: people act on the model that they were hired with.",
        "In every spell two or three pairs are hidden. The regime after the shift, in which none is, was part of neither "
        "training.",
        "In either world marks are 1.00 in the exam; robust are about .87, in the contrast half.",
        "In the tick after the shift efficiency is .71 in both worlds, since all still act on the exam's model. What differs "
        "is what the goals promise once models are up to date: their goals are worth .94, those of the contrast .83.",
    ),
    attempts=(
        "Let only one or two pairs part (first curve): each pair must have its turn.",
        "Draw the regime anew in every tick instead of in spells. That breeds fewer robust employees than no variety: people "
        "hired in one regime act in all the others, and selection picks whose model happens to fit.",
        "Make spells as short as a career, 5 ticks. It is worse than no variety at all: whoever was hired while "
        "a pair had parted, and now works while it is hidden, earns most by wanting both things of the pair.",
        "Copy less faithfully, `employee.mutation` at `.15`: what was bred wears off during the exam itself, which shows none "
        "of it, and only about .45 are robust at its end.",
    ),
    limits=(
        "Variety is chosen by somebody who knows which pairs there are; what he doesn't think of stays hidden. A regime must "
        "last longer than people stay, because they don't learn after their hire; where everybody knows the present regime it "
        "would work tick by tick (environment-diversity). Employees don't know that they are in training, and none of them "
        "pretends."
    ),
)
STORY = (
    (
        0,
        "Three things are wanted, and each yields as much of another that isn't. Employees want anything at all, and of what "
        "could be done two thirds is done: .67.",
    ),
    (20, "A spell begins in which wellbeing and consumption part. Whoever worked for consumption is seen, and replaced."),
    (60, "Now it is knowledge and credentials that part. Before that, security and surveillance had their turn."),
    (160, "The exam: every pair is hidden again. The contrast, which has known nothing else, does as well: nearly perfect."),
    (
        171,
        "All pairs part, as never before. In the first tick efficiency is .71 in both worlds, as everybody still acts on the "
        "old model. But their goals are worth .94, those of the contrast .83.",
    ),
    (200, "Models have caught up with the world, and the goals were there already."),
)
