"""What happens to the world's response, and to what is known of it, at the end of a tick."""

from superorganisms.model.kinds.regimes import Draw as DrawnRegime
from superorganisms.model.mechanisms import Draw, Mechanism, Setting
from superorganisms.noise import Purpose


def _news(now: Setting) -> bool:
    """Whether there is ever something to see: another response, newcomers above the leaves, a fleet's former leader."""
    world = now.parameters
    changes = bool(world.regimes) or world.response_drift > 0 or any(one.path == "response" for one in world.interventions)
    return changes or any(map(now.due, range(now.last))) or now.plays(now.last, lambda strategy: strategy.share is not None)


def _drawn(now: Setting) -> tuple[str, ...]:
    return now.whole(any(isinstance(one.change, DrawnRegime) for one in now.parameters.regimes))


MECHANISMS = (
    Mechanism(
        name="regime shifts",
        sentence="At the end of given ticks the response is replaced, turned in the plane of two features, or projected onto "
        "given directions, which hides the rest.",
        equation="R <- given matrix, Q R, or Π R",
        parameters=("regimes",),
        on=lambda now: now.whole(any(not isinstance(one.change, DrawnRegime) for one in now.parameters.regimes)),
        law="superorganisms.model.regimes:next_response",
        section="2, step 6",
        sources=("hubinger-2019", "manheim-2018"),
        concepts=("basic principles",),
    ),
    Mechanism(
        name="regimes drawn at random",
        sentence="From a given tick on the response is drawn anew at the end of every tick from a weighted set.",
        parameters=("regimes",),
        on=_drawn,
        law="superorganisms.model.regimes:drawn",
        section="2, step 6",
        draws=(Draw(Purpose.REGIME, _drawn),),
        concepts=("stochasticity",),
    ),
    Mechanism(
        name="drift of the response",
        sentence="In every tick the response turns a little, in the plane of a random pair of features.",
        equation="R <- Q R, Q a turn by response_drift · z",
        parameters=("response_drift",),
        on=lambda now: now.whole(now.parameters.response_drift > 0),
        law="superorganisms.model.regimes:drifted",
        section="2, step 6",
        draws=(Draw(Purpose.DRIFT),),
        concepts=("stochasticity",),
    ),
    Mechanism(
        name="insight",
        sentence="Units above the leaves know at the end of every tick how effort turns into outcome now, as far as their "
        "capacity reaches; without insight they believe what they were handed.",
        equation="M_i = P_i R of the next tick",
        parameters=("LAYER.insight", "LAYER.capacity"),
        on=lambda now: now.layers(lambda number, layer: number < now.last and layer.insight) if _news(now) else (),
        law="superorganisms.model.state:State.gain_insight",
        section="2, step 6",
        concepts=("sensing", "prediction"),
    ),
)
