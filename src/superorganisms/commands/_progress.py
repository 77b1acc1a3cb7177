"""How far a run is: a bar in a terminal, a line now and then elsewhere; and a clean stop on Ctrl-C."""

import sys
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

from superorganisms.commands._stop import Stop

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism

_SILENT = 1.5  # seconds in which a short run is over and needs no word
_EVERY = 10.0  # seconds between lines where there is no terminal
_LOADED = 3.0  # seconds after which a first tick that hasn't come is being compiled


class Progress:
    """Call it with the world after every tick: it tells how far it is, and returns False once the user has asked to stop.

    Ctrl-C in the middle of a tick would leave half a tick behind, so the first one only asks; a second one breaks off.
    """

    def __init__(self, tick: int, until: int) -> None:
        self._stop = Stop()
        self._until = until
        self._told: float | None = None
        self._compiling = threading.Timer(_LOADED, _say_compiling)
        self._compiling.daemon = True
        self._bar = _bar(tick, until)

    def __enter__(self) -> "Progress":
        self._stop.__enter__()
        self._compiling.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop.__exit__(kind, error, trace)
        self._compiling.cancel()
        if self._bar is not None:
            self._bar.close()

    def __call__(self, world: "Superorganism") -> bool:
        """Tell; whether to go on."""
        self._compiling.cancel()
        now = time.monotonic()
        if self._told is None:
            self._told = now - _EVERY + _SILENT
        if self._bar is not None:
            self._bar.update(1)
        elif now - self._told > _EVERY:
            self._told = now
            print(f"tick {world.tick} of {self._until}", file=sys.stderr, flush=True)
        return not self._stop.asked


def _say_compiling() -> None:
    print("Compiling the laws (first start only), about 15 s.", file=sys.stderr, flush=True)


def _bar(tick: int, until: int) -> Any:
    if not sys.stderr.isatty():
        return None
    from tqdm import tqdm

    return tqdm(total=until, initial=tick, unit="tick", delay=_SILENT, leave=False, dynamic_ncols=True, file=sys.stderr)
