"""The command line: what it prints, what it writes, and how it says no."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from superorganisms.__main__ import main
from superorganisms.version import __version__

type Out = pytest.CaptureFixture[str]


def run(capsys: Out, *words: object, status: int = 0) -> tuple[str, str]:
    """The command's output and its complaints, its exit status being as expected."""
    try:
        ended = main([str(word) for word in words])
    except SystemExit as end:
        ended = int(end.code or 0)
    out, err = capsys.readouterr()
    assert ended == status, err
    return out, err


def test_list_and_show(capsys: Out) -> None:
    assert "telephone" in run(capsys, "list")[0]
    listed = json.loads(run(capsys, "list", "--json")[0])
    assert {"nested-superorganisms", "pseudo-alignment"} < {one["name"] for one in listed}
    shown = run(capsys, "show", "pseudo-alignment")[0]
    for part in (
        "Claim",
        "Hubinger",
        "Contrast",
        "Signature",
        "Predict",
        "Limits",
        "Story",
        "Curves",
        "after tick 150: identity",
    ):
        assert part in shown
    assert json.loads(run(capsys, "show", "telephone", "--json")[0])["signature"][0]["low"] == pytest.approx(0.25)


@pytest.mark.parametrize("name", ["telephone", "nested-superorganisms", "states-of-the-world"])
def test_what_show_writes_as_toml_is_the_same_world(capsys: Out, tmp_path: Path, name: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(run(capsys, "show", name, "--toml")[0])
    ours = [json.loads(run(capsys, "run", one, "--ticks", 2, "--seed", 5, "--json")[0]) for one in (name, file)]
    assert ours[0]["state_hash"] == ours[1]["state_hash"]


def test_show_parameters_is_the_whole_reference(capsys: Out) -> None:
    assert "firm.mutation = 0.05" in run(capsys, "show", "--parameters")[0]


def test_run_tells_where_it_got_to(capsys: Out) -> None:
    out, err = run(capsys, "run", "telephone", "--ticks", 3, "--seed", 7)
    assert "efficiency                  0.2500" in out
    assert "lost: goals of employee     0.1036" in out
    assert err == ""


def test_same_seed_same_hash_on_any_number_of_threads(capsys: Out) -> None:
    found = [
        json.loads(run(capsys, "run", "nested-superorganisms", "--ticks", 6, "--seed", 7, "--json", *more)[0])
        for more in ([], ["--threads", 2], ["--set", "firm.mutation=0.3"])
    ]
    assert found[0]["state_hash"] == found[1]["state_hash"] != found[2]["state_hash"]
    assert found[0]["measures"]["order.unaudited_value"] is None
    assert "order.unaudited_value" in found[0]["reasons"]


def test_out_from_and_load(capsys: Out, tmp_path: Path) -> None:
    out = tmp_path / "results"
    run(capsys, "run", "telephone", "--ticks", 5, "--seed", 7, "--out", out)
    assert len(pd.read_parquet(out / "ticks.parquet")) == 5
    assert "the same state as the recipe's" in run(capsys, "run", "--from", out / "recipe.json")[0]
    more = tmp_path / "more"
    run(capsys, "run", "--load", out / "world.npz", "--ticks", 4, "--set", "firm.compliance=0.9", "--out", more)
    assert len(pd.read_parquet(more / "ticks.parquet")) == 9
    assert json.loads((more / "recipe.json").read_text())["scenario"] == "telephone"
    assert "the same state" in run(capsys, "run", "--from", more / "recipe.json")[0]


def test_contrast_is_drawn_beside_the_world(capsys: Out, tmp_path: Path) -> None:
    out, _ = run(capsys, "run", "telephone", "--ticks", 4, "--seed", 7, "--out", tmp_path)
    assert "efficiency of the contrast at tick 4: 1.0000" in out
    assert pd.read_parquet(tmp_path / "contrast.parquet")["efficiency"].tolist() == pytest.approx([1.0] * 4)
    assert pd.read_parquet(tmp_path / "ticks.parquet")["efficiency"].tolist() == pytest.approx([0.25] * 4)
    assert "the same state" in run(capsys, "run", "--from", tmp_path / "recipe.json")[0]
    told = json.loads(run(capsys, "run", "telephone", "--ticks", 4, "--seed", 7, "--contrast", "--json")[0])
    assert told["contrast"]["measures"]["efficiency"] == pytest.approx(1.0)
    assert told["contrast"]["state_hash"] != told["state_hash"]


def test_contrast_is_run_where_it_is_drawn_and_nowhere_else(capsys: Out, tmp_path: Path) -> None:
    short = ("run", "telephone", "--ticks", 4, "--seed", 7)
    assert "contrast" not in json.loads(run(capsys, *short, "--json")[0])
    assert "of the contrast" not in run(capsys, *short, "--no-contrast", "--out", tmp_path)[0]
    assert not (tmp_path / "contrast.parquet").exists()


def test_contrast_that_does_not_go_with_what_was_set(capsys: Out, tmp_path: Path) -> None:
    other = tmp_path / "rule.toml"
    other.write_text('contrast = { "employee.selection.turnover" = 0.5 }\nticks = 2\n[parameters]\n')
    changed = ("--set", "employee.selection=none")
    _, said = run(capsys, "run", other, *changed, "--out", tmp_path / "out")
    assert "drawn without the contrast, which doesn't go with what was --set: employee.selection" in said
    assert "employee.selection" in run(capsys, "run", other, *changed, "--contrast", status=2)[1]
    _, said = run(capsys, "run", other, "--set", "employee.selection.turnover=0.5", "--out", tmp_path / "out")
    assert "drawn without the contrast, which with what was --set is the same world" in said


def test_tree_of_ones_own_has_no_contrast(capsys: Out, tmp_path: Path) -> None:
    tree = tmp_path / "club.csv"
    tree.write_text("name,parent\nclub,\nboard,club\nAda,board\n")
    assert "--contrast can't be used here: club has none" in run(capsys, "run", tree, "--contrast", status=2)[1]
    assert "contrast" not in "".join(run(capsys, "run", tree, "--ticks", 2, "--out", tmp_path / "out"))


def test_world_that_has_not_run_is_written_too(capsys: Out, tmp_path: Path) -> None:
    run(capsys, "run", "telephone", "--ticks", 0, "--seed", 7, "--out", tmp_path)
    assert len(pd.read_parquet(tmp_path / "ticks.parquet")) == 0
    assert "the same state" in run(capsys, "run", "--from", tmp_path / "recipe.json")[0]


def test_recipe_that_comes_out_otherwise_fails(capsys: Out, tmp_path: Path) -> None:
    run(capsys, "run", "nested-superorganisms", "--ticks", 3, "--seed", 7, "--out", tmp_path)
    recipe = json.loads((tmp_path / "recipe.json").read_text())
    recipe |= {"seed": 8, "version": "0.0.1"}
    (tmp_path / "recipe.json").write_text(json.dumps(recipe))
    err = run(capsys, "run", "--from", tmp_path / "recipe.json", status=1)[1]
    assert "another state than the recipe's" in err
    assert f"version 0.0.1 made it, this is {__version__}" in err
    assert "efficiency was" in err


def test_tree_of_ones_own(capsys: Out, tmp_path: Path) -> None:
    tree = tmp_path / "club.csv"
    tree.write_text("name,parent\nclub,\nboard,club\nkitchen,club\nAda,board\nBo,board\nCleo,kitchen\n")
    found = json.loads(run(capsys, "run", tree, "--ticks", 2, "--seed", 1, "--json", "--set", "firm.mutation=.1")[0])
    assert "firm.inner_alignment" in found["measures"]
    tree.write_text("name,parent\nclub,\nboard,club\nkitchen,club\nAda,board\n")
    assert "line 4: uneven depth" in run(capsys, "run", tree, "--ticks", 2, status=2)[1]
    run(capsys, "run", tree, "--ticks", 2, "--pad")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rnu"], "no command 'rnu'; did you mean 'run'?"),
        (["run", "telefone"], "no scenario 'telefone'; did you mean 'telephone'?"),
        (["run"], "run what?"),
        (["run", "telephone", "--tick", "3"], "unrecognized arguments: --tick 3"),
        (["run", "telephone", "--ticks", "-3"], "--ticks must be at least 0, got -3"),
        (["run", "telephone", "--ticks", "many"], "invalid int value: 'many'"),
        (["run", "telephone", "--seed", "-1"], "seed"),
        (["run", "telephone", "--threads", "0"], "--threads must be at least 1, got 0"),
        (["run", "telephone", "--set", "firm.mutatoin=1"], "did you mean 'firm.mutation'?"),
        (["run", "telephone", "--set", "firm.mutation=1.3"], "firm.mutation must be in [0, 1], got 1.3"),
        (["run", "telephone", "--set", "firm.mutation"], "--set takes PATH=VALUE, got 'firm.mutation'"),
        (["run", "telephone", "--pad"], "--pad can't be used here"),
        (["run", "telephone", "--from", "recipe.json"], "not allowed with argument"),
        (["run", "telephone", "--from", "none.json", "--contrast"], "not allowed with argument"),
        (["run", "--from", "none.json", "--contrast"], "--contrast can't be used here"),
        (["run", "--load", "none.npz", "--contrast"], "--contrast can't be used here"),
        (["run", "none.toml"], "there is no file 'none.toml'"),
        (["run", "none.csv"], "can't read none.csv"),
        (["run", "--load", "none.npz"], "no file none.npz"),
        (["run", "--load", "none.npz", "--seed", "3"], "--seed can't be used here"),
        (["run", "--from", "none.json"], "can't read the recipe"),
        (["run", "--from", "none.json", "--ticks", "3"], "--ticks can't be used here"),
        (["show", "telefone"], "did you mean 'telephone'?"),
        (["show"], "which scenario?"),
        (["golden", "telefone"], "did you mean 'telephone'?"),
        (["scenario", "check", "none.toml"], "there is no file"),
        (["serve", "telefone", "--no-browser"], "did you mean 'telephone'?"),
    ],
)
def test_mistake_is_one_sentence(
    capsys: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    out, err = run(capsys, *words, status=2)
    assert said in err
    assert err.startswith("superorganisms: ")
    assert (out, err.count("\n")) == ("", 1)


def test_folder_that_cant_be_written_is_told_before_the_run(capsys: Out, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    err = run(capsys, "run", "telephone", "--out", tmp_path / "file" / "deeper", status=1)[1]
    assert "Not a directory" in err
    assert err.count("\n") == 1


def test_scenario_check(capsys: Out, tmp_path: Path) -> None:
    assert "telephone is complete" in run(capsys, "scenario", "check", "telephone")[0]
    file = tmp_path / "bare.toml"
    file.write_text("title = 'Bare'\n[parameters]\n")
    assert "bare: question is missing" in run(capsys, "scenario", "check", file, status=1)[1]
    assert "pass  efficiency" in run(capsys, "scenario", "check", "telephone", "--measure", "--seeds", 2)[0]


def test_help_and_version_answer(capsys: Out) -> None:
    for command in ("golden", "list", "run", "scenario", "serve", "show"):
        assert command in run(capsys, "--help")[0]
        assert "usage" in run(capsys, command, "--help")[0]
    assert __version__ in run(capsys, "--version")[0]


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "superorganisms", *map(str, words)]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to a child")
def test_ctrl_c_ends_the_tick_and_saves(capsys: Out, tmp_path: Path) -> None:
    words = command("run", "nested-superorganisms", "--seed", 7, "--ticks", 10**6, "--out", tmp_path)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        first = child.stderr.readline()  # "tick 1234 of 1000000", or that the laws are being compiled
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    assert "of 1000000" in first or "Compiling" in first
    assert child.returncode == 1, err
    assert "Traceback" not in err
    assert f"go on with: superorganisms run --load {tmp_path / 'world.npz'} --ticks" in err
    done = json.loads((tmp_path / "recipe.json").read_text())["ticks"]
    again = json.loads(run(capsys, "run", "--load", tmp_path / "world.npz", "--ticks", 2, "--json")[0])
    assert again["tick"] == done + 2
    assert "efficiency" in out


def test_help_answers_at_once() -> None:
    began = time.perf_counter()
    subprocess.run(command("--help"), capture_output=True, check=True)
    assert time.perf_counter() - began < 3.0  # where numpy and numba are imported it takes several times as long


def test_terminal_without_greek_letters_is_spoken_to() -> None:
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command("show", "outer-misalignment"), capture_output=True, text=True, env=plain, check=True)
    assert "cos ?" in done.stdout


def test_reader_that_goes_away_is_no_error() -> None:
    words = subprocess.list2cmdline(command("show", "--parameters"))
    done = subprocess.run(f"{words} | head -1", shell=True, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("features")
    assert done.stderr == ""
