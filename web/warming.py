"""The laws are compiled while the page already answers: on a first start that takes a quarter of a minute."""

import asyncio
import logging
import sys
import threading
import time
from collections.abc import Awaitable, Callable

SENTENCE = "Compiling the laws (first start only), about 15 s."
LOADING = "Loading the laws."
_PAUSE = 0.25  # seconds between two looks
_SHORT = 0.7  # seconds: laws that lie in the cache are all loaded sooner, and need no talk of compiling


def compile_all() -> None:
    """Load or compile every law."""
    from superorganisms.model.warm import warm

    warm()


def count_laws() -> tuple[int, int]:
    """How many laws are there, of how many; (0, 0) while not even numba is loaded, which this does not do by itself."""
    compiled = sys.modules.get("superorganisms.compiled")
    count: Callable[[], tuple[int, int]] | None = getattr(compiled, "count", None)
    return (0, 0) if count is None else count()


class Warming:
    """One run of the work in a thread of its own, and how far it is: `count` tells how much is done, and of how much."""

    def __init__(self, work: Callable[[], None] = compile_all, count: Callable[[], tuple[int, int]] = count_laws) -> None:
        self._work = work
        self._count = count
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()
        self._first: float | None = None  # when some laws were there
        self.failure: str | None = None

    def start(self) -> None:
        """Begin, unless it has begun."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="warming", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        try:
            self._work()
        except Exception as problem:  # whatever it is, the page must say it and not wait for ever
            logging.getLogger(__name__).exception("the laws could not be compiled")
            self.failure = f"The laws could not be compiled: {problem}"
        finally:
            self._ended.set()

    def news(self) -> tuple[str, float | None]:
        """What the page waits for, and how much of it is done (None: nobody knows yet)."""
        done, of = self._count()
        if not done:
            return LOADING, None
        self._first = self._first or time.monotonic()
        return (SENTENCE if time.monotonic() - self._first > _SHORT else LOADING), done / of

    async def wait(self, tell: Callable[[str, float | None], Awaitable[None]]) -> None:
        """Until the work has ended, well or not, telling the news."""
        said: tuple[str, float | None] | None = None
        while not self._ended.is_set():
            news = self.news()
            if news != said:
                await tell(*news)
            said = news
            await asyncio.sleep(_PAUSE)
