"""Fleet: controllers that pool what they learn: models averaged upward and handed back, as self-driving cars do.

Federated learning: McMahan, Moore, Ramage, Hampson and Agüera y Arcas 2017.
"""

import numpy as np

from superorganisms.agents.columns import Clock, Columns, Minds, Traits
from superorganisms.agents.strategies import controller
from superorganisms.agents.strategies.controller import aim as aim
from superorganisms.agents.strategies.controller import effort as effort
from superorganisms.agents.strategies.controller import learn as learn
from superorganisms.compiled import kernel
from superorganisms.declared import Option

NAME = "fleet"
SENTENCE = "a controller that shares: every `sync` ticks the siblings' mean model becomes their parent's and all of theirs"
OWNS_MODEL = True
OPTIONS = (
    *controller.OPTIONS,
    Option("sync", 10, 1, 1e9, "ticks", "ticks from one averaging of a fleet's models to the next", whole=True),
)


@kernel
def average(layer: Columns, above: Columns, code: int, minds: Minds, principal: Minds) -> None:
    """In every family the mean model of its fleets becomes the parent's and theirs, as far as each one's capacity reaches."""
    models, features = minds.models, minds.capacity.shape[0]
    mean = np.empty((features, features))
    for family in range(layer.families.shape[0] - 1):
        mean[:, :] = 0.0
        count = 0
        for i in range(layer.families[family], layer.families[family + 1]):
            if layer.strategies[i] == code:
                count += 1
                mean += models[layer.models[i]]
        if count == 0:
            continue
        mean /= count
        for row in range(features):
            for column in range(features):
                models[above.models[family], row, column] = principal.capacity[row] * mean[row, column]
        for i in range(layer.families[family], layer.families[family + 1]):
            if layer.strategies[i] == code:
                for row in range(features):
                    for column in range(features):
                        models[layer.models[i], row, column] = minds.capacity[row] * mean[row, column]


def share(
    layer: Columns,
    above: Columns,
    code: int,
    minds: Minds,
    principal: Minds,
    values: tuple[float, float, float],
    traits: Traits,
    clock: Clock,
) -> None:
    """When the tick is a multiple of `sync`."""
    if clock.tick % int(values[2]) == 0:
        average(layer, above, code, minds, principal)
