"""The driver and its workers: groups, runs that fail in every way, and what is told meanwhile."""

import math
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep import driver as driving
from superorganisms.scenarios.sweep import work as working
from superorganisms.scenarios.sweep.driver import Driver, Status
from superorganisms.scenarios.sweep.local import LocalWorkers
from superorganisms.scenarios.sweep.results import Results
from superorganisms.scenarios.sweep.store import Store
from superorganisms.scenarios.sweep.work import work
from tests.model.plugging import unplugged_afterwards
from tests.scenarios.sweep.small import Here, done, small, written

MISCHIEF = '''
"""A world whose measure does harm in tick 2, by the firms' compliance; unless there is a file `mended`."""
import os, pathlib, signal, sys, time, types
from superorganisms import add_measure, scenario
from superorganisms.model.measures import Column

PARAMETERS = scenario("telephone").parameters


class Unspeakable(Exception):
    def __str__(self):
        raise RuntimeError("not even this")


def columns(parameters):
    return {"harm": Column("harm done")}


def observe(state, out):
    out[0] = 0.0
    value = round(state.parameters.layer("firm").compliance, 6)
    if state.tick != 2 or pathlib.Path(__file__).with_name("mended").exists():
        return
    if value == 0.11:
        raise ValueError("half a \\ud800 pair, an object() at 0x7f00dead, and much more: " + "x" * 5000)
    if value == 0.12:
        sys.exit("of its own accord")
    if value == 0.13:
        raise Unspeakable
    if value == 0.14:
        raise KeyboardInterrupt
    if value == 0.21:
        time.sleep(1000)
    if value == 0.22:
        os._exit(3)
    if value == 0.23:
        os.kill(os.getpid(), signal.SIGKILL)


harm = types.ModuleType("harm")
harm.columns, harm.observe = columns, observe
add_measure(harm)
'''


@pytest.fixture
def mischief(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "mischief.py").write_text(MISCHIEF)
    with unplugged_afterwards():
        yield tmp_path / "mischief.py"


def seen(results: Results) -> dict[float, tuple[Any, ...]]:
    """Compliance -> ticks, whether there is a hash, and the error."""
    return {
        row["firm.compliance"]: (row["ticks"] if row["ticks"] == row["ticks"] else None, row["state_hash"], row["error"])
        for row in results.runs.astype(object).where(results.runs.notna(), None).to_dict("records")
    }


def test_a_run_that_goes_wrong_within_is_a_row_that_says_so(mischief: Path, tmp_path: Path) -> None:
    """Nothing of the others changes, and a value that can't be is one run's error."""
    values = [0.1, 7, 0.11, 0.12, 0.13, 0.14, 0.9]
    sweep = small(world=mischief, vary={"firm.compliance": values}, contrast=False, seeds=1)
    done(tmp_path / "out", sweep)
    results = Results(tmp_path / "out")
    rows = results.runs.set_index("firm.compliance")
    assert list(rows.index) == values
    assert rows["error"].notna().tolist() == [False, True, True, True, True, True, False]
    assert rows.loc[7, "error"].startswith("ParameterError: firm.compliance must be in [0, 1], got 7")
    assert rows.loc[0.11, "error"].startswith("ValueError: half a ? pair, an object() at 0x…, and much more: xxx")
    assert len(rows.loc[0.11, "error"]) < 2100
    assert rows.loc[0.12, "error"] == "SystemExit: of its own accord"
    assert rows.loc[0.13, "error"] == "Unspeakable"
    assert rows.loc[0.14, "error"] == "KeyboardInterrupt: "
    assert "in observe" in rows.loc[0.12, "traceback"]
    bad, good = rows[rows["error"].notna()], rows[rows["error"].isna()]
    assert bad[["key", "ticks", "state_hash", "efficiency"]].isna().all(axis=None)
    assert bad[["run", "point", "arm", "replicate", "seed"]].notna().all(axis=None)
    assert good["ticks"].tolist() == [5, 5]
    assert sorted(set(results.ticks["run"])) == sorted(set(results.units["run"])) == [0, 6]
    done(tmp_path / "alone", small(world=mischief, vary={"firm.compliance": [0.1, 0.9]}, contrast=False, seeds=1))
    assert Results(tmp_path / "alone").runs["state_hash"].tolist() == good["state_hash"].tolist()


