"""What happens when units learn."""

from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.mechanisms import Draw, Mechanism, Setting
from superorganisms.noise import Purpose


def _picks_one(now: Setting, number: int, layer: LayerParameters) -> bool:
    """Where there is something that only one unit of the layer does in a tick."""
    moves = now.due(number) or layer.surrogation > 0 or layer.imitation > 0 or number == now.last
    return now.parameters.updating == "asynchronous" and moves


def _learns(now: Setting, number: int) -> bool:
    return now.plays(number, lambda strategy: strategy.LEARNS)


MECHANISMS = (
    Mechanism(
        name="one at a time",
        sentence="In each tick one random unit of a layer learns, and in a due layer it alone is open to replacement.",
        parameters=("updating",),
        on=lambda now: now.layers(lambda number, layer: _picks_one(now, number, layer)),
        law="superorganisms.model.state:State.lone",
        section="2, step 4",
        sources=("huberman-1993",),
        draws=(Draw(Purpose.UPDATE),),
        concepts=("stochasticity",),
    ),
    Mechanism(
        name="surrogation",
        sentence="A unit's goal moves to the letter that it is under: the measure takes the place of what it measures.",
        equation="g <- [g + s (c_p - g)], newcomers included",
        parameters=("LAYER.surrogation",),
        on=lambda now: now.layers(lambda number, layer: layer.surrogation > 0 and _learns(now, number)),
        law="superorganisms.model.learn:surrogate",
        section="2, step 5",
        sources=("choi-2012", "harris-2019"),
        concepts=("learning", "objectives"),
    ),
    Mechanism(
        name="imitation",
        sentence="A unit's goal moves to the mean goal of its neighbours among its siblings, all at once.",
        equation="g <- [g + ι (mean of the neighbours' g - g)]; who has no neighbour doesn't imitate",
        parameters=("LAYER.imitation", "LAYER.network"),
        on=lambda now: now.layers(lambda number, layer: number > 0 and layer.imitation > 0 and _learns(now, number)),
        law="superorganisms.model.imitation:imitate",
        section="2, step 5",
        sources=("degroot-1974",),
        concepts=("learning", "interaction"),
    ),
    Mechanism(
        name="learning from experience",
        sentence="Leaves with a model of their own correct it by what their last effort did, unless their slot changed hands.",
        equation="M += rate · P (x - M e) eᵀ/|e|²",
        parameters=("LAYER.rate",),
        on=lambda now: now.layers(lambda number, layer: now.option(number, "rate") > 0),
        law="superorganisms.agents.exploring:correct",
        section="3",
        sources=("kaczmarz-1937", "widrow-1960"),
        concepts=("learning", "sensing"),
    ),
    Mechanism(
        name="averaging of a fleet's models",
        sentence="From time to time the mean model of the siblings that are fleets becomes their parent's and all of theirs, "
        "as far as each one's capacity reaches.",
        equation="when t mod sync = 0",
        parameters=("LAYER.sync",),
        on=lambda now: now.layers(lambda number, layer: now.option(number, "sync") > 0),
        law="superorganisms.agents.strategies.fleet:average",
        section="3",
        sources=("mcmahan-2017",),
        concepts=("learning", "interaction", "collectives"),
    ),
)
