"""What all figures share: a sheet, colours, ink that can be read on them, and the way into a page."""

import base64
import io
import re
import textwrap

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

BLUE, ORANGE, SKY, GREY = "#0072b2", "#b34700", "#56b4e9", "#595959"  # Okabe & Ito 2008; the orange darker, for thin lines
WIDE = 6.6  # inches: letters of 10 points are then readable beside the text
DPI = 160
_LINE = 62  # characters below an axis of that width
_DARK = 0.179  # luminance at which black and white letters have the same contrast (WCAG)


def sheet(height: float, width: float = WIDE) -> Figure:
    """An empty figure."""
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def wrapped(text: str, characters: int = _LINE) -> str:
    """Broken into lines, a name never within; what explains the name (after a colon) begins on a line of its own."""
    parts = re.sub(r"\[[^\]]*\]", lambda unit: unit[0].replace(" ", "\N{NO-BREAK SPACE}"), text).split(": ", 1)
    width = max(12, characters)
    return "\n".join(textwrap.fill(part, width, break_long_words=False, break_on_hyphens=False) for part in parts)


def short(value: object) -> str:
    """A value at a tick."""
    if isinstance(value, float):
        return f"{value:.3g}"
    return textwrap.shorten(str(value), 22, placeholder="…")


def ink(colour: str) -> str:
    """Black or white, whichever can be read better on a colour.

    >>> ink("#440154"), ink("#fde725")
    ('white', 'black')
    """
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return "black" if luminance > _DARK else "white"


def dress(axes: Axes) -> None:
    """A light grid below, no frame where nothing is read."""
    axes.grid(alpha=0.25)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def picture(figure: Figure) -> str:
    """The figure as SVG in the address of an image: it stands in the page, and is the same for the same numbers."""
    out = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "superorganisms", "svg.fonttype": "path"}):
        figure.savefig(out, format="svg", dpi=DPI, metadata={"Date": None, "Creator": None})
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue().encode()).decode()
