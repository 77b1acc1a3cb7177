"""The world as Mesa's own page makes it anew."""

from typing import Any

from superorganisms.model.parameters import Parameters
from superorganisms.model.world import Superorganism


class World(Superorganism):
    """A Superorganism that SolaraViz can reset.

    Its Reset button (Mesa 3.5.1) hands every model an empty `mesa.experimental.scenarios.Scenario`, beside the values of
    the sliders. That one holds nothing of ours and is left aside; any other name that is no parameter is still an error.
    """

    def __init__(
        self, parameters: Parameters | None = None, *, rng: Any = None, scenario: object = None, **changes: Any
    ) -> None:
        super().__init__(parameters, rng=rng, **changes)
