"""How far a sweep is: a bar in a terminal, a line now and then elsewhere; and a clean stop on Ctrl-C."""

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

from superorganisms.commands._stop import Stop

if TYPE_CHECKING:
    from superorganisms.scenarios.sweep.driver import Status

_EVERY = 10.0  # seconds between lines where there is no terminal
_MINUTE, _HOUR = 60, 3600


class BatchProgress:
    """Told a status now and then, it tells it on, and returns False once the user has asked to stop."""

    def __init__(self) -> None:
        self._stop = Stop()
        self._told = time.monotonic()
        self._last: Status | None = None
        self._bar: Any = None

    def __enter__(self) -> "BatchProgress":
        self._stop.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop.__exit__(kind, error, trace)
        if self._bar is not None:
            self._bar.close()

    def __call__(self, status: "Status") -> bool:
        """Tell; whether to go on."""
        self._last = status
        if sys.stderr.isatty():
            self._show(status)
        elif time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            print(said(status), file=sys.stderr, flush=True)
        return not self._stop.asked

    def _show(self, status: "Status") -> None:
        if self._bar is None:
            from tqdm import tqdm

            self._bar = tqdm(
                total=status.total, initial=status.before, unit="run", leave=False, dynamic_ncols=True, file=sys.stderr
            )
        self._bar.set_postfix_str(f"{status.failed} failed" if status.failed else "", refresh=False)
        self._bar.update(status.done - self._bar.n)
        self._bar.refresh()  # the clock of it too, where runs are long

    @property
    def done(self) -> int:
        """Runs that are done."""
        return 0 if self._last is None else self._last.done

    @property
    def failed(self) -> int:
        """Of these those that failed."""
        return 0 if self._last is None else self._last.failed


def said(status: "Status") -> str:
    """How far it is, in words."""
    start = f"{status.done} of {status.total} runs done, {status.failed} failed"
    if status.done == status.before:
        return f"{start}; none has come back yet after {spoken(status.seconds)}"
    return f"{start}, {status.rate:.3g} a second, {spoken(status.left)} left"


def spoken(seconds: float) -> str:
    """A duration in words.

    >>> spoken(12), spoken(200), spoken(9000)
    ('12 s', '3 min 20 s', '2 h 30 min')
    """
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"
