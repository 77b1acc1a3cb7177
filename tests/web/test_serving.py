"""Where the server listens."""

import socket

import pytest

from superorganisms.errors import SuperorganismError
from superorganisms.web.serve import address, elsewhere, listen, serve


def test_a_port_in_use_is_one_clear_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SuperorganismError) as caught:
            serve(port=port, open_browser=False)
    assert str(caught.value) == f"port {port} is in use; choose another with --port, or leave it out"


def test_when_no_port_was_asked_for_the_next_free_one_is_taken() -> None:
    with listen("127.0.0.1", None) as first, listen("127.0.0.1", None) as second:
        assert second.getsockname()[1] > first.getsockname()[1] >= 8000


def test_the_address_is_one_to_type_in() -> None:
    with listen("0.0.0.0", 0) as everywhere:
        assert address(everywhere) == f"http://127.0.0.1:{everywhere.getsockname()[1]}/"


def test_an_unknown_host_is_one_clear_sentence() -> None:
    with pytest.raises(SuperorganismError, match=r"host 'nowhere\.invalid' has no address on this machine"):
        listen("nowhere.invalid", 0)


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_out_of_range_is_one_clear_sentence(port: int) -> None:
    with pytest.raises(SuperorganismError, match=rf"port must be in \[0, 65535\], got {port}"):
        listen("127.0.0.1", port)


def test_no_world_at_all_makes_no_sense() -> None:
    with pytest.raises(SuperorganismError, match="max_worlds must be at least 1, got 0"):
        serve(max_worlds=0, open_browser=False)


def test_a_server_for_all_says_what_others_open() -> None:
    with listen("0.0.0.0", 0) as listener:
        found = elsewhere(listener)
        port = listener.getsockname()[1]
        assert address(listener) == f"http://127.0.0.1:{port}/"
        assert found is None or (found.endswith(f":{port}/") and "0.0.0.0" not in found)
    with listen("127.0.0.1", 0) as listener:
        assert elsewhere(listener) is None
