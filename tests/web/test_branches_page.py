"""Several worlds on one clock in a real Chromium: a lever in the past, two futures, two scenarios; discarded and back."""

from collections.abc import Iterator

from tests.web.page import HORIZON, Page
from tests.web.test_controls import control, layer_opened

WORLDS = "[...document.querySelectorAll('#lane-list .name')].map((e) => e.value)"
WHAT = "[...document.querySelectorAll('#lane-list .what')].map((e) => e.textContent)"
CAUGHT_UP = "[...document.querySelectorAll('#lane-list .state')].every((e) => e.hidden)"


def rows(page: Page, chart: str) -> Iterator[list[float]]:
    """Of the table behind a chart: tick, and a value for each curve."""
    if not page.tab.ask(f"document.querySelector('{chart} details').open"):
        page.tab.click(f"{chart} summary")
    page.tab.wait(f"document.querySelectorAll('{chart} tr').length > 10")
    cells = page.tab.ask(
        f"[...document.querySelectorAll('{chart} tr')].slice(1).map((row) => [...row.children].map((e) => e.textContent))"
    )
    for row in cells:
        yield [float(cell.replace("−", "-").replace(",", "").replace("none", "nan")) for cell in row]


def lever(page: Page) -> None:
    """Employees are copied much worse from now on."""
    layer_opened(page, "employee")
    page.set_value(control("employee.mutation"), 0.6)


def test_back_to_tick_40_one_lever_two_futures_side_by_side(page: Page) -> None:
    page.open(tick=110)
    whole = page.stood()
    page.set_value("#scrubber", 40)
    page.goes_to(40)
    lever(page)
    page.tab.wait(f"{WORLDS}.join() === 'World A,World B'")
    assert page.tick == 40
    page.tab.wait(f"{HORIZON} === 110 && {CAUGHT_UP}")
    assert page.tab.ask(WHAT)[1] == "from tick 40, employee.mutation 0.6"
    page.press("curves-tab")
    futures = [row for row in rows(page, "#efficiency-chart") if row[1] == row[1] and row[2] == row[2]]
    assert all(first == second for tick, first, second in futures if tick <= 40)
    assert any(first != second for tick, first, second in futures if tick > 60)
    page.tab.click("#side-switch")
    page.tab.wait("!document.querySelector('#beside-view').hidden")
    page.says("#focus-label", "World B")
    page.says("#beside-label", "World A")
    page.set_value("#scrubber", 110)
    page.goes_to(110)
    beside = "document.querySelector('#beside-units').toDataURL()"
    page.tab.wait(f"{beside} !== document.querySelector('#units').toDataURL()")
    page.tab.focus("#blankets")
    page.tab.press("ArrowRight")
    page.tab.press("Enter")
    page.says("#path", "government 0")
    page.tab.press("Escape")
    page.tab.click("#lane-list li:first-child [type=radio]")
    page.says("#focus-label", "World A")
    page.tab.click("#side-switch")
    page.tab.wait("document.querySelector('#beside-view').hidden")
    page.hashed()
    assert page.tab.ask("document.documentElement.dataset.hash") == whole[0], "the old future is as it was"


def test_named_taken_back_discarded_and_brought_back(page: Page) -> None:
    page.open(tick=50)
    page.press("branch")
    page.tab.wait(f"{WORLDS}.length === 2")
    page.set_value("#lane-list li:last-child .name", "Wild copies")
    page.says("#focus-label", "Wild copies")
    lever(page)
    page.says("#controls .differs", "employee.mutation: 0.05 → 0.6")
    undo, redo = (f"#controls .row button:nth-of-type({n})" for n in (1, 2))
    for button, said in ((undo, "Everything as in the scenario."), (redo, "employee.mutation: 0.05 → 0.6")):
        page.tab.click(button)
        page.says("#controls .differs", said)
    for tick in (51, 52, 53):
        page.press("step")
        page.goes_to(tick)
    before = page.stood()
    page.tab.wait(f"{CAUGHT_UP}")
    page.tab.click("#lane-list li:last-child .drop")
    page.says("#lane-note", "Wild copies is discarded.")
    page.tab.wait("document.querySelector('#lane-list').hidden")
    assert page.hashed() != before[0]
    page.press("lane-undo")
    page.tab.wait(f"{WORLDS}.join() === 'World A,Wild copies'")
    page.goes_to(53)
    assert page.stood() == before


def test_the_past_can_be_rewritten_and_levers_linked(page: Page) -> None:
    page.open(tick=30)
    before = page.hashed()
    page.set_value("#scrubber", 20)
    page.goes_to(20)
    page.press("controls-tab")
    page.tab.click("#keep-switch")
    lever(page)
    page.says("#controls .differs", "employee.mutation")
    page.set_value("#scrubber", 30)
    page.goes_to(30)
    assert page.hashed() != before
    assert page.tab.ask("document.querySelector('#lane-list').hidden")
    page.press("branch")
    page.tab.wait(f"{WORLDS}.length === 2")
    page.tab.click("#link-switch")
    page.tab.wait("location.hash.includes('linked=1')")
    page.set_value(control("employee.compliance"), 0.9)
    page.tab.wait(f"{WHAT}[0].includes('employee.compliance 0.9')")
    page.press("step")
    page.goes_to(31)
    assert page.tab.ask(f"{WORLDS}.length") == 2


def test_two_scenarios_on_one_clock(page: Page) -> None:
    page.open("telephone", seed=5, tick=30)
    page.set_value("#compare", "pseudo-alignment")
    page.tab.wait(f"{WORLDS}.join() === 'World A,World B' && {CAUGHT_UP}")
    assert page.value("#scenario") == "telephone"
    page.tab.click("#side-switch")
    page.tab.wait("!document.querySelector('#beside-view').hidden")
    page.press("step")
    page.goes_to(31)
    page.tab.click("#lane-list li:last-child [type=radio]")
    page.tab.wait("document.querySelector('#scenario').value === 'pseudo-alignment'")
    page.says("#beside-label", "World A")
    assert page.tick == 31
    for _ in range(2):
        page.press("branch")
    page.tab.wait(f"{WORLDS}.length === 4")
    page.tab.wait("document.querySelector('#branch').disabled && document.querySelector('#compare').disabled")
