"""The server as a process: an address, a browser, a way to end."""

import errno
import logging
import os
import socket
import threading
import webbrowser
from contextlib import suppress
from ipaddress import ip_address

import uvicorn

from superorganisms.errors import SuperorganismError
from superorganisms.web.app import create_app
from superorganisms.web.limits import Limits

FIRST_PORT = 8000
PORTS = 100  # tried one after the other when none was asked for
LARGEST_COMMAND = 65_536  # bytes
_LAST_PORT = 65_535


def listen(host: str, port: int | None) -> socket.socket:
    """A bound socket: on the port that was asked for (0: any), else on the first free one from 8000 on.

    Raises SuperorganismError in one sentence if that can't be.
    """
    if port is not None and not 0 <= port <= _LAST_PORT:
        raise SuperorganismError(f"port must be in [0, {_LAST_PORT}], got {port}")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except socket.gaierror as error:
        raise SuperorganismError(f"host {host!r} has no address on this machine") from error
    candidates = range(FIRST_PORT, FIRST_PORT + PORTS) if port is None else (port,)
    for candidate in candidates:
        try:
            return socket.create_server((host, candidate), family=family)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                reason = os.strerror(error.errno or 0)
                raise SuperorganismError(f"can't listen on port {candidate} of {host}: {reason}") from error
    if port is not None:
        raise SuperorganismError(f"port {port} is in use; choose another with --port, or leave it out")
    raise SuperorganismError(f"ports {FIRST_PORT} to {candidates[-1]} are all in use; name a free one with --port")


def address(listener: socket.socket) -> str:
    """What to type into a browser on this machine."""
    host, port = listener.getsockname()[:2]
    if ip_address(host).is_unspecified:
        host = "127.0.0.1" if listener.family is socket.AF_INET else "::1"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def elsewhere(listener: socket.socket) -> str | None:
    """What to type into a browser on another machine, if the server listens there too and this one is on a network."""
    port = listener.getsockname()[1]
    if not ip_address(listener.getsockname()[0]).is_unspecified:
        return None
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # sends nothing: it only asks which of our addresses would be used
        return f"http://{probe.getsockname()[0]}:{port}/"
    return None


class Server(uvicorn.Server):
    """Says where it is as soon as it answers."""

    def __init__(self, config: uvicorn.Config, *, page: str, outside: str | None = None, open_browser: bool) -> None:
        super().__init__(config)
        self._page = page
        self._outside = outside
        self._open_browser = open_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, then tell the user."""
        await super().startup(sockets=sockets)
        if not self.started:
            return
        print(f"The page is at {self._page} (Ctrl+C ends it).", flush=True)  # noqa: T201  # what the user waits for
        if self._outside is not None:
            print(f"Others on this network open {self._outside}", flush=True)  # noqa: T201
        if self._open_browser:
            threading.Thread(target=webbrowser.open, args=(self._page,), daemon=True).start()


def serve(
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    open_browser: bool = True,
    scenario: str | None = None,
    max_worlds: int = Limits.worlds,
) -> None:
    """Serve the page until Ctrl+C.

    port: the one to take (0: any free one); None takes 8000 or the next free one. scenario: name or file of the one to
    show first. Raises SuperorganismError if the port is taken or the host unknown.
    """
    if max_worlds < 1:
        raise SuperorganismError(f"max_worlds must be at least 1, got {max_worlds}")
    listener = listen(host, port)
    app = create_app(scenario=scenario, limits=Limits(worlds=max_worlds))
    config = uvicorn.Config(
        app,
        log_level=logging.WARNING,
        ws_max_size=LARGEST_COMMAND,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=2,
    )
    with listener, suppress(KeyboardInterrupt):  # Ctrl+C is the way to end it
        Server(config, page=address(listener), outside=elsewhere(listener), open_browser=open_browser).run(sockets=[listener])
