"""The page for everybody: by keyboard alone, by ear, in another language. For other eyes: test_other_eyes.py.

Screenshots go to SUPERORGANISMS_ARTEFACTS, if that is set.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.web.browser import Browser, Tab, wait_for
from tests.web.page import TICK, Page, Server
from tests.web.test_controls import control, layer_opened
from tests.web.test_screens import PANELS, artefacts, listed, panel_opened, settled
from tests.web.watched import opened

SOURCE = Path(__file__).parents[2] / "web" / "page"

USABLE = """(() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
  .filter((e) => e.tabIndex >= 0 && !e.disabled && !e.closest('dialog:not([open])'))
  .filter((e) => e.checkVisibility({visibilityProperty: true})))()"""
NAMED = "((e) => e.id || e.dataset.path || e.getAttribute('aria-label') || e.className || e.textContent || e.tagName)"
FOCUSED = f"""(() => {{
  const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
  const at = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);
  const again = e === document.body || window.walked.includes(e);
  window.walked.push(e);
  return {{name: {NAMED}(e), again, outlined: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
    covered: !(at && (e.contains(at) || at.contains(e))), positive: e.tabIndex > 0}} }})()"""


def walk(page: Page) -> list[dict[str, Any]]:
    """Tab from the top until nothing new comes; what was met, in its order."""
    page.tab.ask("(window.walked = [], 1)")
    page.tab.focus("#skip-to-picture")
    page.tab.press("Tab")
    page.tab.press("Tab", shift=True)  # now come by keyboard, which is what shows the focus
    met = []
    for _ in range(600):
        here = page.tab.ask(FOCUSED)
        if here["again"]:
            return met
        met.append(here)
        page.tab.press("Tab")
    raise AssertionError("the keyboard never comes to an end of the page")


def test_everything_is_reached_by_the_tab_key_and_the_focus_is_seen(page: Page) -> None:
    page.open(tick=40)
    for panel in PANELS:
        page.press(f"{panel}-tab")
        if panel == "controls":
            page.tab.wait("document.querySelectorAll('#controls .control').length > 20")
        met = walk(page)
        assert page.tab.ask(f"{USABLE}.filter((e) => !window.walked.includes(e)).map({NAMED})") == [], f"not reached in {panel}"
        for trouble in ("covered", "positive"):
            assert [one["name"] for one in met if one[trouble]] == [], f"{trouble} in {panel}"
        assert [one["name"] for one in met if not one["outlined"]] == [], f"the focus is not seen in {panel}"
        order = ["skip-to-picture", "scenario", "help-button", "blankets", "play", "scrubber", "speed", f"{panel}-tab"]
        assert [one["name"] for one in met if one["name"] in order] == order
    page.tab.focus("#about-tab")
    before = page.tab.ask(FOCUSED)["name"]
    page.tab.press("Tab", shift=True)
    assert page.tab.ask(FOCUSED)["name"] not in (before, "BODY"), "there is no way back"


def test_on_a_phone_the_focus_does_not_hide_under_what_stays_in_place(page: Page) -> None:
    page.open(tick=40)
    page.tab.size(390, 844, mobile=True)
    for panel in ("curves", "controls"):
        panel_opened(page, panel)
        met = walk(page)
        assert len(met) > 20
        page.tab.ask(f"(window.walked = [], {USABLE}.at(-1).focus())")
        for _ in met[:60]:  # and on the way back, where what stays in place comes first
            page.tab.press("Tab", shift=True)
            met.append(page.tab.ask(FOCUSED))
        covered = [one["name"] for one in met if one["covered"]]
        assert [name for name in covered if name not in (panel, "BODY")] == []  # the middle of a panel is far down


def test_the_header_can_be_skipped_and_the_keys_are_told(page: Page) -> None:
    page.open(tick=10)
    page.tab.press("Tab")
    assert page.tab.ask("document.activeElement.getBoundingClientRect().width") > 60  # seen where it is met
    page.tab.press("Enter")
    assert page.tab.ask("document.activeElement.id") == "blankets"
    page.tab.focus("#skip-to-panels")
    page.tab.press("Enter")
    assert page.tab.ask("document.activeElement.id") == "curves-tab"
    page.tab.focus("#help-button")
    page.tab.press("Enter")
    page.tab.wait("document.querySelector('#help').open && document.querySelector('#help').contains(document.activeElement)")
    assert "go into the chosen unit" in page.text("#help-keys")
    page.tab.press("Escape")
    page.tab.wait("!document.querySelector('#help').open && document.activeElement.id === 'help-button'")
    assert "#scenario" in page.tab.ask("location.hash"), "the address still holds the world"


def test_time_is_moved_by_keyboard(page: Page) -> None:
    page.open(tick=12)
    page.tab.focus("#scrubber")
    page.tab.press("ArrowLeft")
    page.tab.wait(f"{TICK} === 11")
    page.tab.press("Home")
    page.tab.wait(f"{TICK} === 0")
    page.tab.press("End")
    page.tab.wait(f"{TICK} === 12")
    page.tab.focus("#blankets")
    page.tab.press(",")
    page.tab.wait(f"{TICK} === 11")
    page.tab.press(".")
    page.tab.wait(f"{TICK} === 12")
    page.tab.focus("#speed")
    rate = page.text("#speed-text")
    page.tab.press("ArrowRight")
    page.tab.wait(f"document.querySelector('#speed-text').textContent !== {rate!r}")
    page.tab.focus("#play")
    page.tab.press(" ")
    page.reaches(14)
    page.tab.press(" ")
    page.says("#summary", "paused")


def test_the_focus_is_never_lost(page: Page) -> None:
    """What had it may go or be disabled: then something near it has it."""
    page.open(tick=20)
    page.tab.focus("#alignment-chart summary")
    for opened_ in (True, False):
        page.tab.press("Enter")
        page.tab.wait(f"document.querySelector('#alignment-chart details').open === {str(opened_).lower()}")
    layer_opened(page, "employee")
    for button in (".differs button", ".row button"):  # back, undo
        page.set_value(control("employee.mutation"), 0.4)
        page.says("#controls .differs", "employee.mutation")
        page.tab.focus(f"#controls {button}")
        page.tab.press("Enter")
        page.says("#controls .differs", "Everything as in the scenario.")
        page.tab.wait("document.activeElement.closest('#controls .row, #controls .control') !== null")
    page.tab.focus("#branch")
    page.tab.press("Enter")
    page.tab.wait("document.querySelectorAll('#lane-list li').length === 2")
    page.tab.focus("#lane-list .drop")
    page.tab.press("Enter")
    page.tab.wait("document.activeElement.id === 'lane-undo'")
    page.tab.press("Enter")
    page.tab.wait("document.querySelectorAll('#lane-list li').length === 2 && document.activeElement !== document.body")


# By ear

SILENT = ("generic", "none", "presentation", "StaticText", "")
LANDMARKS = {"banner", "main", "navigation"}
TOLD_BY_NAME = ("region", "image", "tabpanel", "tablist", "dialog", "meter", "progressbar")


def heard(tab: Tab) -> list[dict[str, Any]]:
    """What a screen reader is given: role, name, level, and whether it can be focused."""
    nodes = tab.call("Accessibility.getFullAXTree")["nodes"]
    return [
        {
            "role": node.get("role", {}).get("value", ""),
            "name": str(node.get("name", {}).get("value", "")).strip(),
            **{one["name"]: one["value"].get("value") for one in node.get("properties", [])},
        }
        for node in nodes
        if not node.get("ignored")
    ]


def test_whatever_can_be_used_has_a_name_and_a_role(page: Page) -> None:
    page.open(tick=40)
    for panel in PANELS:
        page.press(f"{panel}-tab")
        if panel == "controls":
            page.tab.wait("document.querySelectorAll('#controls .control').length > 20")
        page.tab.wait("[...document.querySelectorAll('.plot')].every((e) => !e.checkVisibility() || e.ariaLabel)")
        nodes = heard(page.tab)
        usable = [node for node in nodes if node.get("focusable") and node["role"] != "RootWebArea"]
        assert len(usable) > 15
        assert [node for node in usable if not node["name"] or node["role"] in SILENT] == []
        roles = {node["role"] for node in nodes}
        assert roles >= LANDMARKS
        assert [node for node in nodes if node["role"] in TOLD_BY_NAME and not node["name"]] == []
        levels = [node["level"] for node in nodes if node["role"] == "heading"]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def chart_sentences(page: Page) -> list[str]:
    return list(
        page.tab.ask(
            "[...document.querySelectorAll('[role=img]')].filter((e) => e.checkVisibility() && e.closest('#side'))"
            ".map((e) => e.getAttribute('aria-label') ?? '')"
        )
    )


def test_every_chart_has_its_sentence_at_every_tick(page: Page) -> None:
    page.open(tick=30)
    for panel in ("curves", "classes"):
        page.press(f"{panel}-tab")
        drawn = page.tab.ask("[...document.querySelectorAll('.plot')].filter((e) => e.checkVisibility()).length")
        for tick in (30, 10):
            page.set_value("#scrubber", tick)
            page.tab.wait(f"{TICK} === {tick}")
            wait_for(
                lambda at=tick: all(f"at tick {at}:" in one for one in chart_sentences(page)), f"the charts to tell of {tick}"
            )
            assert len(chart_sentences(page)) >= drawn > 0
    page.set_value("#scrubber", 20)
    page.tab.wait(f"{TICK} === 20")
    page.press("branch")
    page.tab.wait("document.querySelectorAll('#lane-list li').length === 2")
    page.press("curves-tab")
    wait_for(lambda: all("World A" in one for one in chart_sentences(page)), "the charts to tell of both worlds")


def test_the_state_is_told_when_it_stands_and_seldom_while_it_plays(page: Page) -> None:
    page.open(tick=5)
    assert page.text("#spoken") == page.text("#summary")
    assert page.text("#looked") == "", "of what nobody has chosen nothing is said"
    page.press("step")
    page.says("#spoken", "Tick 6, paused.")
    page.tab.ask(
        "(window.told = 0, new MutationObserver(() => { window.told++ })"
        ".observe(document.querySelector('#spoken'), {childList: true, characterData: true, subtree: true}), 1)"
    )
    page.set_value("#speed", 4)
    page.press("play")
    page.reaches(30)
    assert page.tab.ask("window.told") <= 1
    page.press("play")
    page.says("#spoken", "paused")
    page.tab.focus("#blankets")
    page.tab.press("ArrowRight")
    page.says("#looked", "inner alignment")


def test_the_charts_can_be_read_as_sentences_that_follow_the_world(page: Page) -> None:
    page.open(tick=20)
    page.tab.click("#in-words summary")
    for tick in (19, 18):
        page.press("back")
        wait_for(
            lambda at=tick: [f"at tick {at}:" in one for one in in_words(page)] == [True] * 4, f"four charts to tell of {tick}"
        )
    assert page.tab.ask("document.querySelector('#in-words-list').ariaLive") == "polite"
    assert set(in_words(page)) >= {one for one in chart_sentences(page) if "tick" in one}


def in_words(page: Page) -> list[str]:
    return list(page.tab.ask("[...document.querySelectorAll('#in-words li')].map((e) => e.textContent)"))


# In another language


@pytest.fixture
def marked(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The page with a mark around each of its texts: from SUPERORGANISMS_MARKED_PAGE, or built here."""
    folder = os.environ.get("SUPERORGANISMS_MARKED_PAGE")
    if folder is None:
        node = shutil.which("node")
        if node is None or not (SOURCE / "node_modules").is_dir():
            pytest.skip(
                "no marked page: SUPERORGANISMS_MARKED_PAGE is not set, and web/page has no node_modules to build it with"
            )
        folder = str(tmp_path / "marked")
        subprocess.run([node, SOURCE / "test" / "marked.mjs", folder], check=True)
    with Server(static=Path(folder)) as server:
        yield from opened(browser, server)


