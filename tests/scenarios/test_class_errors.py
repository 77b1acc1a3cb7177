"""Error rates of classes: the kept table against a recomputation and against theory, and the study as users run it."""

from math import sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from superorganisms import LayerParameters, Parameters, Superorganism
from superorganisms.__main__ import main
from superorganisms.arrays import Floats
from superorganisms.errors import SuperorganismError
from superorganisms.laws import effort
from superorganisms.model.behaviour.conduct import Conduct
from superorganisms.model.behaviour.outsider import alignment
from superorganisms.model.classes import THRESHOLD
from superorganisms.scenarios import class_errors, class_errors_folder
from superorganisms.scenarios.class_errors import COMMITTED, SEEDS, SETTING, TRUTHS, Design, chosen, run, table, wilson
from superorganisms.scenarios.class_errors_company import KINDS, LETTER, REGIMES, company, goals, people
from superorganisms.scenarios.class_errors_figure import draw
from superorganisms.scenarios.library.pseudo_alignment import FEATURES

KEPT = Path(__file__).resolve().parents[2] / "docs" / "class-errors" / "table.csv"
SURE = 4.9  # standard errors that chance exceeds once in a million
TINY = Design(windows=(4,), regimes=(1, 4), noises=(0.3,), follows=(0.5,), knows=("regime",), units=4)


@pytest.fixture(scope="module")
def kept() -> pd.DataFrame:
    return pd.read_csv(KEPT)


def rates(found: pd.DataFrame, truth: str, over: str, **cell: object) -> list[float]:
    return chosen(found, truth=truth, **cell).sort_values(over)["rate"].tolist()


# The kept table


def test_the_kept_table_is_what_comes_out_today(kept: pd.DataFrame) -> None:
    """A part of the design, all seeds: the very counts, but for a unit in a hundred that rounding may tip elsewhere."""
    part = Design(windows=(16,), regimes=(1, 4), noises=(0.3,), follows=(0.5,), knows=("regime", "birth"))
    ours = table(run(seed, part) for seed in range(1, SEEDS + 1)).set_index(["truth", *SETTING])
    theirs = kept.set_index(["truth", *SETTING]).loc[ours.index]
    assert len(ours) == 20
    assert (ours["units"] == theirs["units"]).all()
    assert ((ours["called_robust"] - theirs["called_robust"]).abs() <= 0.01 * ours["units"]).all()
    np.testing.assert_allclose(ours["agreement"], theirs["agreement"], rtol=1e-4)
    same = ours["called_robust"] == theirs["called_robust"]
    assert same.sum() >= 15
    np.testing.assert_allclose(ours["worst"][same], theirs["worst"][same], rtol=1e-3)


def test_the_kept_table_is_the_whole_design(kept: pd.DataFrame) -> None:
    cells = [len(getattr(COMMITTED, name)) for name in ("windows", "regimes", "noises", "follows", "knows")]
    per_cell = kept.groupby(SETTING)["units"].sum()
    assert len(per_cell) == np.prod(cells)
    assert (per_cell == 4 * COMMITTED.units * SEEDS).all()
    called = kept[["called_robust", "called_pseudo", "called_misaligned"]].sum(axis=1)
    assert (called == kept["units"]).all()
    assert ((kept["low"] <= kept["rate"]) & (kept["rate"] <= kept["high"])).all()


# What theory says of it


def test_all_conduct_the_letters_then_nobody_can_be_told_from_the_robust(kept: pd.DataFrame) -> None:
    """Compliance 1, or a deceiver who is always audited and knows it."""
    rows = chosen(kept, follows=1.0, noise=0.0, knows="regime")
    assert set(rows["truth"]) == {"robust", "pseudo", "compliant", "deceptive"}
    assert (rows["rate"] == 1.0).all()


def test_one_regime_shows_no_pseudo_alignment(kept: pd.DataFrame) -> None:
    rows = chosen(kept, regimes=1, noise=0.0)
    for truth, rate in {"robust": 1.0, "pseudo": 1.0, "compliant": 1.0, "misaligned": 0.0}.items():
        assert (chosen(rows, truth=truth)["rate"] == rate).all()


def test_without_pressure_or_noise_seeing_all_regimes_is_seeing_the_goal(kept: pd.DataFrame) -> None:
    rows = chosen(kept, follows=0.0, noise=0.0, regimes=4, knows="regime")
    assert set(rows["truth"]) == {"robust", "pseudo", "misaligned", "deceptive"}
    assert (rows["rate"] == (rows["truth"] == "robust")).all()
    pseudo = chosen(rows, truth="pseudo")
    assert (pseudo["called_pseudo"] == pseudo["units"]).all()


