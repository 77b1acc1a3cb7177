"""Workers on this machine: processes of their own, each at the other end of a pipe of its own.

With a pipe and a lock for all, as process pools have them, a worker that is killed while it holds the lock, or halfway through
what it says, takes the others with it. Here it takes nothing but what it was doing.
"""

import os
import queue
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from superorganisms.errors import BatchError, SuperorganismError
from superorganisms.scenarios.sweep.plan import Job
from superorganisms.scenarios.sweep.work import Group, too_long, work
from superorganisms.scenarios.sweep.workers import Lost, drained

_HUNG = 1  # exit code of faulthandler, which ends a process whose run hangs
_STILLBORN = 5  # processes one after the other that end before they begin: something is wrong with all
_SPAWN = get_context("spawn")


class LocalWorkers:
    """So many processes (default: one a core) that do the runs of one plan. A thread minds each, and replaces it if it dies."""

    def __init__(self, text: str, count: int | None = None, limit: float | None = None) -> None:
        self._text, self._limit = text, limit
        self.count = count or os.process_cpu_count() or 1
        self._todo: queue.SimpleQueue[tuple[Job, ...] | None] = queue.SimpleQueue()
        self._came: queue.SimpleQueue[Group | Lost | BatchError] = queue.SimpleQueue()
        self._closed, self._lock = False, threading.Lock()
        self._processes: dict[int, BaseProcess] = {}
        self._minders = [threading.Thread(target=self._mind, args=(number,), daemon=True) for number in range(self.count)]
        for minder in self._minders:
            minder.start()

    @property
    def pids(self) -> list[int]:
        """The processes that there are now."""
        return [one.pid for one in list(self._processes.values()) if one.pid is not None]

    def send(self, jobs: Sequence[Job]) -> None:
        """Have these runs done."""
        self._todo.put(tuple(jobs))

    def received(self, seconds: float) -> Iterator[Group | Lost]:
        """What has come back; waits for so long if nothing has. Raises BatchError if none of the runs can begin."""
        for one in drained(self._came, seconds):
            if isinstance(one, BatchError):
                raise one
            yield one

    def close(self) -> None:
        """End them, whatever they do."""
        with self._lock:
            self._closed = True
            for process in self._processes.values():
                process.kill()
        for _ in self._minders:
            self._todo.put(None)
        for minder in self._minders:
            minder.join()

    def _mind(self, number: int) -> None:
        stillborn = 0
        while not self._closed:
            began = self._start(number)
            if began is None:
                return
            process, pipe = began
            with pipe:
                lived = self._use(process, pipe)
            _code(process)
            stillborn = 0 if lived else stillborn + 1
            if stillborn == _STILLBORN and not self._closed:
                self._came.put(BatchError(_why_stillborn(_code(process))))
                return

    def _start(self, number: int) -> tuple[BaseProcess, Connection] | None:
        ours, theirs = _SPAWN.Pipe()
        with theirs:  # only the process itself holds its end: that it died is seen at once
            process = _SPAWN.Process(target=_serve, args=(theirs, self._text, self._limit), daemon=True)
            with self._lock:
                if self._closed:
                    ours.close()
                    return None
                process.start()
                self._processes[number] = process
        return process, ours

    def _use(self, process: BaseProcess, pipe: Connection) -> bool:
        """Until it dies or nothing is left to do; whether it ever lived."""
        try:
            pipe.recv()
        except (EOFError, OSError):
            return False
        while (jobs := self._todo.get()) is not None:
            if not process.is_alive():  # killed while it had nothing to do
                self._todo.put(jobs)
                return True
            sent = time.monotonic()
            try:
                pipe.send(jobs)
                self._came.put(pipe.recv())
            except (EOFError, OSError):
                self._came.put(Lost(jobs, self._why(jobs, _code(process), time.monotonic() - sent)))
                return True
        self._todo.put(None)  # for the others
        return True

    def _why(self, jobs: tuple[Job, ...], code: int | None, seconds: float) -> str:
        if self._limit is not None and code == _HUNG and len(jobs) == 1 and seconds > self._limit:
            return too_long(self._limit)
        return f"its process died ({_ending(code)})"


def _code(process: BaseProcess) -> int | None:
    """How a process ended, once it has. Another thread may be looking at the same moment: a moment later it is known."""
    for _ in range(100):
        process.join()
        if process.exitcode is not None:
            break
        time.sleep(0.01)
    return process.exitcode


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signal {signal.Signals(-code).name}; killed from outside, out of memory, or a crash in compiled code"
    return f"exit code {code}"


def _why_stillborn(code: int | None) -> str:
    return (
        f"worker processes end before they begin ({_ending(code)}); a script of your own must call run() under "
        "`if __name__ == '__main__':`, because every worker reads it too"
    )


def _serve(pipe: Connection, text: str, limit: float | None) -> None:
    """What a worker process does until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the first ends the others
    threading.Thread(target=_follow, daemon=True).start()
    pipe.send("here")
    while True:
        try:
            jobs = pipe.recv()
        except EOFError:
            return
        try:
            answer: Group | BatchError = work(text, jobs, limit)
        except SuperorganismError as error:
            answer = BatchError(str(error))
        pipe.send(answer)


def _follow() -> None:
    """Whoever started this process may be killed; it then ends too, whatever it does."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
