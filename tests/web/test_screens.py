"""What stands on the screen at the sizes of a projector, a laptop and a phone: nothing overlaps, is cut, or keeps people out.

Screenshots of every panel at every size go to SUPERORGANISMS_ARTEFACTS, if that is set.
"""

import os
from pathlib import Path

import pytest

from tests.web.page import Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
SIZES = {"1280x800": (1280, 800), "1920x1080": (1920, 1080), "390x844": (390, 844)}
PANELS = ("curves", "classes", "unit", "controls", "about")


def artefacts(tmp_path: Path) -> Path:
    return Path(os.environ.get("SUPERORGANISMS_ARTEFACTS", tmp_path))


OVERLAPS = """(() => {
  const boxes = [...document.querySelectorAll('header, #path, .over .tick, .view, #transport > *, #legend > span, '
    + '#summary, #question, #tabs, #contrast, #lane-list, #lane-tools, #lane-note, #caption, #side figure, .sheet')]
    .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.matches('.hidden'));
  const sticky = [...document.querySelectorAll('#transport, #stage')].filter((e) => getComputedStyle(e).position === 'sticky');
  const clash = [];
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    if (a.contains(b) || b.contains(a)) return;
    if (sticky.some((e) => e.contains(a) !== e.contains(b))) return;
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

OUTSIDE = """(() => [...document.querySelectorAll('body *')].filter((e) => !e.closest('.hidden, .skip, .u-over, .u-cursor-x'))
  .filter((e) => { const b = e.getBoundingClientRect(); return b.width > 0 && (b.right > innerWidth + 1 || b.left < -1) })
  .map((e) => e.id || e.className || e.tagName))()"""

WIDE = """(() => [...document.querySelectorAll('[role=tabpanel]:not([hidden]), [role=tabpanel]:not([hidden]) *')]
  .filter((e) => e.clientWidth > 0 && !e.matches('input, .hidden, .hidden *') && e.scrollWidth > e.clientWidth + 1)
  .map((e) => e.id || e.className || e.tagName))()"""

VIOLATIONS = """((within) => axe.run(within, {resultTypes: ['violations']}).then((r) => r.violations
  .map((v) => [v.impact, v.id, v.nodes[0].html, v.nodes[0].failureSummary])))"""

COLOURS = """((selector) => { const from = document.querySelector(selector);
  const c = new OffscreenCanvas(from.width, from.height).getContext('2d', {willReadFrequently: true});
  c.drawImage(from, 0, 0);
  const d = c.getImageData(0, 0, from.width, from.height).data;
  return new Set(Array.from({length: d.length / 4}, (_, i) => d[4*i] + 256 * d[4*i+1])).size })"""


STAYS = """[...document.querySelectorAll('body *')].filter((e) => ['sticky', 'fixed'].includes(getComputedStyle(e).position))
  .map((e) => e.id)"""


def settled(page: Page) -> None:
    """Laid out and drawn anew."""
    page.tab.ask("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 40))))")


def sized(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.tab.size(width, height, mobile=width < 600)
    page.tab.wait(f"innerWidth === {width}")
    settled(page)


def panel_opened(page: Page, panel: str) -> None:
    """A panel with all that is in it."""
    page.press(f"{panel}-tab")
    if panel == "controls":
        page.tab.wait("document.querySelectorAll('#controls .control').length > 20")
        page.tab.ask("document.querySelectorAll('#controls details').forEach((d) => { d.open = true })")
        page.set_value("#controls select", "all")
    settled(page)


def pictured(page: Page, name: str, size: str, tmp_path: Path) -> None:
    page.tab.picture(artefacts(tmp_path) / f"page-{name}-{size}.png", whole=SIZES[size][0] < 960)


def troubles(page: Page) -> list[object]:
    """Whatever overlaps, is cut or sticks out; and on a projector a page that scrolls."""
    found = page.tab.ask(f"[...{OVERLAPS}, ...{OUTSIDE}, ...{WIDE}]")
    scrolls = page.tab.ask("innerWidth >= 960 && document.documentElement.scrollHeight > innerHeight")
    return [*found, *(["the page scrolls on a projector"] if scrolls else [])]


def keeps_out(page: Page, within: str = "html") -> list[object]:
    """What axe-core finds, of any impact."""
    if not page.tab.ask("window.axe !== undefined"):
        page.tab.ask(f"{AXE.read_text(encoding='utf-8')}; undefined")
    return list(page.tab.ask(f"{VIOLATIONS}({within!r})"))


def listed(found: list[object]) -> str:
    return "\n".join(str(one) for one in found)


@pytest.mark.parametrize("size", SIZES)
def test_every_panel_is_whole_and_keeps_nobody_out(page: Page, size: str, tmp_path: Path) -> None:
    page.open(tick=210)
    sized(page, size)
    found: list[object] = []
    high = "document.querySelector('#blankets').getBoundingClientRect().height"
    before = page.tab.ask(high)
    for panel in PANELS:
        panel_opened(page, panel)
        pictured(page, panel, size, tmp_path)
        within = "html" if panel == PANELS[0] else f"#{panel}"  # around the panels nothing changes
        found += [(panel, trouble) for trouble in (*troubles(page), *keeps_out(page, within))]
        if page.tab.ask(high) != pytest.approx(before, abs=1):
            found.append((panel, "the picture changes its size"))
    assert not found, listed(found)


def test_on_a_phone_the_last_lever_and_the_picture_are_seen_together(page: Page, tmp_path: Path) -> None:
    page.open(tick=60)
    sized(page, "390x844")
    panel_opened(page, "controls")
    edges = (
        "((e) => [e.top, e.bottom])([...document.querySelectorAll('#controls .control :is(input, select)')].at(-1)"
        ".getBoundingClientRect()).concat(['#stage', '#transport'].flatMap((one) => {"
        " const e = document.querySelector(one).getBoundingClientRect(); return [e.top, e.bottom] }))"
    )
    page.tab.ask("[...document.querySelectorAll('#controls .control :is(input, select)')].at(-1).focus()")
    settled(page)
    page.tab.picture(artefacts(tmp_path) / "last-lever-390x844.png")
    lever_top, lever_bottom, picture_top, picture_bottom, play_top, play_bottom = page.tab.ask(edges)
    assert page.tab.ask("scrollY") > 844
    assert 0 <= picture_top < picture_bottom <= lever_top < lever_bottom <= play_top < play_bottom <= 844
    assert page.tab.ask(f"{COLOURS}('#units')") > 20
    assert lever_bottom - lever_top < play_top - picture_bottom > 844 / 2


def test_where_there_is_no_room_nothing_stays_in_place(page: Page) -> None:
    """Enlarged to 400 %, or a phone on its side."""
    page.open(tick=20)
    for width, height, stays in ((320, 256, []), (844, 390, []), (320, 568, ["transport"]), (390, 844, ["stage", "transport"])):
        page.tab.size(width, height)
        page.tab.wait(f"innerWidth === {width}")
        settled(page)
        assert page.tab.ask(STAYS) == stays, f"{width}x{height}"


@pytest.mark.parametrize("scenario", ["nested-superorganisms", "states-of-the-world"])
def test_nothing_is_cut_or_empty(page: Page, scenario: str, tmp_path: Path) -> None:
    page.open(scenario, tick=210)
    found: list[object] = []
    for size in SIZES:
        sized(page, size)
        pictured(page, scenario, size, tmp_path)
        found += [(size, trouble) for trouble in (*troubles(page), *page.tab.ask(CUT))]
        if page.tab.ask(f"{COLOURS}('#units')") <= 20:
            found.append((size, "the picture is empty"))
    assert not found, listed(found)
    for text in ("#claim", "#question", "#summary", "#card p", "#path", "#losses .value"):
        assert page.text(text).strip(), f"{text} is empty"


def test_three_worlds_two_of_them_side_by_side_are_whole_and_keep_nobody_out(page: Page, tmp_path: Path) -> None:
    page.open("pseudo-alignment", tick=60)
    page.tab.click("#contrast-switch")
    page.tab.wait("document.querySelectorAll('#lane-list li').length === 2")
    page.press("branch")
    page.tab.wait("document.querySelectorAll('#lane-list li').length === 3")
    page.tab.click("#side-switch")
    page.tab.wait(f"!document.querySelector('#beside-view').hidden && {COLOURS}('#beside-units') > 20")
    found: list[object] = []
    for size in SIZES:
        sized(page, size)
        for panel in ("curves", "classes"):
            panel_opened(page, panel)
            pictured(page, f"three-{panel}", size, tmp_path)
            found += [(size, panel, trouble) for trouble in (*troubles(page), *keeps_out(page))]
    assert not found, listed(found)


def test_a_notice_is_whole_and_keeps_nobody_out(page: Page, tmp_path: Path) -> None:
    page.open(tick=20)
    page.tab.ask("(location.hash = '#scenario=telefone', 1)")
    page.says("#notice-text", "no scenario 'telefone'")
    found: list[object] = []
    for size in SIZES:
        sized(page, size)
        pictured(page, "notice", size, tmp_path)
        found += [(size, trouble) for trouble in (*troubles(page), *keeps_out(page))]
    page.press("help-button")
    found += [("help", trouble) for trouble in keeps_out(page)]
    assert not found, listed(found)
