"""What stands on the screen at the sizes of a projector, a laptop and a phone: nothing overlaps, is cut, or keeps people out.

Screenshots go to SUPERORGANISMS_ARTEFACTS, if that is set.
"""

import os
import time
from pathlib import Path

import pytest

from tests.web.page import Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
SIZES = {"1280x800": (1280, 800), "1920x1080": (1920, 1080), "390x844": (390, 844)}


def artefacts(tmp_path: Path) -> Path:
    return Path(os.environ.get("SUPERORGANISMS_ARTEFACTS", tmp_path))


OVERLAPS = """(() => {
  const shown = (e) => { const s = getComputedStyle(e); return s.visibility !== 'hidden' && e.getClientRects().length > 0 };
  const boxes = [...document.querySelectorAll('header, #path, .over .tick, #blankets, #transport > *, #legend > span, '
    + '#summary, #question, #tabs, #contrast, #caption, #curves > figure, #curves .pair > *')]
    .filter((e) => shown(e) && !e.matches('.hidden'));
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

CUT = """(() => [...document.querySelectorAll('#side, #curves, .sheet, header, #legend, #transport, #card h2, #card th, '
    + 'button, #losses .label, .plot')]
  .filter((e) => e.getClientRects().length > 0 && (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
    || e.matches('#side, #curves, .sheet') && e.scrollHeight > e.clientHeight + 1))
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


@pytest.mark.parametrize("panel", ["classes", "controls", "about"])
@pytest.mark.parametrize("size", SIZES)
def test_no_panel_covers_the_picture_or_is_cut(page: Page, size: str, panel: str, tmp_path: Path) -> None:
    width, height = SIZES[size]
    page.tab.size(width, height, mobile=width < 600)
    page.open(tick=30)
    before = page.tab.ask("document.querySelector('#blankets').getBoundingClientRect().height")
    page.press(f"{panel}-tab")
    if panel == "controls":
        page.tab.wait("document.querySelectorAll('#controls .control').length > 20")
        page.tab.ask("document.querySelectorAll('#controls details').forEach((d) => { d.open = true })")
        page.set_value("#controls select", "all")
    time.sleep(0.5)
    page.tab.picture(artefacts(tmp_path) / f"page-{panel}-{size}.png")
    assert page.tab.ask(OVERLAPS) == []
    assert page.tab.ask(OUTSIDE) == []
    inside = f"[...document.querySelectorAll('#{panel}, #{panel} *')].filter((e) => e.clientWidth > 0"
    wide = f"{inside} && !e.matches('input, .hidden')"
    assert page.tab.ask(f"{wide} && e.scrollWidth > e.clientWidth + 1).map((e) => e.id || e.className || e.tagName)") == []
    picture, beside = (
        page.tab.ask(
            f"(() => {{ const b = document.querySelector('{one}').getBoundingClientRect();"
            " return [b.left, b.top, b.right, b.bottom] })()"
        )
        for one in ("#blankets", f"#{panel}")
    )
    assert picture[2] <= beside[0] or picture[3] <= beside[1]
    assert picture[3] - picture[1] == pytest.approx(before, abs=1)
    if width >= 960:
        assert page.tab.ask("document.documentElement.scrollHeight <= innerHeight"), "the page scrolls on a projector"


@pytest.mark.parametrize("panel", ["curves", "classes", "controls", "about"])
@pytest.mark.parametrize("size", ["1280x800", "390x844"])
def test_axe_finds_nothing_that_keeps_people_out(page: Page, size: str, panel: str) -> None:
    width, height = SIZES[size]
    page.tab.size(width, height, mobile=width < 600)
    page.open(tick=210)
    page.press(f"{panel}-tab")
    if panel == "controls":
        page.set_value("#controls select", "all")
    time.sleep(0.3)
    page.tab.ask(f"{AXE.read_text(encoding='utf-8')}; undefined")
    found = page.tab.ask(
        "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations"
        ".map((v) => [v.impact, v.id, v.nodes[0].html, v.nodes[0].failureSummary]))"
    )
    assert [one for one in found if one[0] in ("serious", "critical")] == []
