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

from superorganisms.web.frames import BESIDE, BESIDE_HEADER, HEADER, PLAYING

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


@dataclass
class Picture:
    """A frame as the page reads it."""

    world: int
    number: int
    tick: int
    playing: bool
    rows: np.ndarray[Any, np.dtype[np.float32]]
    alignment: np.ndarray[Any, np.dtype[np.float32]]
    flags: bytes
    kinds: bytes
    beside_tick: int
    beside: np.ndarray[Any, np.dtype[np.float32]]


def read(data: bytes) -> Picture:
    world, number, tick, state, count, columns, units = HEADER.unpack_from(data)
    start = HEADER.size
    beside_tick = beside_count = beside_columns = 0
    if state & BESIDE:
        beside_tick, beside_count, beside_columns = BESIDE_HEADER.unpack_from(data, start)
        start += BESIDE_HEADER.size
    lengths = (count * columns, units, beside_count * beside_columns)
    values = np.array(struct.unpack_from(f"<{sum(lengths)}f", data, start), np.float32)
    rows, alignment, beside = np.split(values, np.cumsum(lengths)[:2])
    rest = data[start + 4 * sum(lengths) :]
    assert len(rest) == 2 * units
    return Picture(
        world=world,
        number=number,
        tick=tick,
        playing=bool(state & PLAYING),
        rows=rows.reshape(count, columns),
        alignment=alignment,
        flags=rest[:units],
        kinds=rest[units:],
        beside_tick=beside_tick,
        beside=beside.reshape(beside_count, beside_columns),
    )


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

    def open(self, scenario: str = "small", seed: int = 7, tick: int = 0) -> dict[str, Any]:
        self.until("hello")
        self.say("open", scenario=scenario, seed=seed, tick=tick)
        return self.until("world")
