"""What is done once, before the first tick."""

from superorganisms.model.kinds.plain import FrozenMapping
from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.mechanisms import Draw, Mechanism
from superorganisms.noise import Purpose


def _deviates(number: int, layer: LayerParameters) -> bool:
    """Goals are given as they are, or drawn around something."""
    return layer.spread > 0 and not isinstance(layer.goal, tuple)


MECHANISMS = (
    Mechanism(
        name="hierarchy",
        sentence="A tree of slots is laid out, each layer's units spread over their parents evenly, in families as given, or "
        "as in a tree from outside. It never changes; what sits in a slot does.",
        parameters=("LAYER.size", "tree"),
        on=lambda now: now.whole(True),
        law="superorganisms.model.birth:populate",
        section="1",
        concepts=("collectives",),
    ),
    Mechanism(
        name="designer's letter",
        sentence="The designer, who alone knows the intent, puts it into a letter to the top; what the encoding leaves out is "
        "missing from the start. The letter is written once, and again only if an intervention changes what it is made of.",
        equation="c_* = ⟨b D w⟩",
        parameters=("intent", "designer_encoding", "intensity"),
        on=lambda now: now.whole(True),
        law="superorganisms.model.publish:designer_letter",
        section="2, step 1",
        sources=("kerr-1975", "baker-2002"),
        concepts=("objectives", "basic principles"),
    ),
    Mechanism(
        name="initial goals",
        sentence="Each unit's goal is drawn around its parent's, the top's around the intent, unless the layer's goals are "
        "given.",
        equation="g_i = [g_p + spread · z/√K], z standard normal for each feature",
        parameters=("LAYER.goal", "LAYER.spread", "intent", "goal_geometry"),
        on=lambda now: now.layers(lambda number, layer: True),
        law="superorganisms.model.inheritance:spread_goals",
        section="1",
        draws=(Draw(Purpose.GOAL, lambda now: now.layers(_deviates)),),
        concepts=("objectives", "stochasticity"),
    ),
    Mechanism(
        name="initial strategies",
        sentence="Each unit's strategy is drawn from its layer's mixture, independently, unless given unit by unit.",
        parameters=("LAYER.strategies",),
        on=lambda now: now.layers(lambda number, layer: True),
        law="superorganisms.model.birth:_strategy_codes",
        section="1",
        draws=(
            Draw(Purpose.STRATEGY, lambda now: now.layers(lambda number, layer: isinstance(layer.strategies, FrozenMapping))),
        ),
        concepts=("stochasticity",),
    ),
    Mechanism(
        name="initial insight into the instruments",
        sentence="Each unit sees through its parent's instruments with a given probability.",
        parameters=("LAYER.sees_through",),
        on=lambda now: now.layers(lambda number, layer: number > 0 and layer.sees_through > 0),
        law="superorganisms.model.birth:_who_sees_through",
        section="1",
        draws=(Draw(Purpose.TRAITS, lambda now: now.layers(lambda number, layer: True)),),
        concepts=("stochasticity",),
    ),
    Mechanism(
        name="initial models",
        sentence="Every unit believes the response that holds at the start, as far as its capacity reaches: rows of features "
        "that it has no room for are 0.",
        equation="M_i = P_i R",
        parameters=("LAYER.capacity", "response"),
        on=lambda now: now.layers(lambda number, layer: True),
        law="superorganisms.model.models:ModelTable.row_of",
        section="1",
        concepts=("prediction",),
    ),
    Mechanism(
        name="skill",
        sentence="Every leaf's slot has a skill, the most effort that its occupant can make. It isn't inherited.",
        parameters=("LAYER.skill",),
        on=lambda now: (now.parameters.layers[-1].name,) if now.parameters.effort_rule == "budget" else (),
        law="superorganisms.model.state:State.set_skill",
        section="1",
    ),
)
