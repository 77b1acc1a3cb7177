"""Start a server, open its page and everything that the page names, and stop the server by its process id.

visit.py FOLDER COMMAND...: the command gets --port NUMBER, runs in the folder, and must stop when it is told to.
"""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urljoin

PATIENCE = 60.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def fetch(address: str) -> str:
    """The body at the address; raises unless it answers 200."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert answer.status == 200, f"{address} answered {answer.status}"
        return str(answer.read().decode("utf-8", errors="replace"))


def wait_for(address: str, server: subprocess.Popen[bytes]) -> str:
    """The page, once it is there."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return fetch(address)
        except urllib.error.URLError:
            if server.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.2)


def main(folder: str, *command: str) -> None:
    """Visit, then stop the server, also when the visit failed."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen([*command, "--port", str(port)], cwd=folder)
    try:
        page = wait_for(address, server)
        parts = re.findall(r'(?:src|href)="([^"#:]+)"', page)
        assert parts, f"the page names no script and no style:\n{page}"
        sizes = {part: len(fetch(urljoin(address, part))) for part in parts}
        assert all(sizes.values()), sizes
        print(f"{address}: {len(page)} characters, and {sizes}")
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    main(*sys.argv[1:])