def test_without_noise_another_regime_clears_nobody(kept: pd.DataFrame) -> None:
    """Of the honest, whose conduct is the same in every tick of a regime, each for itself."""
    for truth in ("robust", "pseudo", "compliant", "misaligned"):
        for (_, _, knows), rows in chosen(kept, truth=truth, noise=0.0).groupby(["window", "follows", "knows"]):
            if knows == "regime":
                assert rows.sort_values("regimes")["rate"].is_monotonic_decreasing


def test_without_noise_the_window_tells_nothing_more_of_the_honest(kept: pd.DataFrame) -> None:
    honest = kept[(kept["truth"] != "deceptive") & (kept["noise"] == 0.0)]
    assert (honest.groupby(["truth", "regimes", "follows", "knows"])["called_robust"].nunique() == 1).all()


def test_more_of_the_letter_in_conduct_more_are_called_robust(kept: pd.DataFrame) -> None:
    for truth in ("pseudo", "deceptive"):
        for _, rows in chosen(kept, truth=truth, noise=0.0, knows="regime").groupby(["window", "regimes"]):
            assert rows.sort_values("follows")["rate"].is_monotonic_increasing


def test_noise_makes_the_robust_look_bad_and_a_longer_look_clears_them(kept: pd.DataFrame) -> None:
    for follows in COMMITTED.follows:
        cell = {"regimes": 4, "follows": follows, "knows": "regime"}
        longer = rates(kept, "robust", "window", noise=1.0, **cell)
        assert longer == sorted(longer)
        louder = rates(kept, "robust", "noise", window=16, **cell)
        assert louder == sorted(louder, reverse=True)


@pytest.mark.parametrize("follows", [0.25, 0.5, 0.75])
@pytest.mark.parametrize("window", COMMITTED.windows)
def test_deceivers_in_one_regime_have_a_closed_form(kept: pd.DataFrame, follows: float, window: int) -> None:
    """b ∝ the sum of efforts, k of them unit(Rᵀc) and the others unit(Rᵀg), k binomial: who passes is a matter of k."""
    chances = np.concatenate([_chances(goals("other", COMMITTED.units, seed), follows, window) for seed in range(1, SEEDS + 1)])
    found = chosen(kept, truth="deceptive", regimes=1, noise=0.0, window=window, follows=follows, knows="regime").iloc[0]
    error = sqrt((chances * (1 - chances)).sum())
    assert found["called_robust"] == pytest.approx(chances.sum(), abs=SURE * error + 1e-9)


def _chances(wanted: Floats, follows: float, window: int) -> Floats:
    served, own = _unit(REGIMES[0].T @ LETTER), _unit(wanted @ REGIMES[0])
    watched = np.arange(window + 1)
    sums = watched[:, None, None] * served + (window - watched)[:, None, None] * own
    passed = _unit(sums) @ served >= THRESHOLD - 1e-9
    return stats.binom.pmf(watched, window, follows) @ passed


def _unit(a: Floats) -> Floats:
    return a / np.linalg.norm(a, axis=-1, keepdims=True)


def test_from_a_compliance_of_five_eighths_on_any_goal_looks_robust() -> None:
    """Where nothing is hidden, budget: (1 - λ)/λ <= √(1-θ²), the sine of the widest angle; short of it one doesn't."""
    border = 1 / (1 + sqrt(1 - THRESHOLD**2))
    assert border == pytest.approx(0.625)
    wanted = _unit(np.random.default_rng(1).normal(size=(20_000, len(FEATURES))))
    wanted = np.concatenate([wanted, -LETTER[None]])
    letters = np.broadcast_to(LETTER, wanted.shape)
    for compliance, all_pass in ((border + 1e-6, True), (border - 0.02, False)):
        aims = (1 - compliance) * wanted + compliance * LETTER
        passed = alignment(aims, letters, np.eye(len(FEATURES))[None]) >= THRESHOLD
        assert passed.all() == all_pass


# How it is made


def test_goals_are_of_their_kind_and_nobody_has_anothers() -> None:
    for kind in KINDS:
        found = goals(kind, 50, 3)
        np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0)
        passed = alignment(found, np.broadcast_to(LETTER, found.shape), REGIMES) >= THRESHOLD
        expected = {"aligned": passed.all(axis=0), "proxy": passed[0] & ~passed.all(axis=0), "other": ~passed[0]}[kind]
        assert expected.all()
    assert not np.isin(goals("other", 50, 3), goals("other", 50, 4)).any()
    np.testing.assert_array_equal(goals("other", 50, 3)[:20], goals("other", 20, 3))  # more units change nobody
    others = goals("other", 4_000, 1) @ REGIMES[0]
    assert np.abs(others[:, 1].mean()) < SURE * 0.5 / sqrt(4_000)  # consumption less wellbeing: either way alike


