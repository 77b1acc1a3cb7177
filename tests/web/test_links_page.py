"""Links in a real Chromium: all that is seen opens in a clean tab to the same state; a sentence for all that is wrong."""

from urllib.parse import quote

from tests.web.browser import Browser
from tests.web.page import HORIZON, TICK, Page
from tests.web.test_branches_page import CAUGHT_UP, WHAT, WORLDS, lever
from tests.web.watched import check_clean

NOTICE = "#notice-text"


def test_a_link_opens_all_of_it_in_a_clean_browser(page: Page, second: Page) -> None:
    page.open("pseudo-alignment", seed=3, tick=70)
    page.set_value("#scrubber", 40)
    page.goes_to(40)
    lever(page)
    page.tab.wait(f"{WORLDS}.length === 2")
    page.set_value("#lane-list li:last-child .name", "Ours & theirs = 100 %")
    page.tab.click("#contrast-switch")
    page.tab.wait(f"{WORLDS}.length === 3")
    page.tab.click("#lane-list li:first-child .beside-button")
    page.tab.click("#side-switch")
    page.press("curves-tab")
    page.tab.click(".switch input")
    page.press("classes-tab")
    page.tab.focus("#blankets")
    page.tab.press("ArrowRight")
    page.tab.press("Enter")
    page.tab.wait("location.hash.includes('unit=1.0') && location.hash.includes('panel=classes')")
    seen = (page.hashed(), page.tab.ask(WORLDS), page.tab.ask(WHAT), page.text("#summary"), page.text("#path"))
    link = page.tab.wait("location.hash.includes('hash=') && location.href")
    second.tab.go(link)
    second.goes_to(40)
    again = (second.hashed(), second.tab.ask(WORLDS), second.tab.ask(WHAT), second.text("#summary"), second.text("#path"))
    assert again == seen
    assert second.tab.ask(HORIZON) == 70
    assert second.tab.ask("document.querySelector('#notice').hidden")
    second.says("#state-hash", "as in the link")
    assert second.tab.ask("document.querySelector('.switch input').checked")
    assert second.tab.ask("!document.querySelector('#classes').hidden && !document.querySelector('#beside-view').hidden")


def test_a_broken_link_says_what_is_wrong_and_what_is_shown_instead(page: Page) -> None:
    page.tab.go(f"{page.server.address}#scenario=telephone&seed=x&tick=12&world={quote('{"seed":')}&colour=red&unit=7.1")
    page.goes_to(12)
    for sentence in (
        "seed=x in this link should be a whole number from 0 to 9,007,199,254,740,991; seed 1 is used.",
        'world={"seed": in this link can\'t be read, perhaps because the link was cut off; that world is left out.',
        "This link says “colour”, which no link has; it is left out.",
        "unit=7.1 in this link should be LAYER.UNIT of this world, counted from 0; the whole is shown.",
    ):
        page.says(NOTICE, sentence)
    page.press("step")
    page.goes_to(13)
    page.says(NOTICE, "seed=x")  # it stays until it is closed
    page.press("notice-button")
    page.tab.wait("document.querySelector('#notice').hidden")


def test_a_link_that_promises_another_state_is_contradicted(page: Page) -> None:
    page.visit("#scenario=telephone&seed=2&tick=9&v=0.0.1&hash=0123456789abcdef")
    here = page.hashed()[:16]
    page.says(NOTICE, f"This is not what the link showed: at tick 9 its state was 0123456789abcdef, here it is {here}.")
    assert "0.0.1" in page.text(NOTICE)


def test_a_world_that_can_not_go_on_stays_while_the_other_does(page: Page) -> None:
    other = quote('{"seed":3}')
    page.visit(f"#scenario=telephone&seed=2&tick=4&to=40&at=5:firm.mutation%3D7&world={other}&side=1")
    page.goes_to(4)
    for tick in (5, 6, 7):
        page.press("step")
        page.goes_to(tick)
    page.says("#lane-list .what", "This world ends at tick 5: firm.mutation")
    page.says("#focus-label", "World A, tick 5")
    page.says("#summary", "Tick 7, paused. This world stands at tick 5.")
    assert page.text("#beside-label") == "World B"
    page.tab.click("#lane-list li:last-child [type=radio]")
    page.says("#focus-label", "World B")
    other_alone = page.hashed()
    page.tab.wait("location.hash.includes('tick=7') && location.hash.includes('at=5%3Afirm.mutation%3D7')")
    page.visit("#scenario=telephone&seed=3&tick=7")
    page.goes_to(7)
    assert page.hashed() == other_alone


def test_a_link_past_the_end_of_a_world_opens_as_long_as_another_goes_on(page: Page) -> None:
    ends = f"{page.server.address}#scenario=telephone&seed=2&tick=12&to=60&at=5:firm.mutation%3D7"
    page.tab.go(f"{ends}&world={quote('{"seed":3}')}&side=1")
    page.goes_to(12)
    page.says("#focus-label", "World A, tick 5")
    page.tab.wait(CAUGHT_UP)
    page.tab.go("about:blank")
    page.tab.go(ends)
    page.goes_to(5)
    page.says(NOTICE, "This world ends at tick 5: firm.mutation")


def test_pasted_links_and_the_way_back(browser: Browser, page: Page) -> None:
    page.open("telephone", seed=2, tick=9)
    page.hashed()
    page.tab.ask("location.hash = '#scenario=telephone&seed=8&tick=4'")
    page.goes_to(4)
    assert page.value("#seed") == "8"
    page.set_value("#scenario", "pseudo-alignment")
    page.tab.wait("location.hash.includes('pseudo-alignment')")
    page.tab.ask("history.back()")
    page.tab.wait("document.querySelector('#scenario').value === 'telephone'")
    page.goes_to(4)
    page.tab.ask("history.back()")
    page.goes_to(9)
    page.tab.ask("history.forward()")
    page.goes_to(4)
    page.tab.ask("location.hash = '#scenario=telefone&tick=3'")
    page.says(NOTICE, "no scenario 'telefone'; did you mean 'telephone'?")
    assert page.tab.ask(f"{TICK} === 4 && document.documentElement.dataset.world !== undefined")
    check_clean(page.tab, page.server)
