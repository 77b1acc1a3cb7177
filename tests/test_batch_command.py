"""`batch`, and `run --from DIR --run N`: as asked for on the command line, in this process but for one test."""

import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from superorganisms.commands import _batch_progress
from superorganisms.commands._batch_progress import BatchProgress
from superorganisms.scenarios.sweep import sweep as sweep_module
from superorganisms.scenarios.sweep.driver import Status
from tests.scenarios.sweep.small import SIZES, Here
from tests.test_command_line import Out, run

SMALL = ("batch", "telephone", "--ticks", 3, *(word for path, size in SIZES.items() for word in ("--set", f"{path}={size}")))
SWEEP = ("--sweep", "firm.compliance=0:1:3")
POISONED = ("--sweep", "firm.compliance=0.5,1.5")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers in this process, and no line of progress, however slow it is."""
    monkeypatch.setattr(_batch_progress, "_EVERY", math.inf)
    monkeypatch.setattr(sweep_module, "_crew", lambda plan, *said: Here(plan))


def test_sweep_is_done_told_and_not_done_again(capsys: Out, tmp_path: Path) -> None:
    out, err = run(capsys, *SMALL, *SWEEP, "--seeds", 2, "--out", tmp_path)
    assert out == f"6 runs in {tmp_path}, 0 failed. Read them: superorganisms analyse {tmp_path}\n"
    assert err == ""
    table = pd.read_parquet(tmp_path / "runs.parquet")
    assert table["firm.compliance"].tolist() == [0.0, 0.0, 0.5, 0.5, 1.0, 1.0]
    before = (tmp_path / "runs.parquet").stat().st_mtime_ns
    told = json.loads(run(capsys, *SMALL, *SWEEP, "--seeds", 2, "--out", tmp_path, "--json")[0])
    assert told == {"folder": str(tmp_path), "finished": True, "runs": 6, "done": 6, "failed": 0}
    assert (tmp_path / "runs.parquet").stat().st_mtime_ns == before


def test_failed_runs_are_told_with_one_that_shows_them(capsys: Out, tmp_path: Path) -> None:
    out, _ = run(capsys, *SMALL, *POISONED, "--out", tmp_path, status=1)
    assert "2 runs in" in out
    assert (
        f"1 × ParameterError: firm.compliance must be in [0, 1], got 1.5 (superorganisms run --from {tmp_path} --run 1)" in out
    )
    assert "--retry-failed" in out
    told = json.loads(run(capsys, *SMALL, *POISONED, "--out", tmp_path, "--retry-failed", "--json", status=1)[0])
    assert told["failed"] == 1


def test_points_contrast_and_record(capsys: Out, tmp_path: Path) -> None:
    points = tmp_path / "points.csv"
    points.write_text("firm.compliance,employee.compliance\n0.1,0.9\n0.9,0.1\n")
    out = tmp_path / "out"
    run(capsys, *SMALL, "--points", points, "--contrast", "--record", "ticks", "--out", out)
    assert pd.read_parquet(out / "runs.parquet")["arm"].tolist() == ["world", "contrast"] * 2
    assert len(pd.read_parquet(out / "ticks.parquet")) == 12
    assert (
        run(capsys, *SMALL, "--sweep", "firm.compliance=0:1", "--design", "lhs", "--samples", 7, "--out", tmp_path / "lhs")[0][
            0
        ]
        == "7"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--sweep", "firm.compliance"), "--sweep takes PATH=from:to:count or PATH=a,b,c, got 'firm.compliance'"),
        (("--sweep", "firm.complience=0:1"), "compliance"),
        (
            ("--sweep", "firm.compliance=2:3"),
            "none of the 5 points of the sweep is possible; of one of them: firm.compliance must be in [0, 1], got 2",
        ),
        ((*SWEEP, *SWEEP), "--sweep firm.compliance is given twice"),
        ((*SWEEP, "--samples", "7"), "--samples can't be used here: a grid has the points that --sweep says"),
        (("--points", "a.csv", "--design", "lhs"), "--design can't be used here: --points says which points there are"),
        (("--points", "a.csv"), "can't read the points 'a.csv': No such file or directory"),
        (("--design", "lsh"), "no design 'lsh'; did you mean 'lhs'?"),
        (("--design", "lhs"), "design lhs needs something to vary"),
        (("--record", "unit"), "record must be one of runs, ticks, units, got 'unit'"),
        (("--seeds", "0"), "seeds must be a whole number of at least 1, got 0"),
        (("--run-timeout", "0"), "--run-timeout must be above 0 seconds and at most 1000000, got 0"),
        (("--run-timeout", "nan"), "--run-timeout must be above 0 seconds and at most 1000000, got nan"),
        (("--workers", "0"), "workers must be a whole number of at least 1, got 0"),
        (("--workers", "1", "--dask", "local"), "not allowed with argument"),
        (("--set", "firm.size"), "--set takes PATH=VALUE, got 'firm.size'"),
    ],
)
def test_mistakes_are_told_before_anything_is_written(
    words: tuple[str, ...], sentence: str, capsys: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _, err = run(capsys, *SMALL, *words, "--out", "out", status=2)
    assert sentence in err
    assert err.startswith("superorganisms: ")
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_scenario_without_contrast_and_unknown_scenario(capsys: Out, tmp_path: Path) -> None:
    assert "did you mean 'telephone'?" in run(capsys, "batch", "telefone", "--out", tmp_path / "out", status=2)[1]
    assert "--out" in run(capsys, "batch", "telephone", status=2)[1]


def test_folder_of_another_sweep(capsys: Out, tmp_path: Path) -> None:
    run(capsys, *SMALL, *SWEEP, "--out", tmp_path)
    _, err = run(capsys, *SMALL, *SWEEP, "--seed", 2, "--out", tmp_path, status=2)
    assert f"{tmp_path} holds another sweep (seed was 1, is 2)" in err


def test_stopped_keeps_what_came_back_and_goes_on(capsys: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = BatchProgress.__call__

    def interrupted(self: BatchProgress, status: Status) -> bool:
        signal.raise_signal(signal.SIGINT)
        return told(self, status)

    words = (*SMALL, *SWEEP, "--seeds", 9, "--out", tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(BatchProgress, "__call__", interrupted)
        out, err = run(capsys, *words, "--json", status=1)
    stopped = json.loads(out)
    assert not stopped["finished"]
    assert 0 < stopped["done"] < stopped["runs"] == 27
    assert (
        f"stopped; {stopped['done']} of 27 runs are done and kept, 0 failed; run the same command again, and it goes on" in err
    )
    assert "isn't finished; run the same sweep again" in run(capsys, "run", "--from", tmp_path, "--run", 1, status=2)[1]
    assert "27 runs in" in run(capsys, *words)[0]


def test_twice_breaks_off(capsys: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def impatient(self: BatchProgress, status: Status) -> bool:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        return True

    monkeypatch.setattr(BatchProgress, "__call__", impatient)
    before = signal.getsignal(signal.SIGINT)
    assert run(capsys, *SMALL, *SWEEP, "--out", tmp_path, status=1)[1] == "superorganisms: stopped\n"
    assert signal.getsignal(signal.SIGINT) is before


def test_progress_is_a_line_now_and_then(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_batch_progress, "_EVERY", -1.0)
    with BatchProgress() as progress:
        assert progress(Status(done=4, failed=0, total=100, before=4, seconds=12.0))
        assert progress(Status(done=54, failed=2, total=100, before=4, seconds=25.0))
    assert capsys.readouterr().err.splitlines() == [
        "4 of 100 runs done, 0 failed; none has come back yet after 12 s",
        "54 of 100 runs done, 2 failed, 2 a second, 23 s left",
    ]


def test_progress_is_a_bar_in_a_terminal(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with BatchProgress() as progress:
        progress(Status(done=54, failed=2, total=100, before=4, seconds=25.0))
    shown = capsys.readouterr().err
    assert "54/100" in shown
    assert "2 failed" in shown


def test_a_run_again(capsys: Out, tmp_path: Path) -> None:
    results, again = tmp_path / "results", tmp_path / "again"
    run(capsys, *SMALL, *SWEEP, "--seeds", 2, "--out", results)
    out, err = run(capsys, "run", "--from", results, "--run", 3, "--out", again)
    row = pd.read_parquet(results / "runs.parquet").loc[3]
    assert f"telephone: seed {row['seed']}, tick 3" in out
    assert f"state hash {row['state_hash']}" in out
    assert "the same state as in the results" in out
    assert err == ""
    assert "the same state as the recipe's" in run(capsys, "run", "--from", again / "recipe.json")[0]
    told = json.loads(run(capsys, "run", "--from", results, "--run", 3, "--json", "--threads", 2)[0])
    assert told["state_hash"] == row["state_hash"]


def test_a_run_that_comes_out_otherwise(capsys: Out, tmp_path: Path) -> None:
    run(capsys, *SMALL, *SWEEP, "--out", tmp_path)
    table = pd.read_parquet(tmp_path / "runs.parquet")
    table.loc[1, ["state_hash", "efficiency"]] = ["00", 2.0]
    table.to_parquet(tmp_path / "runs.parquet")
    _, err = run(capsys, "run", "--from", tmp_path, "--run", 1, status=1)
    assert "another state" in err
    assert "efficiency was 2, is " in err


def test_a_run_that_failed_shows_how(capsys: Out, tmp_path: Path) -> None:
    run(capsys, *SMALL, *POISONED, "--out", tmp_path, status=1)
    _, err = run(capsys, "run", "--from", tmp_path, "--run", 1, status=1)
    assert err.splitlines() == [
        f"superorganisms: run 1 of {tmp_path} had failed: ParameterError: firm.compliance must be in [0, 1], got 1.5",
        "superorganisms: and so it does: firm.compliance must be in [0, 1], got 1.5",
    ]
    table = pd.read_parquet(tmp_path / "runs.parquet")
    table.loc[0, ["state_hash", "error"]] = [None, "ended after more than 3 s (--run-timeout)"]
    table.to_parquet(tmp_path / "runs.parquet")
    out, err = run(capsys, "run", "--from", tmp_path, "--run", 0, status=1)
    assert "telephone: seed" in out
    assert "the same state" not in out
    assert err.endswith("superorganisms: it didn't fail this time\n")


def test_which_run(capsys: Out, tmp_path: Path) -> None:
    results, single = tmp_path / "results", tmp_path / "single"
    run(capsys, *SMALL, *SWEEP, "--out", results)
    run(capsys, "run", "telephone", "--ticks", 1, "--out", single, "--no-contrast")
    for words, sentence in (
        (("--from", results, "--run", 3), f"{results} has no run 3; its runs are 0 to 2"),
        (("--from", results, "--run", -1), f"{results} has no run -1; its runs are 0 to 2"),
        (("--from", results), f"{results} is a folder: say which of its runs, --from {results} --run N"),
        (("--from", single), f"{single} is a folder: its recipe is --from {single / 'recipe.json'}"),
        (("--from", tmp_path), "--from takes a recipe.json, or a results folder and --run N"),
        (("--from", single, "--run", 0), f"{single} holds no results: there is no manifest.json"),
        (("--from", single / "recipe.json", "--run", 0), "--run N says which run of a results folder"),
        (("--from", tmp_path / "none", "--run", 0), "none is no folder"),
        (("telephone", "--run", 0), "--run N says which run of a results folder: --from DIR --run N"),
        (("--from", results, "--run", 0, "--seed", 3), "--seed can't be used here"),
    ):
        assert sentence in run(capsys, "run", *words, status=2)[1]


@pytest.mark.skipif(os.name != "posix", reason="signals to a group of processes")
def test_ctrl_c_in_a_terminal_reaches_all_processes_and_loses_nothing(capsys: Out, tmp_path: Path) -> None:
    words = [str(word) for word in (*SMALL, *SWEEP, "--seeds", 150, "--workers", 1, "--out", tmp_path)]
    batch = subprocess.Popen(
        [sys.executable, "-m", "superorganisms", *words], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob("parts/0*.parquet")) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(batch.pid, signal.SIGINT)
        _, err = batch.communicate(timeout=30)
    finally:
        batch.kill()
    assert batch.returncode == 1
    said = err.splitlines()[-1]
    assert said.startswith("superorganisms: stopped; "), err
    assert "Traceback" not in err
    assert said.endswith("run the same command again, and it goes on")
    told = json.loads(run(capsys, *words, "--json")[0])
    assert told == {"folder": str(tmp_path), "finished": True, "runs": 450, "done": 450, "failed": 0}
