"""The page in a real Chromium, used as people use it.

Every test fails on a request that leaves the machine, and on any error of JavaScript or of the browser's console. Without a
browser the tests are skipped, and fail where SUPERORGANISMS_BROWSER=required.
"""

import time

import pytest

from tests.web.browser import Browser
from tests.web.page import TICK, Page, Server
from tests.web.watched import check_clean


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
    assert values[0] == 1
    assert sum(values[:-1]) == pytest.approx(values[-1])


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
    page.says("#card", "direct")
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
        page.press("branch")
        page.says("#focus-label", "World B")
        text = page.text("#summary")
    page.says("#notice-text", "The server is gone. This world (nested-superorganisms, seed 6, tick 25)")
    assert tab.ask("document.querySelector('#play').disabled")
    with Server(first.port) as again:
        tab.wait("document.querySelector('#notice').hidden", seconds=60)
        tab.wait(f"{TICK} === 25")
        page.says("#summary", text)
        page.press("step")
        page.reaches(26)
        assert page.text("#focus-label") == "World B"
        tab.close()
        # The browser itself notes every try that found no server
        tab.problems = [problem for problem in tab.problems if "ERR_CONNECTION_REFUSED" not in problem]
        check_clean(tab, again)


def test_a_link_to_what_does_not_exist_says_so_and_shows_a_way_on(page: Page) -> None:
    page.tab.go(page.server.address + "#scenario=nonsense&seed=2&tick=3")
    page.says("#notice-text", "no scenario 'nonsense'")
    page.says("#notice-button", "Open the first scenario")
    page.press("notice-button")
    page.tab.wait("document.documentElement.dataset.world")
    page.tab.wait("document.querySelector('#notice').hidden")
    assert page.tick == 0


def test_a_link_to_a_misspelt_scenario_leads_to_the_one_that_was_meant_and_to_all_else_in_the_link(page: Page) -> None:
    link = "&seed=2&tick=12&to=20&set=firm.mutation%3D0.1&contrast=1&panel=controls"
    page.tab.go(f"{page.server.address}#scenario=telefone{link}")
    page.says("#notice-text", "no scenario 'telefone'; did you mean 'telephone'?")
    page.says("#notice-button", "Open Telephone instead")
    page.press("notice-button")
    page.goes_to(12)
    page.tab.wait("document.querySelector('#notice').hidden")
    page.tab.wait(f"location.hash.startsWith('#scenario=telephone{link}')")


def test_a_link_with_a_change_that_can_not_be_made_leads_to_its_scenario(page: Page) -> None:
    page.tab.go(page.server.address + "#scenario=telephone&seed=3&tick=12&set=firm.mutatoin%3D0.1")
    page.says("#notice-text", "firm.mutatoin")
    page.says("#notice-button", "Open Telephone as it is")
    page.press("notice-button")
    page.goes_to(12)
    assert (page.value("#scenario"), page.value("#seed")) == ("telephone", "3")
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


def test_a_pause_is_on_the_screen_at_once(page: Page) -> None:
    """After the press comes at most what had arrived before it, and then the last picture; nothing of what was on its way."""
    page.open()
    page.set_value("#speed", 9)
    page.press("play")
    page.reaches(60)
    page.tab.ask(
        "(() => { window.shown = []; new MutationObserver(() => window.shown.push(document.querySelector('#tick').textContent))"
        ".observe(document.querySelector('#tick'), {childList: true, characterData: true, subtree: true});"
        " document.querySelector('#play').click() })()"
    )
    page.says("#summary", "paused")
    time.sleep(0.5)
    assert page.tab.ask("window.shown.length") <= 2


def test_the_first_paint_comes_soon(page: Page) -> None:
    """Under 1.5 s on a quiet machine; the bound is generous, for busy ones."""
    page.visit()
    painted = page.tab.wait("performance.getEntriesByName('first-contentful-paint').map((one) => one.startTime)[0]")
    assert painted < 5000


def test_50_000_units_are_stepped_and_painted(page: Page) -> None:
    """Step to paint under 80 ms on a quiet machine; the bound is generous, for busy ones."""
    page.visit("#scenario=nested-superorganisms&seed=1&tick=2&set=firm.size%3D2500&set=employee.size%3D50000")
    page.tab.wait(f"{TICK} === 2", seconds=60)
    for tick in range(3, 13):
        page.press("step")
        page.tab.wait(f"{TICK} === {tick}")
    taken = sorted(page.tab.ask("performance.getEntriesByName('step to paint').map((one) => one.duration)"))
    assert len(taken) == 10
    assert taken[len(taken) // 2] < 1000