def test_runs_that_hang_or_take_their_process_with_them(
    mischief: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With real processes; the others come out as ever, and done again when it is mended all do."""
    monkeypatch.setattr(driving, "_TRIES", 2)  # each is a process that must load all libraries
    sweep = small(world=mischief, vary={"firm.compliance": [0.1, 0.21, 0.22, 0.23, 0.9]}, contrast=False, seeds=1)
    results = sweep.run(tmp_path / "out", workers=2, run_timeout=6)
    killed = "killed from outside, out of memory, or a crash in compiled code"
    found = seen(results)
    assert {value: error for value, (_, _, error) in found.items()} == {
        0.1: None,
        0.21: "ended after more than 6 s (--run-timeout)",
        0.22: "its process died (exit code 3)",
        0.23: f"its process died (signal SIGKILL; {killed})",
        0.9: None,
    }
    assert results.manifest["failed"] == 3
    (tmp_path / "mended").touch()
    results = sweep.run(tmp_path / "out", workers=1, retry_failed=True)
    assert results.errors().empty
    done(tmp_path / "once", sweep)
    assert written(tmp_path / "out") == written(tmp_path / "once")


def test_a_run_is_broken_off_between_two_ticks_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "_GRACE", 1000)  # or it would be this process that ends itself
    plan = small(seeds=1, ticks=100_000).plan()
    (row,) = work(plan.without_points().to_text(), plan.jobs([0]), 0.2).runs.to_pylist()
    assert (row["error"], row["traceback"]) == ("ended after more than 0.2 s (--run-timeout)", None)
    assert row["firm.compliance"] == 0.2


@pytest.mark.parametrize("timeout", [0, -1, math.nan, math.inf, 1e300])
def test_a_time_limit_that_is_none_is_told(tmp_path: Path, timeout: float) -> None:
    with pytest.raises(BatchError, match="run_timeout must be above 0 seconds"):
        small().run(tmp_path / "out", run_timeout=timeout)
    with pytest.raises(BatchError, match="workers must be a whole number of at least 1, got 0"):
        small().run(tmp_path / "out", workers=0)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("seed", "count"), [(0, 1), (1, 2), (2, 4), (3, 4)])
def test_any_number_of_workers_any_grouping_and_any_order_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, count: int
) -> None:
    done(tmp_path / "once", small(), seed=9)
    monkeypatch.setattr(driving, "_MOST", 1 + seed)
    monkeypatch.setattr(driving, "_KEEP", 0.0)
    crew = done(tmp_path / "out", small(), seed, count=count, loses={3: 2, 5: 1})
    assert sorted(crew.done) == list(range(12))
    assert written(tmp_path / "out") == written(tmp_path / "once")


def test_a_group_whose_worker_died_is_done_one_by_one_and_a_run_that_kills_three_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Driver, "_pace", 0.05)
    crew = done(tmp_path / "out", small(), loses={3: 99, 4: 2})
    errors = Results(tmp_path / "out").errors()
    assert errors.to_dict() == {3: "its process died (exit code 3)"}
    assert sorted(crew.done) == [n for n in range(12) if n != 3]


def test_it_can_be_stopped_and_goes_on(tmp_path: Path) -> None:
    sweep = small(vary={"firm.compliance": [0.2, 0.5, 7]})
    plan, told = sweep.plan(), list[Status]()
    rounds = 0
    while not told or told[-1].done < plan.total:
        rounds += 1
        with Store.opened(tmp_path / "out", plan) as store:
            before = plan.total - store.left

            def watch(status: Status) -> bool:
                told.append(status)
                return False

            Driver(plan, store, Here(plan, rounds), watch).run()
            assert plan.total - store.left == told[-1].done > before == told[-1].before
            assert store.failed == told[-1].failed
            if not store.left:
                store.finish()
    assert told[-1].failed == 2
    done(tmp_path / "once", sweep)
    assert written(tmp_path / "out") == written(tmp_path / "once")


def test_how_far_it_is() -> None:
    status = Status(done=30, failed=1, total=100, before=10, seconds=4.0)
    assert (status.rate, status.left) == (5.0, 14.0)
    assert math.isnan(Status(10, 0, 100, 10, 4.0).left)
    assert Status(10, 0, 100, 10, 0.0).rate == 0


def test_a_finished_sweep_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done(tmp_path / "out", small())
    before = written(tmp_path / "out")
    monkeypatch.setattr(LocalWorkers, "__init__", None)
    small().run(tmp_path / "out")
    assert written(tmp_path / "out") == before


def test_workers_that_cannot_begin_stop_the_sweep_with_a_sentence(mischief: Path, tmp_path: Path) -> None:
    """The file that they must read is another one than was planned with; no run is marked as failed for that."""
    plan = small(world=mischief, contrast=False).plan()
    mischief.write_text("x = 1\n")
    crew = LocalWorkers(plan.without_points().to_text(), 1)
    with Store.opened(tmp_path / "out", plan) as store:
        try:
            with pytest.raises(BatchError, match=r"mischief\.py isn't what it was when the sweep was planned"):
                Driver(plan, store, crew, lambda status: True).run()
        finally:
            crew.close()
        assert store.left == plan.total
    assert crew.pids
    for pid in crew.pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, signal.SIG_DFL)
