"""Real sweeps killed for real: driver or worker, at random moments; gone on with, the tables are the same byte for byte."""

import random
import signal
import sys
import time
from pathlib import Path

import pytest

from benchmarks.kills import all_end, kill, start, workers_of
from superorganisms.scenarios.sweep.results import Results
from tests.scenarios.sweep.small import done, small, written

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")

COMPLIANCE = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
SWEEP = (
    *("batch", "telephone", "--sweep", "firm.compliance=" + ",".join(map(str, COMPLIANCE)), "--contrast", "--seeds", "4"),
    *("--ticks", "10", "--record", "units"),
    *("--set", "government.size=2", "--set", "firm.size=4", "--set", "employee.size=8"),
    *("--set", "employee.selection=truncation", "--set", "employee.mutation=0.3"),
)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same sweep, in this process and without any worker."""
    folder = tmp_path_factory.mktemp("undisturbed") / "out"
    done(folder, small(vary={"firm.compliance": COMPLIANCE}, seeds=4, ticks=10))
    return written(folder)


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(str(request.node.name))


def crew_of(folder: Path, pid: int) -> list[int]:
    """The workers, once there are any."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if (folder / "manifest.json").is_file() and (crew := workers_of(pid)):
            return crew
        time.sleep(0.01)
    raise TimeoutError("the sweep doesn't begin")


@pytest.mark.parametrize("workers", [1, 2])  # with 4, and for longer: benchmarks/kills.py
def test_killed_and_started_again_it_ends_in_the_same_tables(
    tmp_path: Path, undisturbed: dict[str, bytes], rng: random.Random, workers: int
) -> None:
    folder, began = tmp_path / "out", 0.0
    first = start(folder, workers, SWEEP)
    try:
        crew = crew_of(folder, first.pid)
        began = time.monotonic()
        if workers > 1:
            time.sleep(rng.uniform(0, 1))
            kill(rng.choice(crew))
        time.sleep(rng.uniform(0, 2))
        crew = workers_of(first.pid)
        kill(first.pid)
        first.wait()
        assert first.returncode in (0, -signal.SIGKILL)
        assert all_end(crew), f"workers live on {time.monotonic() - began} s after their driver was killed"
        again = start(folder, workers, SWEEP)
        _, said = again.communicate(timeout=200)
        assert again.returncode == 0, said
    finally:
        kill(first.pid)
    assert Results(folder).errors().empty
    assert written(folder) == undisturbed


def test_a_worker_that_is_killed_again_and_again_costs_nothing(
    tmp_path: Path, undisturbed: dict[str, bytes], rng: random.Random
) -> None:
    driver = start(tmp_path / "out", 2, SWEEP)
    try:
        crew = crew_of(tmp_path / "out", driver.pid)
        for _ in range(3):
            time.sleep(rng.uniform(0, 1.5))
            for pid in workers_of(driver.pid)[:1]:
                kill(pid)
        _, said = driver.communicate(timeout=200)
        assert driver.returncode == 0, said
        assert all_end(crew)
    finally:
        kill(driver.pid)
    assert written(tmp_path / "out") == undisturbed
