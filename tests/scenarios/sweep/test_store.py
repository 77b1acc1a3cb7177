"""The results folder: whose it is, what it refuses before it changes anything, and a death at any step of its work."""

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep import files, manifest
from superorganisms.scenarios.sweep.files import said
from superorganisms.scenarios.sweep.plan import Job, Plan
from superorganisms.scenarios.sweep.results import Results
from superorganisms.scenarios.sweep.store import Store
from superorganisms.scenarios.sweep.work import Done, Group, failed, grouped, head
from tests.scenarios.sweep.small import done, small, written

MEASURED = {"efficiency": 0.5, "firm.coherence": 0.25}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return small().plan()


def one(plan: Plan, job: Job, *, wrong: bool) -> Done:
    """A run as a worker would give it, without a world."""
    if wrong:
        return failed(plan, job, "ValueError: no", "a traceback", 0.5)
    row = {**head(plan, job), "key": f"k{job.number}", "ticks": 2, "state_hash": "h", **MEASURED}
    ticks = pa.table({"run": [job.number] * 2, "tick": [1, 2], "efficiency": [0.1, job.number / 7]})
    units = pa.table({"run": [job.number], "layer": ["firm"], "unit": [0], "skill": [1.0]})
    return Done(row, ticks, units, job.number / 8)


def group(plan: Plan, *numbers: int, wrong: tuple[int, ...] = ()) -> Group:
    jobs = plan.jobs(numbers)
    return grouped(plan, jobs, [one(plan, job, wrong=job.number in wrong) for job in jobs])


def fill(folder: Path, plan: Plan, *, wrong: tuple[int, ...] = (), retry_failed: bool = False) -> None:
    """What is left, in two parts, and finish."""
    with Store.opened(folder, plan, retry_failed=retry_failed) as store:
        left = [number for number in range(plan.total) if not store.done[number]]
        for numbers in (left[1::2], left[::2]):
            if numbers:
                store.write([group(plan, *numbers, wrong=wrong)])
        store.finish()


def tables(folder: Path) -> dict[str, bytes]:
    return written(folder) | {"times.parquet": (folder / "times.parquet").read_bytes()}


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


class Dead(BaseException):
    """The process was killed here."""


@contextmanager
def dying_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """A death right before the nth change of the disk; from then on nothing is changed, not even to tidy up."""
    count = [0]

    def mortal(change: Callable[..., Any]) -> Callable[..., Any]:
        def live(*arguments: Any, **options: Any) -> Any:
            count[0] += 1
            if count[0] > step:
                raise Dead
            return change(*arguments, **options)

        return live

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)  # counted all the same
        for owner, name in ((Path, "replace"), (Path, "unlink"), (os, "link"), (os, "fsync"), (pq, "write_table")):
            patch.setattr(owner, name, mortal(getattr(owner, name)))
        yield count


