"""The controls in a real Chromium: made from the declarations, live or for the start, taken back, kept over a reload."""

import time

import pytest

from tests.web.browser import Steered
from tests.web.page import TICK, Page


def control(path: str, field: str = "input[type=number]") -> str:
    return f'.control[data-path="{path}"] {field}'


def layer_opened[T: Steered](page: Page[T], name: str) -> None:
    """The controls of one layer, in all their depth."""
    page.press("controls-tab")
    page.tab.wait("document.querySelectorAll('#controls .control').length > 20")
    page.tab.ask(
        f"[...document.querySelectorAll('#controls details')].find((d) => d.textContent.startsWith({name!r})).open = true"
    )


def test_every_parameter_has_a_control_in_two_depths(page: Page) -> None:
    from superorganisms.model.parameters import Parameters
    from superorganisms.web.controls import is_closed

    page.open(tick=2)
    layer_opened(page, "firm")
    shown = "[...document.querySelectorAll('#controls .control')].filter((e) => !e.hidden).map((e) => e.dataset.path)"
    reference = [one for one in Parameters.reference(["order", "government", "firm", "employee"]) if not is_closed(one.path)]
    assert page.tab.ask(shown) == [one.path for one in reference if one.basic]
    page.set_value("#controls select", "all")
    assert page.tab.ask(shown) == [one.path for one in reference]
    help_text = page.text('.control[data-path="firm.mutation"]')
    assert "standard deviation of the change in each feature" in help_text
    assert "at once" in help_text


def test_a_live_parameter_changes_the_running_world_and_is_taken_back(page: Page) -> None:
    page.open(tick=10)
    layer_opened(page, "employee")
    page.set_value(control("employee.mutation"), 0.4)
    page.says("#controls .differs", "employee.mutation: 0.05 → 0.4")
    assert page.tick == 10
    assert page.text("#changed") == " (1 changed)"
    page.press("step")
    page.reaches(11)
    page.tab.click("#controls .row button:nth-of-type(1)")
    page.says("#controls .differs", "Everything as in the scenario.")
    assert page.value(control("employee.mutation")) == "0.05"
    page.tab.click("#controls .row button:nth-of-type(2)")
    page.says("#controls .differs", "employee.mutation: 0.05 → 0.4")
    assert page.tick == 11
    page.tab.click("#controls .differs button")
    page.says("#controls .differs", "Everything as in the scenario.")


def test_a_slider_is_one_change_however_far_it_moves(page: Page) -> None:
    page.open(tick=3)
    layer_opened(page, "employee")
    slider = control("employee.compliance", "input[type=range]")
    page.tab.focus(slider)
    for _ in range(3):
        page.tab.press("ArrowRight")
    page.says("#controls .differs", "employee.compliance: 0.5 → 0.53")
    assert page.tick == 3


def test_what_holds_for_the_start_begins_a_new_world(page: Page) -> None:
    page.open(tick=12)
    layer_opened(page, "employee")
    assert "new world" in page.text('.control[data-path="employee.size"]')
    page.set_value(control("employee.size"), 300)
    page.tab.wait(f"{TICK} === 0")
    page.says("#controls .differs", "employee.size: 1000 → 300")
    page.press("step")
    page.reaches(1)
    page.tab.click("#controls .row button:nth-of-type(1)")
    page.says("#controls .differs", "Everything as in the scenario.")
    page.tab.wait(f"{TICK} === 0")


def test_rules_shares_and_vectors_can_be_set(page: Page) -> None:
    page.open(tick=3)
    layer_opened(page, "employee")
    page.set_value(control("employee.selection", "select"), "moran")
    page.says("#controls .differs", "employee.selection")
    page.tab.wait("document.querySelector('.control[data-path=\"employee.selection\"] .option').textContent.startsWith('s')")
    page.set_value(control("intent", "input"), "[0, 1, 0, 0, 0, 0, 0, 0]")
    page.says("#controls .differs", "intent")
    assert page.tick == 3
    page.set_value(control("employee.strategies", "input[aria-label$='deceiver']"), 0.3)
    page.says('.control[data-path="employee.strategies"] .error', "employee.strategies")
    page.set_value(control("employee.strategies", "input[aria-label$='direct']"), 0.7)
    page.says("#legend", "deceptive")


def test_switches_tables_graphs_and_lists_can_be_set(page: Page) -> None:
    page.open(tick=3)
    layer_opened(page, "firm")
    page.set_value("#controls select", "all")
    page.tab.click(control("firm.foresight", "input[type=checkbox]"))
    page.says("#controls .differs", "firm.foresight: false → true")
    page.set_value(control("firm.network", "select"), "ring")
    page.says("#controls .differs", "firm.network: complete → ring (k 2)")
    page.set_value(control("firm.migration", "input[aria-label$='swap']"), 0.25)
    page.says("#controls .differs", "firm.migration: recruit 0, swap 0 → recruit 0, swap 0.25")
    page.set_value(control("leaks", "input"), "[[lobby, government, 0.5]]")
    page.says("#controls .differs", "leaks")
    assert page.tick == 3
    page.set_value(control("firm.capacity", "input"), "[profti]")
    page.says('.control[data-path="firm.capacity"] .error', "firm.capacity[0] has no feature 'profti'")


