"""Workers of a Dask cluster: the same tables as by processes here, whatever becomes of the workers."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import dask
import distributed
import pytest

from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep import cluster as cluster_module
from superorganisms.scenarios.sweep.cluster import DaskWorkers
from superorganisms.scenarios.sweep.driver import Status
from superorganisms.scenarios.sweep.sweep import Sweep
from tests.model.plugging import unplugged_afterwards
from tests.scenarios.sweep.small import done, small, written

HANGS = """
from types import ModuleType

from superorganisms import LayerParameters, Parameters, add_measure
from superorganisms.model.measures import Column

PARAMETERS = Parameters(layers=(LayerParameters(name="boss"), LayerParameters(name="clerk", size=4)))

def columns(parameters):
    return {"asleep": Column("whether it hangs")}

def observe(state, out):
    while state.parameters.get("clerk.compliance") == 0.25:
        pass
    out[:] = 0.0

measure = ModuleType("asleep")
measure.columns, measure.observe = columns, observe
add_measure(measure)
"""


HERE: dict[str, Any] = {
    "host": "127.0.0.1",
    "dashboard_address": None,
    "scheduler_kwargs": {"dashboard_address": "127.0.0.1:0"},  # a web server is there anyway, on a fixed port if none is said
    "silence_logs": 50,
}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Without workers at first. A task is given up with the first worker that dies of it, as in a cluster of our own."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(n_workers=0, threads_per_worker=1, **HERE) as found,
    ):
        yield found


@pytest.fixture
def threads() -> Iterator[Callable[..., Any]]:
    """A cluster in this process, which is there at once."""
    made = partial(distributed.LocalCluster, processes=False, protocol="tcp://", **HERE)
    found: list[Any] = []

    def begin(**options: Any) -> Any:
        found.append(made(**options))
        return found[-1]

    yield begin
    for one in found:
        one.close()


def kill_one(cluster: Any) -> None:
    with distributed.Client(cluster, set_as_default=False) as client:
        os.kill(min(client.run(os.getpid).values()), signal.SIGKILL)


def test_workers_come_and_one_is_killed_and_the_tables_are_the_same(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep, seen, lost = small(seeds=10), [0], list[str]()
    monkeypatch.setattr(DaskWorkers, "_why", lambda self, jobs: lost.append("killed") or "it was killed")

    def watch(status: Status) -> bool:
        if seen == [0]:
            cluster.scale(2)
            seen.append(1)
        if status.done > 5 and len(seen) == 2:
            assert status.done < status.total
            kill_one(cluster)
            seen.append(2)
        return True

    results = sweep.run(tmp_path / "dask", dask=cluster.scheduler_address, watch=watch)
    assert seen == [0, 1, 2]
    assert lost
    assert results.errors().empty
    done(tmp_path / "here", sweep)
    assert written(tmp_path / "dask") == written(tmp_path / "here")


def test_run_that_hangs_is_ended_and_the_others_are_done(cluster: Any, tmp_path: Path) -> None:
    file = tmp_path / "hangs.py"
    file.write_text(HANGS)
    cluster.scale(2)
    sweep = Sweep(world=file, vary={"clerk.compliance": [0.0, 0.25, 0.5]}, seeds=1, ticks=3)
    with unplugged_afterwards():
        results = sweep.run(tmp_path / "out", dask=cluster.scheduler_address, run_timeout=3)
    assert results.errors().to_dict() == {1: "ended after more than 3 s (--run-timeout)"}
    assert results.runs["asleep"].tolist()[::2] == [0.0, 0.0]


def test_local_is_a_cluster_of_our_own(tmp_path: Path, threads: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []

    def begin(**options: Any) -> Any:
        asked.append(options)
        return threads(n_workers=options["n_workers"], threads_per_worker=options["threads_per_worker"])

    monkeypatch.setattr(distributed, "LocalCluster", begin)
    small().run(tmp_path / "dask", dask="local")
    done(tmp_path / "here", small())
    assert written(tmp_path / "dask") == written(tmp_path / "here")
    assert asked[0]["host"] == "127.0.0.1"
    assert asked[0]["dashboard_address"] is None


def test_threads_of_a_worker_do_without_a_time_limit_only(tmp_path: Path, threads: Callable[..., Any]) -> None:
    address = threads(n_workers=1, threads_per_worker=2).scheduler_address
    with pytest.raises(BatchError, match=r"each worker .* must have one thread .* one has 2"):
        small().run(tmp_path / "timed", dask=address, run_timeout=60)
    small(seeds=4).run(tmp_path / "dask", dask=address)
    done(tmp_path / "here", small(seeds=4))
    assert written(tmp_path / "dask") == written(tmp_path / "here")


def test_scheduler_that_goes_leaves_what_had_come_back(
    tmp_path: Path, threads: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_WAIT", 1.0)
    there, sweep, seen = threads(n_workers=1, threads_per_worker=1), small(seeds=20), list[int]()

    def watch(status: Status) -> bool:
        seen.append(status.done)
        if status.done:
            there.close()
        return True

    with pytest.raises(BatchError, match=r"the Dask scheduler at .* has gone; what had come back is kept"):
        sweep.run(tmp_path / "out", dask=there.scheduler_address, watch=watch)
    again = done(tmp_path / "out", sweep)
    assert 0 < len(again.done) <= sweep.plan().total - seen[-1]
    done(tmp_path / "here", sweep)
    assert written(tmp_path / "out") == written(tmp_path / "here")


def test_workers_of_another_version(tmp_path: Path, threads: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    address = threads(n_workers=1, threads_per_worker=1).scheduler_address
    other = partial(cluster_module.on_worker)
    monkeypatch.setattr(
        cluster_module, "on_worker", lambda text, jobs, limit, version, topic: other(text, jobs, limit, "0.0", topic)
    )
    with pytest.raises(BatchError, match=r"a worker of the cluster has superorganisms .* and this is 0\.0"):
        small().run(tmp_path, dask=address)
    monkeypatch.setattr(cluster_module, "on_worker", lambda *said: missing_library())
    with pytest.raises(BatchError, match=r"can't do the runs .*No module named 'pebbles'.* need superorganisms"):
        small().run(tmp_path, dask=address)


def missing_library() -> None:
    raise ModuleNotFoundError("No module named 'pebbles'")


@pytest.mark.parametrize(
    "address", ["nonsense", "http://127.0.0.1:1", "127.0.0.1", "127.0.0.1:99999", "", "a b:1", "foo://x:1"]
)
def test_no_address(address: str, tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="--dask takes HOST:PORT of a scheduler"):
        small().run(tmp_path, dask=address)


def test_nobody_answers(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(BatchError, match=rf"no Dask scheduler answers at 'tcp://127.0.0.1:{port}' \(Connection refused\)"):
        small().run(tmp_path, dask=f"tcp://127.0.0.1:{port}")


def test_who_answers_is_no_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "_WAIT", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=answer, args=(server,), daemon=True).start()
        with pytest.raises(BatchError, match="no Dask scheduler answers at"):
            small().run(tmp_path, dask=f"127.0.0.1:{server.getsockname()[1]}")


def answer(server: socket.socket) -> None:
    """As a web server does."""
    try:
        while True:
            caller, _ = server.accept()
            with caller:
                caller.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    except OSError:
        return


def test_without_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BatchError, match=r"--dask needs the extra: pip install 'superorganisms\[dask\]'"):
        small().run(tmp_path, dask="local")
