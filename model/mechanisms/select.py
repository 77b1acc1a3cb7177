"""What happens when slots change hands."""

from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.mechanisms import Draw, Mechanism, Setting
from superorganisms.noise import Purpose


def _recruits(now: Setting, number: int, layer: LayerParameters) -> bool:
    return now.due(number) and layer.migration["recruit"] > 0 and now.has_cousins(number)


def _replaces_with_all_below(now: Setting, number: int, layer: LayerParameters) -> bool:
    moves = now.renews(number) or now.swaps(number)
    return 0 < number < now.last and layer.succession == "lineage" and moves


MECHANISMS = (
    Mechanism(
        name="selection",
        sentence="When selection is due in a layer, each parent keeps, drops and copies among those of its children whose "
        "metric was read, by the layer's rule. All due layers are rewritten from the bottom up on the metrics of this tick.",
        equation="due when t mod period = 0",
        parameters=("LAYER.selection", "LAYER.period"),
        on=lambda now: now.layers(lambda number, layer: now.renews(number)),
        law="superorganisms.model.select:renew",
        section="2, step 4",
        sources=("hubinger-2019", "price-1970", "burrows-1972"),
        draws=(
            Draw(Purpose.SELECTION, lambda now: now.layers(lambda n, _: now.due(n) and now.rule(n).UNIT_DRAWS > 0)),
            Draw(Purpose.FAMILY, lambda now: now.layers(lambda n, _: now.due(n) and now.rule(n).FAMILY_DRAWS > 0)),
        ),
        concepts=("basic principles", "adaptation", "interaction", "stochasticity"),
    ),
    Mechanism(
        name="recruiting",
        sentence="A vacancy's ancestor comes with some probability from a uniformly chosen sibling family, by the same rule.",
        parameters=("LAYER.migration",),
        on=lambda now: now.layers(lambda number, layer: _recruits(now, number, layer)),
        law="superorganisms.model.migration:recruit",
        section="2, step 4",
        sources=("wright-1931",),
        draws=(Draw(Purpose.RECRUIT),),
        concepts=("interaction", "stochasticity"),
    ),
    Mechanism(
        name="inheritance",
        sentence="A newcomer has its ancestor's goal, strategy and `sees_through`, as the ancestor had them when it acted.",
        equation="g = [goal of the ancestor]",
        parameters=("goal_geometry",),
        on=lambda now: now.layers(lambda number, layer: now.inherits(number)),
        law="superorganisms.model.inheritance:conceive",
        section="2, step 4",
        sources=("price-1970",),
        concepts=("adaptation",),
    ),
    Mechanism(
        name="mutation",
        sentence="A newcomer's goal deviates from its ancestor's.",
        equation="g = [goal of the ancestor + mutation · z], z standard normal for each feature",
        parameters=("LAYER.mutation",),
        on=lambda now: now.layers(lambda number, layer: now.inherits(number) and layer.mutation > 0),
        law="superorganisms.model.inheritance:vary",
        section="2, step 4",
        sources=("wright-1931",),
        draws=(Draw(Purpose.MUTATION),),
        concepts=("stochasticity",),
    ),
    Mechanism(
        name="mutation of strategies",
        sentence="A newcomer's strategy, and whether it sees through, are each with some probability drawn anew from what the "
        "layer began with.",
        parameters=("LAYER.strategy_mutation", "LAYER.strategies", "LAYER.sees_through"),
        on=lambda now: now.layers(lambda number, layer: now.inherits(number) and layer.strategy_mutation > 0),
        law="superorganisms.model.inheritance:inherited",
        section="2, step 4",
        sources=("wright-1931",),
        draws=(Draw(Purpose.TRAITS),),
        concepts=("stochasticity",),
    ),
    Mechanism(
        name="models handed to newcomers",
        sentence="A newcomer believes what its parent believed before this tick's selection, as far as its own capacity "
        "reaches; a model isn't inherited from the ancestor.",
        equation="M = P M_p",
        parameters=("LAYER.capacity",),
        on=lambda now: now.layers(lambda number, layer: now.renews(number)),
        law="superorganisms.model.models:equip",
        section="2, step 4",
        sources=("hubinger-2019",),
        concepts=("prediction", "interaction"),
    ),
    Mechanism(
        name="trying candidates",
        sentence="Each vacancy goes to the best of several candidates, tried in the parent's model as if audited and without "
        "side effects: mutated copies of the best, or outsiders whose goals are drawn anew.",
        equation="the best by c_p·(S M_p f(e)) + σ ε",
        parameters=("LAYER.selection",),
        on=lambda now: now.layers(lambda number, layer: now.tries(number)),
        law="superorganisms.model.sandbox:fill_by_sandbox",
        section="2, step 4",
        sources=("gao-2023", "manheim-2018"),
        draws=(Draw(Purpose.POOL, lambda now: now.layers(lambda number, layer: now.from_outside(number))),),
        concepts=("prediction", "stochasticity"),
    ),
    Mechanism(
        name="swapping",
        sentence="After selection pairs of units of sibling families change places, with all that they are.",
        equation="⌊share · n/2 + U⌋ uniform pairs of the n units below one grandparent",
        parameters=("LAYER.migration",),
        on=lambda now: now.layers(lambda number, layer: now.swaps(number)),
        law="superorganisms.model.migration:swap",
        section="2, step 4",
        sources=("wright-1931",),
        draws=(Draw(Purpose.SWAP),),
        concepts=("interaction", "stochasticity"),
    ),
    Mechanism(
        name="succession by lineage",
        sentence="A newcomer brings its ancestor's subtree with it: each slot below takes an exact copy from there, so that "
        "whole groups reproduce. Otherwise the children stay, under a new leader.",
        equation="child j from child j mod (number there), and so on down",
        parameters=("LAYER.succession",),
        on=lambda now: now.layers(lambda number, layer: _replaces_with_all_below(now, number, layer)),
        law="superorganisms.model.succession:hand_down",
        section="2, step 4",
        sources=("traulsen-2006",),
        concepts=("collectives", "interaction"),
    ),
)
