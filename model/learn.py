"""Learn: goals give way to the letter and to the neighbours', and models to experience (MODEL.md section 2, step 5)."""

import numpy as np

from superorganisms.agents.columns import Columns, Traits
from superorganisms.agents.strategies import flags, strategies
from superorganisms.arrays import Bools, Floats
from superorganisms.compiled import kernel
from superorganisms.model.imitation import imitate
from superorganisms.model.state import State
from superorganisms.vectors import settle


@kernel
def surrogate(start: int, stop: int, layer: Columns, letters: Floats, traits: Traits, learns: Bools, lone: int) -> None:
    """g <- [g + s (c_p - g)], newcomers included, by this tick's letter (Choi, Hecht and Tayler 2012).

    lone: the one unit that learns when updating is asynchronous, else -1.
    """
    for i in range(start, stop):
        if learns[layer.strategies[i]] and (lone < 0 or i == lone):
            for k in range(letters.shape[1]):
                layer.goals[i, k] += traits.surrogation * (letters[layer.parents[i], k] - layer.goals[i, k])
            settle(layer.goals, i, traits.sphere)


def learn(state: State) -> None:
    """Surrogation in all layers, the top's by the designer's letter; then imitation; then world models."""
    letters = state.designer_letter[None, :]
    for number, layer in enumerate(state.layers):
        traits = state.settings.layers[number].traits
        if traits.surrogation > 0.0:
            lone = state.lone(number)
            state.each_block(number, surrogate, layer, letters, traits, flags("LEARNS"), lone)
        state.before_imitation[number] = imitate(state, number)
        letters = layer.letters
    learn_models(state)


def learn_models(state: State) -> None:
    """Leaves that own their model change it; then those that share what they know do."""
    number = len(state.layers) - 1
    leaves, above, settings = state.layers[number], state.layers[number - 1], state.settings.layers[number]
    lone, minds, traits = state.lone(number), state.minds(number), settings.traits
    played = list(state.cast(number))
    for strategy, rows in played:
        if strategy.learn is not None:
            stayed = rows[~leaves.newcomers[rows] & ((lone < 0) | (rows == lone))]
            strategy.learn(stayed, leaves, minds, settings.options[strategy.NAME], traits)
    for strategy in {one.NAME: one for one, _ in played}.values():
        if strategy.share is not None:
            state.table.make_own(number - 1, above, np.flatnonzero(state.fleets()))
            code, principal = list(strategies()).index(strategy.NAME), state.minds(number - 1)
            strategy.share(leaves, above, code, minds, principal, settings.options[strategy.NAME], traits, state.clock)
