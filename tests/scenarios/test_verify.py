"""The command `verify`: what it measures, says, writes, and how it ends."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from superorganisms.__main__ import main
from superorganisms.scenarios.bibliography import BIBLIOGRAPHY, Source
from superorganisms.scenarios.evidence.finding import Finding, exact
from superorganisms.scenarios.evidence.result import GROUPS, Result, of_module, results
from superorganisms.scenarios.evidence.running import run
from superorganisms.scenarios.scenario import scenarios

ROOT = Path(__file__).resolve().parents[2]
KEYS = ["name", "expected", "ours", "low", "high", "replicates", "passed", "source"]
DIGITS = {  # of docs/MODEL.md, section 7
    "telephone": [0.7071, 0.5, 0.3536, 0.25],
    "spirit-and-letter": [0.914286],
    "projections": [0.967742, 0.935484, 0.806452],
    "deception": [0.707107, 0.747],
    "seeing-through": [1.802776, 0.5547],
    "moran-fixation": [0.1, 0.14795, 0.500489],
    "price": [0.515993],
    "regressional-goodhart": [0.56419, 1.029375, 1.765991, 2.343733],
    "leaky-chain": [0.058892, 0.024395, 0.0],
    "multitask": [1 / 3, 1 / 6],
}


@pytest.fixture(autouse=True)
def single_core(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --workers the command works in this process: others would load all libraries again, and know of no patch."""
    monkeypatch.setattr(os, "process_cpu_count", lambda: 1)


