"""The page for other eyes: enlarged, without some or all colours, in the system's own, without motion.

Screenshots go to SUPERORGANISMS_ARTEFACTS, if that is set.
"""

from pathlib import Path

from tests.web.page import TICK, Page
from tests.web.test_everybody import NAMED, USABLE
from tests.web.test_screens import OUTSIDE, PANELS, artefacts, settled

CLASHES = "(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])"
ENLARGED = {"200": (640, 400, 2.0), "400": (320, 256, 4.0)}  # percent: a window of 1280x800 and of 1280x1024, in CSS pixels


def test_enlarged_it_never_scrolls_sideways_and_loses_nothing(page: Page, tmp_path: Path) -> None:
    page.open(tick=40)
    there = None
    for name, (width, height, zoom) in ENLARGED.items():
        page.tab.size(width, height, zoom=zoom)
        page.tab.wait(f"innerWidth === {width}")
        settled(page)
        for panel in PANELS:
            page.press(f"{panel}-tab")
            settled(page)
            assert page.tab.ask(CLASHES) == [], f"{name}, {panel}"
            assert page.tab.ask(OUTSIDE) == [], f"{name}, {panel}"
        page.tab.picture(artefacts(tmp_path) / f"enlarged-{name}.png", whole=True)
        usable = set(page.tab.ask(f"{USABLE}.map({NAMED})"))
        there = there or usable
        assert there <= usable, f"{name} has lost something"
        stuck = page.tab.ask(
            "[...document.querySelectorAll('body *')].filter((e) => ['sticky', 'fixed'].includes(getComputedStyle(e).position))"
            ".filter((e) => e.checkVisibility()).reduce((sum, e) => sum + e.getBoundingClientRect().height, 0)"
        )
        assert stuck < 0.5 * height, f"{name}: what stays in place covers the rest"


def test_other_eyes_see_the_same_page(page: Page, tmp_path: Path) -> None:
    """For the artefacts: colours are measured in web/page/test/colour.test.ts."""
    page.open(tick=210)
    taken = set()
    for vision in ("none", "protanopia", "deuteranopia", "tritanopia", "achromatopsia"):
        page.tab.call("Emulation.setEmulatedVisionDeficiency", type=vision)
        taken.add(page.tab.picture(artefacts(tmp_path) / f"vision-{vision}.png").read_bytes())
    assert len(taken) == 5


def test_with_the_systems_own_colours_it_is_all_there(page: Page, tmp_path: Path) -> None:
    page.open(tick=40)
    page.press("branch")
    page.tab.wait("document.querySelectorAll('#lane-list li').length === 2")
    page.tab.prefers(forced_colors="active", prefers_color_scheme="dark")
    page.tab.wait("matchMedia('(forced-colors: active)').matches")
    settled(page)
    page.tab.picture(artefacts(tmp_path) / "forced-colours.png")
    border = "getComputedStyle(document.querySelector('#{}-tab')).borderBottomColor"
    assert page.tab.ask(border.format("curves")) != page.tab.ask(border.format("about")), "the chosen tab is seen"
    assert page.tab.ask("getComputedStyle(document.querySelector('#blankets')).backgroundColor") == "rgba(0, 0, 0, 0)", (
        "the units show"
    )


def test_who_wants_no_motion_gets_none(page: Page) -> None:
    page.tab.prefers(prefers_reduced_motion="reduce")
    page.visit()
    assert page.text("#play") == "Play", "nothing plays by itself"
    page.press("step")
    page.tab.wait(f"{TICK} === 1")
    looks = "document.querySelector('#units').toDataURL() + document.querySelector('#blankets').toDataURL()"
    page.tab.focus("#blankets")
    for key in ("ArrowRight", "Enter"):
        page.tab.press(key)
        settled(page)
        before = page.tab.ask(looks)
        page.tab.ask("new Promise((done) => setTimeout(done, 200))")
        assert page.tab.ask(looks) == before, f"something moves after {key}"
    moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
    assert page.tab.ask(moving) == 0
