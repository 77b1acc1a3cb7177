"""The charts in a real Chromium: what they say is what the world measured, at the tick that is pointed at or stood at."""

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest

from superorganisms import Superorganism
from superorganisms.arrays import Floats
from superorganisms.scenarios.scenario import scenario
from tests.web.browser import wait_for
from tests.web.page import HORIZON, TICK, Page
from tests.web.test_controls import control, layer_opened
from tests.web.test_screens import SIZES, artefacts

NAME, SEED, TICKS = "pseudo-alignment", 1, 200
LAYERS = ("order", "government", "firm", "employee")
KEY = """((figure) => Object.fromEntries([...document.querySelectorAll(`#${figure} .key li:not(.aside)`)].map((entry) => [
  entry.querySelector('span').textContent,
  [...entry.querySelectorAll('output')].map((output) => Number(output.textContent.replace('−', '-'))),
])))"""
BOX = "((b) => [b.x, b.y, b.width, b.height])(document.querySelector('#%s .u-over').getBoundingClientRect())"


type Run = dict[str, Floats]
"""Measures by name, of every tick from tick 1."""


def run(world: Superorganism) -> Run:
    world.run_for(TICKS)
    return dict(zip(world.record.columns, world.record.rows.T, strict=True))


@pytest.fixture(scope="module")
def measures() -> Run:
    return run(Superorganism(scenario(NAME).parameters, rng=SEED))


@pytest.fixture(scope="module")
def otherwise() -> Run:
    told = scenario(NAME)
    return run(Superorganism(told.parameters.with_changes(told.contrast), rng=SEED))


def key(page: Page, figure: str) -> dict[str, list[float]]:
    """What the key of a chart says: its labels and their values."""
    return dict(page.tab.ask(f"{KEY}({figure!r})"))


def table(page: Page, figure: str) -> tuple[list[str], list[list[float]]]:
    """The numbers behind a chart: heads and rows."""
    page.tab.ask(f"document.querySelector('#{figure} details').open = true")
    page.tab.wait(f"document.querySelectorAll('#{figure} td').length > 0")
    cells = page.tab.ask(
        f"[...document.querySelectorAll('#{figure} tr')].map((row) => [...row.children].map((cell) => cell.textContent))"
    )
    page.tab.ask(f"document.querySelector('#{figure} details').open = false")
    return cells[0], [[number(cell) for cell in row] for row in cells[1:]]


def number(text: str) -> float:
    return float("nan") if text == "none" else float(text.replace("−", "-").replace(",", ""))


def choose(page: Page, figure: str, value: str, place: int = 0) -> None:
    page.tab.ask(
        f"((select) => {{ select.value = {value!r}; select.dispatchEvent(new Event('change')) }})"
        f"(document.querySelectorAll('#{figure} select')[{place}])"
    )


def point(page: Page, figure: str, tick: int) -> tuple[float, float]:
    x, y, width, height = page.tab.ask(BOX % figure)
    at = (x + width * tick / page.tab.ask(HORIZON), y + height / 2)
    page.tab.point_at(*at)
    return at


def with_contrast(page: Page) -> None:
    page.tab.click("#contrast-switch")
    page.tab.wait(
        f"document.querySelectorAll('#efficiency-chart .key li').length === 2 && {KEY}('efficiency-chart').Contrast[0] > 0"
    )


def said(page: Page, figure: str) -> str:
    return str(page.tab.ask(f"document.querySelector('#{figure} [role=img]').getAttribute('aria-label')"))


def test_at_the_clock_they_say_what_was_measured(page: Page, measures: Run) -> None:
    page.open(NAME, seed=SEED, tick=TICKS)
    page.says("#efficiency-chart .key", "0.")
    for layer in LAYERS:
        assert key(page, "alignment-chart")[layer] == [
            pytest.approx(measures[f"{layer}.inner_alignment"][TICKS - 1], abs=0.006)
        ]
    assert list(key(page, "efficiency-chart").values()) == [[pytest.approx(measures["efficiency"][TICKS - 1], abs=0.006)]]
    assert said(page, "efficiency-chart") == f"Efficiency, at tick 200: share done {measures['efficiency'][TICKS - 1]:.2f}."


