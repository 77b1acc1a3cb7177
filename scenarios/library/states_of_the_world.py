"""The world's states: continents, countries, subdivisions, in families from 1 to 217, and what that does to selection."""

import numpy as np

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.trees import read_tree
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.signature import Expectation, World
from superorganisms.scenarios.told import Told, at
from superorganisms.scenarios.trees import STATES_OF_THE_WORLD

ORDER = 70
TITLE = "The states of the world"
QUESTION = "What does selection within families do in a real hierarchy, whose families have from one member to hundreds?"
CLAIM = (
    "Selection needs someone to be compared with. In a family of one the only candidate wins, whatever it wants, and "
    "its goals drift; the larger the family, the stronger the selection and the closer its members come to the "
    "letter."
)
SOURCES = (
    Source("iso-3166-2", "The hierarchy itself: 4,881 subdivisions of 249 countries."),
    Source("wright-1931", "In small populations drift outweighs selection."),
    Source(
        "perrin-1928",
        "How fast a direction that is turned at random forgets: its mean cosine shrinks by the same factor each time.",
    ),
    Source("burrows-1972", "How the selection differential of a finite group grows with its size."),
)

TICKS = 150
PARAMETERS = Parameters(
    tree=read_tree(STATES_OF_THE_WORLD).tree,
    layers=(
        LayerParameters(name="world"),
        LayerParameters(name="continent", spread=0.5, mutation=0.1, period=20, selection="truncation(turnover=0.2)"),
        LayerParameters(name="country", spread=0.5, mutation=0.1, period=5, selection="truncation(turnover=0.2)"),
        LayerParameters(name="subdivision", spread=0.5, mutation=0.1),
    ),
)
CONTRAST = {"subdivision.selection": "none"}
CONTRAST_SAYS = "Subdivisions aren't selected."


def aligned(world: World, smallest: int, largest: int) -> float:
    """Mean inner alignment of the subdivisions in countries that have from smallest to largest of them."""
    leaves = world.layers[-1]
    size = np.bincount(leaves.parents)[leaves.parents]
    return float(world.inner_alignment(3)[(smallest <= size) & (size <= largest)].mean())


def _gap(world: World, _: World) -> float:
    return aligned(world, 20, 1000) - aligned(world, 1, 1)


SIGNATURE = (
    Expectation(
        name="what is left to the lone",
        statistic=lambda world, contrast: aligned(world, 1, 1) / aligned(contrast, 1, 1),
        low=0.54,
        high=0.665,
        sentence="Subdivisions alone in their country keep three fifths of the alignment that they would have had unselected.",
        basis="(1 - .1 (1 - .9663))^150 = .60: replaced with probability .1, each copy at mean cosine .9663 (mutation .1)",
    ),
    Expectation(
        name="alignment with 1 to 4 siblings",
        statistic=lambda world, _: aligned(world, 2, 5),
        low=0.955,
        high=0.975,
        sentence="A few siblings are enough for selection to hold goals.",
        basis="measured: where selection and mutation balance",
    ),
    Expectation(
        name="alignment with 19 or more, less that",
        statistic=lambda world, _: aligned(world, 20, 1000) - aligned(world, 2, 5),
        low=0.01,
        high=0.024,
        sentence="Many hold them better.",
        basis="burrows-1972: the selection differential grows with the family, and soon no more; the size is measured",
    ),
    Expectation(
        name="gap between large families and families of one",
        statistic=_gap,
        low=0.45,
        high=0.62,
        sentence="The letter and the mutation are the same; half of the alignment is a matter of company.",
        basis="measured: .98, less three fifths of the .76 that is left to anyone unselected as letters drift",
    ),
    Expectation(
        name="the gap against the contrast",
        statistic=lambda world, contrast: _gap(world, contrast) - _gap(contrast, contrast),
        low=0.44,
        high=0.64,
        sentence="All of it comes from selection: unselected, the lone are no worse than the many.",
        basis="the contrast's own gap is 0 by symmetry, so that this is the gap itself",
    ),
)
_COUNTRIES = 12
_FADING = (0.1, 0.03, 0.01, 0.003)