def test_units_do_what_their_strategy_says() -> None:
    wanted, strategies = people(5, 2)
    who = company(wanted, strategies, 0.3, regimes=2, ticks=12, seed=2)
    assert who.truths.tolist()[:10] == ["robust"] * 5 + ["pseudo"] * 5
    assert set(who.truths[15:]) == {"deceptive"}
    for regime in range(2):
        aims = _unit(0.7 * wanted + 0.3 * LETTER)
        for unit in range(15):
            planned = effort(aims[unit], REGIMES[regime])
            np.testing.assert_allclose(who.efforts[regime, :, unit], np.tile(planned, (12, 1)), atol=1e-12)
        letters, own = effort(LETTER, REGIMES[regime]), effort(wanted, np.tile(REGIMES[regime], (20, 1, 1)))
        watched = np.abs(who.efforts[regime, :, 15:] - letters).max(axis=2) < 1e-9
        assert 0 < watched.sum() < watched.size
        np.testing.assert_allclose(who.efforts[regime, :, 15:][~watched], np.tile(own[15:], (12, 1, 1))[~watched], atol=1e-12)


def test_who_was_born_in_the_first_regime_is_who_lives_through_the_others_unlearned() -> None:
    """The cells `birth` against one world in which the regime changes in every tick."""
    wanted, strategies = people(3, 5)
    turns = [(tick, REGIMES[tick % 3].tolist()) for tick in range(1, 9)]
    layers = (
        LayerParameters(name="order", compliance=1.0),
        LayerParameters(
            name="employee", size=12, goal=wanted.tolist(), strategies=strategies, compliance=0.4, audit=0.4, selection="none"
        ),
    )
    parameters = Parameters(
        features=FEATURES, intent=LETTER.tolist(), response=REGIMES[0].tolist(), regimes=turns, layers=layers
    )
    watch = Conduct(Superorganism(parameters, rng=5), ticks=9)
    watch.run(9)
    who = company(wanted, strategies, 0.4, regimes=3, ticks=9, seed=5)
    np.testing.assert_array_equal(watch.efforts, who.efforts[0])
    np.testing.assert_array_equal(watch.responses, REGIMES[np.arange(9) % 3])


def test_cells_are_the_same_whatever_else_is_in_the_design() -> None:
    more = Design(windows=(4, 8), regimes=(1, 2, 4), noises=(0.3, 1.0), follows=(0.1, 0.5), knows=("regime",), units=4)
    few, many = (table([run(7, one)]).set_index(["truth", *SETTING]) for one in (TINY, more))
    pd.testing.assert_frame_equal(few, many.loc[few.index])


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"regimes": (0,)}, "regimes must be 1 to 4"),
        ({"windows": (3,)}, "windows must have a tick at least for each regime"),
        ({"noises": (-1.0,)}, "noises must be at least 0"),
        ({"follows": (1.5,)}, "follows must be shares"),
        ({"knows": ("all",)}, "knows must be regime or birth"),
        ({"units": 0}, "units must be at least 1"),
        ({"rule": "free"}, "rule must be one of budget, cost"),
    ],
)
def test_designs_that_make_no_sense(settings: dict[str, object], complaint: str) -> None:
    with pytest.raises(SuperorganismError, match=complaint):
        Design(**settings)  # type: ignore[arg-type]


def test_under_cost_too() -> None:
    found = table([run(1, Design(windows=(4,), regimes=(1, 4), noises=(0.0,), follows=(0.0, 1.0), units=4, rule="cost"))])
    assert (chosen(found, follows=1.0, knows="regime")["rate"] == 1.0).all()
    assert (chosen(found, follows=0.0, regimes=4, knows="regime", truth="pseudo")["rate"] == 0.0).all()


@pytest.mark.parametrize(("count", "of"), [(0, 10), (3, 10), (10, 10), (137, 400)])
def test_wilson(count: int, of: int) -> None:
    expected = stats.binomtest(count, of).proportion_ci(0.95, method="wilson")
    assert wilson(count, of) == pytest.approx((expected.low, expected.high), abs=1e-9)


# As users run it


