"""A clean stop: the first Ctrl-C (or a request to terminate) asks for one, the second breaks off."""

import signal
from types import FrameType, TracebackType
from typing import Any


class Stop:
    """While it is entered a signal to end is kept in `asked`, as it would leave half a step behind; a second one breaks off."""

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> "Stop":
        for one in (signal.SIGINT, signal.SIGTERM):
            self._before[one] = signal.signal(one, self._ask)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for one, handler in self._before.items():
            signal.signal(one, handler)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
