"""A thousand runs of a small world: our sweep beside mesa.batch_run, joblib and EMA workbench, all in turn, on two processes.

`uv run --group benchmarks python benchmarks/sweeps.py [RUNS]`. The model is the same for all, a world of 25 units and 10 ticks.
Each driver is a process of its own. Start-up: two runs, from nothing. Overhead: what a run costs more than the time that it
takes by itself in one process, with the start-up taken away; below 0 if two processes do better than one by half. Memory: the
most that the driver had. Kill: the driver is ended by SIGKILL half way, and what can be used of its runs afterwards is counted.
Times on a busy machine differ by half; compare the columns of one run only.
"""

import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RUNS, TICKS, WORKERS, POINTS = 1_000, 10, 2, 10
LAYERS = (("order", 1), ("firm", 4), ("employee", 20))


def small() -> Any:
    """The parameters of the world."""
    from superorganisms import LayerParameters, Parameters

    return Parameters(layers=tuple(LayerParameters(name=name, size=size) for name, size in LAYERS))


def one(compliance: float, seed: int) -> dict[str, float]:
    """One run, as joblib and EMA workbench call it."""
    from superorganisms import Superorganism

    world = Superorganism(small(), rng=seed, firm__compliance=compliance)
    world.run_for(TICKS)
    return {"efficiency": world.row()["efficiency"]}


def values() -> list[float]:
    """What is varied."""
    return [point / (POINTS - 1) for point in range(POINTS)]


def ours(runs: int, folder: str) -> int:
    """Our sweep."""
    from superorganisms import Sweep

    sweep = Sweep(world=small(), vary={"firm.compliance": values()}, seeds=max(1, runs // POINTS), ticks=TICKS)
    return len(sweep.run(folder, workers=WORKERS).runs)


def mesa(runs: int, folder: str) -> int:
    """mesa.batch_run."""
    from mesa import batch_run

    from superorganisms import Superorganism

    rows = batch_run(
        Superorganism,
        {"parameters": [small()], "firm__compliance": values()},
        number_processes=WORKERS,
        rng=list(range(max(1, runs // POINTS))),
        max_steps=TICKS,
        display_progress=False,
    )
    return len({row["RunId"] for row in rows})


def joblib(runs: int, folder: str) -> int:
    """joblib, with its own processes (loky)."""
    from joblib import Parallel, delayed

    jobs = (delayed(one)(value, seed) for value in values() for seed in range(max(1, runs // POINTS)))
    return len(Parallel(n_jobs=WORKERS)(jobs))


def ema(runs: int, folder: str) -> int:
    """EMA workbench, with its own processes."""
    import warnings

    warnings.simplefilter("ignore")
    from ema_workbench import IntegerParameter, Model, MultiprocessingEvaluator, RealParameter, ScalarOutcome

    model = Model("world", function=one)
    model.uncertainties = [RealParameter("compliance", 0, 1), IntegerParameter("seed", 0, 2**31)]
    model.outcomes = [ScalarOutcome("efficiency")]
    with MultiprocessingEvaluator(model, n_processes=WORKERS) as evaluator:
        table, _ = evaluator.perform_experiments(scenarios=max(POINTS, runs))
    return len(table)


PEERS = {"superorganisms batch": ours, "mesa.batch_run": mesa, "joblib": joblib, "EMA workbench": ema}


def driver(name: str, runs: int, folder: str) -> None:
    """One driver, in a process of its own: prints its runs and the most memory that it had, in MB."""
    done = PEERS[name](runs, folder)
    print(done, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def begun(name: str, runs: int, folder: Path) -> subprocess.Popen[str]:
    """A driver, in a group of processes of its own."""
    command = [sys.executable, __file__, "--driver", name, str(runs), str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def timed(name: str, runs: int) -> tuple[float, int, float]:
    """Seconds, runs and memory of a driver."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        process = begun(name, runs, Path(folder) / "out")
        out, err = process.communicate()
        seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{name} failed:\n{err}")
    done, memory = out.split()[-2:]
    return seconds, int(done), float(memory)


def kept(name: str, runs: int, seconds: float) -> int:
    """Runs that needn't be done again after the driver was killed, half of them kept or so many seconds over."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        process = begun(name, runs, out)
        end = time.perf_counter() + seconds
        while process.poll() is None and _rows(out) < runs / 2 and (out.exists() or time.perf_counter() < end):
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
        time.sleep(1)
        found = _rows(out)
        os.killpg(process.pid, signal.SIGKILL) if _alive(process.pid) else None
    return found


def _rows(folder: Path) -> int:
    """Rows of what is there; nobody but us leaves a file."""
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(part).num_rows for part in folder.glob("parts/*.parquet") if part.name.count(".") == 1)


def _alive(group: int) -> bool:
    """Workers that outlived their driver."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def alone(runs: int = 100) -> float:
    """Seconds of a run by itself, the middle of many."""
    one(0.5, 0)
    found = []
    for seed in range(runs):
        start = time.perf_counter()
        one(0.5, seed)
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def main(runs: int) -> None:
    """Print the table."""
    by_itself = alone()
    print(f"{runs} runs of {sum(size for _, size in LAYERS)} units, {TICKS} ticks; one by itself: {by_itself * 1e3:.1f} ms")
    print(f"{'':22}{'start-up':>10}{'whole':>10}{'overhead a run':>17}{'memory':>10}{'kept after kill -9':>21}")
    base = 0.0
    for name in PEERS:
        start_up, few, _ = timed(name, POINTS)
        whole, done, memory = timed(name, runs)
        overhead = (whole - start_up) / (done - few) - by_itself / WORKERS
        base = base or whole
        safe = kept(name, runs, (start_up + whole) / 2)
        print(
            f"{name:22}{start_up:8.1f} s{whole:8.1f} s{overhead * 1e3:14.2f} ms{memory:7.0f} MB{safe:14} of {done}"
            f"   ({whole / base:.2f} of our time)",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--driver"]:
        driver(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