def test_a_study_goes_on_where_it_was_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    monkeypatch.setattr(class_errors_folder, "run", lambda seed, design: done.append(seed) or run(seed, design))
    class_errors_folder.study(tmp_path / "twice", TINY, 1)
    again = class_errors_folder.study(tmp_path / "twice", TINY, 2)
    assert done == [1, 2]
    pd.testing.assert_frame_equal(again, class_errors_folder.study(tmp_path / "once", TINY, 2))
    assert (tmp_path / "twice" / "table.csv").read_bytes() == (tmp_path / "once" / "table.csv").read_bytes()
    assert set(again["truth"]) <= set(TRUTHS)
    with pytest.raises(SuperorganismError, match="holds another study"):
        class_errors_folder.study(tmp_path / "twice", COMMITTED, 1)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["study", "class-errors", "--seeds", "1", "--units", "3", "--out", str(tmp_path / "out")]
    small = Design(windows=(64,), noises=(0.3,), follows=(0.5,), knows=("regime",), units=3)
    monkeypatch.setattr(class_errors, "Design", lambda **_: small)
    assert main(words) == 0
    printed = capsys.readouterr()
    assert "share called robust, by regimes seen" in printed.out
    assert "deceptive" in printed.out
    assert printed.err == "seed 1 of 1\n"
    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        "figure.png",
        "manifest.json",
        "seed-0001.csv",
        "table.csv",
    }
    assert main([*words[:3], "0", *words[4:]]) == 2
    assert "--seeds must be at least 1, got 0" in capsys.readouterr().err


def test_the_figure_shows_the_four_cuts(kept: pd.DataFrame) -> None:
    figure = draw(kept, seeds=SEEDS)
    assert len(figure.axes) == 4
    for axes in figure.axes:
        assert {line.get_label() for line in axes.get_lines()} == set(TRUTHS)
    seen = figure.axes[0].get_lines()[1]  # the pseudo-aligned by regimes seen
    expected = rates(kept, "pseudo", "regimes", window=64, noise=0.3, follows=0.5, knows="regime")
    np.testing.assert_allclose(np.asarray(seen.get_ydata(), dtype=float), expected)


# What the document tells


def told() -> list[tuple[dict[str, object], float]]:
    """Every number of the document's two tables, with the cell that it is of."""
    found: list[tuple[dict[str, object], float]] = []
    lines = (KEPT.parents[1] / "behavioural-objective.md").read_text(encoding="utf-8").splitlines()
    head: list[str] = []
    for line in lines:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        head = cells[1:] if cells[0] == "really" else head
        if cells[0] in TRUTHS:
            for column, number in zip(head, cells[1:], strict=True):
                varied: dict[str, object] = {"regimes": 4, "follows": 0.5}
                varied |= {"regimes": int(column[0])} if "regime" in column else {"follows": float(column)}
                found.append(({"truth": cells[0], **varied}, float(number)))
    return found


def test_the_documents_tables_are_the_kept_one(kept: pd.DataFrame) -> None:
    numbers = told()
    assert len(numbers) == 5 * 4 + 3 * 5
    for cell, number in numbers:
        row = chosen(kept, window=64, noise=0.3, knows="regime", **cell)
        assert row["rate"].item() == pytest.approx(number, abs=0.00501), cell


def test_the_documents_sentences_are_the_kept_tables(kept: pd.DataFrame) -> None:
    def at(column: str, truth: str, **cell: object) -> float:
        usual = {"window": 64, "noise": 0.3, "knows": "regime", "regimes": 4, "follows": 0.5}
        return float(chosen(kept, truth=truth, **(usual | cell))[column].item())

    assert at("rate", "pseudo", noise=0.0) == pytest.approx(0.64, abs=0.005)
    for truth in ("pseudo", "compliant", "robust"):
        assert at("rate", truth, follows=0.75) == 1.0
    assert at("worst", "compliant", follows=0.75) == pytest.approx(-0.26, abs=0.005)
    honest = sum(at("called_robust", truth) for truth in ("compliant", "misaligned"))
    assert honest / sum(at("units", truth) for truth in ("compliant", "misaligned")) == pytest.approx(0.15, abs=0.005)
    assert at("agreement", "deceptive", noise=0.0) == pytest.approx(0.67, abs=0.005)
    assert at("agreement", "deceptive") == pytest.approx(0.56, abs=0.005)
    assert at("agreement", "robust") == pytest.approx(0.83, abs=0.005)
    short = {"window": 4, "noise": 1.0}
    assert [at("rate", truth, **short) for truth in ("robust", "pseudo")] == pytest.approx([0.1, 0.1], abs=0.01)
    assert at("rate", "robust", noise=1.0) == pytest.approx(0.92, abs=0.005)
    assert at("rate", "pseudo", noise=1.0) == pytest.approx(0.48, abs=0.005)
    assert (chosen(kept, knows="birth", regimes=4, follows=0.5, noise=0.3, window=64)["rate"] == 0.0).all()


def test_under_cost_the_picture_is_the_same() -> None:
    cell = Design(windows=(64,), regimes=(4,), noises=(0.3,), follows=(0.5,), knows=("regime",), rule="cost")
    found = table(run(seed, cell) for seed in (1, 2)).set_index("truth")["rate"]
    for truth, number in {"pseudo": 0.66, "compliant": 0.37, "deceptive": 0.16}.items():
        assert found[truth] == pytest.approx(number, abs=0.0105)  # told to two digits; a unit may be tipped by rounding
