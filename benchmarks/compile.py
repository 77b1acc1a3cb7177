"""How long the laws take to compile on a bare cache, and to load from a full one. `uv run python benchmarks/compile.py`."""

import os
import subprocess
import sys
import tempfile

CODE = """
import time
from superorganisms.model.warm import warm
start = time.perf_counter()
warm()
print(f"{time.perf_counter() - start:.1f}")
"""


def main() -> None:
    """Compile twice into a folder that is empty at first."""
    with tempfile.TemporaryDirectory() as folder:
        for what in ("bare cache", "full cache"):
            environment = os.environ | {"NUMBA_CACHE_DIR": folder}
            out = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True)
            print(f"{what}: {out.stdout.strip()} s")


if __name__ == "__main__":
    main()
