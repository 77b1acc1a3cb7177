"""The page in a real Chromium, used as people use it.

Every test fails on a request that leaves the machine, and on any error of JavaScript or of the browser's console. Screenshots
go to SUPERORGANISMS_ARTEFACTS, if that is set. Without a browser the tests are skipped, and fail where
SUPERORGANISMS_BROWSER=required.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.browser import Browser, Tab, find_chromium
from tests.web.page import TICK, Page, Server

SIZES = {"1280x800": (1280, 800), "1920x1080": (1920, 1080), "390x844": (390, 844)}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        if os.environ.get("SUPERORGANISMS_BROWSER") == "required":
            pytest.fail("no Chromium on this machine, and SUPERORGANISMS_BROWSER=required")
        pytest.skip("no Chromium on this machine: the page was not tried in a browser")
    with Browser(program, tmp_path_factory.mktemp("browser") / "profile") as found:
        yield found


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as found:
        yield found


def opened(browser: Browser, server: Server) -> Iterator[Page]:
    tab = browser.tab()
    tab.size(1280, 800)
    yield Page(tab, server)
    tab.ask("1")  # the last events come in
    tab.close()
    check_clean(tab, server)


def check_clean(tab: Tab, server: Server) -> None:
    """Nothing went to another machine, and nothing went wrong."""
    own = (server.address, server.address.replace("http", "ws"), "data:", "blob:")
    assert [address for address in tab.requests if not address.startswith(own)] == []
    assert tab.problems == []


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    yield from opened(browser, server)


@pytest.fixture
def second(browser: Browser, server: Server) -> Iterator[Page]:
    yield from opened(browser, server)


def artefacts(tmp_path: Path) -> Path:
    return Path(os.environ.get("SUPERORGANISMS_ARTEFACTS", tmp_path))


def stops_at_once(page: Page) -> None:
    """At 1,000 ticks a second: what was on its way is shown, which on a busy machine takes a moment, and then nothing moves."""
    pressed, began = page.tick, time.monotonic()
    page.says("#summary", "paused")
    assert time.monotonic() - began < 1.5
    time.sleep(0.4)
    still = page.tick
    assert still - pressed < 400
    time.sleep(0.5)
    assert page.tick == still


def test_a_first_visit_plays_by_itself(page: Page) -> None:
    page.visit()
    page.reaches(3)
    assert page.text("#play") == "Pause"
    assert "playing" in page.text("#summary")


def test_a_link_opens_a_certain_world_paused(page: Page) -> None:
    page.open("telephone", seed=3, tick=40)
    assert page.text("#play") == "Play"
    assert page.value("#seed") == "3"
    assert page.value("#scenario") == "telephone"
    assert "Tick 40, paused." in page.text("#summary")


def test_play_and_pause_at_once(page: Page) -> None:
    page.open()
    page.set_value("#speed", 9)
    page.press("play")
    page.reaches(100)
    page.press("play")
    stops_at_once(page)


def test_step_makes_one_tick(page: Page) -> None:
    page.open()
    for tick in (1, 2, 3):
        page.press("step")
        page.tab.wait(f"{TICK} === {tick}")
    time.sleep(0.3)
    assert page.tick == 3


def test_reset_and_again_is_the_same_picture(page: Page) -> None:
    page.open(tick=20)
    time.sleep(0.2)
    before = page.pixels()
    page.press("reset")
    page.tab.wait(f"{TICK} === 0")
    assert page.pixels() != before
    for tick in range(1, 21):
        page.press("step")
        page.tab.wait(f"{TICK} === {tick}")
    time.sleep(0.2)
    assert page.pixels() == before


def test_another_seed(page: Page) -> None:
    page.open(tick=5)
    before = page.text("#summary")
    page.set_value("#seed", 0)
    page.tab.wait(f"{TICK} === 0")
    assert page.value("#seed") == "0"
    page.press("step")
    page.reaches(1)
    page.press("new-seed")
    page.tab.wait(f"{TICK} === 0")
    assert page.value("#seed") != "0"
    assert page.text("#summary") != before


def test_pick_another_scenario(page: Page) -> None:
    page.open(seed=4)
    before = page.text("#claim")
    page.set_value("#scenario", "telephone")
    page.tab.wait("location.hash.includes('telephone')")
    assert page.text("#claim") != before
    assert page.value("#seed") == "4"
    page.press("step")
    page.reaches(1)


def test_the_curves_and_the_text_tell_of_the_regime_change(page: Page) -> None:
    page.open(tick=230)
    assert "The regime changed at tick 200." in page.text("#summary")
    assert page.tab.ask("document.querySelectorAll('#alignment-chart .key li').length") == 4
    page.tab.click("#alignment-chart summary")
    page.tab.wait("document.querySelectorAll('#alignment-chart tr').length > 10")
    assert page.text("#alignment-chart tr:last-child td") == "230"


def test_where_the_goal_gets_lost_adds_up(page: Page) -> None:
    page.open(tick=30)
    page.tab.wait("document.querySelector('#losses .value').textContent !== ''")
    values = page.tab.ask(
        "[...document.querySelectorAll('#losses .value')].map((e) => Number(e.textContent.replace('−', '-')))"
    )
    assert sum(values) == pytest.approx(1, abs=0.04)


def test_zoom_by_keyboard_alone(page: Page) -> None:
    page.open(tick=3)
    path = "[...document.querySelectorAll('#path button')].map((e) => e.textContent).join(' › ')"
    page.tab.focus("#blankets")
    page.tab.press("ArrowRight")
    page.says("#card h2", "government 0")
    assert page.text("#looked").startswith("government 0: inner alignment")
    page.tab.press("ArrowRight")
    page.tab.press("Enter")
    page.tab.wait(f"{path} === 'order › government 1'")
    page.tab.press("ArrowLeft")
    page.tab.press("Enter")
    page.tab.press("ArrowDown")
    page.tab.press("Enter")
    page.tab.wait(f"{path}.split(' › ').length === 4")
    page.says("#card p", "Strategy: direct")
    page.tab.press("Escape")
    page.tab.press("Escape")
    page.tab.wait(f"{path} === 'order › government 1'")
    page.tab.press("Home")
    page.tab.wait(f"{path} === 'order'")
    page.tab.press(" ")
    page.reaches(5)


def test_zoom_by_mouse(page: Page) -> None:
    page.open(tick=3)
    time.sleep(0.3)
    x, y, width, height = page.tab.ask(
        "(() => { const b = document.querySelector('#blankets').getBoundingClientRect();"
        " return [b.x, b.y, b.width, b.height] })()"
    )
    side = min(width, height)
    page.tab.point_at(x + width / 2, y + height / 2 - 0.3 * side)
    page.says("#card h2", "employee")
    page.tab.click_at(x + width / 2, y + height / 2 - 0.3 * side)
    page.says("#path", "government 0")
    page.tab.click("#path button")
    page.tab.wait("document.querySelectorAll('#path button').length === 1")


def test_two_tabs_have_worlds_of_their_own(page: Page, second: Page) -> None:
    page.open(seed=1)
    second.open(seed=2, tick=10)
    page.press("step")
    page.reaches(1)
    assert second.tick == 10
    assert page.pixels() != second.pixels()


def test_reload_opens_the_same_world(page: Page) -> None:
    page.open(seed=9)
    page.set_value("#speed", 6)
    page.press("play")
    page.reaches(30)
    page.press("play")
    time.sleep(1.3)  # the address follows
    tick, text = page.tick, page.text("#summary")
    page.tab.reload()
    page.tab.wait(f"{TICK} === {tick}")
    assert page.text("#summary") == text
    assert page.value("#seed") == "9"


def test_the_server_is_gone_and_comes_back_with_the_world(browser: Browser) -> None:
    tab = browser.tab()
    tab.size(1280, 800)
    with Server() as first:
        page = Page(tab, first)
        page.open(seed=6, tick=25)
        text = page.text("#summary")
    page.says("#notice-text", "The server is gone. This world (nested-superorganisms, seed 6, tick 25)")
    assert tab.ask("document.querySelector('#play').disabled")
    with Server(first.port) as again:
        tab.wait("document.querySelector('#notice').hidden", seconds=60)
        tab.wait(f"{TICK} === 25")
        assert page.text("#summary") == text
        page.press("step")
        page.reaches(26)
        tab.close()
        # The browser itself notes every try that found no server
        tab.problems = [problem for problem in tab.problems if "ERR_CONNECTION_REFUSED" not in problem]
        check_clean(tab, again)


def test_a_link_to_what_does_not_exist_says_so_and_shows_a_way_on(page: Page) -> None:
    page.tab.go(page.server.address + "#scenario=telefone&seed=2")
    page.says("#notice-text", "no scenario 'telefone'; did you mean 'telephone'?")
    page.press("notice-button")
    page.tab.wait("document.documentElement.dataset.world")
    page.tab.wait("document.querySelector('#notice').hidden")


def test_an_impossible_seed_is_refused_by_the_field_itself(page: Page) -> None:
    page.open(seed=3, tick=2)
    page.set_value("#seed", -4)
    assert not page.tab.ask("document.querySelector('#seed').checkValidity()")
    time.sleep(0.3)
    assert page.tick == 2


def test_the_watch_over_requests_and_errors_sees_them(browser: Browser, server: Server) -> None:
    tab = browser.tab()
    tab.ask("new Image().src = 'http://elsewhere.invalid/a.png'; console.error('wrong'); setTimeout(() => nothing(), 0)")
    tab.wait("performance.now() > 0")
    time.sleep(0.3)
    tab.ask("1")
    assert tab.requests == ["http://elsewhere.invalid/a.png"]
    assert any("wrong" in problem for problem in tab.problems)
    assert any("nothing is not defined" in problem for problem in tab.problems)
    with pytest.raises(AssertionError):
        check_clean(tab, server)
    tab.close()


def test_a_fast_world_does_not_flood_a_slow_browser(page: Page) -> None:
    page.open()
    page.tab.call("Emulation.setCPUThrottlingRate", rate=6)
    page.set_value("#speed", 9)
    page.press("play")
    page.reaches(300)
    page.press("play")
    stops_at_once(page)


def test_from_a_step_to_its_picture(page: Page) -> None:
    """At 1,000 employees. The bound is generous, for busy machines."""
    page.open(tick=5)
    for tick in range(6, 26):
        page.press("step")
        page.tab.wait(f"{TICK} === {tick}")
    taken = sorted(page.tab.ask("performance.getEntriesByName('step to paint').map((one) => one.duration)"))
    assert len(taken) == 20
    assert taken[len(taken) // 2] < 100


OVERLAPS = """(() => {
  const shown = (e) => { const s = getComputedStyle(e); return s.visibility !== 'hidden' && e.getClientRects().length > 0 };
  const boxes = [...document.querySelectorAll('header, #path, .over .tick, #blankets, #transport > *, #legend > span, '
    + '#summary, #claim, #question, #side > figure, #side .pair > *')].filter((e) => shown(e) && !e.matches('.hidden'));
  const sticky = document.querySelector('#transport');
  const clash = [];
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    if (a.contains(b) || b.contains(a)) return;
    if (sticky.contains(a) !== sticky.contains(b) && getComputedStyle(sticky).position === 'sticky') return;
    const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (wide > 1 && high > 1) clash.push([a.id || a.className || a.tagName, b.id || b.className || b.tagName]);
  }));
  return clash;
})()"""

CUT = """(() => [...document.querySelectorAll('#side, .sheet, header, #legend, #transport, #card h2, #card th, button, '
    + '#losses .label, .plot')]
  .filter((e) => e.getClientRects().length > 0 && (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
    || e.matches('#side, .sheet') && e.scrollHeight > e.clientHeight + 1))
  .map((e) => e.id || e.className || e.textContent))()"""

OUTSIDE = """(() => [...document.querySelectorAll('body *')].filter((e) => !e.closest('.hidden, .u-over, .u-cursor-x'))
  .filter((e) => { const b = e.getBoundingClientRect(); return b.width > 0 && (b.right > innerWidth + 1 || b.left < -1) })
  .map((e) => e.id || e.className || e.tagName))()"""


@pytest.mark.parametrize("scenario", ["nested-superorganisms", "states-of-the-world"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_is_cut_or_empty(page: Page, size: str, scenario: str, tmp_path: Path) -> None:
    width, height = SIZES[size]
    page.tab.size(width, height, mobile=width < 600)
    page.open(scenario, tick=210)
    time.sleep(1)
    page.tab.picture(artefacts(tmp_path) / f"page-{scenario}-{size}.png")
    assert page.tab.ask(OVERLAPS) == []
    assert page.tab.ask(CUT) == []
    assert page.tab.ask(OUTSIDE) == []
    for text in ("#claim", "#question", "#summary", "#card p", "#path", "#losses .value"):
        assert page.text(text).strip(), f"{text} is empty"
    colours = page.tab.ask(
        "(() => { const c = document.querySelector('#units');"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " return new Set(Array.from({length: d.length / 4}, (_, i) => d[4*i] + 256 * d[4*i+1])).size })()"
    )
    assert colours > 20, "the picture is empty"
    if width >= 960:
        assert page.tab.ask("document.documentElement.scrollHeight <= innerHeight"), "the page scrolls on a projector"
