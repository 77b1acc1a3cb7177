"""The layers of a world, as a parameter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from superorganisms.model.kinds.base import Kind, Wrong
from superorganisms.model.kinds.plain import listed, shown
from superorganisms.model.layer_parameters import LayerParameters

FEWEST, MOST = 2, 8


@dataclass(frozen=True)
class LayersKind(Kind):
    """2 to 8 layers from the top, each a LayerParameters or a table of its parameters."""

    name: ClassVar[str] = "layers"

    def rule(self) -> str:
        """`a list of 2 to 8 layers`."""
        return f"a list of {FEWEST} to {MOST} layers"

    def read(self, value: object) -> Any:
        """A tuple of LayerParameters with different names."""
        entries = listed(value)
        if entries is None or not FEWEST <= len(entries) <= MOST:
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        layers = tuple(self._layer(entry, index) for index, entry in enumerate(entries))
        names = [layer.name for layer in layers]
        for index, name in enumerate(names):
            if name in names[:index]:
                raise Wrong(f"must have different names, got '{name}' twice")
        return layers

    def _layer(self, entry: object, index: int) -> LayerParameters:
        if isinstance(entry, LayerParameters):
            return entry
        if isinstance(entry, Mapping) and all(isinstance(name, str) for name in entry):
            return LayerParameters(**entry)
        raise Wrong(f"must be LayerParameters or a table of a layer's parameters, got {shown(entry)}", f"[{index}]")
