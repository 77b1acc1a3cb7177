"""What --out writes can be read again, and carries its recipe inside."""

from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from PIL import Image

from superorganisms.model.world import Superorganism
from superorganisms.scenarios.figures import Beside, figures
from superorganisms.scenarios.recipe import Recipe
from superorganisms.scenarios.results import checkpoint, write
from superorganisms.scenarios.scenario import scenario


@pytest.fixture(scope="module")
def world() -> Superorganism:
    made = scenario("nested-superorganisms").world(3)
    made.run_for(15)
    return made


@pytest.fixture(scope="module")
def folder(world: Superorganism, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("results") / "deep" / "down"
    assert all(path.is_file() for path in write(world, out, "nested-superorganisms"))
    return out


def test_a_row_a_tick(world: Superorganism, folder: Path) -> None:
    ticks = pd.read_parquet(folder / "ticks.parquet")
    assert list(ticks["tick"]) == list(range(1, 16))
    np.testing.assert_array_equal(ticks["efficiency"], world.measures["efficiency"])


def test_a_row_a_unit(world: Superorganism, folder: Path) -> None:
    units = pd.read_parquet(folder / "units.parquet")
    assert len(units) == sum(layer.goals.shape[0] for layer in world.layers)
    firms = units[units["layer"] == "firm"]
    np.testing.assert_array_equal(firms["parent"], world.layers[2].parents)
    np.testing.assert_array_equal(firms["goal.security"], world.layers[2].goals[:, world.parameters.features.index("security")])


def test_recipe_stands_beside_and_inside(world: Superorganism, folder: Path) -> None:
    recipe = Recipe.read(folder / "recipe.json")
    assert recipe.state_hash == world.state_hash()
    inside = pq.read_schema(folder / "units.parquet").metadata[b"recipe"].decode()
    assert Recipe.from_json(inside) == recipe
    pictures = sorted(folder.glob("*.png"))
    assert len(pictures) >= 3
    for picture in pictures:
        with Image.open(picture) as image:
            assert Recipe.from_json(image.text["Recipe"]) == recipe  # type: ignore[attr-defined]  # PNG images have it


def test_checkpoint_goes_on(world: Superorganism, folder: Path) -> None:
    loaded, twin = Superorganism.load(checkpoint(folder)), world.branch()
    loaded.run_for(5), twin.run_for(5)
    assert loaded.state_hash() == twin.state_hash()


def settings() -> dict[str, object]:
    """matplotlib's, but for the one that is made up when it is first looked at."""
    return {name: matplotlib.rcParams[name] for name in matplotlib.rcParams if name != "backend"}


def test_figures_leave_matplotlib_as_it_was(world: Superorganism) -> None:
    before = settings()
    drawn = figures(world, title="a title", contrast=Beside(world.measures, "Nothing is otherwise."))
    assert settings() == before
    assert drawn["efficiency.png"].axes[0].get_title().startswith("a title")


def test_figures_show_the_contrast_and_say_what_is_otherwise(world: Superorganism) -> None:
    for name, figure in figures(world, contrast=Beside(world.measures, "Nothing is otherwise.")).items():
        legend = figure.axes[0].get_legend()
        labels = [] if legend is None else [text.get_text() for text in legend.get_texts()]
        shown = [label for label in labels if label.startswith("contrast: ")]
        assert bool(shown) == (name != "goals.png")
        said = figure.get_supxlabel()
        assert said == ("Contrast (same seed): Nothing is otherwise." if shown else "")


def test_bands_of_loss_add_up(world: Superorganism) -> None:
    from superorganisms.scenarios.figures import losses

    steps = losses(world.measures, [layer.name for layer in world.layers])
    total = world.measures["efficiency"] + sum(loss for _, loss in steps)
    np.testing.assert_allclose(total, 1.0, atol=1e-9)


def test_world_that_has_not_run_can_be_drawn() -> None:
    assert figures(scenario("telephone").world(1))


def test_strategies_are_drawn_where_more_than_one_lives() -> None:
    several = scenario("deceptive-alignment").world(1)
    several.run_for(3)
    legend = figures(several)["strategies.png"].axes[0].get_legend()
    assert legend is not None
    assert {text.get_text() for text in legend.get_texts()} == {"employee: deceiver", "employee: direct"}