def test_pointing_at_one_chart_reads_all_at_that_tick_and_a_click_goes_there(page: Page, measures: Run) -> None:
    page.open(NAME, seed=SEED, tick=TICKS)
    page.says("#efficiency-chart .key", "0.")
    at = point(page, "alignment-chart", 152)
    page.says("#losses-chart .when", "tick 152")
    for figure in ("alignment-chart", "efficiency-chart", "more-chart"):
        assert page.text(f"#{figure} .curve-tip") == "tick 152"
    assert key(page, "efficiency-chart")["share done"] == [pytest.approx(measures["efficiency"][152 - 1], abs=0.006)]
    assert number(page.text("#losses .step:last-child .value")) == pytest.approx(measures["efficiency"][152 - 1], abs=0.006)
    page.tab.click_at(*at)
    page.goes_to(152)
    assert page.tab.ask(HORIZON) == TICKS
    page.tab.point_at(2, 2)
    page.tab.wait("document.querySelector('#losses-chart .when').textContent === ''")
    assert key(page, "alignment-chart")["firm"] == [pytest.approx(measures["firm.inner_alignment"][152 - 1], abs=0.006)]
    assert "at tick 152" in said(page, "alignment-chart")
    assert "at tick 152" in said(page, "losses-chart")


def test_the_waterfall_adds_up(page: Page, measures: Run) -> None:
    page.open(NAME, seed=SEED, tick=TICKS)
    page.tab.wait("document.querySelector('#losses .value:last-child')?.textContent")
    values = page.tab.ask("[...document.querySelectorAll('#losses .value')].map((value) => value.textContent)")
    whole, *steps, done = map(number, values)
    assert whole == 1
    assert done == pytest.approx(measures["efficiency"][TICKS - 1], abs=0.006)
    assert whole + sum(steps) == pytest.approx(done), "the last digits don't add up"
    bars = page.tab.ask(
        "[...document.querySelectorAll('#losses .bar')].map((bar) => bar.getBoundingClientRect())"
        ".map(({left, right}) => [left, right])"
    )
    for above, below in pairwise(bars[1:-1]):
        assert min(abs(one - other) for one in above for other in below) < 1.5, "bars don't hang together"


def test_both_worlds_and_their_difference(page: Page, measures: Run, otherwise: Run) -> None:
    page.open(NAME, seed=SEED, tick=TICKS)
    with_contrast(page)
    own, other = ({name: values[TICKS - 1] for name, values in both.items()} for both in (measures, otherwise))
    alignment = key(page, "alignment-chart")
    for layer in LAYERS:
        column = f"{layer}.inner_alignment"
        assert alignment[layer] == [pytest.approx(own[column], abs=0.006), pytest.approx(other[column], abs=0.006)]
    assert key(page, "efficiency-chart")["Contrast"] == [pytest.approx(other["efficiency"], abs=0.006)]
    assert number(page.text("#losses .step:last-child .value.thin")) == pytest.approx(other["efficiency"], abs=0.006)
    choose(page, "alignment-chart", "firm")
    assert set(key(page, "alignment-chart")) == set(key(page, "efficiency-chart"))
    page.tab.click(".switch input")
    page.says("#alignment-chart .key .aside", "World A minus Contrast")
    assert "minus Contrast" in said(page, "efficiency-chart")
    difference = own["efficiency"] - other["efficiency"]
    assert list(key(page, "efficiency-chart").values()) == [[pytest.approx(difference, abs=0.006)]]
    heads, rows = table(page, "efficiency-chart")
    assert len(heads) == 2
    for tick, value in rows:
        assert value == pytest.approx(measures["efficiency"][int(tick) - 1] - otherwise["efficiency"][int(tick) - 1], abs=1e-3)
    page.tab.click("#contrast-switch")
    page.tab.wait("document.querySelector('.switch').hidden")
    assert "minus" not in said(page, "efficiency-chart")


@pytest.mark.parametrize("mode", ["per-tick", "sums"])
def test_the_terms_of_the_drift_add_up_to_its_line(page: Page, mode: str) -> None:
    page.open(NAME, seed=SEED, tick=TICKS)
    choose(page, "more-chart", mode, place=2)
    heads, rows = table(page, "more-chart")
    assert heads[0] == "tick"
    assert len(heads) >= 4
    for _, *terms, line in rows:
        assert sum(terms) == pytest.approx(line, abs=0.002 if mode == "sums" else 5e-5)
    assert any(abs(line) > 0 for *_, line in rows)


def test_any_measure_can_be_looked_at_with_what_it_means(page: Page, measures: Run) -> None:
    page.open(NAME, seed=SEED, tick=TICKS)
    offered = page.tab.ask("[...document.querySelector('#more-chart select').options].map((option) => option.value)")
    names = {value.replace("/", ".", 1).lstrip(".") for value in offered if not value.startswith("*") and "/" in value}
    assert names == set(measures)
    for value, label in (("firm/coherence", "firm"), ("/side_effects", "side effects"), ("*/competence", "employee")):
        choose(page, "more-chart", value)
        page.says("#more-chart", label)
        assert len(page.text("#more-chart .note")) > 10
    expected = measures["employee.competence"][TICKS - 1]
    assert key(page, "more-chart")["employee"] == [pytest.approx(expected, abs=0.006)]


