"""Evolution and contraception: a base optimizer that bred proxies of its objective, and the day that parted them."""

import math

import numpy as np

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.matrices import Rows, matrix
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import Expectation, World, difference, in_world, mean_over
from superorganisms.scenarios.told import Told, at

ORDER = 25
TITLE = "Evolution and contraception"
QUESTION = "Evolution selected people for children and nothing else: why don't people want what they were selected for?"
CLAIM = (
    "Evolution is a base optimizer whose objective is offspring. It never put that objective into people, who could not have "
    "worked out what serves it; it put in proxies, wants that led to offspring in the world of their ancestors. Contraception "
    "parts the strongest of them from its result: people go on doing what they want, very well, and offspring fall at once. "
    "Selection then breeds other wants that still lead to offspring, at the pace of generations and of what is heritable."
)
SOURCES = (
    Source(
        "hubinger-2019",
        "Evolution as the base optimizer and humans as mesa-optimizers (section 1.1); proxies as pre-computation: food, mating "
        "and community are easy to pursue, genetic fitness is not (section 3.2).",
    ),
    Source(
        "yudkowsky-2007", "Organisms execute adaptations; they do not maximise fitness, and don't notice when the two part."
    ),
    Source(
        "kolk-2014",
        "As fertility is correlated between parents and children (by culture, in their model), low fertility is "
        "selected against and rises again, unless new ways of life keep arriving.",
    ),
    Source("burger-2016", "Selection on variants of high fertility is one reason why a decline need not be permanent."),
    Source("lush-1937", "Response = heritability times selection differential: how fast wants can be bred anew."),
)

FEATURES = ("children", "sex", "care", "standing", "comfort")
WANTS = FEATURES[1:]  # what people can see the consequences of; offspring is not among them
SHIFT = 80
TICKS = 200
LUCK = 0.3
INTENSITY = 0.7979  # of selection, if the better half are parents of all


def yields(effective: float) -> Rows:
    """What effort brings: whatever is tried for, and children beside it, fewer from sex the better contraception works."""
    return matrix(FEATURES, {"children": {"sex": 1 - effective, "care": 0.5, "standing": 0.5}})


PARAMETERS = Parameters(
    features=FEATURES,
    intent={"children": 1.0},
    response=yields(0.0),
    regimes=((SHIFT, yields(1.0)),),
    layers=(
        LayerParameters(name="evolution", goal={"children": 1.0}, compliance=1.0),
        LayerParameters(name="people", size=4, goal={"children": 1.0}, compliance=1.0, selection="none"),
        LayerParameters(
            name="person",
            size=400,
            # At first anyone may want anything, on average comfort alone, and nobody has heard of evolution's letter
            goal={"around": {"comfort": 1.0}},
            spread=1.0,
            compliance=0.0,
            capacity=WANTS,
            noise=LUCK,
            mutation=0.02,
            selection="truncation(turnover=1, parents=0.5)",
        ),
    ),
)
CONTRAST = {"regimes": ()}
CONTRAST_SAYS = "Contraception is never found."


def foretold(world: World) -> float:
    """The breeder's equation for this world: what a generation adds to the mean of children once contraception has come.

    From the wants of the people of tick SHIFT alone: intensity x heritability x standard deviation, families by themselves.
    """
    from superorganisms.model.world import Superorganism

    before = Superorganism(world.parameters, rng=world.seed)
    play(before, SHIFT)
    wants = before.layers[-1].goals[:, 1:]
    efforts = wants / np.linalg.norm(wants, axis=1, keepdims=True)
    children = (efforts @ np.asarray(yields(1.0))[0, 1:]).reshape(4, -1)
    heritable = float(children.var(axis=1).mean())
    return INTENSITY * heritable / math.sqrt(heritable + LUCK**2)


def bred(world: World, generations: int = 10) -> float:
    """What the first generations after the shift added to the mean of children, per generation."""
    best = math.sqrt(0.5)  # the most children per person that contraception leaves possible
    gained = mean_over(world, "efficiency", SHIFT + 1 + generations, SHIFT + 1 + generations)
    return (gained - mean_over(world, "efficiency", SHIFT + 1, SHIFT + 1)) * best / generations


def half_back(world: World) -> float:
    """Generations until half of the efficiency lost to contraception has come back; the rest of the run if it hasn't."""
    efficiency = world.measures["efficiency"]
    first = efficiency.loc[SHIFT + 1]
    back = efficiency.loc[SHIFT + 1 :] >= first + (efficiency.loc[SHIFT] - first) / 2
    return float(back.idxmax() - SHIFT - 1) if back.any() else float(TICKS - SHIFT)


