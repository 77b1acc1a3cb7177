"""`superorganisms.model` is the folder model/ at the root, and so for its three neighbours, with links and without."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

FOLDERS = ("agents", "model", "scenarios", "web")


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_package_links_to_the_folder_by_a_relative_path(root: Path, folder: str) -> None:
    link = root / "src" / "superorganisms" / folder
    # A checkout without symbolic links has a text file there, which holds the same path.
    points_to = os.readlink(link) if link.is_symlink() else link.read_text(encoding="utf-8").strip()
    assert Path(points_to) == Path("..", "..", folder)
    assert (root / folder / "__init__.py").is_file()


@pytest.mark.parametrize("folder", FOLDERS)
def test_ruff_bans_the_folder_under_its_bare_name(root: Path, folder: str) -> None:
    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert folder in pyproject["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]


@pytest.fixture
def checkout_without_links(root: Path, tmp_path: Path) -> Path:
    """Source as git lays it out with core.symlinks=false. Returns the folder to put on the path."""
    for folder in FOLDERS:
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("page", "__pycache__"))
    package = tmp_path / "src" / "superorganisms"
    ignored = shutil.ignore_patterns(*FOLDERS, "__pycache__")
    shutil.copytree(root / "src" / "superorganisms", package, ignore=ignored)
    for folder in FOLDERS:
        (package / folder).write_text(f"../../{folder}", encoding="utf-8")
    return package.parent


def test_without_links_the_folders_are_found_all_the_same(checkout_without_links: Path) -> None:
    code = (
        "import superorganisms as s\n"
        "from superorganisms import agents, errors, model, scenarios, web\n"
        "import superorganisms.scenarios.library\n"
        "print(s.__file__, errors.__file__, *(f.__file__ for f in (agents, model, scenarios, web)), sep='\\n')"
    )
    environment = {**os.environ, "PYTHONPATH": str(checkout_without_links)}
    # -P: without it the current folder would be on the path too, and its agents/ might be taken for the package's.
    done = subprocess.run([sys.executable, "-P", "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    files = [Path(line) for line in done.stdout.splitlines()]
    assert len(files) == 6
    assert all(file.is_relative_to(checkout_without_links.parent) for file in files), files
