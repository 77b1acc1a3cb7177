"""What happens on the way of a letter down to the leaves."""

from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.mechanisms import Draw, Mechanism, Setting
from superorganisms.noise import Purpose


def _sees_through(number: int, layer: LayerParameters) -> bool:
    return number > 0 and layer.sees_through > 0


def _deceived(now: Setting) -> tuple[str, ...]:
    """Where somebody is there to recognise an audit."""
    return now.layers(lambda number, layer: layer.audit > 0 and now.plays(number, lambda strategy: strategy.DECEIVES))


def _lots_of_detection(now: Setting) -> tuple[str, ...]:
    """They are drawn for everybody who is audited, whatever the strategy."""
    return now.layers(lambda number, layer: layer.detection < 1 and layer.audit > 0)


def _leaking(now: Setting) -> tuple[str, ...]:
    places = {leak.where.partition(".")[0] for leak in now.parameters.leaks if leak.strength > 0}
    return now.layers(lambda number, layer: layer.name in places)


MECHANISMS = (
    Mechanism(
        name="audits at random",
        sentence="A unit's metric is read in a tick with some probability; who isn't read takes no part in selection.",
        parameters=("LAYER.audit",),
        on=lambda now: now.layers(lambda number, layer: layer.audit < 1),
        law="superorganisms.model.publish:draw_audits",
        section="2, step 1",
        sources=("kerr-1975",),
        draws=(Draw(Purpose.AUDIT),),
        concepts=("sensing", "stochasticity"),
    ),
    Mechanism(
        name="recognising audits",
        sentence="A deceiver recognises an audit with some probability, and serves the letter in that tick only.",
        parameters=("LAYER.detection",),
        on=_deceived,
        law="superorganisms.model.publish:audit",
        section="3",
        sources=("hubinger-2019",),
        draws=(Draw(Purpose.DETECTION, _lots_of_detection),),
        concepts=("sensing", "adaptation", "stochasticity"),
    ),
    Mechanism(
        name="seeing through the instruments",
        sentence="A unit with the heritable trait `sees_through` works for its parent's reading and not for the thing.",
        equation="u_i = ⟨Sᵀ c_p⟩ in the place of ⟨c_p⟩",
        parameters=("LAYER.sees_through", "LAYER.sensor"),
        on=lambda now: now.layers(_sees_through),
        law="superorganisms.model.publish:see_through",
        section="3",
        sources=("manheim-2018",),
        concepts=("sensing", "adaptation"),
    ),
    Mechanism(
        name="misreading",
        sentence="A unit reads each feature of the letter that it is under with an error.",
        equation="u_i = ⟨c_p + misreading · z⟩, z standard normal for each feature, anew in every tick",
        parameters=("LAYER.misreading",),
        on=lambda now: now.layers(lambda number, layer: layer.misreading > 0),
        law="superorganisms.model.publish:misread",
        section="3",
        sources=("manheim-2018",),
        draws=(Draw(Purpose.MISREADING),),
        concepts=("sensing", "stochasticity"),
    ),
    Mechanism(
        name="compliance",
        sentence="What a unit tries for in a tick is a blend of its own goal and the letter as it understands it; a deceiver's "
        "is all letter or all goal.",
        equation="v_i = ⟨(1-λ) g_i + λ u_i⟩, u_i = ⟨c_p⟩ unless said otherwise; for a deceiver λ is 1 when it knows itself "
        "watched, else 0",
        parameters=("LAYER.compliance",),
        on=lambda now: now.layers(lambda number, layer: now.plays(number, lambda strategy: strategy.AIMS)),
        law="superorganisms.agents.planning:blend",
        section="2, step 1",
        sources=("hubinger-2019",),
        concepts=("objectives", "adaptation"),
    ),
    Mechanism(
        name="leaks",
        sentence="Something reaches units' aims past their letters, one leak after the other.",
        equation="v_i <- ⟨v_i + κ a⟩, a what leaks",
        parameters=("leaks",),
        on=_leaking,
        law="superorganisms.model.leaks:leak",
        section="6",
        concepts=("interaction", "sensing"),
    ),
    Mechanism(
        name="foresight",
        sentence="A parent writes the letter by which its children, given their mean goal as far as its own capacity reaches, "
        "come nearest to its aim.",
        equation="h = (1-λ) P ḡ, λ and ḡ those of the children; under `cost` a = (v - h)/λ; under `budget` a is the unit "
        "vector that brings h + λ a nearest to v in angle; a takes the place of v in the letter",
        parameters=("LAYER.foresight", "LAYER.capacity"),
        on=lambda now: now.layers(lambda number, layer: number < now.last and layer.foresight),
        law="superorganisms.model.foresight:foresee",
        section="3",
        sources=("demski-2019",),
        concepts=("prediction", "sensing"),
    ),
    Mechanism(
        name="letters",
        sentence="Each unit with children publishes its aim to them, cut to the features that the children are read by: a "
        "parent can reward only what it reads.",
        equation="c_i = ⟨E v_i⟩, E the 0/1 diagonal of the nonzero rows of the S of the layer below",
        parameters=("LAYER.sensor",),
        on=lambda now: now.layers(lambda number, layer: number < now.last),
        law="superorganisms.model.publish:write_letters",
        section="2, step 1",
        sources=("hubinger-2019", "holmstrom-1991"),
        concepts=("interaction", "objectives"),
    ),
)
