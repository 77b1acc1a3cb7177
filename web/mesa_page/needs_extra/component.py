"""The nested blankets as a component of Mesa's own page."""
# pyright: reportMissingImports=false
# (solara comes with the extra `solara` alone)

import solara
from mesa.visualization.utils import update_counter

from superorganisms.model.world import Superorganism
from superorganisms.web.mesa_page.needs_extra.widget import BlanketsWidget
from superorganisms.web.mesa_page.pictures import frame_of, shape_of


@solara.component  # type: ignore[untyped-decorator]  # no types where the extra is missing
def Blankets(model: Superorganism) -> None:
    """The picture of this world, anew after each step."""
    update_counter.get()  # Mesa counts the steps: to have asked for their number is to be drawn again after each
    shape = solara.use_memo(lambda: shape_of(model), [id(model)])
    BlanketsWidget.element(shape=shape, frame=frame_of(model))
