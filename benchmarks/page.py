"""How fast the page is, in a real browser, beside a redraw of as many circles by matplotlib: all in one run.

`uv run python benchmarks/page.py [--steps N] [--seeks N] [--sizes N N] [--static FOLDER] [--json FILE]`; Ctrl+C ends it and
prints what there is. It starts our server and headless Chromium, presses the page's own buttons, and asks the page's own clock.
To paint: from the press to the moment when the picture has been drawn on its canvas. Shown: until that frame was handed to the
screen, which waits for the screen's next refresh (every 17 ms). The load average should be near 0: all else slows both.
After a press Chromium holds back what a page receives until a frame with the pressed button is on its way; a press by a script
shows what is left without that wait.

The peer is matplotlib (Agg, one EllipseCollection, only its colours set anew), which is what a notebook or Mesa's matplotlib
components draw with. It makes the same tick of the same world and draws as many circles on as many pixels in the same process:
no network, no browser, no curves, no card. Mesa's own SolaraViz is not measured here: it needs the extra `solara`; where it
draws by matplotlib, the peer is a part of what it does.
"""

import argparse
import gzip
import json
import math
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the browser's driver stands with the tests
from superorganisms.web.app import STATIC
from tests.web.browser import Browser, Tab, find_chromium, wait_for
from tests.web.page import TICK, free_port

SCENARIO, SEED, TICKS = "nested-superorganisms", 7, 1_000
SIZES = (1_000, 50_000)
WARM_UP = 5  # steps that don't count
REST = 0.75  # seconds: flashes have faded, curves are drawn
WIDE, HIGH = 1280, 800
# When the picture of the first tick stands, and when each frame that was measured has left for the screen
WATCH = """
new MutationObserver((_, all) => {
  if (document.documentElement?.dataset.tick === undefined) return;
  window.firstPicture = performance.now();
  all.disconnect();
}).observe(document, {subtree: true, attributes: true, attributeFilter: ["data-tick"]});
window.shown = [];
const measure = performance.measure.bind(performance);
performance.measure = (name, from) => {
  const made = measure(name, from);
  requestAnimationFrame(() => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => window.shown.push(performance.now() - made.startTime);
    port2.postMessage(0);
  });
  return made;
};
"""


@dataclass(frozen=True)
class Result:
    """What was measured, in ms (bytes for sizes); goal: at most so much, None: none was set."""

    what: str
    units: int
    median: float
    ninetieth: float
    number: int
    goal: float | None = None
    unit: str = "ms"


def result(what: str, units: int, values: Sequence[float], goal: float | None = None) -> Result:
    """Median and 90th percentile."""
    ordered = sorted(values)
    return Result(what, units, statistics.median(ordered), ordered[int(0.9 * (len(ordered) - 1) + 0.5)], len(ordered), goal)


def changes(units: int) -> dict[str, int]:
    """The default world's sizes, or those of about so many units."""
    if units <= 1_100:
        return {}
    firms, governments = units // 100, 10
    return {"government.size": governments, "firm.size": firms, "employee.size": units - firms - governments - 1}


def address(units: int, tick: int) -> str:
    """The part of the address after the page's own."""
    sizes = "".join(f"&set={path}={size}" for path, size in changes(units).items())
    return f"#scenario={SCENARIO}&seed={SEED}&tick={tick}{sizes}"


@contextmanager
def server(static: Path) -> Iterator[str]:
    """Our server with this build of the page; its address."""
    port = free_port()
    chosen = f"import pathlib, superorganisms.web.app as app; app.STATIC = pathlib.Path({str(static)!r})"
    code = f"{chosen}; from superorganisms.web.serve import serve; serve(port={port}, open_browser=False)"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=20)


