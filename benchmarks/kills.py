"""Kill a sweep at random and look whether anything is lost: uv run python benchmarks/kills.py [KILLS] [SEED]

The same sweep is done once undisturbed, and then with 1, 2 and 4 workers in turn; the driver or one of the workers is killed
(SIGKILL) at a random moment, and after every kill of a driver the same command is given again. When a sweep has come to its
end, its tables are compared with those of the undisturbed one, byte for byte. Needs /proc.
"""

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

TABLES = ("runs.parquet", "ticks.parquet", "units.parquet")
SWEEP = (
    *("batch", "telephone", "--sweep", "firm.compliance=0:1:20", "--contrast", "--seeds", "4", "--ticks", "20"),
    *("--set", "government.size=2", "--set", "firm.size=6", "--set", "employee.size=24", "--record", "units"),
    *("--set", "employee.selection=truncation", "--set", "employee.mutation=0.3"),
)


def start(folder: Path, workers: int, sweep: Sequence[str] = SWEEP) -> subprocess.Popen[str]:
    """The sweep as a user starts it."""
    words = [sys.executable, "-m", "superorganisms", *sweep, "--out", str(folder), "--workers", str(workers)]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def workers_of(pid: int) -> list[int]:
    """Processes that this one has started and that are workers, by id."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            if parent == pid and b"spawn_main" in (status.parent / "cmdline").read_bytes():
                found.append(int(status.parent.name))
        except OSError:  # it has just ended
            continue
    return found


def alive(pid: int) -> bool:
    """Whether there is such a process, and it isn't just waiting for somebody to ask how it ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def all_end(pids: Sequence[int], seconds: float = 60.0) -> bool:
    """Whether all of these processes end within so long; one that is still loading its libraries ends after that."""
    end = time.monotonic() + seconds
    while any(map(alive, pids)) and time.monotonic() < end:
        time.sleep(0.02)
    return not any(map(alive, pids))


def kill(pid: int) -> None:
    """At once, and nothing can be tidied up; if it's still there."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of the tables that must always be the same."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest()[:16] for name in TABLES}


def main(kills: int, seed: int) -> int:
    """Kill so often; 1 if anything was lost."""
    rng, wrong, killed, longest = random.Random(seed), 0, 0, 6.0
    with tempfile.TemporaryDirectory(prefix="kills-") as scratch:
        whole = Path(scratch) / "undisturbed"
        began = time.monotonic()
        print("undisturbed, 2 workers:", start(whole, 2).communicate()[1] or "done", f"{time.monotonic() - began:.1f} s")
        longest = time.monotonic() - began
        for attempt in range(10**6):
            if killed >= kills:
                break
            folder, count = Path(scratch) / f"out-{attempt}", (1, 2, 4)[attempt % 3]
            here = _disturbed(folder, count, rng, min(4, kills - killed), longest)
            killed += len(here)
            same = {
                name: mine == theirs
                for (name, mine), theirs in zip(hashes(folder).items(), hashes(whole).values(), strict=True)
            }
            wrong += not all(same.values())
            print(
                f"{count} workers, {', '.join(here) or 'too late to kill'}: "
                + ", ".join(f"{name} {'the same' if equal else 'DIFFERS'}" for name, equal in same.items()),
                flush=True,
            )
        print(f"{killed} kills, {wrong} sweeps differ; compared: {hashes(whole)}")
    return int(wrong > 0)


def _disturbed(folder: Path, count: int, rng: random.Random, kills: int, longest: float) -> list[str]:
    """Until it is done; what was killed when."""
    told: list[str] = []
    while True:
        driver, began = start(folder, count), time.monotonic()
        while len(told) < kills and driver.poll() is None:
            time.sleep(rng.uniform(0, longest / 3))
            crew = workers_of(driver.pid)
            if driver.poll() is not None:
                break
            if crew and rng.random() < 0.5:
                kill(rng.choice(crew))
                told.append(f"worker at {time.monotonic() - began:.2f} s")
            else:
                kill(driver.pid)
                told.append(f"driver at {time.monotonic() - began:.2f} s")
                driver.wait()
                if not all_end(crew):
                    told.append("WORKERS LIVED ON")
                break
        if len(told) < kills and driver.poll() is not None and driver.returncode == -signal.SIGKILL:
            continue
        said = driver.communicate()[1]
        if driver.returncode == 0:
            return told
        if driver.returncode != -signal.SIGKILL:
            raise SystemExit(f"status {driver.returncode}: {said}")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
