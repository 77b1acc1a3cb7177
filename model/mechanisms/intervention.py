"""What happens between two ticks, by a hand from outside."""

from superorganisms.model.mechanisms import Mechanism

MECHANISMS = (
    Mechanism(
        name="interventions",
        sentence="After given ticks a parameter is changed, a letter is put in a unit's mouth until it is given back, or a "
        "goal or a strategy is replaced.",
        parameters=("interventions",),
        on=lambda now: now.whole(bool(now.parameters.interventions)),
        law="superorganisms.model.intervention:intervene",
    ),
)
