"""The nested blankets as a widget of Jupyter, drawn by the canvas module of our own page."""
# pyright: reportMissingImports=false
# (anywidget and traitlets come with the extra `solara` alone)

from typing import Any

import anywidget
import traitlets

from superorganisms.model.world import Superorganism
from superorganisms.web.app import STATIC
from superorganisms.web.mesa_page.pictures import frame_of, shape_of


class BlanketsWidget(anywidget.AnyWidget):  # type: ignore[misc]  # no types where the extra is missing
    """The blankets of a world, to be zoomed with the mouse or with arrow keys, Enter and Escape.

    `BlanketsWidget.of(world)` shows a world, and `show(world)` shows it again after some ticks (or another one).

    Traits: `shape`, the hierarchy; `frame`, a picture of one tick; `height`, a length of CSS.
    """

    _esm = STATIC / "blankets.js"
    shape = traitlets.Dict().tag(sync=True)
    frame = traitlets.Bytes().tag(sync=True)
    height = traitlets.Unicode("24rem").tag(sync=True)

    _world: Superorganism | None = None  # whose shape is known already

    @classmethod
    def of(cls, world: Superorganism, **traits: Any) -> "BlanketsWidget":
        """A widget that shows this world as it is now."""
        widget = cls(**traits)
        widget.show(world)
        return widget

    def show(self, world: Superorganism) -> None:
        """Show the world as it is now."""
        with self.hold_sync():  # or the browser would once have another world's frame with this one's shape
            if world is not self._world:
                self._world, self.shape = world, shape_of(world)
            self.frame = frame_of(world)
