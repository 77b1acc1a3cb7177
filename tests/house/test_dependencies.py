"""Dependencies point one way: web -> scenarios -> model -> agents -> the base modules of the package itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "src/superorganisms"
ORDER = ("agents", "model", "scenarios", "web", "commands")  # each may import those before it
HOMES = {**{folder: folder for folder in ORDER}, "commands": f"{PACKAGE}/commands"}
FACES = {"__init__", "__main__", "laws"}  # the doors: they name what stands behind them, and nothing behind uses them
PLOTS_AND_PAGES = {"matplotlib", "starlette", "uvicorn", "websockets", "tqdm"}


def python_files(folder: str) -> list[Path]:
    return [file for file in (ROOT / HOMES.get(folder, folder)).rglob("*.py") if "page" not in file.relative_to(ROOT).parts]


def imported(file: Path) -> Iterator[str]:
    """Dotted names of the modules that the file imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno} imports relatively; write the name in full"
            module = node.module or ""
            # `from superorganisms import model` imports superorganisms.model
            yield from ([f"{module}.{name.name}" for name in node.names] if module == "superorganisms" else [module])


def ours(file: Path) -> set[str]:
    """The folders and base modules of the package that the file imports from."""
    return {name.split(".")[1] for name in imported(file) if name.startswith("superorganisms.")}


def libraries(file: Path) -> set[str]:
    """The top-level packages that the file imports."""
    return {name.split(".")[0] for name in imported(file)}


def offenders(files: dict[Path, set[str]]) -> dict[str, list[str]]:
    """The files that import something, and what."""
    return {str(file.relative_to(ROOT)): sorted(names) for file, names in files.items() if names}


@pytest.mark.parametrize("folder", ORDER)
def test_no_folder_imports_one_above_it(folder: str) -> None:
    above = {*ORDER[ORDER.index(folder) + 1 :], "__main__"}
    assert offenders({file: ours(file) & above for file in python_files(folder)}) == {}


def test_the_base_modules_import_no_folder() -> None:
    base = [file for file in (ROOT / PACKAGE).glob("*.py") if file.stem not in FACES]
    assert offenders({file: ours(file) & {*ORDER, *FACES} for file in base}) == {}


@pytest.mark.parametrize("folder", ["agents", "model"])
def test_the_world_draws_no_picture_and_serves_no_page(folder: str) -> None:
    assert offenders({file: libraries(file) & PLOTS_AND_PAGES for file in python_files(folder)}) == {}


@pytest.mark.parametrize("folder", [*ORDER, PACKAGE, "tests", "benchmarks", "docs"])
def test_no_file_imports_a_folder_under_its_bare_name(folder: str) -> None:
    assert offenders({file: libraries(file) & {*ORDER} for file in python_files(folder)}) == {}
