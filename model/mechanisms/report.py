"""What happens on the way of outcomes up to the top."""

from superorganisms.model.mechanisms import Draw, Mechanism, Setting
from superorganisms.noise import Purpose


def _costly(now: Setting) -> tuple[str, ...]:
    return now.layers(lambda number, layer: any(layer.search_cost.get(name, 0) > 0 for name in now.casts[number]))


MECHANISMS = (
    Mechanism(
        name="diminishing returns",
        sentence="More effort for the same feature yields less and less.",
        equation="f_j(e) = tanh(k e_j)/k, k = saturation",
        parameters=("saturation",),
        on=lambda now: now.whole(now.parameters.saturation > 0),
        law="superorganisms.agents.planning:saturate",
        section="2, step 3",
        sources=("manheim-2018",),
        concepts=("basic principles",),
    ),
    Mechanism(
        name="outcomes",
        sentence="The world responds to each leaf's effort; above the leaves a unit's outcome is the average over the leaves "
        "below it.",
        equation="x_i = R f(e_i) at a leaf, f(e) = e unless returns diminish; above, the mean over leaves",
        parameters=("response",),
        on=lambda now: now.whole(True),
        law="superorganisms.model.report:happen",
        section="2, step 3",
        concepts=("interaction",),
    ),
    Mechanism(
        name="metrics",
        sentence="Every unit is judged by one number: how much of the letter its parent's instruments show in its outcome; the "
        "top is judged by the designer.",
        equation="m_i = c_p·(S x_i), S the identity unless instruments are given",
        parameters=("LAYER.sensor",),
        on=lambda now: now.layers(lambda number, layer: True),
        law="superorganisms.model.report:judge",
        section="2, step 3",
        sources=("holmstrom-1991", "baker-2002"),
        concepts=("sensing", "objectives"),
    ),
    Mechanism(
        name="instruments",
        sentence="Parents don't read outcomes themselves but what their instruments make of them: some features not at all, "
        "some mixed with what only looks like them.",
        equation="readings S x, S with true outcomes as columns and readings as rows",
        parameters=("LAYER.sensor",),
        on=lambda now: now.layers(lambda number, layer: number > 0 and layer.sensor is not None),
        law="superorganisms.model.report:judge",
        section="1",
        sources=("kerr-1975", "manheim-2018"),
        concepts=("sensing",),
    ),
    Mechanism(
        name="errors of the metric",
        sentence="A unit's metric has an error.",
        equation="m_i <- m_i + σ ε, ε standard normal, Laplace of scale 1, or Student-t, not rescaled",
        parameters=("LAYER.noise", "LAYER.noise_kind"),
        on=lambda now: now.layers(lambda number, layer: layer.noise > 0),
        law="superorganisms.model.metric_noise:metric_error",
        section="2, step 3",
        sources=("manheim-2018", "bailey-1994"),
        draws=(Draw(Purpose.METRIC),),
        concepts=("sensing", "stochasticity"),
    ),
    Mechanism(
        name="cost of search",
        sentence="What a strategy costs is taken off the metric of the units that have it, and off nothing else.",
        equation="m_i <- m_i - search_cost of the strategy of i",
        parameters=("LAYER.search_cost",),
        on=_costly,
        law="superorganisms.model.report:judge",
        section="3",
        sources=("hubinger-2019",),
        concepts=("adaptation",),
    ),
)
