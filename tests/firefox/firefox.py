"""A real Firefox, driven by WebDriver BiDi, its own: no driver program stands between. Same handles as tests/web/browser.py."""

import base64
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.web.browser import Process, Steered

NAMES = ("firefox-esr", "firefox")
FLAGS = ("--headless", "--no-remote", "--remote-debugging-port=0")
# Whatever Firefox itself wants of other machines goes to a proxy that isn't there; this machine is reached without it
PREFERENCES = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "app.update.auto": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
KEYS = {  # as WebDriver writes those that have no letter
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}


def find_firefox() -> str | None:
    """Path of the browser, or None if this machine has none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Tab(Steered):
    """One page of Firefox."""

    def __init__(self, browser: "Firefox", context: str) -> None:
        self._browser = browser
        self._context = context
        self.requests = []
        self.problems = []

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.call(method, context=self._context, **parameters)

    def note(self, method: str, parameters: dict[str, Any]) -> None:
        match method:
            case "network.beforeRequestSent":
                self.requests.append(parameters["request"]["url"])
            case "log.entryAdded" if parameters["level"] in ("error", "warn"):
                self.problems.append(parameters["text"])

    def size(self, width: int, height: int) -> None:
        self.call("browsingContext.setViewport", viewport={"width": width, "height": height})

    def go(self, address: str) -> None:
        self.call("browsingContext.navigate", url=address, wait="interactive")

    def reload(self) -> None:
        self.call("browsingContext.reload", wait="interactive")

    def ask(self, expression: str) -> Any:
        wrapped = f"(async () => JSON.stringify((await ({expression})) ?? null))()"
        answer = self._browser.call("script.evaluate", expression=wrapped, target={"context": self._context}, awaitPromise=True)
        assert answer["type"] == "success", f"{expression}: {answer['exceptionDetails']['text']}"
        return json.loads(answer["result"]["value"])

    def click_at(self, x: float, y: float) -> None:
        move = {"type": "pointerMove", "x": round(x), "y": round(y)}
        steps = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.call("input.performActions", actions=[{"type": "pointer", "id": "mouse", "actions": steps}])

    def press(self, key: str) -> None:
        steps = [{"type": kind, "value": KEYS.get(key, key)} for kind in ("keyDown", "keyUp")]
        self.call("input.performActions", actions=[{"type": "key", "id": "keys", "actions": steps}])

    def picture(self, file: Path) -> Path:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(self.call("browsingContext.captureScreenshot")["data"]))
        return file

    def close(self) -> None:
        self.call("browsingContext.close")
        self._browser.tabs.pop(self._context, None)


class Firefox(Process):
    """Firefox, with a profile of its own that goes with it."""

    goodbye: Mapping[str, Any] = {"method": "browser.close", "params": {}}

    def __init__(self, program: str, profile: Path) -> None:
        profile.mkdir(parents=True)
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        self.tabs: dict[str, Tab] = {}
        super().__init__([program, *FLAGS, "--profile", profile, "about:blank"], profile)
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])

    def address(self, profile: Path) -> str | None:
        where = _told(profile / "WebDriverBiDiServer.json")
        return None if where is None else f"ws://{where['ws_host']}:{where['ws_port']}/session"

    def heard(self, event: dict[str, Any]) -> None:
        if event.get("type") != "event":
            return
        parameters = event["params"]
        context = parameters.get("context") or parameters.get("source", {}).get("context")
        tab = self.tabs.get(context or "")
        if tab is not None:
            tab.note(event["method"], parameters)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        answer = self.asked({"method": method, "params": parameters})
        assert answer["type"] == "success", f"{method}: {answer.get('message')}"
        return dict(answer["result"])

    def tab(self) -> Tab:
        """A new one."""
        context = self.call("browsingContext.create", type="tab")["context"]
        tab = self.tabs[context] = Tab(self, context)
        return tab


def _told(file: Path) -> dict[str, Any] | None:
    """What Firefox has written about itself, once all of it is there."""
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return None