def run_command(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main(["verify", *map(str, words)])
    return status, *capsys.readouterr()


@pytest.mark.parametrize("result", results(), ids=lambda one: one.name)
def test_each_says_what_it_claims_and_from_where(result: Result) -> None:
    assert result.group in GROUPS
    assert result.claim.strip()
    assert result.sources
    assert all(source.key in BIBLIOGRAPHY and source.reason.strip() for source in result.sources)
    assert (result.replicates == 0) == (result.quick == 0)
    assert result.quick <= result.replicates


def test_there_are_all_closed_forms_ten_results_and_every_signature() -> None:
    groups = [one.group for one in results()]
    assert {int(one.order) for one in results() if one.group == "theory"} == set(range(1, 14))
    assert groups.count("literature") >= 10
    assert groups.count("signatures") == len(scenarios())


@pytest.mark.parametrize("name", DIGITS)
def test_the_digits_of_the_model_are_expected(name: str) -> None:
    (result,) = (one for one in results() if one.name == name)
    findings = list(result.measure(min(result.quick, 64), 1))
    expected = [one.expected for one in findings if isinstance(one.expected, float)]
    for digits in DIGITS[name]:
        assert any(
            one == pytest.approx(digits, abs=6e-5 if name == "telephone" else 6e-7 if name != "deception" else 5e-4)
            for one in expected
        ), digits
    assert len({one.case for one in findings}) == len(findings)


def test_table(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run_command(capsys, "telephone", "contextual-analysis", "misreading", "--quick")
    assert status == 0
    assert max(map(len, out.splitlines())) <= 100
    assert "pass  λ = 0.5, 3 layers" in out
    assert re.search(r"3 results, \d+ findings, all passed", out)
    assert "2 of 3: contextual-analysis" in err


def test_json_has_exactly_these_keys(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run_command(capsys, "telephone", "signature-telephone", "--quick", "--json")
    found = json.loads(out)
    assert status == 0
    assert all(list(one) == KEYS for one in found)
    assert found[0]["name"] == "telephone: λ = 0.5, 1 layers"
    assert found[0]["source"].startswith("Williamson")
    assert found[-1]["expected"] == pytest.approx([-0.75, -0.75])
    assert all(one["passed"] is True for one in found)


def test_another_seed_is_another_sample(capsys: pytest.CaptureFixture[str]) -> None:
    one, again, other = (
        json.loads(run_command(capsys, "screening", "--quick", "--json", "--seed", seed)[1]) for seed in (1, 1, 2)
    )
    assert one == again
    assert all(a["ours"] != b["ours"] for a, b in zip(one, other, strict=True))
    assert all(b["passed"] for b in other)


def test_groups(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("superorganisms.scenarios.evidence.running.run", lambda one, **_: run(broken(one.group)))
    out = run_command(capsys, "literature")[1]
    assert out.count("(literature, ") >= 10
    assert "(theory, " not in out


def broken(group: str = "theory") -> Result:
    def measure(replicates: int, seed: int) -> Iterator[Finding]:
        yield exact("right", 1.0, 1.0)
        yield exact("wrong", 1.0, 2.0)
        raise ZeroDivisionError("by nobody")

    source = (Source("price-1970", "Nothing."),)
    return Result(name="broken", group=group, claim="It breaks.", sources=source, measure=measure)


def test_what_fails_stays_in_the_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("superorganisms.scenarios.evidence.result.choose", lambda names: (broken(),))
    report = tmp_path / "evidence.md"
    status, out, _ = run_command(capsys, "--report", report)
    assert status == 1
    assert "pass  right" in out
    assert "FAIL  wrong" in out
    assert "why: ZeroDivisionError: by nobody" in out
    assert "2 FAILED, in broken" in out
    written = report.read_text()
    assert written.index("## What does not come out") < written.index("by nobody") < written.index("### broken")
    found = json.loads(run_command(capsys, "--json")[1])
    assert [one["passed"] for one in found] == [True, False, False]
    assert found[-1]["ours"] is None


def test_what_is_known_of_a_failure_is_told() -> None:
    module = ModuleType("superorganisms.scenarios.verification.some_thing")
    known = {"wrong": "The intent is misread."}
    vars(module).update(GROUP="theory", CLAIM="c", SOURCES=(), KNOWN=known, measure=lambda: [exact("wrong", 1.0, 2.0)])
    result = of_module(module)
    seen = run(result)
    assert (result.name, result.kind) == ("some-thing", "deterministic")
    assert seen.why(seen.failures[0]) == "The intent is misread."


def test_figures(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run_command(capsys, "telephone", "consensus", "--quick", "--figures", tmp_path / "curves")
    assert [file.name for file in (tmp_path / "curves").iterdir()] == ["telephone.png"]  # a picture says no more of the other


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["telefone"], "no result or group 'telefone'; did you mean 'telephone'?"),
        (["--seed", "-1"], "--seed must be at least 0, got -1"),
        (["--report", "nowhere/at/all.md"], "there is no folder nowhere/at"),
    ],
)
def test_asked_wrongly(capsys: pytest.CaptureFixture[str], words: list[str], complaint: str) -> None:
    status, out, err = run_command(capsys, *words)
    assert (status, out) == (2, "")
    assert complaint in err


def test_two_processes_find_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("moran-fixation", "telephone", "noise-tails", "--quick", "--json")
    alone, together = (run_command(capsys, *words, "--workers", workers) for workers in (1, 2))
    assert together[:2] == alone[:2]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to a single process")
def test_stopped() -> None:
    command = [sys.executable, "-m", "superorganisms", "verify", "telephone", "signatures", "--quick", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("2 of"):
                break
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "stopped; 1 of " in err
    assert {one["name"].partition(":")[0] for one in json.loads(out)} == {"telephone"}


def test_the_document_is_of_these_results() -> None:
    """docs/evidence.md tells of the results that there are, with today's claims and the numbers that know no chance.

    A scenario is one new file and no edit elsewhere, so that its signature may be missing until the document is written again.
    """
    written = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    headings = re.findall(r"^### (.*)$", written, flags=re.MULTILINE)
    assert headings == [one.name for one in results() if one.group != "signatures" or one.name in headings]
    for result in (one for one in results() if one.name in headings):
        assert result.claim in written
        if result.kind == "deterministic":
            for one in run(result).findings:
                assert f"| {one.case} |" in written
