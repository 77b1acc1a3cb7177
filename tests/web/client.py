"""A server in a thread, and a page's end of the socket without a page."""

import json
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
import uvicorn
from starlette.applications import Starlette
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from superorganisms.web.frames import BACKWARDS, HEADER, LANE_HEADER, LEAKS, PLAYING

PATIENCE = 20.0  # seconds


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """The address (host:port) at which the application answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(app, log_level="warning", ws_per_message_deflate=False, timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive()
                time.sleep(0.01)
            yield f"127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


type Numbers = np.ndarray[Any, np.dtype[np.float32]]


@dataclass
class Part:
    """What a frame says of one world; no units: it isn't shown."""

    world: int
    tick: int
    last: int
    rows: Numbers
    alignment: Numbers
    flags: bytes
    kinds: bytes
    leaks: bytes


@dataclass
class Picture:
    """A frame as the page reads it."""

    number: int
    tick: int
    horizon: int
    playing: bool
    backwards: bool
    lanes: list[Part]

    @property
    def first(self) -> Part:
        """The first world."""
        return self.lanes[0]

    def of(self, world: int) -> Part:
        """What it says of this one."""
        return next(part for part in self.lanes if part.world == world)


def read(data: bytes) -> Picture:
    number, tick, horizon, state, _, count = HEADER.unpack_from(data)
    heads = [LANE_HEADER.unpack_from(data, HEADER.size + place * LANE_HEADER.size) for place in range(count)]
    at = HEADER.size + count * LANE_HEADER.size
    floats: list[Numbers] = []
    for _, _, _, rows, columns, units, _ in heads:
        for length in (rows * columns, units):
            floats.append(np.array(struct.unpack_from(f"<{length}f", data, at), np.float32))
            at += 4 * length
    lanes = []
    for place, (world, view, last, rows, columns, units, bits) in enumerate(heads):
        parts = [data[at + k * units : at + (k + 1) * units] for k in range(3 if bits & LEAKS else 2)]
        at += sum(len(part) for part in parts)
        flags, kinds, leaks = (*parts, b"")[:3]
        lanes.append(
            Part(world, view, last, floats[2 * place].reshape(rows, columns), floats[2 * place + 1], flags, kinds, leaks)
        )
    assert at == len(data)
    return Picture(number, tick, horizon, bool(state & PLAYING), bool(state & BACKWARDS), lanes)


@dataclass
class Client:
    """Speaks as the page does; paints (and acknowledges) at once unless `blind`."""

    address: str
    origin: Origin | None = None
    blind: bool = False
    frames: list[Picture] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    heard: list[dict[str, Any] | Picture] = field(default_factory=list)  # both, in their order

    def __enter__(self) -> Self:
        self._connection = connect(
            f"ws://{self.address}/world", max_size=None, origin=self.origin, proxy=None, compression=None
        )
        self._socket: ClientConnection = self._connection.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.__exit__(None, None, None)

    def say(self, kind: str, **fields: Any) -> None:
        self.say_raw(json.dumps({"type": kind, **fields}))

    def say_raw(self, text: str) -> None:
        self._socket.send(text)

    def hear(self, seconds: float = PATIENCE) -> dict[str, Any] | Picture:
        """The next thing that the server says. Raises TimeoutError."""
        data = self._socket.recv(timeout=seconds)
        if isinstance(data, str):
            message: dict[str, Any] = json.loads(data)
            self.messages.append(message)
            self.heard.append(message)
            return message
        picture = read(data)
        self.frames.append(picture)
        self.heard.append(picture)
        if not self.blind:
            self.say("ack", frame=picture.number)
        return picture

    def until(self, kind: str, **fields: Any) -> dict[str, Any]:
        """The next message of that type with those fields, what comes before it being taken in."""
        while True:
            heard = self.hear()
            if isinstance(heard, dict) and heard["type"] == kind and fields.items() <= heard.items():
                return heard

    def frame(self, tick: int) -> Picture:
        """The next frame of that tick, or of a later one where ticks are skipped."""
        while True:
            heard = self.hear()
            if isinstance(heard, Picture) and heard.tick >= tick:
                return heard

    def quiet(self, seconds: float) -> None:
        """Take in what comes for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                self.hear(left)
            except TimeoutError:
                return

    def open(self, scenario: str = "small", seed: int = 7, tick: int = 0, **more: Any) -> dict[str, Any]:
        """One world, after the server's first word; what is said of its shape."""
        self.until("hello")
        return self.go_to(scenario, seed, tick, **more)

    def go_to(self, scenario: str = "small", seed: int = 7, tick: int = 0, **more: Any) -> dict[str, Any]:
        """The same later on; changes and hand, or others of the lane's fields, may be more."""
        self.open_lanes([{"scenario": scenario, "seed": seed, **more}], tick=tick)
        return self.until("world")

    def open_lanes(self, lanes: list[dict[str, Any]], *, tick: int = 0, horizon: int = 0, **more: Any) -> None:
        """Several worlds on one clock."""
        self.say("open", lanes=lanes, tick=tick, horizon=max(tick, horizon), **more)

    def at_rest(self) -> dict[str, Any]:
        """The next word on what stands still."""
        return self.until("stands")
