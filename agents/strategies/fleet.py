"""Fleet: controllers that pool what they learn: models averaged upward and handed back, as self-driving cars do.

Federated learning: McMahan, Moore, Ramage, Hampson and Agüera y Arcas 2017.
"""

import numpy as np

from superorganisms.agents.columns import Clock, Columns, Minds, Traits
from superorganisms.agents.exploring import correct, explore
from superorganisms.agents.strategies import controller
from superorganisms.agents.strategies.direct import aim as aim
from superorganisms.arrays import Ints
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
def effort(
    rows: Ints,
    layer: Columns,
    above: Columns,
    minds: Minds,
    values: tuple[float, float, float],
    traits: Traits,
    clock: Clock,
) -> None:
    """As a controller."""
    z, models, efforts = np.empty(layer.efforts.shape[1]), minds.models, layer.efforts
    for i in rows:
        which, key, skill = int(layer.models[i]), np.uint64(layer.keys[i]), float(layer.skill[i])
        explore(i, layer.aims, models, which, skill, values[0], traits, key, clock, z, efforts)


@kernel
def learn(rows: Ints, layer: Columns, minds: Minds, values: tuple[float, float, float], traits: Traits) -> None:
    """As a controller."""
    for i in rows:
        correct(i, layer.efforts, layer.outcomes, minds.models, int(layer.models[i]), minds.capacity, values[1])


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
