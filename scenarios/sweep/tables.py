"""The tables of a sweep: their columns, in an order that doesn't depend on which run came first."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from superorganisms.scenarios.sweep.axes import kind_of
from superorganisms.scenarios.sweep.plan import Plan

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism

_BEFORE = {"run": pa.int64(), "point": pa.int64(), "arm": pa.string(), "replicate": pa.int64(), "seed": pa.int64()}
_AFTER = {"key": pa.string(), "ticks": pa.int64(), "state_hash": pa.string(), "error": pa.string(), "traceback": pa.string()}
_KINDS = {"int": pa.int64(), "float": pa.float64(), "bool": pa.bool_(), "text": pa.string()}
_UNITS = (
    *("run", "layer", "unit", "name", "parent", "strategy", "class", "inner_alignment", "metric"),
    *("audited", "watched", "newcomer", "ancestor"),
)
HEADS = {"ticks": ("run", "tick"), "units": _UNITS}
_LONGEST = 2_000  # letters of an error, ten times as many of a traceback: somebody may raise a whole table
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")


def runs_head(plan: Plan) -> list[str]:
    """The columns of a run that come before its measures."""
    return [*_BEFORE, *varied(plan), *_AFTER]


def varied(plan: Plan) -> dict[str, pa.DataType]:
    """Type by path, of all that is varied. Numbers as numbers; whatever isn't one as text."""
    return {path: _KINDS[_kind(axis.kind, path, plan)] for axis in plan.axes for path in axis.paths}


def _kind(kind: str, path: str, plan: Plan) -> str:
    """The contrast may give the same path a value of another kind."""
    if path not in plan.contrast:
        return kind
    other = kind_of([plan.contrast[path]])
    return kind if other == kind else "float" if {kind, other} == {"int", "float"} else "text"


def runs_table(rows: Sequence[dict[str, Any]], plan: Plan) -> pa.Table:
    """A row a run: what it is, its values, what became of it, and the measures of its last tick."""
    known = {**_BEFORE, **varied(plan), **_AFTER}
    measures = {name: pa.float64() for name in in_order(name for row in rows for name in row if name not in known)}
    columns = {}
    for name, kind in (known | measures).items():
        values = [row.get(name) for row in rows]
        if pa.types.is_string(kind):
            values = [None if one is None else _text(one) for one in values]
        elif pa.types.is_float64(kind):
            values = [None if one is None else float(one) for one in values]
        columns[name] = pa.array(values, kind)
    return pa.table(columns)


def _text(value: Any) -> str:
    """What isn't a text as JSON; what no file can hold (half of a pair of code units) as a question mark."""
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")


def told(text: str, *, times: int = 1) -> str:
    """An error or a traceback as it is kept: of bounded length, and without addresses, which differ from run to run."""
    short = text if len(text) <= _LONGEST * times else f"{text[: _LONGEST * times]} ..."
    return _ADDRESS.sub("at 0x…", short)


def in_order(measures: Iterable[str]) -> list[str]:
    """Each once: efficiency, then by name."""
    return sorted(set(measures), key=lambda name: (name != "efficiency", name))


def ticks_table(world: "Superorganism", run: int) -> pa.Table:
    """A row a tick, with the number of the run before it."""
    rows, names = world.record.rows, world.record.columns
    columns = {"run": pa.array([run] * len(rows), pa.int64()), "tick": pa.array(range(1, len(rows) + 1), pa.int64())}
    places = {name: place for place, name in enumerate(names)}
    return pa.table(columns | {name: pa.array(rows[:, places[name]], pa.float64()) for name in in_order(names)})


def units_table(world: "Superorganism", run: int) -> pa.Table:
    """A row a unit as it stands in the end, with the number of the run before it."""
    from superorganisms.scenarios.results import units

    table = units(world)
    found = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    return found.add_column(0, "run", pa.array([run] * len(table), pa.int64()))
