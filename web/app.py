"""The page's server: static files, and a socket per tab."""

import asyncio
import os
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from superorganisms.errors import SuperorganismError
from superorganisms.version import __version__
from superorganisms.web.library import Library
from superorganisms.web.limits import Limits
from superorganisms.web.parsing import MOST_LANES
from superorganisms.web.sessions import Session
from superorganisms.web.telling import tell_problem
from superorganisms.web.warming import Warming
from superorganisms.web.worlds import Worlds

STATIC = Path(__file__).parent / "static"

# Nothing may come from elsewhere, nor go there.
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cache-control": "no-cache",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Headed:
    """Adds the headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *own]}
            await send(message)

        await self._app(scope, receive, headed)


class Reception:
    """Meets every tab: says what to wait for, what there is, and gives it a session if there is room."""

    def __init__(self, library: Library, limits: Limits, warming: Warming) -> None:
        self._library = library
        self._limits = limits
        self._all = Worlds(library, limits)
        self._warming = warming
        self._threads = ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2), thread_name_prefix="world")

    @asynccontextmanager
    async def life(self, _: Starlette) -> AsyncIterator[None]:
        """Of the server: the laws are loaded from its first moment on."""
        self._warming.start()
        yield
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def meet(self, socket: WebSocket) -> None:
        """One tab from its first word to its last."""
        await socket.accept()
        with suppress(WebSocketDisconnect):
            refusal = self._refusal(socket)
            if refusal is not None:
                await self._refuse(socket, refusal)
                return
            try:
                await self._serve(socket)
            finally:
                self._all.room.leave()

    def _refusal(self, socket: WebSocket) -> str | None:
        """Why not, or None, and a place is taken."""
        origin = socket.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != socket.headers.get("host"):
            return "This socket is for the server's own page."
        return self._all.room.take()

    async def _refuse(self, socket: WebSocket, sentence: str) -> None:
        await tell_problem(socket, sentence, final=True)
        await socket.close(1013)

    async def _serve(self, socket: WebSocket) -> None:
        async def wait_for(sentence: str, share: float | None) -> None:
            await socket.send_json({"type": "waiting", "sentence": sentence, "share": share})

        await self._warming.wait(wait_for)
        if self._warming.failure is not None:
            await self._refuse(socket, self._warming.failure)
            return
        try:
            entries = await asyncio.to_thread(self._library.entries)
        except SuperorganismError as problem:
            await self._refuse(socket, f"The scenarios could not be read: {problem}")
            return
        scenarios = [entry.as_plain() for entry in entries]
        greeting = {"version": __version__, "first": entries[0].name, "scenarios": scenarios, "most_lanes": MOST_LANES}
        await socket.send_json({"type": "hello", **greeting})
        await Session(socket, self._all, self._threads).run()
        if socket.application_state is WebSocketState.CONNECTED and socket.client_state is WebSocketState.CONNECTED:
            await socket.close()


def create_app(
    *,
    scenario: str | None = None,
    limits: Limits | None = None,
    library: Library | None = None,
    warming: Warming | None = None,
) -> Starlette:
    """The ASGI application.

    scenario: name or file of the one to show first. `library` and `warming` can be replaced, for tests and other
    front ends.
    """
    reception = Reception(library or Library(scenario), limits or Limits(), warming or Warming())
    routes = [
        WebSocketRoute("/world", reception.meet),
        Mount("/", app=StaticFiles(directory=STATIC, html=True)),
    ]
    app = Starlette(routes=routes, lifespan=reception.life)
    app.add_middleware(Headed)
    return app
