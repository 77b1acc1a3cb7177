"""The contrast in a real Chromium: switched on it runs beside the world, is drawn, told and linked to, and hides nothing."""

import time
from pathlib import Path

import pytest

from superorganisms.scenarios.scenario import scenario
from superorganisms.scenarios.told import untold
from tests.web.page import TICK, Page
from tests.web.test_controls import control, layer_opened
from tests.web.test_screens import AXE, CUT, OUTSIDE, OVERLAPS, SIZES, artefacts

SWITCH = "#contrast-switch"
EFFICIENCIES = "[...document.querySelectorAll('#efficiency-chart .key output')].map((e) => e.textContent)"
THIN = "[...document.querySelectorAll('#alignment-chart .key .thin')]"
THERE = "document.querySelector('#contrast-text').textContent === 'Thin curves, same seed.'"


def switched_on(page: Page) -> None:
    page.tab.click(SWITCH)
    page.tab.wait(THERE)


def test_both_futures_are_seen_past_the_shift(page: Page) -> None:
    shift = scenario("pseudo-alignment").parameters.regimes[0].at
    page.open("pseudo-alignment", seed=1, tick=shift - 40)
    assert not page.tab.ask(f"document.querySelector({SWITCH!r}).checked")
    assert "Nothing is ever hidden" in page.text("#contrast")
    page.set_value("#speed", 6)
    page.press("play")
    page.reaches(shift - 35)
    switched_on(page)
    page.reaches(shift + 5)
    page.press("play")
    page.says("#summary", "paused")
    page.says("#summary", "In the contrast: order")
    page.tab.wait(f"!{EFFICIENCIES}.map(Number).some(Number.isNaN)")
    own, beside = page.tab.ask(f"{EFFICIENCIES}.map(Number)")
    assert own < beside - 0.05
    assert page.tab.ask(f"{THIN}.length") == 4
    page.tab.click("#lane-list li:last-child [type=radio]")
    page.says("#focus-label", "Contrast")
    page.says("#summary", "In World A: order")
    page.tab.click(SWITCH)
    page.tab.wait(f"{THIN}.length === 0 && {EFFICIENCIES}.length === 1 && document.querySelector('#lane-list').hidden")
    page.tab.wait("!document.querySelector('#summary').textContent.includes('In ')")


def test_step_reset_seed_and_pointing_go_with_it(page: Page) -> None:
    page.open("pseudo-alignment", seed=3)
    page.tab.click(SWITCH)
    for tick in (1, 2):
        page.press("step")
        page.tab.wait(f"{TICK} === {tick}")
    page.tab.wait(THERE)
    page.press("reset")
    page.tab.wait(f"{TICK} === 0")
    assert page.tab.ask(f"document.querySelector({SWITCH!r}).checked")
    page.set_value("#seed", 5)
    page.tab.wait("document.documentElement.dataset.tick === '0' && location.hash.includes('seed=5')")
    page.set_value("#speed", 6)
    page.press("play")
    page.reaches(40)
    page.press("play")
    page.says("#summary", "paused")
    page.tab.wait(f"{THIN}.length === 4")
    x, y, width, height = page.tab.ask(
        "(() => { const b = document.querySelector('#efficiency-chart .u-over').getBoundingClientRect();"
        " return [b.x, b.y, b.width, b.height] })()"
    )
    page.tab.point_at(x + width / 2, y + height / 2)
    page.says("#efficiency-chart .curve-tip", "tick ")
    page.tab.click("#efficiency-chart summary")
    page.tab.wait("document.querySelectorAll('#efficiency-chart tr:last-child td').length === 3")
    page.press("classes-tab")
    page.says("#class-charts", "Contrast")


def test_the_link_brings_it_back(page: Page) -> None:
    page.open("pseudo-alignment", seed=4, tick=60)
    switched_on(page)
    page.tab.wait("location.hash.includes('contrast=1')")
    page.says("#summary", "In the contrast: order")  # it may be some ticks behind and be called there
    text = page.text("#summary")
    page.tab.reload()
    page.tab.wait(f"{TICK} === 60 && {THERE}")
    page.says("#summary", text)
    page.set_value("#scenario", "telephone")
    page.tab.wait("location.hash.includes('telephone')")
    page.tab.click(SWITCH)
    page.tab.wait("!location.hash.includes('contrast')")


def test_a_clash_with_a_changed_control_is_said_in_a_sentence(page: Page) -> None:
    page.open("pseudo-alignment", seed=4, tick=10)
    switched_on(page)
    layer_opened(page, "the whole world")
    page.set_value("#controls select", "all")
    page.set_value(control("response", "input"), "none")
    said = "The contrast sets response itself: what was changed there holds in the world alone."
    page.says("#contrast-sentence", said)
    page.press("reset")
    page.tab.wait(f"{TICK} === 0")
    page.says("#contrast-sentence", "The world has been changed to what the contrast is: their curves are the same.")


def test_the_caption_says_that_its_numbers_are_means(page: Page) -> None:
    page.open("pseudo-alignment", seed=6, tick=205)
    page.says("#caption", "Numbers: means of many runs; this run: seed 6.")
    page.open("telephone", seed=6, tick=0)
    measured = any(untold([page.text("#caption-text")], ()))
    assert (page.text("#caption-means") != "") == measured


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_hidden_by_it_and_nobody_kept_out(page: Page, size: str, tmp_path: Path) -> None:
    width, height = SIZES[size]
    page.tab.size(width, height, mobile=width < 600)
    page.open("pseudo-alignment", seed=1, tick=210)
    switched_on(page)
    time.sleep(0.7)
    page.tab.picture(artefacts(tmp_path) / f"page-contrast-{size}.png")
    for trouble in (OVERLAPS, CUT, OUTSIDE):
        assert page.tab.ask(trouble) == []
    if width >= 960:
        assert page.tab.ask("document.documentElement.scrollHeight <= innerHeight"), "the page scrolls on a projector"
    page.tab.ask(f"{AXE.read_text(encoding='utf-8')}; undefined")
    found = page.tab.ask(
        "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations"
        ".map((v) => [v.impact, v.id, v.nodes[0].html, v.nodes[0].failureSummary]))"
    )
    assert [one for one in found if one[0] in ("serious", "critical")] == []
