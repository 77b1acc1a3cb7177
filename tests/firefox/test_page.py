"""The page in Firefox: what its users do in Chromium they can do here. An extra job, `make firefox`.

Screenshots go to SUPERORGANISMS_ARTEFACTS, if that is set.
"""

from pathlib import Path

import pytest

from tests.firefox.firefox import Firefox, Tab
from tests.web.browser import wait_for
from tests.web.page import TICK, Page, Server
from tests.web.test_controls import control, layer_opened
from tests.web.test_screens import artefacts
from tests.web.watched import check_clean


def test_a_first_visit_plays_by_itself_and_is_paused(page: Page[Tab]) -> None:
    page.visit()
    page.reaches(3)
    assert page.text("#play") == "Pause"
    page.press("play")
    page.says("#summary", "paused")


def test_the_picture_is_there(page: Page[Tab], tmp_path: Path) -> None:
    page.open(tick=60)
    colours = page.tab.ask(
        "(() => { const c = document.querySelector('#units');"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " return new Set(Array.from({length: d.length / 4}, (_, i) => d[4*i] + 256 * d[4*i+1])).size })()"
    )
    assert colours > 20
    assert page.tab.picture(artefacts(tmp_path) / "firefox.png").stat().st_size > 20_000


def test_back_in_time_and_both_futures(page: Page[Tab], tmp_path: Path) -> None:
    page.open(tick=40)
    page.set_value("#scrubber", 20)
    page.tab.wait(f"{TICK} === 20")
    page.press("back")
    page.tab.wait(f"{TICK} === 19")
    page.press("branch")
    page.tab.wait("document.querySelectorAll('#lane-list li').length === 2")
    layer_opened(page, "employee")
    page.set_value(control("employee.mutation"), 0.4)
    page.says("#controls .differs", "employee.mutation: 0.05 → 0.4")
    page.press("play")
    page.reaches(40)
    page.press("play")
    page.says("#summary", "paused")
    page.press("curves-tab")
    assert "World A" in page.tab.ask("document.querySelector('#efficiency-chart [role=img]').getAttribute('aria-label')")
    page.tab.picture(artefacts(tmp_path) / "firefox-branch.png")


def test_the_keyboard_goes_in_and_out(page: Page[Tab]) -> None:
    page.open(tick=3)
    page.tab.focus("#blankets")
    for key in ("ArrowRight", "Enter"):
        page.tab.press(key)
    page.tab.wait("document.querySelectorAll('#path button').length === 2")
    page.tab.press("Escape")
    page.tab.wait("document.querySelectorAll('#path button').length === 1")
    page.tab.press(" ")
    page.reaches(5)


def test_the_watch_over_requests_and_errors_sees_them(firefox: Firefox, server: Server) -> None:
    tab = firefox.tab()
    tab.ask("(new Image().src = 'http://elsewhere.invalid/a.png', console.error('wrong'), setTimeout(() => nothing(), 0), 1)")
    wait_for(lambda: tab.ask("1") and len(tab.problems) > 1 and tab.requests, "two errors and a request")
    assert "http://elsewhere.invalid/a.png" in tab.requests
    assert any("wrong" in problem for problem in tab.problems)
    assert any("nothing is not defined" in problem for problem in tab.problems)
    with pytest.raises(AssertionError):
        check_clean(tab, server)
    tab.close()