def opened(browser: Browser, page: str, units: int, tick: int = 0) -> Tab:
    """A new visitor's tab with the world at a tick, paused."""
    tab = browser.tab()
    tab.size(WIDE, HIGH)
    tab.call("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
    wait_for(lambda: _goes(tab, page + address(units, tick)), "the page", seconds=60)
    tab.wait(f"{TICK} === {tick}", seconds=180)
    return tab


def _goes(tab: Tab, where: str) -> bool:
    tab.go(where)
    return bool(tab.ask("location.protocol === 'http:'"))


def first_paint(browser: Browser, page: str, loads: int) -> Iterator[Result]:
    """From the request to the first words, and to the first picture, with nothing in the browser's cache."""
    words, pictures = [], []
    for _ in range(loads + 1):
        tab = opened(browser, page, SIZES[0])
        tab.wait("performance.getEntriesByName('first-contentful-paint').length")
        words.append(tab.ask("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        pictures.append(tab.ask("window.firstPicture"))
        tab.close()
    yield result("first paint", SIZES[0], words[1:], 1_000.0)
    yield result("first picture", SIZES[0], pictures[1:])


def measured(tab: Tab, name: str) -> tuple[list[float], list[float]]:
    """What the page measured by this name: to paint, and shown."""
    durations = tab.ask(f"performance.getEntriesByName({name!r}).map((one) => one.duration)")
    return durations, tab.ask("window.shown")


def steps(browser: Browser, page: str, units: int, count: int) -> Iterator[Result]:
    """The button Step, so many times with the mouse, and so many times by a script."""
    for how, goal in (("", 15.0 if units <= 1_100 else 60.0), (", pressed by a script", None)):
        tab = opened(browser, page, units)
        for tick in range(1, WARM_UP + count + 1):
            if how:
                tab.ask("document.querySelector('#step').click()")
            else:
                tab.click("#step")
            tab.wait(f"{TICK} === {tick}")
            time.sleep(REST)
        durations, shown = measured(tab, "step to paint")
        tab.close()
        yield result(f"step to paint{how}", units, durations[WARM_UP:], goal)
        yield result(f"step to shown{how}", units, shown[WARM_UP:])


def seeks(browser: Browser, page: str, count: int) -> Iterator[Result]:
    """The slider, to random ticks of a thousand."""
    tab = opened(browser, page, SIZES[0], TICKS)
    draw = random.Random(SEED)
    for _ in range(count):
        tick = draw.randrange(TICKS)
        slider = "document.querySelector('#scrubber')"
        tab.ask(f"(() => {{ {slider}.value = {tick}; {slider}.dispatchEvent(new Event('input')) }})()")
        tab.wait(f"{TICK} === {tick}")
        time.sleep(REST)
    durations, shown = measured(tab, "seek to paint")
    tab.close()
    yield result(f"seek to paint, of {TICKS:,} ticks", SIZES[0], durations[WARM_UP:], 100.0)
    yield result(f"seek to shown, of {TICKS:,} ticks", SIZES[0], shown[WARM_UP:])


def bundle(static: Path) -> Iterator[Result]:
    """What a first visit loads, compressed."""
    for names, goal in ((("index.html", "page.js", "page.css"), 250_000.0), (("blankets.js",), None)):
        size = sum(len(gzip.compress((static / name).read_bytes(), 9)) for name in names)
        yield Result(f"{', '.join(names)} by gzip", 0, size, size, len(names), goal, "bytes")


def peer(units: int, count: int) -> Iterator[Result]:
    """The same ticks, and as many circles drawn by matplotlib on as many pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.collections import EllipseCollection
    from matplotlib.figure import Figure

    from superorganisms import Superorganism, scenario
    from superorganisms.web.picture import alignment

    world = Superorganism(scenario(SCENARIO).parameters.with_changes(changes(units)), rng=SEED)
    total = sum(map(len, world.layers))
    canvas = FigureCanvasAgg(Figure(figsize=(6.6, 4.9), dpi=100))
    axes = canvas.figure.add_axes((0, 0, 1, 1), aspect="equal", xlim=(-1, 1), ylim=(-1, 1))
    # A sunflower's seeds: as many discs side by side as there are units, without our way to nest them
    at = [((i / total) ** 0.5 * math.cos(2.39996 * i), (i / total) ** 0.5 * math.sin(2.39996 * i)) for i in range(total)]
    width = [1.6 / total**0.5] * total
    discs = EllipseCollection(width, width, [0] * total, units="xy", offsets=at, offset_transform=axes.transData, cmap="PuOr_r")
    discs.set_clim(-1, 1)
    axes.add_collection(discs)

    def step() -> None:
        world.step()
        discs.set_array(alignment(world))
        canvas.draw()  # type: ignore[no-untyped-call]

    yield result("matplotlib: step and redraw", units, [1_000 * seconds(step) for _ in range(WARM_UP + count)][WARM_UP:])


def seconds(run: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def all_results(arguments: argparse.Namespace) -> Iterator[Result]:
    """One after the other, so that what was measured is there when somebody has had enough."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("there is no Chromium on this machine")
    yield from bundle(arguments.static)
    with (
        tempfile.TemporaryDirectory() as folder,
        Browser(chromium, Path(folder) / "profile") as browser,
        server(arguments.static) as page,
    ):
        opened(browser, page, SIZES[0]).close()  # the laws are loaded
        yield from first_paint(browser, page, 5)
        for units in arguments.sizes:
            yield from steps(browser, page, units, arguments.steps)
        yield from seeks(browser, page, WARM_UP + arguments.seeks)
    for units in arguments.sizes:
        yield from peer(units, arguments.steps)


def line(one: Result) -> str:
    """A row of the table."""
    goal = "" if one.goal is None else f"{'reached' if one.median <= one.goal else 'MISSED'} {one.goal:,.0f}"
    spread = "" if one.number == 1 or one.unit != "ms" else f"{one.ninetieth:10.1f}"
    value = f"{one.median:10.1f}" if one.unit == "ms" else f"{one.median:10,.0f}"
    return f"{one.what:42} {one.units or '':>7} {value} {spread:10} {one.unit:6} {goal}"


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--steps", type=int, default=60, help="steps of each world (default: 60)")
    parser.add_argument("--seeks", type=int, default=60, help="jumps to past ticks (default: 60)")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="units (default: 1000 50000)")
    parser.add_argument(
        "--static", type=Path, default=STATIC, help="another build of the page (default: the one that we serve)"
    )
    parser.add_argument("--json", type=Path, help="where the results go as JSON (default: printed below the table)")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl+C: the browser and the server end too
    found: list[Result] = []
    machine: dict[str, Any] = {"processors": os.cpu_count(), "load before": os.getloadavg()[0]}
    print(f"{'':42} {'units':>7} {'median':>10} {'90 %':>10} {'':6} goal")
    stopped = False
    try:
        for one in all_results(arguments):
            found.append(one)
            print(line(one), flush=True)
    except KeyboardInterrupt:
        stopped = True
        print("stopped")
    machine["load after"] = os.getloadavg()[0]
    told = json.dumps({"machine": machine, "results": [asdict(one) for one in found]}, indent=1)
    if arguments.json is None:
        print(told)
    else:
        arguments.json.write_text(told + "\n", encoding="utf-8")
    return 130 if stopped else 0


if __name__ == "__main__":
    sys.exit(main())
