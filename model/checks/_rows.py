"""Does a strategy keep to its rows, and to the columns that are its own?"""

from typing import Any

import numpy as np
import numpy.typing as npt

from superorganisms.agents.columns import Clock, Columns
from superorganisms.agents.strategies import Strategy, strategies
from superorganisms.arrays import Ints
from superorganisms.model.checks._declared import demand, speaking_of
from superorganisms.model.checks._worlds import FAMILIES, every_other, made, small_world
from superorganisms.model.state import State

type Pictures = dict[tuple[int, str], npt.NDArray[Any]]

_MODELS = (-1, "models")
_SCRAMBLED = ("goals", "understood", "aims", "letters", "efforts", "outcomes", "costs", "metrics", "memories", "former_goals")
_SEED = 5
_MARK = -7.25e300  # stands where a function has written nothing
_OFTEN = 5040  # a tick that most periods divide
_STILL = {"misreading": 0.1, "sees_through": 0.5}


def check_rows(strategy: Strategy) -> None:
    """Each function called by itself on the rows of a running world: what it has changed, and what it has left out."""
    for rule in strategy.RULES:
        with speaking_of(f"under {rule}"):
            leaves = _STILL | {"strategies": every_other(strategy.NAME)}
            above: Any = {"strategies": {strategy.NAME: 1.0}} if strategy.ABOVE_LEAVES else {}
            world = made(small_world(of_all={"effort_rule": rule}, managers=above, leaves=leaves))
            world.run_for(2)
            for number in range(len(world.layers)):
                if number == len(world.layers) - 1 or strategy.ABOVE_LEAVES:
                    _aims(world.state, strategy, number)
            _works(world.state, strategy)


def _rows_of(state: State, strategy: Strategy, number: int) -> Ints:
    return np.flatnonzero(state.layers[number].strategies == list(strategies()).index(strategy.NAME))


def _scramble(state: State) -> None:
    """Other numbers everywhere, so that whatever is written differs from what stood there."""
    rng = np.random.default_rng(_SEED)
    for layer in state.layers:
        for name in _SCRAMBLED:
            column = getattr(layer, name)
            column[...] = rng.uniform(0.1, 0.9, column.shape)
    state.table.models[...] = rng.uniform(0.1, 0.9, state.table.models.shape)


def _pictures(state: State) -> Pictures:
    """Copies of everything that a function could change."""
    found = {(n, name): getattr(layer, name).copy() for n, layer in enumerate(state.layers) for name in Columns._fields}
    return found | {_MODELS: state.table.models.copy()}


def _only(name: str, state: State, before: Pictures, allowed: dict[tuple[int, str], Ints]) -> None:
    """Nothing but the allowed rows of the allowed columns differs from before."""
    for key, after in _pictures(state).items():
        old = before[key].reshape(len(after), -1)
        new = after.reshape(len(after), -1)
        differs = ((new != old) & ~((new != new) & (old != old))).any(axis=1)
        strange = np.setdiff1d(np.flatnonzero(differs), allowed.get(key, np.empty(0, np.int64)))
        if strange.size:
            number, column = key
            whose = "the world models" if key == _MODELS else f"{column} of the {state.layers[number].name}s"
            rule = "only its own rows" if key in allowed else "nothing there"
            demand(False, f"{name} changed row {strange[0]} of {whose}, it may change {rule}")


def _filled(name: str, values: npt.NDArray[Any]) -> None:
    demand(not (values == _MARK).any(), f"{name} left numbers unwritten")


def _aims(state: State, strategy: Strategy, number: int) -> None:
    layer, rows = state.layers[number], _rows_of(state, strategy, number)
    _scramble(state)
    layer.aims[rows] = _MARK
    before = _pictures(state)
    strategy.aim(rows, layer, state.settings.layers[number].traits)
    _only("aim", state, before, {(number, "aims"): rows})
    _filled("aim", layer.aims[rows])


def _works(state: State, strategy: Strategy) -> None:
    """Effort, born, learn and share, at the leaves."""
    number = len(state.layers) - 1
    leaves, above, settings = state.layers[number], state.layers[number - 1], state.settings.layers[number]
    rows, minds, traits = _rows_of(state, strategy, number), state.minds(number), settings.traits
    values, code = settings.options[strategy.NAME], list(strategies()).index(strategy.NAME)
    own: dict[tuple[int, str], Ints] = {_MODELS: np.unique(leaves.models[rows]).astype(np.int64)}
    _scramble(state)
    leaves.efforts[rows] = _MARK
    before = _pictures(state)
    strategy.effort(rows, leaves, above, minds, values, traits, state.clock)
    _only("effort", state, before, {(number, "efforts"): rows})
    _filled("effort", leaves.efforts[rows])
    if strategy.born is not None:
        leaves.memories[rows] = _MARK
        before = _pictures(state)
        strategy.born(rows, leaves, above.letters, minds, traits)
        _only("born", state, before, {(number, "memories"): rows})
        _filled("born", leaves.memories[rows])
    if strategy.learn is not None:
        before = _pictures(state)
        strategy.learn(rows, leaves, minds, values, traits)
        _only("learn", state, before, own)
    if strategy.share is not None:
        own[_MODELS] = np.union1d(own[_MODELS], above.models[state.fleets()])
        for tick in (1, _OFTEN):
            before = _pictures(state)
            strategy.share(leaves, above, code, minds, state.minds(number - 1), values, traits, Clock(state.seed, tick))
            _only("share", state, before, own)


def check_alone(strategy: Strategy) -> None:
    """One more unit in a family changes no other row's aim, effort, memory or model, where nobody is selected.

    The one more lives by the strategy too, or by direct where those of a family share what they know.
    """
    extra = "direct" if strategy.share is not None else strategy.NAME
    names = every_other(strategy.NAME)
    place = FAMILIES[0]
    more = [*names[:place], extra, *names[place:]]
    for rule in strategy.RULES:
        worlds = []
        for cast, first in ((names, place), (more, place + 1)):
            leaves = _STILL | {"strategies": tuple(cast), "size": (first, *FAMILIES[1:])}
            worlds.append(made(small_world(of_all={"effort_rule": rule}, leaves=leaves)))
        few, many = (world.state for world in worlds)
        for _ in range(3):
            for world in worlds:
                world.step()
            one, other = few.leaves, many.leaves
            for column in ("aims", "efforts", "memories"):
                same = np.array_equal(getattr(one, column), np.delete(getattr(other, column), place, axis=0), equal_nan=True)
                demand(same, f"under {rule} one more unit in a family changes the {column} of others")
            held = few.table.models[one.models], np.delete(many.table.models[other.models], place, axis=0)
            demand(np.array_equal(*held), f"under {rule} one more unit in a family changes what others believe")
