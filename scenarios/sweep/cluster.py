"""Workers of a Dask cluster, by the address of its scheduler; they may come, go and be killed."""

import os
import queue
import re
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any
from uuid import uuid4

from superorganisms.errors import BatchError, SuperorganismError
from superorganisms.scenarios.sweep.plan import Job
from superorganisms.scenarios.sweep.work import Group, too_long, work
from superorganisms.scenarios.sweep.workers import Lost, drained
from superorganisms.version import __version__

_LOCAL = "local"
_ADDRESS = re.compile(r"(?:(?:tcp|tls)://)?(?P<host>[^\s:/\[\]]+|\[[^\s\[\]]+\]):(?P<port>\d{1,5})")
_KNOCK, _WAIT = 3.0, 10.0  # seconds: for anybody to answer at the address, and for a scheduler to do so
_COUNTED = 1.0  # seconds for which a count of workers is good
_SAY = 0.02  # seconds in which a worker's word is on its way, before a run may keep the interpreter to itself


class DaskWorkers:
    """The workers of a scheduler at an address, or with `local` a cluster on this machine for as long as it takes."""

    def __init__(self, text: str, address: str, limit: float | None = None, count: int | None = None) -> None:
        try:
            import distributed
        except ImportError as error:
            raise BatchError("--dask needs the extra: pip install 'superorganisms[dask]'") from error
        self._text, self._limit = text, limit
        client: Any = distributed.Client  # its methods say no types
        self._cluster = _cluster_here(distributed, count) if address == _LOCAL else None
        self._address = self._cluster.scheduler_address if self._cluster is not None else _reachable(address)
        try:
            self._client = client(self._address, timeout=_WAIT, set_as_default=False)
        except Exception as error:
            raise _nobody(address, f"{type(error).__name__}: {error}") from error
        self._came: queue.SimpleQueue[tuple[tuple[Job, ...], Any]] = queue.SimpleQueue()
        self._counted: tuple[float, int] = (-_COUNTED, 0)
        self._topic, self._begun = f"superorganisms-{uuid4()}", dict[int, float]()  # run -> when it began
        self._client.subscribe_topic(self._topic, self._hear)

    def _hear(self, event: tuple[float, int]) -> None:
        self._begun[event[1]] = time.monotonic()

    @property
    def count(self) -> int:
        """Threads of all workers that are there now, or were a moment ago."""
        when, count = self._counted
        if time.monotonic() - when >= _COUNTED:
            try:
                count = sum(self._client.nthreads().values())
            except Exception as error:
                raise self._gone() from error
            self._counted = time.monotonic(), count
        return count

    def send(self, jobs: Sequence[Job]) -> None:
        """Have these runs done. Those of a lost worker are tried anew by Dask itself, and then by whoever sent them."""
        sent = tuple(jobs)
        try:
            task = self._client.submit(on_worker, self._text, sent, self._limit, __version__, self._topic, pure=False)
        except Exception as error:
            raise self._gone() from error
        task.add_done_callback(lambda done: self._came.put((sent, done)))

    def received(self, seconds: float) -> Iterator[Group | Lost]:
        """What has come back; waits for so long if nothing has."""
        for jobs, task in drained(self._came, seconds):
            yield self._outcome(jobs, task)

    def _outcome(self, jobs: tuple[Job, ...], task: Any) -> Group | Lost:
        from distributed import KilledWorker

        if task.cancelled():
            raise self._gone()
        try:
            return task.result()  # type: ignore[no-any-return]
        except KilledWorker:
            return Lost(jobs, self._why(jobs))
        except SuperorganismError:
            raise
        except Exception as error:  # a run that fails is a row: this is a worker that can't work
            if self._client.status != "running":
                raise self._gone() from error
            raise BatchError(
                f"the cluster at {self._address} can't do the runs ({type(error).__name__}: {error}); its scheduler and its "
                f"workers need superorganisms {__version__} and the libraries that are here"
            ) from error
        finally:
            with suppress(Exception):
                task.release()

    def _why(self, jobs: tuple[Job, ...]) -> str:
        """A run that hangs ends its worker, but only when its time is over; whoever dies earlier was killed."""
        began = self._begun.get(jobs[0].number)
        if self._limit is not None and len(jobs) == 1 and began is not None and time.monotonic() - began >= self._limit:
            return too_long(self._limit)
        return "its worker was lost, killed from outside or out of memory"

    def _gone(self) -> BatchError:
        return BatchError(
            f"the Dask scheduler at {self._address} has gone; what had come back is kept: run the same again, and it goes on"
        )

    def close(self) -> None:
        """Let go of the cluster; end it, if it is ours."""
        with suppress(Exception):  # of a scheduler that has gone nobody can take leave
            self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def _cluster_here(distributed: Any, count: int | None) -> Any:
    """One thread each, as the clock that ends a run that hangs is its process's; a lost worker is ours to deal with."""
    import logging

    from dask import config

    with config.set({"distributed.scheduler.allowed-failures": 0}):
        return distributed.LocalCluster(
            n_workers=count or os.process_cpu_count() or 1,
            threads_per_worker=1,
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},  # its web server needs a port, but no certain one
            host="127.0.0.1",
            silence_logs=logging.CRITICAL,
            preload=["import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"],  # Ctrl-C is for the driver alone
        )


def _reachable(address: str) -> str:
    """The address, if anybody answers there: Dask itself would try for as long as it may wait."""
    form = _ADDRESS.fullmatch(address.strip())
    if form is None or not 0 < int(form["port"]) < 2**16:
        raise BatchError(
            f"--dask takes HOST:PORT of a scheduler (tcp:// or tls:// may stand before it) or local, got {address!r}"
        )
    try:
        socket.create_connection((form["host"].strip("[]"), int(form["port"])), timeout=_KNOCK).close()
    except OSError as error:
        raise _nobody(address, error.strerror or str(error)) from error
    return address.strip()


def _nobody(address: str, why: str) -> BatchError:
    return BatchError(f"no Dask scheduler answers at {address!r} ({why:.200})")


def on_worker(text: str, jobs: tuple[Job, ...], limit: float | None, version: str, topic: str) -> Group:
    """What a worker does. A run that may not take for ever is told of when it begins, if it comes alone."""
    from distributed import get_worker

    if version != __version__:
        raise BatchError(f"a worker of the cluster has superorganisms {__version__} and this is {version}: results would mix")
    if limit is not None:
        worker = get_worker()
        if worker.state.nthreads > 1:  # one clock a process: of two runs one would go unwatched
            raise BatchError(
                f"with --run-timeout each worker of the cluster must have one thread (dask worker --nthreads 1), "
                f"one has {worker.state.nthreads}"
            )
        import superorganisms.model.world  # noqa: F401  loaded before the clock starts

        if len(jobs) == 1:
            worker.log_event(topic, jobs[0].number)
            time.sleep(_SAY)
    return work(text, jobs, limit)