def test_classes_are_shares_of_one(page: Page, measures: Run) -> None:
    page.open(NAME, seed=SEED, tick=TICKS)
    page.press("classes-tab")
    page.says("#classes-chart .key", "0.")
    shares = key(page, "classes-chart")
    assert sum(share for (share,) in shares.values()) == pytest.approx(1, abs=0.02)
    assert shares["robust"] == [pytest.approx(measures["employee.robust_share"][TICKS - 1], abs=0.006)]
    choose(page, "classes-chart", "firm")
    page.tab.wait(f"{KEY}('classes-chart').robust[0] !== {shares['robust'][0]}")
    assert said(page, "classes-chart").startswith("Classes of firm, at tick 200: robust ")
    assert page.tab.ask("document.querySelectorAll('#class-charts figure:not([hidden])').length") == 1


def test_where_nothing_has_happened_they_say_so(page: Page) -> None:
    page.open(NAME, seed=SEED, tick=0)
    page.tab.wait("document.querySelector('#alignment-chart [role=img]')?.getAttribute('aria-label')")
    for figure in ("alignment-chart", "efficiency-chart", "more-chart", "losses-chart"):
        assert said(page, figure).endswith(": nothing yet at tick 0.")
    for value in ("*/competence", "/direction", "drift"):
        choose(page, "more-chart", value)
    page.tab.click("#step")
    page.goes_to(1)
    page.tab.wait("document.querySelector('#losses').getAttribute('aria-label').includes('was done')")
    page.tab.click("#back")
    page.goes_to(0)
    page.tab.wait("document.querySelector('#losses').getAttribute('aria-label').endsWith('nothing yet at tick 0.')")
    assert page.text("#efficiency-chart .key output") == ""


def test_what_was_changed_by_hand_is_said_where_it_was_changed(page: Page) -> None:
    page.open(NAME, seed=SEED, tick=40)
    layer_opened(page, "firm")
    page.set_value(control("firm.mutation", "input[type=number]"), 0.4)
    page.says("#changed", "1")
    page.press("curves-tab")
    page.set_value("#speed", 6)
    page.press("play")
    page.reaches(80)
    page.press("play")
    page.says("#summary", "paused")
    tip = "#alignment-chart .curve-tip"  # the curves may still be on their way when it is paused: point again
    wait_for(lambda: point(page, "alignment-chart", 40) and ": firm.mutation 0.4" in page.text(tip), "the change in the tip")
    wait_for(lambda: point(page, "alignment-chart", 60) and re.fullmatch("tick [0-9]+", page.text(tip)), "a tip without it")


def test_what_was_hidden_is_of_now_when_it_comes(page: Page) -> None:
    page.open(NAME, seed=SEED, tick=10)
    page.press("classes-tab")
    page.tab.click("#step")
    page.tab.wait(f"{TICK} === 11")
    time.sleep(0.3)
    page.press("curves-tab")
    page.tab.wait("document.querySelector('#alignment-chart [role=img]').getAttribute('aria-label').includes('tick 11')")
    page.tab.wait("document.querySelector('#losses').getAttribute('aria-label').includes('tick 11')")


CLIPPED = """[...document.querySelectorAll('#charts *, #class-charts *')]
  .filter((e) => e.clientWidth > 0 && !e.closest('.plot, .hidden') && getComputedStyle(e).display !== 'inline')
  .filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("size", SIZES)
def test_they_are_all_seen_at_once_and_whole(page: Page, size: str, tmp_path: Path) -> None:
    width, height = SIZES[size]
    page.tab.size(width, height, mobile=width < 600)
    page.open(NAME, seed=SEED, tick=TICKS)
    with_contrast(page)
    time.sleep(0.5)
    page.tab.picture(artefacts(tmp_path) / f"page-charts-{size}.png")
    assert page.tab.ask(CLIPPED) == []
    plots = page.tab.ask(
        "[...document.querySelectorAll('#charts .plot')].map((plot) => plot.getBoundingClientRect())"
        ".map(({width, height, bottom}) => [width, height, bottom])"
    )
    assert len(plots) == 3
    for across, high, bottom in plots:
        assert across > 150
        assert high > 75
        assert width < 960 or bottom < height
    page.press("classes-tab")
    page.tab.wait("document.querySelectorAll('#class-charts figure:not([hidden])').length === 2")
    time.sleep(0.3)
    page.tab.picture(artefacts(tmp_path) / f"page-class-charts-{size}.png")
    assert page.tab.ask(CLIPPED) == []
