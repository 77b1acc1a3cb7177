"""Everything that may be set about a world: checked, immutable, and its own reference."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from pydantic import model_validator

from superorganisms.model import parameter_files, parameter_interventions, parameter_paths, parameter_reference
from superorganisms.model.kinds.plain import keywords
from superorganisms.model.kinds.regimes import Regime
from superorganisms.model.kinds.schedules import Intervention
from superorganisms.model.kinds.sizes import units
from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.parameter_paths import overrides
from superorganisms.model.parameter_text import parse_text
from superorganisms.model.whole import settle
from superorganisms.model.world_parameters import WorldParameters

__all__ = ["Intervention", "LayerParameters", "Parameters", "Regime", "overrides", "parse_text"]


class Parameters(WorldParameters):
    """The parameters of a world; `parameters.layer("firm").mutation`, or by path: `parameters.get("firm.mutation")`.

    Numbers may be integers and numpy numbers, never texts or flags; what is kept is plain Python, and equal settings
    are equal objects with equal text. Raises ParameterError.

    >>> Parameters().with_changes({"firm.mutation": 0.1, "employee.strategies.deceiver": 0.3}).differences(Parameters())
    {'firm.mutation': (0.05, 0.1), 'employee.strategies': ({'direct': 1.0}, {'deceiver': 0.3, 'direct': 0.7})}
    """

    def __init__(self, **values: Any) -> None:  # the fields' types are those of what is kept, more may be written
        super().__init__(**values)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """What can only be checked, or only be known, of the whole."""
        self._become(settle(self))
        if self.interventions:
            self._become({"interventions": parameter_interventions.planned(self)})
        return self

    def layer(self, which: str | int) -> LayerParameters:
        """A layer by name or number (0 is the top). Raises ParameterError."""
        return self.layers[parameter_paths.layer_number(self, which)]

    def units(self, which: str | int) -> int:
        """How many units a layer has."""
        return units(self.layer(which).size)

    def get(self, path: str) -> Any:
        """The value at a path: `intensity`, `firm.mutation`, `firm.selection.turnover`. Raises ParameterError."""
        return parameter_paths.get(self, path)

    def with_changes(self, changes: Mapping[str, Any]) -> Self:
        """A copy with the values at these paths changed, all at once; checked as a whole. Raises ParameterError."""
        return parameter_paths.changed(self, changes)

    def differences(self, other: WorldParameters) -> dict[str, tuple[Any, Any]]:
        """Where this differs from another: path -> (the other's value, ours); with ours the other becomes this."""
        return parameter_paths.differences(self, other)

    def intervention(self, at: int, path: str, value: Any) -> Intervention:
        """A change during a run, checked against these parameters and in its one form. Raises ParameterError."""
        return parameter_interventions.intervention(self, at, path, value)

    def after(self, done: Intervention) -> Self:
        """The parameters as they stand once this change is made: changed, and with what is planned for later ticks."""
        return parameter_interventions.after(self, done)

    @classmethod
    def reference(cls, layers: Sequence[str] | None = None) -> list[parameter_reference.Description]:
        """Every parameter with kind, unit, range, default and sentence; the layers' for each of these names.

        Without names: the default world's layers, with the values that they have there.
        """
        return parameter_reference.descriptions(cls, layers)

    def as_plain(self) -> dict[str, Any]:
        """Lists, dicts, numbers, texts and None; no sizes where a tree says them."""
        plain = super().as_plain()
        if self.tree is not None:
            for layer in plain["layers"]:
                del layer["size"]
        return plain

    def to_dict(self) -> dict[str, Any]:
        """Lists, dicts, numbers, texts and None, without loss."""
        return self.as_plain()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The parameters that `to_dict` gave, or any part of them. Raises ParameterError."""
        return cls(**keywords(data, "parameters"))

    def to_json(self) -> str:
        """JSON, indented; numbers to the last digit."""
        return parameter_files.to_json(self.as_plain())

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The parameters of a JSON text. Raises ParameterError."""
        return cls.from_dict(parameter_files.from_json(text))

    def to_toml(self) -> str:
        """TOML; what is None is left out."""
        return parameter_files.to_toml(self.as_plain())

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """The parameters of a TOML text. Raises ParameterError."""
        return cls.from_dict(parameter_files.from_toml(text))

    def canonical(self) -> str:
        """The one JSON text of these settings, for hashes."""
        return parameter_files.canonical(self.as_plain())
