"""The results folder: what is written is done, and all of it is merged."""

from pathlib import Path

import pytest

from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep import files, manifest
from superorganisms.scenarios.sweep.plan import Plan
from superorganisms.scenarios.sweep.results import Results
from superorganisms.scenarios.sweep.store import Store
from tests.scenarios.sweep.filling import fill, group, tables


def test_what_is_written_is_done_and_what_is_done_is_merged(tmp_path: Path, plan: Plan) -> None:
    with Store.opened(tmp_path / "out", plan) as store:
        store.write([group(plan, 5, 6), group(plan, 0, 3, wrong=(3,))])
        assert (store.left, store.failed) == (plan.total - 4, 1)
        with pytest.raises(BatchError, match=r"8 of 12 runs of .* are not done yet"):
            store.finish()
    assert not Results(tmp_path / "out").finished
    for ask in (lambda found: found.runs, lambda found: found.errors(), lambda found: found.measures):
        with pytest.raises(BatchError, match="isn't finished; run the same sweep again, and it goes on"):
            ask(Results(tmp_path / "out"))
    fill(tmp_path / "out", plan)
    found = Results(tmp_path / "out")
    assert found.runs["run"].tolist() == list(range(12))
    assert found.runs["error"].notna().tolist() == [number == 3 for number in range(12)]
    assert found.times["seconds"].tolist() == [0.5 if number == 3 else number / 8 for number in range(12)]
    assert found.ticks["run"].tolist() == sorted([n for n in range(12) if n != 3] * 2)
    assert found.measures == ["efficiency", "firm.coherence"]
    assert found.errors().to_dict() == {3: "ValueError: no"}
    assert list((tmp_path / "out" / "parts").iterdir()) == []
    assert (found.manifest["runs"], found.manifest["failed"], "ended" in found.manifest) == (12, 1, True)


def test_the_same_bytes_whatever_came_first_and_after_failures_were_done_again(tmp_path: Path, plan: Plan) -> None:
    fill(tmp_path / "once", plan)
    with Store.opened(tmp_path / "slowly", plan) as store:
        for number in (7, 2, 11):
            store.write([group(plan, number, wrong=(2,))])
    fill(tmp_path / "slowly", plan, wrong=(0, 9))
    assert tables(tmp_path / "slowly") != tables(tmp_path / "once")
    fill(tmp_path / "slowly", plan)
    assert Results(tmp_path / "slowly").errors().index.tolist() == [0, 2, 9]
    fill(tmp_path / "slowly", plan, retry_failed=True)
    assert tables(tmp_path / "slowly") == tables(tmp_path / "once")
    assert Results(tmp_path / "slowly").manifest["failed"] == 0


def test_failed_runs_of_an_unfinished_folder_are_done_again(tmp_path: Path, plan: Plan) -> None:
    fill(tmp_path / "once", plan)
    with Store.opened(tmp_path / "out", plan) as store:
        store.write([group(plan, 0, 1, 9, wrong=(0, 9))])
        store.write([group(plan, 4, wrong=(4,))])
    with Store.opened(tmp_path / "out", plan, retry_failed=True) as store:
        assert (store.left, store.failed, store.done.tolist().index(True)) == (11, 0, 1)
        store.write([group(plan, 0, 4, 9)])
        assert store.left == 8
    fill(tmp_path / "out", plan)
    assert tables(tmp_path / "out") == tables(tmp_path / "once")


def test_where_all_failed_all_is_done_again(tmp_path: Path, plan: Plan) -> None:
    fill(tmp_path / "once", plan)
    fill(tmp_path / "out", plan, wrong=tuple(range(12)))
    assert not (tmp_path / "out" / "ticks.parquet").exists()
    fill(tmp_path / "out", plan, retry_failed=True)
    assert tables(tmp_path / "out") == tables(tmp_path / "once")


def test_names_are_on_the_disk_before_they_count(tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file's content, then its name; a part's details before the part itself."""
    events: list[str] = []
    replace, sync = Path.replace, files.sync
    monkeypatch.setattr(Path, "replace", lambda self, to: (events.append(Path(to).name), replace(self, to))[1])
    monkeypatch.setattr(files, "sync", lambda folder: (events.append("sync"), sync(folder))[1])
    with Store.opened(tmp_path, plan) as store:
        events.clear()
        store.write([group(plan, 0)])
    assert events == ["0000000.ticks.parquet", "sync", "0000000.units.parquet", "sync", "0000000.parquet", "sync"]


def test_the_manifest_says_what_it_was_made_with(tmp_path: Path, plan: Plan) -> None:
    fill(tmp_path, plan)
    table = Results(tmp_path).manifest
    assert table["key"] == plan.key()
    assert set(table["machine"]) >= {"system", "processor", "cores", "python", "numpy", "numba", "pyarrow"}
    assert table["began"] <= table["ended"]
    assert manifest.read(tmp_path) == plan
