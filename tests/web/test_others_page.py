"""The range over other seeds in a real Chromium; and that a link holds how charts are looked at."""

import numpy as np
import pytest

from superorganisms import Superorganism
from superorganisms.arrays import Floats
from superorganisms.scenarios.scenario import scenario
from superorganisms.web.others import SEEDS, other_seeds
from tests.web.page import Page
from tests.web.test_charts_page import table

NAME, SEED, TICKS = "pseudo-alignment", 4, 30
GREY = """(() => { const canvas = document.querySelector('#efficiency-chart canvas'), { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height); let grey = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] >= 30 && data[i + 3] <= 45 && data[i] < 60 && data[i] === data[i + 1]) grey++;
  }
  return grey; })()"""
KEY = "document.querySelector('#efficiency-chart .key').textContent"
SWITCH = "#alignment-chart .switch:nth-of-type(2) input"


def efficiency(changes: dict[str, object]) -> Floats:
    """(SEEDS, TICKS)."""
    parameters = scenario(NAME).parameters.with_changes(changes)
    found = []
    for seed in other_seeds([SEED]):
        world = Superorganism(parameters, rng=seed)
        world.run_for(TICKS)
        found.append(world.record.rows[:, list(world.record.columns).index("efficiency")].copy())
    return np.stack(found)


@pytest.fixture(scope="module")
def others() -> Floats:
    return efficiency({})


def shown(low: float, high: float) -> str:
    return f"({low:.2f} to {high:.2f})".replace("-", "\N{MINUS SIGN}")


def test_the_key_the_table_and_the_words_say_between_what_other_seeds_lie(page: Page, others: Floats) -> None:
    page.open(NAME, seed=SEED, tick=TICKS)
    page.tab.click(SWITCH)
    last = shown(others[:, -1].min(), others[:, -1].max())
    page.tab.wait(f"{KEY}.includes({last!r})")
    heads, rows = table(page, "efficiency-chart")
    assert heads == ["tick", "share done", "share done, smallest", "share done, largest"]
    for tick, _, low, high in rows:
        column = others[:, int(tick) - 1]
        assert (low, high) == pytest.approx((column.min(), column.max()), abs=6e-4)
    assert f" {SEEDS} worlds " in page.text("#others-mean")
    assert page.tab.ask(f"document.querySelector({SWITCH!r}).getAttribute('aria-describedby')") == "others-mean"
    page.tab.wait("location.hash.includes('others=1')")
    page.tab.reload()
    page.tab.wait("document.documentElement.dataset.world")
    page.tab.wait(f"{KEY}.includes({last!r})")
    page.tab.click(SWITCH)
    page.tab.wait(f"!{KEY}.includes(' to ')")
    page.tab.wait("!location.hash.includes('others=1')")


def test_of_a_difference_the_range_is_of_differences(page: Page, others: Floats) -> None:
    page.open(NAME, seed=SEED, tick=TICKS)
    page.tab.click(SWITCH)
    page.tab.click("#contrast-switch")
    page.tab.click("#alignment-chart .switch input")
    differences = (others - efficiency(dict(scenario(NAME).contrast)))[:, -1]
    page.tab.wait(f"{KEY}.includes({shown(differences.min(), differences.max())!r})")


def test_what_the_charts_show_is_in_the_link(page: Page) -> None:
    look = "alignment=firm&classes=government&chart=firm%2Fcoherence"
    page.visit(f"#scenario={NAME}&seed=1&tick=3&{look}")
    assert page.value("#more-chart select") == "firm/coherence"
    assert page.value("#alignment-chart select") == "firm"
    page.tab.wait(f"location.hash.includes({look!r})")
    page.set_value("#more-chart select", "drift")
    page.set_value("#more-chart select:nth-of-type(3)", "sums")
    page.tab.wait("location.hash.includes('alignment=firm&classes=government&sums=1')")
    page.visit(f"#scenario={NAME}&seed=1&tick=4&chart=firm%2Fnothing&sums=1")
    page.says("#notice-text", "chart=firm/nothing in this link is nothing that charts of this world can show")
    assert page.value("#more-chart select") == "drift"
    page.tab.wait("!location.hash.includes('nothing')")


def test_a_shade_is_drawn_and_not_only_told(page: Page, others: Floats) -> None:
    """Faint grey, which neither curve nor grid is."""
    page.open(NAME, seed=SEED, tick=TICKS)
    page.tab.wait(f"{KEY}.includes('share')")
    assert page.tab.ask(GREY) < 50  # edges of letters and lines
    page.tab.click(SWITCH)
    page.tab.wait(f"{KEY}.includes(' to ')")
    page.tab.wait(f"{GREY} > 500")


def test_of_all_layers_together_there_is_no_range_but_a_way_to_one(page: Page, others: Floats) -> None:
    page.open(NAME, seed=SEED, tick=TICKS)
    page.tab.click(SWITCH)
    page.says("#alignment-chart .key .aside", "choose one layer to see its other seeds")
    page.set_value("#alignment-chart select", "employee")
    page.says("#alignment-chart .key .aside", f"shaded: smallest to largest of {SEEDS} other seeds")
    page.tab.wait("document.querySelector('#alignment-chart .key').textContent.includes(' to ')")


def test_worlds_of_different_seeds_have_no_range_of_their_difference_and_say_why(page: Page) -> None:
    page.visit(f"#scenario={NAME}&seed=1&tick=3&others=1&difference=1&world=%7B%22seed%22%3A3%7D")
    page.says("#alignment-chart [role=status]", "No other seeds: a difference has one only between worlds of the same seed.")
    assert " to " not in page.text("#efficiency-chart .key")


def test_pointing_at_a_tick_reads_its_range(page: Page, others: Floats) -> None:
    page.open(NAME, seed=SEED, tick=TICKS)
    page.tab.click(SWITCH)
    page.tab.wait(f"{KEY}.includes(' to ')")
    x, y, width, height = page.tab.ask(
        "((b) => [b.x, b.y, b.width, b.height])(document.querySelector('#efficiency-chart .u-over').getBoundingClientRect())"
    )
    tick = 10
    page.tab.point_at(x + width * tick / TICKS, y + height / 2)
    expected = shown(others[:, tick - 1].min(), others[:, tick - 1].max())
    page.tab.wait(f"{KEY}.includes({expected!r})")
