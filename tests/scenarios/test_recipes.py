"""A recipe makes the same world again, to the last bit; and says what differs where it can't."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from superorganisms.errors import SuperorganismError
from superorganisms.model.world import Superorganism
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.recipe import Recipe
from superorganisms.scenarios.scenario import scenario


@pytest.fixture(scope="module")
def world() -> Superorganism:
    made = scenario("nested-superorganisms").world(9)
    play(made, 4)
    made.intervene("firm.mutation", 0.3)
    made.intervene("government.2.letter", {"power": 1.0})
    play(made, 12)
    made.intervene("employee.compliance", 0.9)
    return made


def test_recipe_survives_a_file_and_repeats(world: Superorganism, tmp_path: Path) -> None:
    recipe = Recipe.of(world, "nested-superorganisms")
    recipe.save(tmp_path / "recipe.json")
    again = Recipe.read(tmp_path / "recipe.json")
    assert again == recipe
    twin = again.world()
    assert play(twin, again.ticks)
    assert twin.state_hash() == world.state_hash() == again.state_hash
    assert again.difference(twin) is None


def test_run_that_is_stopped_says_so() -> None:
    short = scenario("telephone").world(1)
    assert not play(short, 9, lambda seen: seen.tick < 3)
    assert short.tick == 3
    assert play(short, 3)


def test_difference_names_versions_and_measures(world: Superorganism) -> None:
    recipe = Recipe.of(world)
    other = scenario("nested-superorganisms").world(9)
    play(other, recipe.ticks)
    said = replace(recipe, version="0.0.1").difference(other)
    assert said is not None
    assert "version 0.0.1" in said
    assert "efficiency was" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[]", "'form' must be"),
        ('{"form": "superorganisms-recipe-1"}', "'version' must be a str, got None"),
    ],
)
def test_what_is_no_recipe_is_told(text: str, said: str) -> None:
    with pytest.raises(SuperorganismError) as caught:
        Recipe.from_json(text, where="here.json")
    assert said in str(caught.value)
    assert str(caught.value).startswith("here.json")


def test_damaged_recipe_is_told(world: Superorganism) -> None:
    table = json.loads(Recipe.of(world).to_json())
    for name in table:
        for value in (None, "x", [1], {"x": "y"}, 1.5):
            try:
                Recipe.from_json(json.dumps({**table, name: value}))
            except SuperorganismError as mistake:
                said = str(mistake)
            else:
                said = ""
            assert "\n" not in said


def test_missing_recipe_is_told(tmp_path: Path) -> None:
    with pytest.raises(SuperorganismError, match="can't read the recipe"):
        Recipe.read(tmp_path / "none.json")