def _turnover(share: float) -> dict[str, str]:
    return {"subdivision.selection": f"truncation(turnover={share})"}


def _alike(family: int) -> dict[str, object]:
    """Another tree: a dozen countries with families of one size."""
    return {"tree": None, "continent.size": 1, "country.size": _COUNTRIES, "subdivision.size": _COUNTRIES * family}


CURVES = (
    Curve(
        name="less and less selection",
        along="share of subdivisions replaced in a tick",
        effect="alignment in large families less that in families of one",
        steps=(*((share, _turnover(share)) for share in _FADING), (0.0, CONTRAST)),
        outcome=lambda world: _gap(world, world),
        shape="falls",
        fades=True,
        basis="what isn't replaced neither drifts nor is selected: both halves of the gap vanish with turnover",
    ),
    Curve(
        name="alignment against family size",
        along="subdivisions in each country, all countries alike",
        effect="mean alignment of subdivisions",
        steps=tuple((float(family), _alike(family)) for family in (1, 2, 3, 5, 20)),
        outcome=lambda world: float(np.mean(world.inner_alignment(3))),
        shape="rises",
        slack=0.003,
        basis="burrows-1972, wright-1931: the differential grows from 0 in families of one; soon most of it is there",
    ),
)
LESSON = Lesson(
    idea=(
        "Selection compares siblings: the worse leave, copies of the better take their places. A unit without "
        "siblings is always the best and always the worst of its family, so that its copy replaces it and only the "
        "copying errors add up. In a real hierarchy both kinds live side by side: here one country in five has a "
        "single subdivision, another has 217."
    ),
    question="A subdivision that is alone in its country is replaced as often as any other. Where do its goals go?",
    answers=(
        Answer("Towards the letter, only more slowly.", "Slowly would need someone better to be copied. There is no one."),
        Answer(
            "Nowhere: it is replaced by itself.", "By a copy of itself, and copying has errors: that is what mutation means."
        ),
        Answer(
            "Away from the letter.",
            "There are more directions away from it than towards it, and nothing holds the goals.",
            right=True,
        ),
        Answer(
            "The same way as its neighbours' in other countries.", "Families are closed: who succeeds whom is settled within."
        ),
    ),
    notice=(
        "In the picture the dots that stand alone in a circle lose their purple one after another.",
        "Hardly any of them turns against the letter: their goals wander, they don't flee.",
        "The whole hardly suffers, because those who are alone are few: 49 leaves of 4,881.",
    ),
    attempts=(
        "Set `subdivision.mutation` to `0`: what copies itself without errors stays what it was.",
        "Raise `subdivision.compliance`: goals drift as before, and it matters less.",
        "Bring a hierarchy of your own (`superorganisms run FILE.csv`) and look for its families of one.",
    ),
    limits=(
        "The tree is real, the dynamics are not a model of world politics: no continent rules its countries. In "
        "reality the lone are compared across borders; here families are closed."
    ),
)
STORY = (
    (0, "The world's states as they are: 249 countries, 4,881 subdivisions, in families from one to 217."),
    (20, "Where there are siblings to compare selection draws goals to the letter: .95 on average."),
    (80, "Subdivisions that are alone in their country drift away: each is replaced by its own changed copy."),
    (140, "Large families agree with their letter to .98, families of one to less than .5. The whole hardly feels it: .95."),
)
TOLD = (
    Told(".95 on average", 0.95, at("subdivision.inner_alignment", 20)),
    Told("letter to .98", 0.98, lambda world: aligned(world, 20, 1000)),
    Told("less than .5", 0.45, lambda world: aligned(world, 1, 1), half=0.05),
    Told("hardly feels it: .95", 0.95, at("efficiency", TICKS), half=0.01),
)
