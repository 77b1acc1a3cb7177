"""Learn: goals give way to the letter they serve under: surrogation (MODEL.md section 2, step 5)."""

import numpy as np

from superorganisms.agents.columns import Columns, Traits
from superorganisms.agents.strategies import strategies
from superorganisms.arrays import Bools, Floats
from superorganisms.compiled import kernel
from superorganisms.model.state import State
from superorganisms.vectors import settle


@kernel
def surrogate(start: int, stop: int, layer: Columns, letters: Floats, traits: Traits, learns: Bools) -> None:
    """g <- [g + s (c_p - g)], newcomers included, by this tick's letter (Choi, Hecht and Tayler 2012)."""
    for i in range(start, stop):
        if learns[layer.strategies[i]]:
            for k in range(letters.shape[1]):
                layer.goals[i, k] += traits.surrogation * (letters[layer.parents[i], k] - layer.goals[i, k])
            settle(layer.goals, i, traits.sphere)


def learn(state: State) -> None:
    """Surrogation in all layers, the top's by the designer's letter."""
    learns = np.array([strategy.LEARNS for strategy in strategies().values()])
    letters = state.designer_letter[None, :]
    for number, layer in enumerate(state.layers):
        traits = state.settings.layers[number].traits
        if traits.surrogation > 0.0:
            state.each_block(number, surrogate, layer, letters, traits, learns)
        letters = layer.letters