def test_what_the_model_refuses_stands_at_its_control(page: Page) -> None:
    page.open(tick=4)
    layer_opened(page, "employee")
    page.set_value(control("employee.mutation"), 1.3)
    error = '.control[data-path="employee.mutation"] .error'
    page.says(error, "employee.mutation must be in [0, 1], got 1.3")
    page.set_value(control("employee.size"), 10**8)
    page.says('.control[data-path="employee.size"] .error', "a world on the page has up to 200,000 units")
    page.set_value(control("intent", "input"), "nonsense")
    page.says('.control[data-path="intent"] .error', "intent")
    assert page.tick == 4
    page.set_value(control("employee.mutation"), 0.3)
    page.tab.wait(f"document.querySelector({error!r}).textContent === ''")
    page.says("#controls .differs", "employee.mutation: 0.05 → 0.3")


def test_changes_survive_reset_and_reload(page: Page) -> None:
    page.open(tick=5)
    layer_opened(page, "employee")
    page.set_value(control("employee.spread"), 0.3)
    page.tab.wait(f"{TICK} === 0")
    page.press("step")
    page.reaches(1)
    page.set_value(control("employee.mutation"), 0.2)
    page.says("#controls .differs", "employee.mutation")
    page.press("step")
    page.reaches(2)
    time.sleep(1.2)  # the address follows
    text, picture = page.text("#summary"), page.pixels()
    page.tab.reload()
    page.tab.wait(f"{TICK} === 2")
    page.says("#controls .differs", "employee.mutation: 0.05 → 0.2")
    page.says("#controls .differs", "employee.spread: 0.5 → 0.3")
    assert page.text("#summary") == text
    time.sleep(0.2)
    assert page.pixels() == picture
    page.press("reset")
    page.tab.wait(f"{TICK} === 0")
    page.says("#controls .differs", "employee.mutation: 0.05 → 0.2")


def test_the_controls_of_one_tab_change_no_other(page: Page, second: Page) -> None:
    page.open(tick=2)
    second.open(tick=2)
    layer_opened(page, "employee")
    layer_opened(second, "employee")
    page.set_value(control("employee.mutation"), 0.4)
    page.says("#controls .differs", "employee.mutation")
    time.sleep(0.3)
    assert "Everything" in second.text("#controls .differs")


def test_the_story_is_told_and_falls_silent_in_another_world(page: Page) -> None:
    page.open(tick=30)
    page.tab.wait("document.querySelector('#caption').textContent.length > 20")
    layer_opened(page, "employee")
    page.set_value(control("employee.mutation"), 0.4)
    page.tab.wait("document.querySelector('#caption').textContent === ''")


def test_the_tabs_are_walked_by_arrow_keys(page: Page) -> None:
    page.open(tick=2)
    page.tab.focus("#curves-tab")
    page.tab.press("ArrowRight")
    page.tab.wait("!document.querySelector('#classes').hidden && document.querySelector('#curves').hidden")
    page.says("#classes-chart .key", "robust")
    page.set_value("#classes-chart select", "firm")
    page.says("#classes-chart .key", "compliant")
    assert page.tab.ask("document.activeElement.id || document.activeElement.className") in ("layer", "classes-tab")


def test_the_mouse_shows_a_unit_and_a_curve_beside_it(page: Page) -> None:
    page.open(tick=40)
    time.sleep(0.3)
    box = "(() => {{ const b = document.querySelector({!r}).getBoundingClientRect(); return [b.x, b.y, b.width, b.height] }})()"
    x, y, width, height = page.tab.ask(box.format("#blankets"))
    page.tab.point_at(x + width / 2, y + height / 2 - 0.3 * min(width, height))
    page.tab.wait("!document.querySelector('#tip').hidden")
    page.says("#tip", "employee")
    x, y, width, height = page.tab.ask(box.format("#alignment-chart .u-over"))
    page.tab.point_at(x + width / 2, y + height / 2)
    page.says("#alignment-chart .curve-tip", "tick 2")


@pytest.mark.parametrize("seed", [3])
def test_the_card_says_whose_copy_a_unit_is(page: Page, seed: int) -> None:
    page.open(seed=seed, tick=60)
    page.tab.focus("#blankets")
    for _ in range(3):
        page.tab.press("Enter")
        page.tab.press("Enter")
    page.says("#card", "opy of employee")
