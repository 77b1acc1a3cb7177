"""How a world was made, so that anyone can make it again to the last bit."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from superorganisms.errors import RecipeError
from superorganisms.model.parameters import Parameters
from superorganisms.version import __version__

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism

_FORM = "superorganisms-recipe-1"
_SHOWN = 3  # measures named where a repetition came out otherwise


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Version, parameters, seed, ticks; the state hash that they led to, and the last tick's measures.

    What was set by hand during the run stands among the parameters' interventions, as if it had been planned.
    """

    version: str
    scenario: str | None
    parameters: Parameters
    seed: int
    ticks: int
    state_hash: str
    measures: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, world: "Superorganism", scenario: str | None = None) -> "Recipe":
        """The recipe of a world as it stands."""
        return cls(
            version=__version__,
            scenario=scenario,
            parameters=world.parameters.with_changes({"interventions": world.interventions}),
            seed=world.seed,
            ticks=world.tick,
            state_hash=world.state_hash(),
            measures=last_measures(world),
        )

    def to_json(self) -> str:
        """As text; `from_json` gives the same recipe."""
        return json.dumps({"form": _FORM, **vars(self), "parameters": self.parameters.to_dict()}, indent=1)

    @classmethod
    def from_json(cls, text: str, *, where: str = "recipe") -> "Recipe":
        """Read it; raises RecipeError in one sentence if it isn't one."""
        try:
            table = json.loads(text)
        except ValueError as error:
            raise RecipeError(f"{where} is not a recipe: not JSON ({error})") from error
        if not isinstance(table, dict) or table.get("form") != _FORM:
            raise RecipeError(f"{where} is not a recipe: 'form' must be {_FORM!r}")
        return cls._of_table(table, where)

    @classmethod
    def _of_table(cls, table: Mapping[str, Any], where: str) -> "Recipe":
        for name, kind in (("version", str), ("parameters", dict), ("seed", int), ("ticks", int), ("state_hash", str)):
            if not isinstance(table.get(name), kind):
                raise RecipeError(f"{where}: {name!r} must be a {kind.__name__}, got {table.get(name)!r:.80}")
        measures = table.get("measures", {})
        if not isinstance(measures, dict) or not all(isinstance(value, int | float) for value in measures.values()):
            raise RecipeError(f"{where}: 'measures' must be a table of numbers, got {measures!r:.80}")
        return cls(
            version=table["version"],
            scenario=table.get("scenario"),
            parameters=Parameters.from_dict(table["parameters"]),
            seed=table["seed"],
            ticks=table["ticks"],
            state_hash=table["state_hash"],
            measures=measures,
        )

    def save(self, path: Path) -> None:
        """Write it to a file."""
        path.write_text(self.to_json() + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Recipe":
        """Read it from a file."""
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise RecipeError(f"can't read the recipe {str(path)!r}: {getattr(error, 'strerror', None) or error}") from error
        return cls.from_json(text, where=str(path))

    def world(self) -> "Superorganism":
        """The world at tick 0; run it for `ticks`."""
        from superorganisms.model.world import Superorganism

        return Superorganism(self.parameters, rng=self.seed)

    def difference(self, world: "Superorganism") -> str | None:
        """What came out otherwise, if a world run as the recipe says did: one sentence; else None."""
        if world.state_hash() == self.state_hash:
            return None
        versions = (
            f"version {__version__}"
            if self.version == __version__
            else f"version {self.version} made it, this is {__version__}"
        )
        return f"another state than the recipe's ({versions}); {self._moved(last_measures(world))}"

    def _moved(self, ours: Mapping[str, float]) -> str:
        """Which measures of the last tick aren't what they were, efficiency first."""
        names = sorted(self.measures, key=lambda name: name != "efficiency")
        moved = [name for name in names if ours.get(name) != self.measures[name]]
        said = [f"{name} was {self.measures[name]:.6g}, is {ours.get(name, math.nan):.6g}" for name in moved[:_SHOWN]]
        more = f" and {len(moved) - _SHOWN} more" if len(moved) > _SHOWN else ""
        return ", ".join(said) + more if moved else "all measures of the last tick are the same"


def last_measures(world: "Superorganism") -> dict[str, float]:
    """The measures of the last tick that are defined, by column."""
    if world.tick == 0:
        return {}
    return {str(name): float(value) for name, value in world.measures.iloc[-1].items() if not math.isnan(value)}
