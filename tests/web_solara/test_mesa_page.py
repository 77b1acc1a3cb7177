"""Mesa's own page (SolaraViz) with the program that docs/mesa.md gives, in a real Chromium, with no way out of the machine.

It needs the extra `solara` and Chromium, and is skipped without; SUPERORGANISMS_SOLARA=required and
SUPERORGANISMS_BROWSER=required make it fail there instead. Screenshots go to SUPERORGANISMS_ARTEFACTS, if that is set.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.browser import Browser, Tab, find_chromium, wait_for
from tests.web.page import free_port

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "mesa.md"
ROOT = ".superorganisms-blankets"
TICK = f"Number(document.querySelector({ROOT!r})?.dataset.tick)"
UNITS = f"document.querySelector({ROOT!r}).querySelector('canvas')"
# Nothing of ours: ipyvue says it of each of Solara's own templates that is written in the newer way
HARMLESS = "Failed to evaluate Vue script and find module.exports"
# Nobody listens there: what Solara would fetch for the browser can't come from elsewhere
OFFLINE = {"SOLARA_ASSETS_CDN": "http://127.0.0.1:9/", "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False"}


def program() -> str:
    """The first program of the document."""
    found = re.search(r"```py\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert found is not None
    return found[1]


def test_the_program_is_short() -> None:
    assert len([line for line in program().splitlines() if line]) <= 12


@pytest.fixture(scope="module")
def address(extra: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("solara")
    app = folder / "app.py"
    app.write_text(program(), encoding="utf-8")
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "solara",
        "run",
        str(app),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--production",
        "--no-open",
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env={**os.environ, **OFFLINE}, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(
                lambda: b"is starting at" in (folder / "log").read_bytes() or process.poll() is not None, "Solara", seconds=120
            )
            assert process.poll() is None, (folder / "log").read_text(encoding="utf-8")
            yield f"127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="module")
def browser(extra: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        if os.environ.get("SUPERORGANISMS_BROWSER") == "required":
            pytest.fail("no Chromium on this machine, and SUPERORGANISMS_BROWSER=required")
        pytest.skip("no Chromium on this machine: Mesa's own page was not tried in a browser")
    with Browser(chromium, tmp_path_factory.mktemp("browser") / "profile") as found:
        yield found


class Visit:
    """A visitor's tab."""

    def __init__(self, tab: Tab, address: str) -> None:
        self.tab = tab
        tab.size(1280, 800)
        tab.go(f"http://{address}")
        tab.wait(f"{TICK} === 0", seconds=180)  # the first visit loads, and may compile, the laws

    def press(self, label: str) -> None:
        """The button that says this."""
        found = f"[...document.querySelectorAll('button')].find(b => b.textContent.trim() === {label!r})"
        box = self.tab.wait(
            f"(() => {{ const b = {found}?.getBoundingClientRect(); return b && [b.x + b.width / 2, b.y + b.height / 2] }})()"
        )
        self.tab.click_at(*box)

    def text(self) -> str:
        return str(self.tab.ask("document.body.innerText"))

    def pixels(self) -> str:
        return str(self.tab.ask(f"{UNITS}.toDataURL()"))

    def colours(self) -> int:
        """How many different ones the picture has."""
        data = f"{UNITS}.getContext('2d').getImageData(0, 0, {UNITS}.width, {UNITS}.height).data"
        return int(self.tab.ask(f"new Set(new Uint32Array({data}.buffer)).size"))


def visited(browser: Browser, address: str) -> Iterator[Visit]:
    tab = browser.tab()
    yield Visit(tab, address)
    tab.ask("1")  # the last events come in
    tab.close()
    own = (f"http://{address}", f"ws://{address}", f"blob:http://{address}", "data:")
    assert [request for request in tab.requests if not request.startswith(own)] == []
    assert [problem for problem in tab.problems if not problem.startswith(HARMLESS)] == []


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    yield from visited(browser, address)


@pytest.fixture
def second(browser: Browser, address: str) -> Iterator[Visit]:
    yield from visited(browser, address)


def test_the_page_opens_with_picture_sliders_and_words(visit: Visit, tmp_path: Path) -> None:
    visit.tab.wait(f"{UNITS}.width > 200 && {UNITS}.height > 200")
    assert visit.colours() > 20
    for words in (
        "Nested superorganisms",
        "seed",
        "government.compliance (share)",
        "firm.mutation",
        "firm.period (ticks)",
        "Time: 0",
    ):
        assert words in visit.text()
    assert re.search(r"Tick 0 · order \d\.\d\d: \w+", visit.text())
    assert visit.tab.ask("document.querySelectorAll('.v-slider').length") == 2 + 5
    visit.tab.ask("new Promise(done => setTimeout(done, 800))")  # Solara's grid moves its cells into their places
    visit.tab.picture(Path(os.environ.get("SUPERORGANISMS_ARTEFACTS", tmp_path)) / "mesa-page-opened.png")


def test_step_makes_one_tick(visit: Visit) -> None:
    before = visit.pixels()
    visit.press("Step")
    visit.tab.wait(f"{TICK} === 1")
    visit.tab.wait("document.body.innerText.includes('Time: 1')")
    assert visit.pixels() != before


def test_it_plays_until_paused(visit: Visit, tmp_path: Path) -> None:
    visit.press("▶")
    visit.tab.wait(f"{TICK} >= 8")
    visit.press("❚❚")
    visit.tab.wait("document.body.innerText.includes('▶')")
    stopped = wait_for(lambda: visit.tab.ask(f"new Promise(done => setTimeout(done, 600, {TICK}))"), "a tick")
    assert visit.tab.ask(f"new Promise(done => setTimeout(() => done({TICK}), 600))") - stopped <= 1
    visit.tab.picture(Path(os.environ.get("SUPERORGANISMS_ARTEFACTS", tmp_path)) / "mesa-page-played.png")


def test_reset_makes_the_world_of_the_sliders(visit: Visit) -> None:
    first = visit.pixels()
    visit.press("Step")
    visit.tab.wait(f"{TICK} === 1")
    visit.press("Reset")
    visit.tab.wait(f"{TICK} === 0")
    visit.tab.wait(f"{UNITS}.toDataURL() === {first!r}")  # the same seed, the same world
    visit.tab.ask("document.querySelectorAll('.v-slider__thumb-container')[2].focus()")  # the seed's
    visit.tab.press("ArrowRight")
    visit.press("Reset")
    visit.tab.wait(f"{UNITS}.toDataURL() !== {first!r}")
    assert visit.tab.ask(TICK) == 0


def test_the_picture_zooms_by_keyboard(visit: Visit) -> None:
    before = visit.pixels()
    visit.tab.ask(f"document.querySelector('{ROOT} canvas[tabindex]').focus()")
    visit.tab.press("ArrowRight")
    visit.tab.wait("document.body.innerText.includes('government 0')")
    visit.tab.press("Enter")
    visit.tab.wait(f"{UNITS}.toDataURL() !== {before!r}")
    visit.tab.press("Escape")


def test_two_visitors_have_a_world_each(visit: Visit, second: Visit) -> None:
    before = second.pixels()
    for tick in (1, 2, 3):
        visit.press("Step")
        visit.tab.wait(f"{TICK} === {tick}")
    assert second.tab.ask(TICK) == 0
    assert second.pixels() == before
