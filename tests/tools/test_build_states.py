"""The shipped table of the world's states is what its tool builds, and says where it is from."""

import importlib.util
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

from superorganisms.model.trees import read_tree
from superorganisms.scenarios.trees import STATES_OF_THE_WORLD

TOOL = Path(__file__).resolve().parents[2] / "tools" / "build_states.py"
NOTICE = STATES_OF_THE_WORLD.with_name("states_of_the_world.LICENCE.txt")


@pytest.fixture
def tool() -> ModuleType:
    for package in ("country_converter", "pycountry"):
        pytest.importorskip(package, reason=f"{package} is in the dependency group `data`: uv sync --group data")
    spec = importlib.util.spec_from_file_location("build_states", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tool_builds_what_is_shipped(tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in tool.PACKAGES:
        if f"{package} {version(package)}\n" not in NOTICE.read_text(encoding="utf-8"):
            pytest.skip(f"built with another version of {package} than {version(package)}; run tools/build_states.py")
    monkeypatch.setattr(tool, "CSV", tmp_path / "states.csv")
    monkeypatch.setattr(tool, "NOTICE", tmp_path / "notice.txt")
    tool.main()
    assert (tmp_path / "states.csv").read_bytes() == STATES_OF_THE_WORLD.read_bytes()
    assert (tmp_path / "notice.txt").read_bytes() == NOTICE.read_bytes()


def test_the_states_are_a_hierarchy_of_four_layers_and_about_5000_leaves() -> None:
    read = read_tree(STATES_OF_THE_WORLD)
    assert [len(layer) for layer in read.tree.names] == [1, 6, 249, 4881]
    sizes = read.tree.family_sizes(3)
    assert (min(sizes), max(sizes)) == (1, 217), "families of very different size"
    assert sum(size == 1 for size in sizes) == 49, "countries that ISO 3166-2 does not divide"
    assert read.tree.names[1] == ("Africa", "America", "Antarctica", "Asia", "Europe", "Oceania")
    assert read.skill == read.strategies == read.goals == (None,) * 4


@pytest.mark.parametrize(
    ("code", "label", "country", "continent"),
    [
        ("NA-KH", "Khomas", "NA", "Africa"),
        ("FR-75C", "Paris", "FR", "Europe"),
        ("US-NY", "New York", "US", "America"),
        ("AQ (whole)", "Antarctica", "AQ", "Antarctica"),
    ],
)
def test_some_places_are_where_they_are(code: str, label: str, country: str, continent: str) -> None:
    read = read_tree(STATES_OF_THE_WORLD)
    row = read.tree.names[3].index(code)
    above = read.tree.parents[3][row]
    assert read.labels[3][row] == label
    assert read.tree.names[2][above] == country
    assert read.tree.names[1][read.tree.parents[2][above]] == continent


def test_regions_that_hold_other_subdivisions_are_left_out() -> None:
    codes = read_tree(STATES_OF_THE_WORLD).tree.names[3]
    assert "FR-ARA" not in codes
    assert "FR-01" in codes


def test_the_notice_names_sources_and_licences() -> None:
    notice = NOTICE.read_text(encoding="utf-8")
    for fact in ("pycountry", "country-converter", "iso-codes", "LGPL-2.1-or-later", "GPL-3.0", "ISO 3166"):
        assert fact in notice
