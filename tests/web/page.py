"""The page as its reader has it: the server as a process of its own, and what stands on the screen."""

import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.web.browser import Steered, Tab, wait_for

TICK = "Number(document.documentElement.dataset.tick)"
HORIZON = "Number(document.documentElement.dataset.horizon)"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


class Server:
    """`superorganisms serve`, ended by its process id."""

    def __init__(self, port: int | None = None, *, static: Path | None = None) -> None:
        """`static`: the folder of another build of the page."""
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        command = f"from superorganisms.web.serve import serve; serve(port={self.port}, open_browser=False)"
        if static is not None:
            command = (
                f"from pathlib import Path; import superorganisms.web.app as app; app.STATIC = Path({str(static)!r}); {command}"
            )
        self._process = subprocess.Popen([sys.executable, "-c", command])
        wait_for(self._answers, f"the server at port {self.port}", seconds=60)

    def _answers(self) -> bool:
        assert self._process.poll() is None, "the server ended by itself"
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def end(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.end()


class Page[T: Steered = Tab]:
    """A tab with the page in it."""

    def __init__(self, tab: T, server: Server) -> None:
        self.tab = tab
        self.server = server

    def visit(self, address: str = "") -> None:
        """Go to the page and wait for its world."""
        self.tab.go(self.server.address + address)
        self.tab.wait("document.documentElement.dataset.world", seconds=90)

    def open(self, scenario: str = "nested-superorganisms", *, seed: int = 7, tick: int = 0) -> None:
        """A certain world, paused."""
        self.visit(f"#scenario={scenario}&seed={seed}&tick={tick}")
        self.tab.wait(f"{TICK} === {tick}", seconds=60)

    @property
    def tick(self) -> int:
        return int(self.tab.ask(TICK))

    def reaches(self, tick: int) -> None:
        self.tab.wait(f"{TICK} >= {tick}")

    def goes_to(self, tick: int) -> None:
        self.tab.wait(f"{TICK} === {tick}")

    def hashed(self) -> str:
        """The state hash of the world in focus, once everything stands still."""
        return str(self.tab.wait("document.documentElement.dataset.hash"))

    def stood(self) -> tuple[str, str, str]:
        """State hash, text and picture, once everything stands still."""
        hashed = self.hashed()
        self.tab.ask("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return hashed, self.text("#summary"), self.pixels()

    def text(self, selector: str) -> str:
        return str(self.tab.ask(f"document.querySelector({selector!r}).textContent"))

    def press(self, button: str) -> None:
        self.tab.click(f"#{button}")

    def says(self, selector: str, text: str) -> None:
        """Wait until the element holds the text."""
        self.tab.wait(f"document.querySelector({selector!r}).textContent.includes({text!r})")

    def value(self, selector: str) -> Any:
        return self.tab.ask(f"document.querySelector({selector!r}).value")

    def set_value(self, selector: str, value: object) -> None:
        """As a reader does with a field or a slider: the page hears input and change."""
        self.tab.ask(
            f"(() => {{ const e = document.querySelector({selector!r}); e.value = {str(value)!r};"
            " for (const kind of ['input', 'change']) e.dispatchEvent(new Event(kind, {bubbles: true})); })()"
        )

    def pixels(self) -> str:
        """The units on the canvas, without what flashes and is pointed at."""
        return str(self.tab.ask("document.querySelector('#units').toDataURL()"))
