"""What a run leaves behind: a row a tick, a row a unit, figures, the recipe, and the world itself to go on with."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from superorganisms.scenarios.figures import Beside, figures
from superorganisms.scenarios.recipe import Recipe

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism

_CHECKPOINT = "world.npz"


def write(
    world: "Superorganism",
    folder: Path,
    scenario: str | None = None,
    *,
    contrast: "Superorganism | None" = None,
    says: str = "",
) -> list[Path]:
    """Write ticks.parquet, units.parquet, the figures, recipe.json and world.npz; the files written.

    With a contrast its ticks are written too, as contrast.parquet with a recipe of its own, and drawn beside the world's, with
    what it `says` is otherwise. The recipe also stands inside every table ("recipe" in its metadata) and every picture (the
    text chunk "Recipe").
    """
    folder.mkdir(parents=True, exist_ok=True)
    recipe = Recipe.of(world, scenario)
    tables = {"ticks.parquet": world.measures.reset_index(), "units.parquet": units(world)}
    for name, frame in tables.items():
        _write_table(frame, folder / name, recipe)
    if contrast is not None:
        tables["contrast.parquet"] = contrast.measures.reset_index()
        _write_table(tables["contrast.parquet"], folder / "contrast.parquet", Recipe.of(contrast))
    beside = Beside(contrast.measures, says) if contrast is not None and contrast.tick else None
    for name, figure in figures(world, title=scenario or "", contrast=beside).items():
        figure.savefig(
            folder / name, dpi=150, metadata={"Recipe": recipe.to_json(), "Software": f"superorganisms {recipe.version}"}
        )
        tables[name] = pd.DataFrame()
    recipe.save(folder / "recipe.json")
    world.save(folder / _CHECKPOINT)
    return [folder / name for name in (*tables, "recipe.json", _CHECKPOINT)]


def checkpoint(folder: Path) -> Path:
    """Where `write` puts the world."""
    return folder / _CHECKPOINT


def _write_table(frame: pd.DataFrame, path: Path, recipe: Recipe) -> None:
    """Whole or not at all: under another name first."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), b"recipe": recipe.to_json().encode()})
    half = path.with_suffix(".part")
    pq.write_table(table, half)
    half.replace(path)


def units(world: "Superorganism") -> pd.DataFrame:
    """A row a unit as it stands after the last tick, layer by layer from the top; vectors are a column a feature."""
    return pd.concat([_layer(world, number) for number in range(len(world.layers))], ignore_index=True)


def _layer(world: "Superorganism", number: int) -> pd.DataFrame:
    layer = world.layers[number]
    count = layer.goals.shape[0]
    names = world.names(number)
    columns: dict[str, object] = {
        "layer": np.repeat(layer.name, count),
        "unit": np.arange(count),
        "name": names if names is not None else [f"{layer.name} {unit}" for unit in range(count)],
        "parent": layer.parents,
        "strategy": [world.strategy_names[code] for code in layer.strategies],
        "class": world.classify()[number] if world.tick else "",
        "inner_alignment": world.inner_alignment(number),
        "metric": layer.metrics,
        "audited": layer.audited,
        "watched": layer.watched,
        "newcomer": layer.newcomers,
        "ancestor": layer.ancestors,
        "skill": layer.skill,
        "leaves": layer.leaves,
    }
    for kind in ("goals", "letters", "aims", "efforts", "outcomes"):
        values = getattr(layer, kind)
        columns |= {f"{kind[:-1]}.{feature}": values[:, k] for k, feature in enumerate(world.parameters.features)}
    return pd.DataFrame(columns)
