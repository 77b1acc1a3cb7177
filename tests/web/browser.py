"""A real Chromium, driven by its DevTools protocol: it presses what users press, and remembers all that a page asked for."""

import base64
import json
import os
import shutil
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from websockets.sync.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    # Whatever a page might ask of another machine can't even be looked up
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--remote-debugging-port=0",
)
PATIENCE = 30.0  # seconds
KEYS = {
    "Enter": (13, "\r"),
    "Escape": (27, ""),
    "Tab": (9, ""),
    " ": (32, " "),
    "ArrowLeft": (37, ""),
    "ArrowUp": (38, ""),
    "ArrowRight": (39, ""),
    "ArrowDown": (40, ""),
    "Home": (36, ""),
    "End": (35, ""),
    ",": (188, ","),
    ".": (190, "."),
}
SHIFT = 8  # bit of a key's modifiers
TEXT = 1  # kind of a socket's frame (RFC 6455)


def find_chromium() -> str | None:
    """Path of the browser, or None if this machine has none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Steered(ABC):
    """A page in any browser that can be asked and clicked. `requests`: every address it asked for; `problems`: its errors."""

    requests: list[str]
    problems: list[str]

    @abstractmethod
    def ask(self, expression: str) -> Any:
        """Value of a JavaScript expression; a promise is awaited."""

    @abstractmethod
    def click_at(self, x: float, y: float) -> None:
        """With the mouse."""

    @abstractmethod
    def size(self, width: int, height: int) -> None:
        """Of its window, in CSS pixels."""

    @abstractmethod
    def go(self, address: str) -> None:
        """To this page; its elements are there then, what its script does with them may still be to come."""

    @abstractmethod
    def close(self) -> None:
        """It is not looked at any more."""

    def wait(self, expression: str, *, seconds: float = PATIENCE) -> Any:
        """Until the expression is true; its value."""
        there = f"document.readyState !== 'loading' && ({expression})"  # in a navigation elements are there one by one
        return wait_for(lambda: self.ask(there), f"{expression} in the page", seconds=seconds)

    def click(self, selector: str) -> None:
        """With the mouse, in the middle of the element, once it can be pressed and has stopped moving."""
        self.ask("window.hits = 0")
        try:
            wait_for(lambda: self._hits(selector), f"a click on {selector}")
        except TimeoutError as late:
            raise TimeoutError(f"{late}: {self.ask(_met(selector))}") from late

    def _hits(self, selector: str) -> bool:
        """Click where the element stands, and whether it was there still: a page that is redrawn may move it meanwhile.

        A click before may have been heard late.
        """
        place = (
            f"(() => {{ const e = document.querySelector({selector!r}); if (!e || e.disabled) return null;"
            " e.scrollIntoView({block: 'nearest'}); const b = e.getBoundingClientRect();"
            " e.addEventListener('click', () => { window.hits++ }, {once: true, capture: true});"
            " return [b.x + b.width / 2, b.y + b.height / 2] })()"
        )
        if self.ask("window.hits > 0"):
            return True
        first, second = self.ask(place), self.ask(place)
        if first is None or first != second:
            return False
        self.click_at(*second)
        return bool(self.ask("window.hits > 0"))

    def focus(self, selector: str) -> None:
        self.ask(f"document.querySelector({selector!r}).focus()")


def _met(selector: str) -> str:
    """What stands in the way of a click."""
    return (
        f"(() => {{ const e = document.querySelector({selector!r}); if (!e) return 'it is not there';"
        " const b = e.getBoundingClientRect(), [x, y] = [b.x + b.width / 2, b.y + b.height / 2];"
        " const short = (one) => one?.outerHTML.slice(0, 200);"
        " return `${short(e)} at ${Math.round(x)}, ${Math.round(y)}, where ${short(document.elementFromPoint(x, y))} is` })()"
    )


class Tab(Steered):
    """One page of Chromium. `heard`: what its sockets were sent as text."""

    def __init__(self, browser: "Browser", context: str, session: str) -> None:
        self._browser = browser
        self._context = context
        self._session = session
        self.requests = []
        self.problems = []
        self.heard: list[str] = []
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.call(method, parameters, self._session)

    def note(self, method: str, parameters: dict[str, Any]) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.requests.append(parameters["request"]["url"])
            case "Network.webSocketCreated":
                self.requests.append(parameters["url"])
            case "Network.webSocketFrameReceived" if parameters["response"]["opcode"] == TEXT:
                self.heard.append(parameters["response"]["payloadData"])
            case "Runtime.exceptionThrown":
                details = parameters["exceptionDetails"]
                self.problems.append(details.get("exception", {}).get("description", details["text"]))
            case "Runtime.consoleAPICalled" if parameters["type"] in ("error", "warning", "assert"):
                self.problems.append(" ".join(str(part.get("value", part)) for part in parameters["args"]))
            case "Log.entryAdded" if parameters["entry"]["level"] in ("error", "warning"):
                entry = parameters["entry"]
                self.problems.append(f"{entry['text']} {entry.get('url', '')}")

    def size(self, width: int, height: int, *, mobile: bool = False, zoom: float = 1) -> None:
        """In CSS pixels: a window of 1280x800 that its reader has zoomed to 200 % is one of 640x400 and zoom 2."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=zoom, mobile=mobile)

    def prefers(self, **features: str) -> None:
        """What its reader has asked the system for: prefers_reduced_motion="reduce", forced_colors="active"."""
        wished = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", features=wished)

    def go(self, address: str) -> None:
        self.call("Page.navigate", url=address)
        place = address.partition("#")[0].rstrip("/")
        self.wait(f"location.href.startsWith({place!r})")

    def reload(self) -> None:
        self.ask("window.left = true")
        self.call("Page.reload")
        self.wait("!window.left")

    def ask(self, expression: str) -> Any:
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, f"{expression}: {answer['exceptionDetails']}"
        return answer["result"].get("value")

    def click_at(self, x: float, y: float) -> None:
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def point_at(self, x: float, y: float) -> None:
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def press(self, key: str, *, shift: bool = False) -> None:
        code, text = KEYS[key]
        named: dict[str, Any] = {"key": key, "windowsVirtualKeyCode": code, "code": "Space" if key == " " else key}
        if shift:
            named["modifiers"] = SHIFT
        self.call("Input.dispatchKeyEvent", type="keyDown", **named, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **named)

    def key(self, key: str) -> None:
        """A key that writes a sign."""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, text=key if kind == "keyDown" else "")

    def type(self, text: str) -> None:
        self.call("Input.insertText", text=text)

    def picture(self, file: Path, *, whole: bool = False) -> Path:
        """Of the window, or of the whole page, also what is scrolled away."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"] if whole else None
        clip = {} if size is None else {"clip": {**size, "scale": 1}, "captureBeyondViewport": True}
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png", **clip)["data"]))
        return file

    def close(self) -> None:
        self._browser.call("Target.disposeBrowserContext", {"browserContextId": self._context}, None)
        self._browser.tabs.pop(self._session, None)


class Process(ABC):
    """A browser of its own, with a socket to it; it ends with the block it is made for, or at once if it can't be reached."""

    goodbye: Mapping[str, Any]  # the message at which it ends

    def __init__(self, command: Sequence[str | Path], profile: Path) -> None:
        # A session of its own: what it starts can be ended with it, by its id alone
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        self._calls = 0
        try:
            address = wait_for(lambda: self.address(profile), "the browser to start")
            self._connection = connect(address, max_size=None, compression=None, proxy=None)
        except BaseException:
            self._kill()
            raise
        self._socket: ClientConnection = self._connection.__enter__()

    @abstractmethod
    def address(self, profile: Path) -> str | None:
        """Of its socket, once it has told it."""

    @abstractmethod
    def heard(self, event: dict[str, Any]) -> None:
        """Something that it said by itself."""

    def asked(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Its answer; what it says by itself meanwhile is heard."""
        self._calls += 1
        self._socket.send(json.dumps({**message, "id": self._calls}))
        while True:
            answer: dict[str, Any] = json.loads(self._socket.recv(timeout=PATIENCE))
            if answer.get("id") == self._calls:
                return answer
            self.heard(answer)

    def _kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=10)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.send(json.dumps({**self.goodbye, "id": 0}))
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._kill()
        self._connection.__exit__(None, None, None)


class Browser(Process):
    """Chromium, with a profile of its own that goes with it."""

    goodbye: Mapping[str, Any] = {"method": "Browser.close"}

    def __init__(self, program: str, profile: Path) -> None:
        self.tabs: dict[str, Tab] = {}
        super().__init__([program, *FLAGS, f"--user-data-dir={profile}", "about:blank"], profile)

    def address(self, profile: Path) -> str | None:
        told = profile / "DevToolsActivePort"
        lines = told.read_text().split("\n") if told.is_file() else []
        return f"ws://127.0.0.1:{lines[0]}{lines[1]}" if len(lines) == 2 else None

    def heard(self, event: dict[str, Any]) -> None:
        tab = self.tabs.get(event.get("sessionId", ""))
        if tab is not None and "method" in event:
            tab.note(event["method"], event["params"])

    def call(self, method: str, parameters: dict[str, Any], session: str | None) -> dict[str, Any]:
        message = {"method": method, "params": parameters}
        answer = self.asked(message if session is None else {**message, "sessionId": session})
        assert "error" not in answer, f"{method}: {answer['error']}"
        return dict(answer["result"])

    def tab(self) -> Tab:
        """A new one, in a context of its own (as another visitor's)."""
        context = self.call("Target.createBrowserContext", {}, None)["browserContextId"]
        made = self.call("Target.createTarget", {"url": "about:blank", "browserContextId": context}, None)
        session = self.call("Target.attachToTarget", {"targetId": made["targetId"], "flatten": True}, None)["sessionId"]
        tab = self.tabs[session] = Tab.__new__(Tab)
        tab.__init__(self, context, session)  # type: ignore[misc]  # known before its first events come
        return tab


def wait_for(condition: Callable[[], Any], what: str, *, seconds: float = PATIENCE) -> Any:
    """Until the condition is true; its value. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(0.02)
