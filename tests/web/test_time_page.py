"""Time in a real Chromium: back by button, key, slider and playing backwards; what was there is there again, to the pixel."""

from tests.web.page import HORIZON, TICK, Page

PERFORMED = "performance.getEntriesByName('{}').map((one) => one.duration)"


def test_back_by_buttons_and_keys_and_everything_is_as_it_was(page: Page) -> None:
    page.open(tick=29)
    earlier = page.stood()
    page.press("step")
    page.goes_to(30)
    later = page.stood()
    page.press("back")
    page.goes_to(29)
    assert page.stood() == earlier
    assert page.tab.ask(HORIZON) == 30
    page.says(".tick", "tick 29 of 30")
    page.tab.focus("#blankets")
    page.tab.key(".")
    page.goes_to(30)
    assert page.stood() == later
    for key, tick in ((",", 29), ("[", 28), ("]", 29)):
        page.tab.key(key)
        page.goes_to(tick)
    page.tab.focus("#seed")
    page.tab.key(",")
    page.press("step")
    page.goes_to(30)  # what is typed into a field is not for the clock
    page.press("controls-tab")
    page.press("back")
    page.goes_to(29)
    assert page.text("#path") == "order"
    page.tab.wait("document.querySelector('#memory').textContent.startsWith('Going back: ')")


def test_it_plays_backwards_to_the_start_and_on_again(page: Page) -> None:
    page.open(tick=60)
    page.set_value("#speed", 6)
    page.press("backwards")
    page.tab.wait(f"{TICK} < 50")
    assert page.tab.ask("document.querySelector('#backwards').getAttribute('aria-pressed')") == "true"
    page.press("play")
    page.says("#summary", "paused")
    stopped = page.tick
    assert 0 < stopped < 50
    page.set_value("#speed", 9)
    page.press("backwards")
    page.goes_to(0)
    page.says("#play", "Play")
    page.tab.wait("document.querySelector('#backwards').disabled && document.querySelector('#back').disabled")
    assert page.tab.ask(HORIZON) == 60
    page.tab.focus("#blankets")
    page.tab.press(" ")
    page.tab.wait(f"{HORIZON} > 60")


def test_the_slider_goes_anywhere_by_keyboard_and_the_last_pull_wins(page: Page) -> None:
    page.open(tick=120)
    page.tab.focus("#scrubber")
    page.tab.press("Home")
    page.goes_to(0)
    page.tab.press("ArrowRight")
    page.goes_to(1)
    assert page.tab.ask("document.querySelector('#scrubber').getAttribute('aria-valuetext')") == "tick 1 of 120"
    page.tab.press("End")
    page.goes_to(120)
    page.tab.ask(
        "(() => { const e = document.querySelector('#scrubber'); for (let t = 119; t >= 40; t--)"
        " { e.value = t; e.dispatchEvent(new Event('input', {bubbles: true})) } })()"
    )
    page.goes_to(40)
    asked = len(page.tab.ask(PERFORMED.format("seek to paint")))
    assert asked <= 6  # three by keyboard; of eighty places that were passed the first, the last, and hardly any between
    for tick in range(0, 120, 7):
        page.set_value("#scrubber", tick)
        page.goes_to(tick)
    taken = sorted(page.tab.ask(PERFORMED.format("seek to paint")))
    assert taken[len(taken) // 2] < 500  # generous, for busy machines: 100 on a quiet one


def test_a_reset_begins_again_and_a_click_on_a_curve_goes_there(page: Page) -> None:
    page.open(tick=80)
    chart = "document.querySelector('#alignment-chart .u-over').getBoundingClientRect()"
    x, y, width, height = page.tab.wait(
        f"(({chart}).width > 0) && (({{x, y, width, height}}) => [x, y, width, height])({chart})"
    )
    page.tab.click_at(x + width / 2, y + height / 2)
    page.tab.wait(f"{TICK} > 30 && {TICK} < 50")
    assert page.tab.ask(HORIZON) == 80
    page.press("reset")
    page.tab.wait(f"{TICK} === 0 && {HORIZON} === 0")