def steps(folder: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> Iterator[int]:
    """Each step at which `act` on a folder may die, having died there; the last one is where it lived."""
    kept = folder.with_name(folder.name + "-before")
    if folder.exists():
        shutil.copytree(folder, kept)
    for step in range(1000):
        shutil.rmtree(folder, ignore_errors=True)
        if kept.exists():
            shutil.copytree(kept, folder)
        with dying_at(step, monkeypatch) as count, suppress(Dead):
            act()
        yield step
        if count[0] <= step:
            return


def test_a_death_at_any_step_loses_nothing(tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "once", plan)
    folder = tmp_path / "out"
    count = 0
    for count in steps(folder, monkeypatch, lambda: fill(folder, plan)):
        fill(folder, plan)
        assert tables(folder) == tables(tmp_path / "once"), f"after a death at step {count}"
        assert sorted(file.name for file in folder.iterdir() if file.name != "lock") == sorted(
            ["manifest.json", "parts", "points.parquet", *tables(folder)]
        )
        assert "ended" in Results(folder).manifest
    assert count > 25


def test_a_death_at_any_step_of_a_retry_loses_nothing(tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "once", plan)
    folder = tmp_path / "out"
    fill(folder, plan, wrong=(1, 4, 11))
    count = 0
    for count in steps(folder, monkeypatch, lambda: fill(folder, plan, retry_failed=True)):
        if count % 4 == 1:  # somebody goes on without asking for the retry again: no run that was done may be missing
            fill(folder, plan)
            assert sorted(set(Results(folder).runs["run"])) == list(range(12))
        fill(folder, plan, retry_failed=True)
        assert tables(folder) == tables(tmp_path / "once"), f"after a death at step {count}"
    assert count > 20


def test_a_death_at_any_step_of_a_retry_before_the_end_loses_nothing(
    tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "once", plan)
    folder = tmp_path / "out"
    with Store.opened(folder, plan) as store:
        store.write([group(plan, 0, 1, 9, wrong=(0, 9))])
        store.write([group(plan, 4, 5, wrong=(4,))])

    def begin_again() -> None:
        with Store.opened(folder, plan, retry_failed=True):
            pass

    for count in steps(folder, monkeypatch, begin_again):
        fill(folder, plan, retry_failed=True)
        assert tables(folder) == tables(tmp_path / "once"), f"after a death at step {count}"


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


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """What a full disk does, without one: writing further fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


NO_ROOM = "there is no room left; what was done is safe: make room and start again"


@pytest.mark.parametrize("room", [0, 4, 700, 1500, 3000])
def test_a_full_disk_is_told_and_what_was_done_is_safe(tmp_path: Path, plan: Plan, room: int) -> None:
    fill(tmp_path / "once", plan)
    with Store.opened(tmp_path / "out", plan) as store:
        store.write([group(plan, 0, 1, 2)])
        with no_file_above(room), pytest.raises(BatchError, match=f"out: {NO_ROOM}$"):
            store.write([group(plan, *range(3, 12))])
        assert store.left == 9
        store.write([group(plan, *range(3, 12))])
        with no_file_above(room), pytest.raises(BatchError, match=f"out: {NO_ROOM}$"):
            store.finish()
    with no_file_above(room), pytest.raises(BatchError, match=NO_ROOM), Store.opened(tmp_path / "other", plan):
        pass
    for name in ("out", "other"):
        fill(tmp_path / name, plan)
        assert tables(tmp_path / name) == tables(tmp_path / "once")


def test_a_disk_that_fills_up_while_it_runs_is_told(tmp_path: Path) -> None:
    sweep = small()
    done(tmp_path / "once", sweep)
    with no_file_above(100), pytest.raises(BatchError, match=NO_ROOM):
        done(tmp_path / "out", sweep)
    done(tmp_path / "out", sweep)
    assert written(tmp_path / "out") == written(tmp_path / "once")


def test_a_folder_that_cannot_be_written_to_is_told(plan: Plan) -> None:
    """Root may write anywhere: it tries as nobody."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            for out in (Path(folder), Path(folder) / "new", Path(folder) / "new" / "deep"):
                with pytest.raises(BatchError, match="it can't be written to; choose another folder"), Store.opened(out, plan):
                    pass
        finally:
            if root:
                os.seteuid(0)
        assert list(Path(folder).iterdir()) == []
        os.chmod(folder, 0o755)


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file", tmp_path / "file" / "out"):
        with pytest.raises(BatchError, match="there is a file in the place of a folder"), Store.opened(out, plan):
            pass


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.ENOSPC, "no room"), (errno.EDQUOT, "no room"), (errno.EROFS, "can't be written"), (errno.EIO, "nput/output error")],
)
def test_what_the_system_refuses_is_a_sentence(number: int, sentence: str) -> None:
    with pytest.raises(BatchError, match=f"^out: .*{sentence}"), said(Path("out")):
        raise OSError(number, os.strerror(number))


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
