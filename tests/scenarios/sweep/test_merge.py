"""Parts put together: in order of the runs, the same bytes however they were cut, and in stretches."""

import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from superorganisms.scenarios.sweep import merge as merging
from superorganisms.scenarios.sweep.merge import merge

RUNS = 23


def rows_of(run: int) -> list[dict[str, Any]]:
    """Some rows of a run, in an order that isn't that of their numbers; a column that not all runs have."""
    rows = [
        {"run": run, "tick": (run * 7 + n) % 5, "text": "x" * (n * run % 9) or None, "n": n / 7} for n in range(1 + run % 3)
    ]
    return [row | {"late": run / 3} for row in rows] if run > RUNS // 2 else rows


def whole(folder: Path, cuts: list[list[int]], stretch: int) -> bytes:
    """Runs in these parts, merged."""
    parts = []
    for number, runs in enumerate(cuts):
        if rows := [row for run in runs for row in rows_of(run)]:
            columns = sorted({name for row in rows for name in row} - {"run"}, reverse=number % 2 == 0)
            table = pa.table({name: [row.get(name) for row in rows] for name in ("run", *columns)})
            parts.append(folder / f"{number}.parquet")
            pq.write_table(table, parts[-1], row_group_size=1 + number % 4)
    before, merging.ROWS = merging.ROWS, stretch
    try:
        merge(parts, folder / "whole.parquet", lambda names: {name: name for name in sorted(names)}, {b"of": b"us"})
    finally:
        merging.ROWS = before
    return (folder / "whole.parquet").read_bytes()


@cache
def uncut(stretch: int) -> bytes:
    with TemporaryDirectory() as folder:
        return whole(Path(folder), [list(range(RUNS))], stretch)


@settings(max_examples=30)
@given(data=st.data(), stretch=st.sampled_from([1, 7, 1000]))
def test_however_it_is_cut_the_bytes_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, stretch: int
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    mixed = data.draw(st.permutations(range(RUNS)))
    ends = sorted(data.draw(st.lists(st.integers(0, RUNS), max_size=6)))
    cuts = [mixed[a:b] for a, b in zip([0, *ends], [*ends, RUNS], strict=True)]
    assert whole(folder, cuts, stretch) == uncut(stretch)


def test_rows_stand_in_order_of_their_runs_and_as_they_stood_within_one(tmp_path: Path) -> None:
    order = random.Random(1).sample(range(RUNS), RUNS)
    whole(tmp_path, [order[:9], order[9:10], order[10:]], 5)
    table = pq.read_table(tmp_path / "whole.parquet")
    expected = [row for run in range(RUNS) for row in rows_of(run)]
    assert table.to_pylist() == [{name: row.get(name) for name in table.column_names} for row in expected]
    assert table.schema.metadata[b"of"] == b"us"


def test_stretches_become_row_groups_of_about_the_size_asked_for(tmp_path: Path) -> None:
    whole(tmp_path, [list(range(RUNS))], 10)
    about = pq.read_metadata(tmp_path / "whole.parquet")
    sizes = [about.row_group(n).num_rows for n in range(about.num_row_groups)]
    assert sum(sizes) == sum(len(rows_of(run)) for run in range(RUNS))
    assert len(sizes) >= 4
    assert max(sizes) <= 15


def test_nothing_becomes_nothing_and_parts_without_rows_only_columns(tmp_path: Path) -> None:
    merge([], tmp_path / "none.parquet", lambda names: {}, {})
    assert not (tmp_path / "none.parquet").exists()
    pq.write_table(pa.table({"run": pa.array([], pa.int64())}), tmp_path / "empty.parquet")
    merge([tmp_path / "empty.parquet"], tmp_path / "whole.parquet", lambda names: {"run": "run"}, {})
    assert len(pq.read_table(tmp_path / "whole.parquet")) == 0
