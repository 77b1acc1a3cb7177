"""The calibration of blanket integrity: some of its worlds again, against the table in the document."""

import re
from pathlib import Path

import numpy as np
import pytest

from superorganisms import Superorganism
from superorganisms.model.blankets.separation import separation
from superorganisms.scenarios.blanket_calibration import (
    KINDS,
    LEAKED,
    LENGTHS,
    LEVEL,
    NULL_SEEDS,
    RULES,
    SEEDS,
    STRENGTHS,
    TIGHT,
    as_markdown,
    calibrate,
    leaky_world,
    summary,
    wilson,
)

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "blankets.md"
_ROW = re.compile(
    r"^\| (cost|budget) \| (\w+) \| (\d+) \| ([\d.]+) \| (\d+) \| (\S+) ± (\S+) \| ([\d.]+) \(.*\) \| ([\d.]+) \(.*\) \|$"
)


def table() -> dict[tuple[str, str, int, float], tuple[int, float, float, float]]:
    """Rule, leak, ticks, κ: worlds, mean nats, alarms of the leaked firm and of the tight one."""
    found = {}
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if match := _ROW.match(line):
            rule, kind, ticks, strength, worlds, nats, _, leaked, tight = match.groups()
            found[rule, kind, int(ticks), float(strength)] = int(worlds), float(nats), float(leaked), float(tight)
    return found


def test_the_table_has_all_cells() -> None:
    cells = {(rule, kind, n, k) for rule in RULES for kind in KINDS for n in LENGTHS for k in (0.0, *STRENGTHS)}
    assert set(table()) == cells
    assert all(worlds == len(SEEDS if cell[3] else NULL_SEEDS) for cell, (worlds, *_) in table().items())


def test_false_alarms_are_as_many_as_the_level_says() -> None:
    """Under cost, where the test is exact: over all cells without a leak, within 4.9 standard errors."""
    found = [(worlds, share) for cell, (worlds, *_, tight) in table().items() if cell[0] == "cost" for share in (tight,)]
    found += [(worlds, leaked) for cell, (worlds, _, leaked, _) in table().items() if cell[0] == "cost" and cell[3] == 0.0]
    worlds = sum(n for n, _ in found) / len(LENGTHS)  # the short runs are the beginnings of the long ones
    share = sum(n * one for n, one in found) / sum(n for n, _ in found)
    assert abs(share - LEVEL) < 4.9 * np.sqrt(LEVEL * (1 - LEVEL) / worlds)


@pytest.mark.parametrize("rule", RULES)
def test_power_rises_with_strength_and_length(rule: str) -> None:
    shares = {cell[1:]: leaked for cell, (_, _, leaked, _) in table().items() if cell[0] == rule}
    for kind in KINDS:
        for ticks in LENGTHS:
            rising = [shares[kind, ticks, strength] for strength in (0.0, *STRENGTHS)]
            assert rising == sorted(rising)
        assert all(shares[kind, 400, strength] >= shares[kind, 100, strength] for strength in STRENGTHS)


@pytest.mark.parametrize("rule", RULES)
def test_some_of_the_worlds_again(rule: str) -> None:
    """The first seeds of the strongest leak, on 100 ticks: alarms as the table has them, within what six worlds can say."""
    trials = calibrate(rules=[rule], strengths=STRENGTHS[-1:], lengths=LENGTHS[:1], null_seeds=NULL_SEEDS[:6], seeds=SEEDS[:6])
    for row in summary(trials).to_dict("records"):
        _, _, leaked, _ = table()[rule, row["kind"], row["ticks"], row["strength"]]
        low, high = wilson(round(row["leaked"] * 6), 6, 4.9)
        assert low <= leaked <= high
    assert set(trials["unit"]) == {LEAKED, TIGHT}
    assert as_markdown(summary(trials)).count("\n") == 5


def test_the_leaky_world_leaks_where_it_says() -> None:
    for kind in KINDS:
        graph = Superorganism(leaky_world(kind, 0.1, "cost"), rng=1).influence_graph(due=True)
        assert separation(graph, LEAKED).leak == kind
        assert separation(graph, TIGHT).holds
        tight = Superorganism(leaky_world(kind, 0.0, "cost"), rng=1).influence_graph(due=True)
        assert separation(tight, LEAKED).holds
