"""The embedded principal: foreseeing what agents want works as long as there is more in its model than in theirs."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world, mean_over
from superorganisms.scenarios.told import Told, at

ORDER = 63
TITLE = "The embedded principal"
QUESTION = "Can a principal allow for what its agents want, if they know more of the world than it does?"
CLAIM = (
    "A principal that models its agents can write the letter that makes up for what they want, so that the sum of both is what "
    "it wants itself. For that its model has to be larger than they are. Once they know of things that it has no room for, "
    "the letter cancels one half of their goals and frees the other, and if their goals are stronger than its letters, it "
    "would have done better not to think about them at all."
)
SOURCES = (
    Source(
        "demski-2019",
        "Embedded world-models and subsystem alignment: an agent inside its world can't hold all of it in its model, least of "
        "all what is as large as itself.",
    ),
    Source(
        "manheim-2019c", "Foreseeing the mesa-optimizer would need a base optimizer larger than it, which nothing guarantees."
    ),
    Source("conant-1970", "Every good regulator of a system must be a model of that system."),
    Source("ashby-1956", "The law of requisite variety (chapter 11): only variety in the regulator can force down variety."),
)

FEATURES = ("service", "pay", "rest", "favours", "sidelines")
SEEN = 3  # service, pay and rest have room in a firm's model
OPENED = 20  # the tick after which there are favours and sidelines
ENOUGH = 120  # from then on nothing more is tried out
TICKS = 150
LAST = (TICKS - 19, TICKS)

PARAMETERS = Parameters(
    features=FEATURES,
    intent={"service": 1.0},
    response=(1.0, 1.0, 1.0, 0.0, 0.0),
    regimes=((OPENED, None),),
    interventions=((ENOUGH, "employee.exploration", 0.0),),
    layers=(
        LayerParameters(name="government", spread=0.0, compliance=1.0),
        LayerParameters(name="firm", size=8, spread=0.0, compliance=1.0, selection="none", foresight=True, capacity=SEEN),
        LayerParameters(
            name="employee",
            size=160,
            goal={"around": dict.fromkeys(FEATURES[1:], 1.0)},
            spread=0.1,
            # A little less than half: goals are stronger than letters
            compliance=0.45,
            selection="none",
            strategies={"controller": 1.0},
            exploration=0.2,
            rate=1.0,
        ),
    ),
)
CONTRAST = {"employee.strategies": {"direct": 1.0}}
CONTRAST_SAYS = "Employees never learn more than they know at the start, which has room in their firm's model."

PLAIN = MappingProxyType({"firm.foresight": False})
ROOMY = MappingProxyType({"firm.capacity": None})
FIRM = MappingProxyType({"employee.compliance": 0.6})


def end(world: World, changes: Mapping[str, Any]) -> float:
    """Efficiency in the end of the same world and noise with some changes."""
    from superorganisms.model.world import Superorganism

    twin = Superorganism(world.parameters.with_changes(dict(changes)), rng=world.seed)
    play(twin, TICKS)
    return mean_over(twin, "efficiency", *LAST)


def foresight_gains(world: World, _: World) -> float:
    """Efficiency in the end less that with a plain letter, which says what the firm wants."""
    return mean_over(world, "efficiency", *LAST) - end(world, PLAIN)


SIGNATURE = (
    Expectation(
        name="foresight among those who know no more",
        statistic=in_contrast("efficiency", 1, TICKS),
        low=0.99,
        high=1.0,
        sentence="As long as nobody acts on what the firm has no room for, its letter makes up for all that they want.",
        basis="budget, h = .55 · (pay, rest)/2, |h| = .389 < λ = .45: λa = βw - h exists, and what acts is βw",
    ),
    Expectation(
        name="foresight in the end",
        statistic=in_world("efficiency", *LAST),
        low=0.47,
        high=0.56,
        sentence="Once they know more, half is lost.",
        basis="η = β/√(β² + (1-λ)²/2) = .503, β² = λ² - (1-λ)²/2: half of the goal is out of the firm's sight",
    ),
    Expectation(
        name="below the contrast in the end",
        statistic=difference("efficiency", *LAST),
        low=-0.53,
        high=-0.44,
        sentence="It isn't what they want that has changed, but what they know.",
        basis=".503 - 1",
    ),
    Expectation(
        name="foresight less a plain letter in the end",
        statistic=foresight_gains,
        low=-0.17,
        high=-0.07,
        sentence="A firm that simply said what it wants would do better now.",
        basis=".503 - λ/√(λ² + (1-λ)²) = .503 - .633; the sign is that of λ - 1/2",
    ),
    Expectation(
        name="a model with room for all",
        statistic=lambda world, _: end(world, ROOMY),
        low=0.79,
        high=0.85,
        sentence="A firm with room for all that its people know gets four fifths, which is as far as such a letter reaches.",
        basis="|h| = .55 > λ: the tangent, η = λ/(1-λ) = .818",
    ),
    Expectation(
        name="who knows more than the firm, in the end",
        statistic=in_world("employee.superoptimizer_share", *LAST),
        low=0.96,
        sentence="By then nearly all know what their firm knows, and more.",
        basis="rows of M found within a tenth of R's; Kaczmarz 1937: without noise learning ends only when nothing surprises",
    ),
)
CURVES = (
    Curve(
        name="from those who learn to those who don't",
        along="share of employees who learn",
        effect="efficiency in the end",
        steps=(
            (1.0, {}),
            *((share, {"employee.strategies": {"controller": share, "direct": 1.0 - share}}) for share in (0.75, 0.5, 0.25)),
            (0.0, CONTRAST),
        ),
        outcome=at("efficiency", *LAST),
        shape="rises",
        fades=True,
        basis="each learns for itself: a share of .503 and a share of 1",
    ),
    Curve(
        name="a larger and larger model",
        along="features that a firm has room for",
        effect="efficiency in the end",
        steps=steps("firm.capacity", (1, 2, 3, 4, 5)),
        outcome=at("efficiency", *LAST),
        shape="dips",
        extreme=(3.0, 4.0),
        basis="s of the goal in sight: η² = (λ² - (1-λ)²s)/(λ² + (1-λ)²(1-2s)), .633, .599, .503; with |h| > λ .466, .818",
    ),
    Curve(
        name="reach of a letter",
        along="compliance, of people whom the firm knows through and through",
        effect="efficiency in the end",
        steps=tuple((share, {**ROOMY, "employee.compliance": share}) for share in (0.2, 0.3, 0.4, 0.45)),
        outcome=at("efficiency", *LAST),
        shape="rises",
        basis="λ/(1-λ) as long as goals are stronger than letters: .25, .43, .67, .82",
    ),
)
LESSON = Lesson(
    idea=(
        "Who knows what others want can ask for what makes up for it, as one aims upstream to arrive on the other bank. That "
        "needs a picture of them with room for everything that they can do. When they learn of things that aren't in the "
        "picture, the same cleverness clears away the wishes that it knows and leaves the field to those that it doesn't."
    ),
    question=(
        "A firm knows its people's wishes for pay and rest, and asks so that they cancel. Then people find out about favours "
        "and sidelines, for which its model has no room. How does it do, compared with a firm that plainly says what it wants?"
    ),
    answers=(
        Answer(
            "Still better: it cancels half of what they want, the other half.",
            "To cancel pay and rest takes up most of the letter. What is left for service is weaker than what was let go.",
        ),
        Answer(
            "As well: the half that it cancels makes up for the half that it doesn't.",
            "So it would be if letter and goals were equally strong. Here goals are stronger, .55 to .45.",
        ),
        Answer("Worse.", ".52 against .64: it spends its letter on one half of their goals and frees the other.", right=True),
        Answer(
            "Better: its letters are remade every tick, and it learns from what it sees.",
            "They are, and it sees its metrics. What it has no room for it can't put into a letter.",
        ),
    ),
    notice=(
        "A letter that foresees hardly looks like what is wanted: outer alignment is about .5 throughout. By the account such "
        "letters lose .49 of what is meant, and people's goals win it back, until there are favours to be had.",
        "Employees' competence goes back to where it was, 1.00 in the end: they have learned to reach what they try for. It is "
        "the firm that fails.",
        "No goal changes in the whole run, and no letter does. What changes is what people know.",
        "Those who know more than their firm (`superoptimizer_share`) are none when favours come up and nearly all in the end. "
        "That they are all before is a formality: of favours there is nothing to know yet.",
    ),
    attempts=(
        "Let firms say plainly what they want: `firm.foresight` false. Less at first, .67, and more in the end, .64.",
        "Give firms room for everything: `firm.capacity` none, .82 in the end. More would need letters stronger than goals.",
        "Set `employee.compliance` to `.6`: letters are the stronger now, half a picture is better than none, and .89 is done.",
        "Move `firm.capacity` from 1 to 5: it gets worse before it gets better, and four of five is worst.",
    ),
    limits=(
        "The firm knows the mean of its people's goals exactly, as far as its model has room for them; a guess would do worse. "
        "It doesn't learn that its model is too small. People don't foresee the firm, and don't hide. And nobody is replaced: "
        "newcomers, who know what the firm has taught them, would keep its people small for a while."
    ),
)
STORY = (
    (0, "The firm wants service. Its people want pay, rest, favours and sidelines; of the last two nobody knows how yet."),
    (
        10,
        "The firm's letter speaks against pay and rest and for service. Together with what people want it comes out right.",
    ),
    (21, "Favours and sidelines have become possible. Firms have no room for them in their models. Nothing happens at first."),
    (
        60,
        "People find out what else there is. The letter has cleared away pay and rest, and favours move in: about .57 is done.",
    ),
    (100, "Nearly all know more than their firm now: .47 is done. A firm that didn't think ahead would be at .57."),
    (150, "Nothing more is tried out. Everybody does what they try for, and .52 of what is meant."),
)
TOLD = (
    Told(".52 against .64", 0.52, at("efficiency", *LAST)),
    Told(".52 against .64", 0.64, at("efficiency", *LAST), changes=PLAIN),
    Told("is about .5 throughout", 0.5, at("firm.outer_alignment", 1, TICKS), half=0.02),
    Told("letters lose .49 of what is meant", 0.49, at("firm.outer_loss", 1, TICKS)),
    Told("letters lose .49 of what is meant", -0.49, at("employee.inner_loss", 1, OPENED)),
    Told("1.00 in the end", 1.00, at("employee.competence", *LAST)),
    Told("Less at first, .67, and more in the end, .64", 0.67, at("efficiency", 1, OPENED), changes=PLAIN),
    Told("Less at first, .67, and more in the end, .64", 0.64, at("efficiency", *LAST), changes=PLAIN),
    Told(".82 in the end", 0.82, at("efficiency", *LAST), changes=ROOMY),
    Told("and .89 is done", 0.89, at("efficiency", *LAST), changes=FIRM),
    Told("favours move in: about .57", 0.57, at("efficiency", 60), half=0.02),
    Told("now: .47 is done", 0.47, at("efficiency", 100)),
    Told("would be at .57", 0.57, at("efficiency", 100), changes=PLAIN),
    Told("and .52 of what", 0.52, at("efficiency", *LAST)),
    Told("goals are stronger, .55 to .45", 0.45, lambda world: world.parameters.layers[-1].compliance),
    Told("goals are stronger, .55 to .45", 0.55, lambda world: 1 - world.parameters.layers[-1].compliance),
)