SIGNATURE = (
    Expectation(
        name="efficiency before contraception",
        statistic=in_world("efficiency", SHIFT - 9, SHIFT),
        low=0.94,
        high=0.99,
        sentence="By their children people are nearly all that evolution could wish for.",
    ),
    Expectation(
        name="wish for children before",
        statistic=in_world("person.inner_alignment", SHIFT - 9, SHIFT),
        low=-0.25,
        high=0.25,
        sentence="Yet nobody wants children for evolution's sake: who can't plan for it has no use for it. It drifts about 0.",
        basis="closed form 4: no selection on what makes no difference, so the mean stays where it began, at 0",
    ),
    Expectation(
        name="efficiency in the generation after",
        statistic=in_world("efficiency", SHIFT + 1, SHIFT + 1),
        low=0.5,
        high=0.62,
        sentence="The day sex is parted from children three fifths of what could still be had are left.",
        basis="closed form 2: cos of the angle between (1, .5, .5) and (0, .5, .5) is 1/√3 = .577 for perfectly bred wants",
    ),
    Expectation(
        name="against a world without contraception",
        statistic=difference("efficiency", SHIFT + 1, SHIFT + 3),
        low=-0.46,
        high=-0.33,
        sentence="Without contraception nothing falls.",
        basis="closed form 2: 1/√3 - 1 = -.423 for perfectly bred wants; a little less, as they are never perfect",
    ),
    Expectation(
        name="pace of re-selection against the breeder's equation",
        statistic=lambda world, _: bred(world, 5) / foretold(world),
        low=0.65,
        high=1.2,
        sentence="Children per person then grow as fast as the breeder's equation says, from what people wanted before.",
        basis="closed form 9: intensity .798 x heritability x standard deviation; less as variation is used up",
    ),
    Expectation(
        name="generations until half is back",
        statistic=lambda world, _: half_back(world),
        low=18.0,
        high=37.0,
        sentence="What was lost in one generation takes some two dozen to come half back.",
        basis="closed form 9: half of the loss is .14 children, at .009 a generation some 16; longer, as variation is used up",
    ),
    Expectation(
        name="efficiency in the end, against the contrast",
        statistic=difference("efficiency", TICKS - 9, TICKS),
        low=-0.06,
        high=0.0,
        sentence="In the end hardly anything is missing.",
    ),
    Expectation(
        name="wish for children in the end",
        statistic=in_world("person.inner_alignment", TICKS - 9, TICKS),
        low=-0.25,
        high=0.25,
        sentence="And still nobody wants what evolution selects for: other proxies have come up.",
        basis="closed form 4, as before",
    ),
)
LESSON = Lesson(
    idea=(
        "Evolution kept those who had many children, and so it bred people who wanted what led to children: sex, caring for "
        "the small, standing among others. It did not breed people who want children for evolution's sake, since nobody "
        "could have told which acts serve that end. When contraception parts sex from children, people go on wanting what "
        "they want, and evolution can only start to breed again."
    ),
    question=(
        "For 80 generations whoever has more children is copied, and nothing else counts. Then contraception works perfectly, "
        "and selection goes on as before. What happens to the number of children?"
    ),
    answers=(
        Answer(
            "Little: people bred for children find another way to have them.",
            "They were bred by children, not for them. They want what they wanted before, and get it: children fall by two "
            "thirds.",
        ),
        Answer(
            "It falls at once and comes back over dozens of generations, through other wants.",
            "The loss takes a day. Breeding care and standing in place of sex takes as long as heritable differences allow.",
            right=True,
        ),
        Answer(
            "It falls at once and is back in a generation or two, as selection is now so strong.",
            "Selection is strong, but children are mostly luck: what is heritable in them is little, and only that is bred.",
        ),
        Answer(
            "It falls and stays low: contraception has ended evolution.",
            "People still differ in what they want, their children resemble them, and who has more of them is copied more.",
        ),
    ),
    notice=(
        "Inner alignment of persons, their wish for children as such, drifts up in one run and down in another, and stays "
        "about 0 on average, while efficiency rises to .97 in all.",
        "Before contraception most persons are classed as pseudo-aligned, in the tick after as misaligned. What they "
        "want is the same.",
        "The fall is a matter of one tick: wants haven't changed, only what conduct leads to. Efficiency is a share of what "
        "could be had, and that has shrunk as well: children fall by two thirds, efficiency by two fifths.",
        "Look at a person's goal before and after: the bar of sex melts away, care and standing grow.",
    ),
    attempts=(
        "Let people see what makes children (`person.capacity` none). Then the wish itself is worth having, and it is bred: "
        "inner alignment is about two thirds before the shift. The first generation born to contraception already knows "
        "better: .82 instead of .58.",
        "Make children more a matter of luck (`person.noise=1`): less of the difference is heritable, and after 50 "
        "generations efficiency is .70 instead of .85.",
        "Give newcomers more that is new (`person.mutation=.05`): after 20 generations efficiency is .87 "
        "instead of .72, and it never gets quite as high.",
    ),
    limits=(
        "One tick is one generation, everyone has one parent, and the better half of a people are parents of all: real "
        "selection is far weaker and real generations are long, so that of the two time scales only their order is a claim. "
        "People here differ from their parents by chance alone. In life wants also pass by teaching and fashion, which may "
        "bring fertility back sooner or, if new ways of life keep coming, never. That people can't foresee what makes "
        "children is put in, by what their models have room for; the proxies, the fall and the pace are not. Nothing "
        "here says that people ought to want what evolution selects for."
    ),
)
STORY = (
    (0, "Four peoples of a hundred. They want anything, comfort most; evolution keeps the half who have more children."),
    (20, "It has bred wants that lead to children: sex, care, standing. Efficiency .83, from nothing."),
    (
        80,
        "Efficiency .97. And the wish for children as such? It drifts, up in one run, down in the next: no use to anybody.",
    ),
    (81, "Contraception. People do what their parents did, and get what they want. Efficiency .57."),
    (100, "Those who care for the small and seek standing have more children now. Slowly wants change: .72."),
    (
        200,
        "Other wants have taken the place of sex: .96. The wish for children as such was not bred this time either.",
    ),
)
_LATER = SHIFT + 20
TOLD = (
    Told("Efficiency .83, from nothing", 0.83, at("efficiency", 20), half=0.01),
    Told("Efficiency .97. And the wish", 0.97, at("efficiency", SHIFT), half=0.01),
    Told("get what they want. Efficiency .57", 0.57, at("efficiency", SHIFT + 1), half=0.01),
    Told("Slowly wants change: .72", 0.72, at("efficiency", _LATER), half=0.01),
    Told("taken the place of sex: .96", 0.96, at("efficiency", TICKS), half=0.01),
    Told("efficiency rises to .97", 0.97, at("efficiency", SHIFT), half=0.01),
    Told("better: .82", 0.82, at("efficiency", SHIFT + 2), None, {"person.capacity": None}, 0.02),
    Told("instead of .58", 0.58, at("efficiency", SHIFT + 2), half=0.01),
    Told("generations efficiency is .70", 0.7, at("efficiency", SHIFT + 50), None, {"person.noise": 1.0}, 0.015),
    Told("instead of .85", 0.85, at("efficiency", SHIFT + 50), half=0.01),
    Told("generations efficiency is .87", 0.87, at("efficiency", _LATER), None, {"person.mutation": 0.05}, 0.01),
    Told("instead of .72", 0.72, at("efficiency", _LATER), half=0.01),
)


def _fall(world: World) -> float:
    return at("efficiency", SHIFT)(world) - at("efficiency", SHIFT + 1)(world)


def _won_back(world: World) -> float:
    return at("efficiency", SHIFT + 30)(world) - at("efficiency", SHIFT + 1)(world)


CURVES = (
    Curve(
        name="how well contraception works",
        along="share of children from sex that contraception prevents",
        effect="efficiency lost in the generation after",
        steps=(
            (1.0, {}),
            *((share, {"regimes": ((SHIFT, yields(share)),)}) for share in (0.75, 0.5, 0.25)),
            (0.0, {"regimes": ()}),
        ),
        outcome=_fall,
        shape="falls",
        fades=True,
        ticks=SHIFT + 1,
        basis="closed form 2: one less the cos of the angle between (1, .5, .5) and (1 - share, .5, .5)",
    ),
    Curve(
        name="how much of having children is luck",
        along="standard deviation of luck in children",
        effect="efficiency won back in 30 generations",
        steps=steps("person.noise", (0.1, 0.3, 1.0, 3.0)),
        outcome=_won_back,
        shape="falls",
        ticks=SHIFT + 30,
        basis="closed form 9: the response is in proportion to heritability",
    ),
)
