"""What is committed works anywhere: it names no package registry's host and no folder of one machine."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

# Each is written with brackets in it, so that this file doesn't name what it looks for.
HOSTS = re.compile(r"py[p]i\.org|python[h]osted\.org|npm[j]s\.(?:org|com)|yarn[p]kg\.com|py[p]i\.python\.org")
OPTIONS = re.compile(r"index[-]url|find[-]links|\"resolve[d]\": *\"https?:|^registr[y] *=", re.MULTILINE)
FOLDERS = re.compile(r"(?<![\w.])/(?:root|work|farm|hom[e]/\w+|User[s]/\w+)/")
LOCKS = {"uv.lock", "poetry.lock", "Pipfile.lock", "yarn.lock", "pnpm-lock.yaml"}


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    """Every text file that is, or would be, committed."""
    if shutil.which("git") is None or not (root / ".git").exists():
        pytest.skip("not a git checkout: what is committed can't be told from what is not")
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    files = {name: root / name for name in names if (root / name).is_file()}
    contents = {name: file.read_bytes() for name, file in files.items()}
    return {name: content.decode("utf-8", errors="replace") for name, content in contents.items() if b"\0" not in content}


@pytest.mark.parametrize("pattern", [HOSTS, OPTIONS, FOLDERS], ids=["a host", "a registry option", "a folder of a machine"])
def test_no_file_names(texts: dict[str, str], pattern: re.Pattern[str]) -> None:
    assert {name: found.group() for name, text in texts.items() if (found := pattern.search(text))} == {}


def test_no_lock_file_of_python_is_committed(texts: dict[str, str]) -> None:
    assert {Path(name).name for name in texts} & LOCKS == set()