BARE = """(() => {
  const found = [];
  const note = (text, e) => {
    const bare = (text ?? '').replace(/⟦[^]*⟧/gu, '').trim();
    if (/\\p{L}/u.test(bare)) found.push([bare, `${e.tagName.toLowerCase()} ${e.id || e.className} in ${e.parentElement.id}`]);
  };
  for (const e of document.querySelectorAll('body, body *')) {
    if (!e.checkVisibility() || e.matches('.control .help')) continue; // these put the server's words together
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'aria-description', 'alt'])
      note(e.getAttribute(name), e);
    for (const node of e.childNodes) if (node.nodeType === Node.TEXT_NODE) note(node.data, e);
  }
  return found;
})()"""


def said_by(value: Any) -> Iterator[str]:
    """The texts of a server's message, not the names of its fields; of a path its parts too."""
    if isinstance(value, str):
        yield value.strip()
        yield from value.replace("_", " ").split(".")
    elif isinstance(value, dict):
        for part in value.values():
            yield from said_by(part)
    elif isinstance(value, list):
        for part in value:
            yield from said_by(part)


def unmarked(page: Page) -> list[str]:
    """What stands there without a mark, and does not come from the server."""
    served = {text for message in page.tab.heard for text in said_by(json.loads(message))}
    # A parameter's label is its path and its sentence
    bare = [
        (text, where) for text, where in page.tab.ask(BARE) if text not in served and not served.issuperset(text.split(": ", 1))
    ]
    return [f"{text!r}, {where}" for text, where in bare]


def test_every_word_comes_from_the_texts(marked: Page, tmp_path: Path) -> None:
    marked.open(tick=40)
    found: list[object] = []
    for panel in PANELS:
        panel_opened(marked, panel)
        marked.tab.picture(artefacts(tmp_path) / f"marked-{panel}.png")
        found += [(panel, one) for one in unmarked(marked)]
    marked.press("branch")
    marked.tab.wait("document.querySelectorAll('#lane-list li').length === 2")
    marked.press("curves-tab")
    marked.press("help-button")
    settled(marked)
    found += [("two worlds, help", one) for one in unmarked(marked)]
    assert not found, listed(found)
    assert marked.tab.ask("document.documentElement.lang") == "en"
