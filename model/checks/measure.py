"""Is a measure complete, and does it only look? (model/measures says what a measure is.)"""

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any, cast

import numpy as np

from superorganisms.agents.strategies import strategies
from superorganisms.arrays import Floats
from superorganisms.model.checks._declared import check_function, check_sentence, demand, speaking_of
from superorganisms.model.checks._worlds import FAMILIES, made, small_world
from superorganisms.model.measures import Column, Measure, all_columns, measures
from superorganisms.model.parameters import Parameters
from superorganisms.model.report import report
from superorganisms.model.tick import PHASES
from superorganisms.model.world import Superorganism

FUNCTIONS = {"columns": "parameters", "observe": "state, out"}
ROUNDING = 1e-9
_ABOVE = "designer"  # stands above the top, in the names of measures
_MARKS = (-7.25e300, 3.5e301)  # stand where nothing has been written
_TICKS = 3


def check_measure(given: ModuleType) -> None:
    """Raise SuperorganismError naming the first thing that is wrong with a measure; return nothing if there is none.

    Reads its columns, then observes small worlds of all kinds: it writes every column, within the range that the column
    says, NaN only where the column says why; it changes nothing, and the number of threads changes nothing for it.
    """
    measure = cast(Measure, given)
    with speaking_of(f"measure {given.__name__}"):
        for name, arguments in FUNCTIONS.items():
            demand(hasattr(given, name), f"it has no {name}, it must have {' and '.join(FUNCTIONS)}")
            check_function(name, getattr(given, name), arguments)
        demand(measure in measures(), "it isn't known: the last line of its file must be add_measure(__name__)")
        for where, parameters in worlds():
            with speaking_of(where):
                check_columns(measure, parameters)
                _check_observing(measure, parameters)


def worlds() -> Iterator[tuple[str, Parameters]]:
    """Worlds of both effort rules and geometries; of the strategies all, and each alone; audited now and then, and never."""
    for rule in ("budget", "cost"):
        possible = [name for name, one in strategies().items() if rule in one.RULES]
        mixed = tuple(possible[place % len(possible)] for place in range(sum(FAMILIES)))
        for geometry in ("sphere", "free"):
            of_all = {"effort_rule": rule, "goal_geometry": geometry}
            yield f"under {rule}, {geometry}", _world(of_all, {"strategies": mixed})
        for name in possible:
            yield f"under {rule}, {name} alone", _world({"effort_rule": rule}, {"strategies": {name: 1.0}})
        nothing = {"effort_rule": rule, "response": np.zeros((3, 3)).tolist()}
        yield f"under {rule}, where nothing comes of effort", _world(nothing, {"audit": 0.0, "skill": 0.0})


def _world(of_all: dict[str, Any], leaves: dict[str, Any]) -> Parameters:
    selected = {"selection": "truncation(turnover=0.5)", "strategy_mutation": 0.2}
    return small_world(of_all=of_all, firms=selected, leaves=selected | leaves)


def check_columns(measure: Measure, parameters: Parameters) -> None:
    """Columns are declared in words, under names that nobody else has. Raises SuperorganismError."""
    columns = measure.columns(parameters)
    demand(isinstance(columns, Mapping), f"columns must give a table of Column by name, got {columns!r}")
    others = all_columns(parameters, tuple(one for one in measures() if one is not measure))
    layers = [_ABOVE, *(layer.name for layer in parameters.layers)]
    for name, column in columns.items():
        parts = name.split(".") if isinstance(name, str) else []
        words = all(part.isidentifier() for part in parts)
        fit = words and (len(parts) == 1 or (len(parts) == 2 and parts[0] in layers))
        demand(fit, f"a column must be called NAME or LAYER.NAME, LAYER one of {', '.join(layers)}, got {name!r}")
        demand(name not in others, f"there is a column '{name}' already, choose another name")
        demand(isinstance(column, Column), f"column '{name}' must be a Column, got {column!r}")
        check_sentence(f"the sentence of column '{name}'", column.sentence)
        demand(isinstance(column.undefined, str), f"column '{name}' must say in words when it is undefined")
        bounds = (column.low, column.high)
        demand(None in bounds or bounds[0] <= bounds[1], f"column '{name}' has low {bounds[0]} above high {bounds[1]}")  # type: ignore[operator]


def _check_observing(measure: Measure, parameters: Parameters) -> None:
    world, pieces = made(parameters), made(parameters)
    pieces.state.row_blocks = made(parameters, pieces=True).state.row_blocks
    pieces.use_threads(2)
    for tick in range(1, _TICKS + 1):
        for each in (world, pieces):
            _up_to_report(each)
        before = world.state_hash()
        row = observed(measure, world)
        demand(world.state_hash() == before, "observe changed the state, it may only look")
        _check_row(measure.columns(parameters), row)
        _check_threads(measure, pieces)
        if tick < _TICKS:
            for each in (world, pieces):
                _from_report_on(each)


def observed(measure: Measure, world: Superorganism) -> Floats:
    """What a measure writes; every number of it."""
    columns = measure.columns(world.parameters)
    first, again = (np.full(len(columns), mark) for mark in _MARKS)
    for row in (first, again):
        measure.observe(world.state, row)
    for number, name in enumerate(columns):
        unwritten = first[number] == _MARKS[0] or again[number] == _MARKS[1]
        demand(not unwritten, f"observe leaves column '{name}' unwritten")
    demand(np.array_equal(first, again, equal_nan=True), "observe doesn't write the same twice: something else decides")
    return first


def _check_row(columns: Mapping[str, Column], row: Floats) -> None:
    for (name, column), value in zip(columns.items(), row, strict=True):
        if np.isnan(value):
            demand(column.undefined, f"column '{name}' is NaN, and its `undefined` doesn't say why that may be")
            continue
        low = -np.inf if column.low is None else column.low
        high = np.inf if column.high is None else column.high
        demand(np.isfinite(value), f"column '{name}' is {value}, it must be a finite number or NaN")
        within = low - ROUNDING <= value <= high + ROUNDING
        demand(within, f"column '{name}' is {value}, its range is [{low}, {high}]")


def _check_threads(measure: Measure, world: Superorganism) -> None:
    """A world cut finely, observed by two threads and by one: the same bits."""
    two = observed(measure, world)
    world.use_threads(1)
    one = observed(measure, world)
    world.use_threads(2)
    demand(np.array_equal(one, two, equal_nan=True), "observe writes something else with two threads than with one")


def _up_to_report(world: Superorganism) -> None:
    """The first half of a tick, after which measures are taken."""
    state = world.state
    state.tick += 1
    state.acted_response, state.acted_letter = state.response, state.designer_letter
    for phase in PHASES[: PHASES.index(report) + 1]:
        phase(state)


def _from_report_on(world: Superorganism) -> None:
    for phase in PHASES[PHASES.index(report) + 1 :]:
        phase(world.state)
