"""Every scenario ends in the bits that are kept: the same on every machine, and changed only on purpose."""

import json
from pathlib import Path

import pytest

from superorganisms.scenarios import golden
from superorganisms.scenarios.scenario import Scenario, scenario


@pytest.mark.parametrize("one", golden.worlds(golden.folder()), ids=lambda one: one.name)
def test_same_bits(one: Scenario) -> None:
    assert golden.compare(one, golden.folder()) is None


def test_nothing_is_kept_of_scenarios_that_are_gone() -> None:
    assert {file.stem for file in golden.folder().glob("*.json")} == {one.name for one in golden.worlds(golden.folder())}


def test_difference_is_told_and_renewed(tmp_path: Path) -> None:
    one = scenario("telephone")
    assert "nothing is kept" in (golden.renew(one, tmp_path) or "")
    assert golden.compare(one, tmp_path) is None
    file = tmp_path / "telephone.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "state_hash": "0" * 64}))
    assert "was 000000000000" in (golden.compare(one, tmp_path) or "")
    assert "was 000000000000" in (golden.renew(one, tmp_path) or "")
    assert golden.compare(one, tmp_path) is None
