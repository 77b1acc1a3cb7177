"""Whose a results folder is, and what it refuses before it changes anything."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep.plan import Plan
from superorganisms.scenarios.sweep.results import Results
from superorganisms.scenarios.sweep.store import Store
from tests.scenarios.sweep.filling import fill, group, tables
from tests.scenarios.sweep.small import small


def changed(folder: Path, **entries: Any) -> None:
    table = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(table | entries))


def seen(folder: Path) -> dict[str, bytes]:
    """All that is there, but for the lock."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file() and f.name != "lock"}


def refused(folder: Path, plan: Plan, sentence: str) -> None:
    before = seen(folder)
    with pytest.raises(BatchError, match=sentence) as caught, Store.opened(folder, plan):
        pass
    assert "\n" not in str(caught.value)
    assert seen(folder) == before


def test_a_folder_of_another_version_is_refused_and_can_still_be_read(tmp_path: Path, plan: Plan) -> None:
    fill(tmp_path, plan)
    changed(tmp_path, version="0.0.1")
    refused(tmp_path, plan, "was made by version 0.0.1 and this is .*: results would mix; choose another folder")
    assert len(Results(tmp_path).runs) == Results(tmp_path).plan.total
    with pytest.raises(BatchError, match=r"was made by version 0\.0\.1"):
        Results(tmp_path).world(0)


def test_a_folder_of_another_sweep_is_refused(tmp_path: Path, plan: Plan) -> None:
    fill(tmp_path, plan)
    other = small(seeds=3).plan()
    refused(tmp_path, other, r"holds another sweep \(replicates was 2, is 3\); give the same options to go on with it")


def test_a_folder_with_other_peoples_files_is_refused(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "thesis.tex").write_text("all of it")
    refused(tmp_path, plan, r"holds other files \(thesis.tex\); choose an empty folder")
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.tex"]


def test_parts_without_a_manifest_are_refused(tmp_path: Path, plan: Plan) -> None:
    with Store.opened(tmp_path, plan) as store:
        store.write([group(plan, 0)])
    (tmp_path / "manifest.json").unlink()
    refused(tmp_path, plan, "holds results and no manifest.json")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda f: changed(f, plan={**json.loads((f / "manifest.json").read_text())["plan"], "ticks": 7}), "changed by hand"),
        (lambda f: changed(f, runs=3), "changed by hand"),
        (lambda f: changed(f, plan={}), "its manifest or points can't be read"),
        (lambda f: changed(f, plan=[]), "its manifest or points can't be read"),
        (lambda f: changed(f, form="something"), "is no manifest of results"),
        (lambda f: (f / "manifest.json").write_text("{"), "can't be read"),
        (lambda f: (f / "manifest.json").write_bytes(b"\xff\xfe"), "can't be read"),
        (lambda f: (f / "manifest.json").write_text("[]"), "is no manifest of results"),
        (lambda f: (f / "points.parquet").unlink(), "its manifest or points can't be read"),
        (lambda f: (f / "points.parquet").write_bytes(b"PAR1"), "its manifest or points can't be read"),
        (lambda f: pq.write_table(pa.table({"values": ["[0.1]", "[0.5]", "[0.8]"]}), f / "points.parquet"), "changed by hand"),
    ],
)
def test_a_manifest_that_was_changed_by_hand_is_refused(
    tmp_path: Path, plan: Plan, change: Callable[[Path], object], sentence: str
) -> None:
    with Store.opened(tmp_path, plan) as store:
        store.write([group(plan, 0)])
    change(tmp_path)
    refused(tmp_path, plan, sentence)


def test_a_damaged_part_is_told(tmp_path: Path, plan: Plan) -> None:
    with Store.opened(tmp_path, plan) as store:
        store.write([group(plan, 0)])
    (tmp_path / "parts" / "0000000.parquet").write_bytes(b"nothing of the kind")
    with pytest.raises(BatchError, match="a table of it is damaged"), Store.opened(tmp_path, plan):
        pass


def test_a_second_driver_is_refused_and_the_first_goes_on(tmp_path: Path, plan: Plan) -> None:
    with Store.opened(tmp_path, plan) as store:
        store.write([group(plan, 0)])
        refused(tmp_path, plan, "is being written by another process; wait for it, or choose another folder")
        script = (
            "from pathlib import Path; import sys\n"
            "from tests.scenarios.sweep.small import small\n"
            "from superorganisms.scenarios.sweep.store import Store\n"
            "with Store.opened(Path(sys.argv[1]), small().plan()): pass\n"
        )
        words = [sys.executable, "-c", script, tmp_path]
        second = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
        assert "BatchError" in second.stderr
        assert "is being written by another process" in second.stderr
        store.write([group(plan, *range(1, 12))])
        store.finish()
    fill(tmp_path.with_name(tmp_path.name + "-once"), plan)
    assert tables(tmp_path) == tables(tmp_path.with_name(tmp_path.name + "-once"))


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file", tmp_path / "file" / "out"):
        with pytest.raises(BatchError, match="there is a file in the place of a folder"), Store.opened(out, plan):
            pass
