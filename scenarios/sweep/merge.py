"""Parts of a table put together in order of their runs, a stretch of runs at a time: memory stays flat."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from superorganisms.scenarios.sweep.files import whole_or_not

ROWS = 5_000  # of a stretch, about
_RUN = 0  # the column by which parts are put in order is the first of every table

type Choice = Callable[[list[str]], Mapping[str, str]]
"""Of all columns that any part has, those that are written, in their order: the name that each gets, and the one it had."""


class _Piece(NamedTuple):
    """A row group of a part, and its first and last run."""

    part: Path
    group: int
    first: int
    last: int


def merge(parts: Sequence[Path], whole: Path, choice: Choice, words: Mapping[bytes, bytes]) -> None:
    """Write `whole` from parts that share no run, whole or not at all. The bytes depend on the rows alone."""
    if not parts:
        return
    schemas: dict[pa.Schema, None] = {}  # nearly all are the same
    pieces, rows = list[_Piece](), 0
    for part in parts:
        with pq.ParquetFile(part) as file:
            schemas[file.schema_arrow.remove_metadata()] = None
            rows += file.metadata.num_rows
            pieces += _pieces(part, file.metadata)
    together = pa.unify_schemas(sorted(schemas, key=str))
    columns = choice(together.names)
    schema = pa.schema([together.field(was).with_name(name) for name, was in columns.items()], dict(words))
    runs = max((piece.last for piece in pieces), default=0) + 1
    stretch = max(1, ROWS * runs // max(1, rows))
    with _writer(whole, schema) as writer:
        for start in range(0, runs, stretch):
            inside = [one for one in pieces if one.first < start + stretch and start <= one.last]
            if len(table := _stretch(inside, start, stretch, schema, columns)):
                writer.write_table(table, row_group_size=len(table))


@contextmanager
def _writer(whole: Path, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    with whole_or_not(whole) as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        yield writer


def _pieces(part: Path, about: pq.FileMetaData) -> list[_Piece]:
    found = []
    for group in range(about.num_row_groups):
        seen = about.row_group(group)
        if seen.num_rows:
            runs = seen.column(_RUN).statistics
            found.append(_Piece(part, group, runs.min, runs.max))
    return found


def _stretch(pieces: Sequence[_Piece], start: int, length: int, schema: pa.Schema, columns: Mapping[str, str]) -> pa.Table:
    """The rows of the runs from start on, in their order; columns that a part lacks are empty."""
    tables = []
    for piece in pieces:
        with pq.ParquetFile(piece.part) as file:
            has = file.schema_arrow.names
            table = file.read_row_group(piece.group, [name for name in columns.values() if name in has])
        inside = (pc.field("run") >= start) & (pc.field("run") < start + length)
        tables.append(_under(schema, columns, table.filter(inside)))
    if not tables:
        return schema.empty_table()
    table = pa.concat_tables(tables)
    # a stable sort: ticks and units keep their order. In one piece, as where pieces end shows in what is written
    return table.sort_by("run").combine_chunks()


def _under(schema: pa.Schema, columns: Mapping[str, str], table: pa.Table) -> pa.Table:
    has = set(table.column_names)
    filled = [
        table[was].cast(field.type) if was in has else pa.nulls(len(table), field.type)
        for field, was in zip(schema, columns.values(), strict=True)
    ]
    return pa.table(filled, schema=schema)
