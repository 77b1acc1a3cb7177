"""Mesa's DataCollector over the world's own record."""

from typing import Any

import mesa
import numpy as np

from superorganisms.errors import SuperorganismError
from superorganisms.model.record import Record


class MeasureCollector(mesa.DataCollector):  # type: ignore[misc]  # Mesa ships no types
    """The measures of every tick as Mesa's model variables; nothing is stored twice."""

    def __init__(self, record: Record) -> None:
        self._record = record
        super().__init__()

    @property
    def model_reporters(self) -> dict[str, Any]:
        """Something for each measure, as Mesa has it."""
        return dict.fromkeys(self._record.columns, _recorded)

    @model_reporters.setter
    def model_reporters(self, values: dict[str, Any]) -> None:
        """Mesa starts with none."""

    @property
    def model_vars(self) -> dict[str, Any]:
        """A sequence by tick for each measure."""
        return dict(zip(self._record.columns, self._record.rows.T, strict=True))

    @model_vars.setter
    def model_vars(self, values: dict[str, Any]) -> None:
        """Mesa starts with an empty one."""

    @property
    def _collection_steps(self) -> list[int]:
        return list(range(1, self._record.length + 1))

    @_collection_steps.setter
    def _collection_steps(self, values: list[int]) -> None:
        """Mesa starts with an empty one."""

    def collect(self, model: Any) -> None:
        """Not needed, and said so: step() has written the row already."""
        raise SuperorganismError("step() records every tick itself; read world.measures or world.datacollector")

    def get_model_vars_dataframe(self) -> Any:
        """The measures, one row per tick."""
        return self._record.table()


def _recorded(model: Any) -> float:
    """What stands behind every reporter: the record."""
    return float(np.nan)
