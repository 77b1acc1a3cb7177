"""The nested blankets as a widget of notebooks, and as a component of Mesa's own page (SolaraViz).

What draws them needs the extra `solara`: `uv sync --extra solara`, or `pip install "superorganisms[solara]"`. It is loaded when
first asked for, so that the rest of the package needs no more than it did. docs/mesa.md shows how it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from superorganisms.web.mesa_page.sliders import sliders
from superorganisms.web.mesa_page.world import World

if TYPE_CHECKING:
    from superorganisms.web.mesa_page.needs_extra.component import Blankets
    from superorganisms.web.mesa_page.needs_extra.widget import BlanketsWidget

__all__ = ["Blankets", "BlanketsWidget", "World", "sliders"]

_HOMES = {"Blankets": "needs_extra.component", "BlanketsWidget": "needs_extra.widget"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    except ModuleNotFoundError as problem:
        if (problem.name or "").startswith("superorganisms"):
            raise
        raise ImportError(
            f'{name} needs the extra `solara` (there is no {problem.name} here): pip install "superorganisms[solara]"'
        ) from problem
