"""How a law becomes machine code: compiled by numba once, kept on disk, never stale.

numba keeps a compiled function until its own file changes, whatever happens to the files of the functions it calls. The
laws call each other across files, so they are kept in a folder whose name is a digest of the source of all of them.
"""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, cast

import numba
import numba.core.config
import platformdirs

import superorganisms

_PACKAGE = Path(__file__).parent
_HOUR = 3_600.0
_KEPT = 4
_KERNELS: list[Any] = []


def _sources() -> list[Path]:
    """Every file of the package that holds a compiled function."""
    # Every place that the package has: in a checkout without symbolic links the folders stand at its root
    folders = [Path(place) / name for place in superorganisms.__path__ for name in ("model", "agents")]
    files = [*_PACKAGE.glob("*.py"), *(file for folder in folders for file in folder.resolve().rglob("*.py"))]
    return sorted(file for file in files if b"@kernel" in file.read_bytes())


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return False
    return True


@cache
def cache_folder() -> Path:
    """Where the compiled laws of exactly this source are kept: NUMBA_CACHE_DIR, beside the package, or the user's cache."""
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in _sources())).hexdigest()[:16]
    given = os.environ.get("NUMBA_CACHE_DIR")
    homes = [Path(given)] if given else [_PACKAGE / "__pycache__", Path(platformdirs.user_cache_dir("superorganisms"))]
    last_resort = Path(tempfile.gettempdir()) / "superorganisms"
    home = next((home for home in homes if _writable(home / f"kernels-{digest}")), last_resort)
    folder = home / f"kernels-{digest}"
    _forget_old(home, folder)
    return folder


def _forget_old(home: Path, current: Path) -> None:
    """Each edit of a law makes a new folder; the last few stay, for those who go back and forth or still run."""
    made = {folder: folder.stat().st_mtime for folder in home.glob("kernels-*") if folder != current}
    for folder in sorted(made, key=made.__getitem__)[:-_KEPT]:
        if time.time() - made[folder] > _HOUR:
            shutil.rmtree(folder, ignore_errors=True)


def _compiled(function: Callable[..., Any], options: dict[str, Any]) -> Any:
    try:
        return cast(Any, numba.njit)(**options)(function)
    except RuntimeError:  # typed in at a prompt: there is no file whose changes a kept version could follow
        return cast(Any, numba.njit)(**(options | {"cache": False}))(function)


def kernel[F: Callable[..., Any]](function: F) -> F:
    """Compile a plain loop with numba when it is first called; it releases the GIL and divides as IEEE 754 says.

    No fastmath: sums keep their order and nothing is fused, so that results are the same bits on every processor.
    """
    config = cast(Any, numba.core.config)
    before = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder())
    try:
        # Inlined into each other always: a call that hands on a few arrays costs more than a row's arithmetic (four times
        # faster efforts). No wrappers for callers in C: there are none, and each would cost a tenth of a second.
        options = {"cache": True, "nogil": True, "error_model": "numpy", "forceinline": True, "no_cfunc_wrapper": True}
        _KERNELS.append(_compiled(function, options))
        return cast(F, _KERNELS[-1])
    finally:
        config.CACHE_DIR = before


def count() -> tuple[int, int]:
    """How many laws are compiled or loaded so far, and how many are known."""
    return sum(1 for law in _KERNELS if law.signatures), len(_KERNELS)
