"""The documents run: the Python blocks of each in one session, the commands of some one after the other.

A block of "python name.py" or "toml name.toml" is a file, which session and commands find where they work.
"""

import os
import re
import shlex
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from superorganisms.__main__ import main
from tests.model.plugging import unplugged_afterwards

ROOT = Path(__file__).resolve().parents[2]
COMMANDED = [ROOT / "README.md", ROOT / "docs" / "your-own-scenario.md"]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("**/*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_python_of_the_document_runs(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    write_files(document, tmp_path)
    with unplugged_afterwards():
        for example in Sybil([PythonCodeBlockParser()]).parse(document).examples():
            example.evaluate()


def files(document: Path) -> list[tuple[str, str]]:
    """Names and contents of the files that the document holds."""
    block = r"```(?:python|toml) (\w+\.(?:py|toml))\n(.*?)```"
    return re.findall(block, document.read_text(encoding="utf-8"), flags=re.DOTALL)


def write_files(document: Path, folder: Path) -> None:
    for name, content in files(document):
        (folder / name).write_text(content, encoding="utf-8")


def commands(document: Path) -> list[str]:
    """The lines of the document's shell blocks that call our command and come to an end."""
    blocks = re.findall(r"```sh\n(.*?)```", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("superorganisms ") and not line.startswith("superorganisms serve")]


@pytest.mark.parametrize("document", COMMANDED, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_commands_of_the_document_run(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One after the other in this process, which has loaded the libraries, and as on a single core: one worker will do."""
    monkeypatch.setattr(os, "process_cpu_count", lambda: 1)
    monkeypatch.chdir(tmp_path)
    write_files(document, tmp_path)
    lines = commands(document)
    assert lines
    with unplugged_afterwards():
        for line in lines:
            ended = main(shlex.split(line, comments=True)[1:])
            assert ended == 0, f"{line}\n{capsys.readouterr().err}"
