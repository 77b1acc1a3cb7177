"""Checks a check: these GLIBC_TUNABLES must change what the C library computes, or a run under them shows nothing.

plainer_libm.py glibc.cpu.hwcaps=-AVX2,-FMA
"""

import os
import platform
import subprocess
import sys
from pathlib import Path

CODE = "import math; print([math.exp(k / 7919) + math.sin(k) for k in range(99999)])"


def values(**variables: str) -> bytes:
    """Many values of exp and sin."""
    command = [sys.executable, "-c", CODE]
    return subprocess.run(command, env={**os.environ, **variables}, capture_output=True, check=True).stdout


def main(tunables: str) -> None:
    """Raise where the processor has FMA and the C library still uses it."""
    cpu = Path("/proc/cpuinfo")
    if platform.libc_ver()[0] != "glibc" or not cpu.is_file() or " fma " not in cpu.read_text(encoding="utf-8"):
        print("no glibc or no FMA on this machine: nothing to switch off")
        return
    assert values() != values(GLIBC_TUNABLES=tunables), f"{tunables} changes nothing: is it spelt otherwise in this glibc?"
    print(f"the C library gives other values under {tunables}")


if __name__ == "__main__":
    main(sys.argv[1])
