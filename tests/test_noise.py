"""Addresses of random numbers: the cipher's known answers, open uniforms, normals, and independence of addresses."""

import hashlib
import itertools
import struct
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats

from superorganisms import noise
from superorganisms.compiled import kernel
from superorganisms.noise import Purpose

MASK = 2**64 - 1
FALSE_ALARM = 1e-6
law = settings(deadline=None, derandomize=True)  # the first call compiles
words = st.integers(0, MASK)
draws = st.integers(0, 2**40 - 1)


def threefry_by_the_paper(key: tuple[int, int], counter: tuple[int, int]) -> tuple[int, int]:
    """Threefry-2x64-20 in Python's whole numbers, as the paper writes it: round by round."""
    keys = (*key, 0x1BD11BDAA9FC1A22 ^ key[0] ^ key[1])
    turns = (16, 42, 12, 31, 16, 32, 24, 21)
    x0, x1 = (counter[0] + keys[0]) & MASK, (counter[1] + keys[1]) & MASK
    for r in range(20):
        turn = turns[r % 8]
        x0 = (x0 + x1) & MASK
        x1 = ((x1 << turn | x1 >> (64 - turn)) & MASK) ^ x0
        if r % 4 == 3:
            s = r // 4 + 1
            x0 = (x0 + keys[s % 3]) & MASK
            x1 = (x1 + keys[(s + 1) % 3] + s) & MASK
    return x0, x1


def compiled(key: tuple[int, int], counter: tuple[int, int]) -> tuple[int, int]:
    w0, w1 = noise.threefry2x64(*(np.uint64(n) for n in (*key, *counter)))
    return int(w0), int(w1)


KNOWN_ANSWERS = [  # of Random123's kat_vectors
    ((0, 0), (0, 0), (0xC2B6E3A8C2C69865, 0x6F81ED42F350084D)),
    ((MASK, MASK), (MASK, MASK), (0xE02CB7C4D95D277A, 0xD06633D0893B8B68)),
    (
        (0xA4093822299F31D0, 0x082EFA98EC4E6C89),
        (0x243F6A8885A308D3, 0x13198A2E03707344),
        (0x263C7D30BB0F0AF1, 0x56BE8361D3311526),
    ),
]


@pytest.mark.parametrize(("key", "counter", "answer"), KNOWN_ANSWERS)
def test_threefry_gives_the_known_answers(key: tuple[int, int], counter: tuple[int, int], answer: tuple[int, int]) -> None:
    assert threefry_by_the_paper(key, counter) == answer
    assert compiled(key, counter) == answer


@law
@given(words, words, words, words)
def test_threefry_is_the_papers(k0: int, k1: int, c0: int, c1: int) -> None:
    assert compiled((k0, k1), (c0, c1)) == threefry_by_the_paper((k0, k1), (c0, c1))


@law
@given(words, st.sampled_from(Purpose), st.integers(0, 255), words, st.integers(0, 2**63), draws)
@example(MASK, Purpose.MUTATION, 255, MASK, 2**63, 2**40 - 1)
def test_word_is_addressed_as_documented(seed: int, purpose: Purpose, layer: int, key: int, tick: int, draw: int) -> None:
    pair = threefry_by_the_paper((seed, key), (tick, purpose << 48 | layer << 40 | draw >> 1))
    got = noise.word(np.uint64(seed), purpose, layer, np.uint64(key), np.uint64(tick), draw)
    assert int(got) == pair[draw % 2]


@kernel
def words_by_type(seed: int, layer: int, key: int, tick: int, draw: int) -> tuple[np.uint64, np.uint64]:
    """The same address in signed and in unsigned numbers."""
    signed = noise.word(seed, Purpose.METRIC, layer, key, tick, draw)
    unsigned = noise.word(np.uint64(seed), np.uint64(5), np.uint64(layer), np.uint64(key), np.uint64(tick), np.uint64(draw))
    return signed, unsigned


@law
@given(*[st.integers(0, 200) for _ in range(5)])
def test_signed_and_unsigned_addresses_are_the_same(seed: int, layer: int, key: int, tick: int, draw: int) -> None:
    signed, unsigned = words_by_type(seed, layer, key, tick, draw)
    assert signed == unsigned


@law
@given(words, words)
def test_child_key_is_a_hash_of_parent_and_place(parent: int, place: int) -> None:
    key, _ = threefry_by_the_paper((parent, int.from_bytes(b"nested", "big")), (place, 0))
    assert int(noise.child_key(np.uint64(parent), np.uint64(place))) == key


def test_keys_of_a_large_tree_are_all_different() -> None:
    top = np.uint64(noise.child_key(noise.DESIGNER_KEY, 0))
    families = [np.uint64(noise.child_key(top, place)) for place in range(200)]
    members = [noise.child_key(family, place) for family, place in itertools.product(families, range(200))]
    keys = [int(key) for key in (top, *families, *members)]
    assert len(set(keys)) == len(keys)


@law
@given(st.text())
@example("Zürich")
def test_place_of_a_name_is_the_start_of_its_digest(name: str) -> None:
    (place,) = struct.unpack("<Q", hashlib.sha256(name.encode()).digest()[:8])
    assert int(noise.name_place(name)) == place


@pytest.mark.parametrize(("bits", "value"), [(0, 2.0**-53), (MASK, 1 - 2.0**-53), (1 << 63, 0.5 + 2.0**-53)])
def test_uniform_numbers_never_reach_0_or_1(bits: int, value: float) -> None:
    assert noise._fraction(np.uint64(bits)) == value
    assert 0.0 < value < 1.0


def one_address_axis_each(m: int) -> Iterator[tuple[str, list[tuple[int, int, int, int, int]]]]:
    """Lists of m addresses (seed, layer, key, tick, draw) that vary along one axis only."""
    for axis, name in enumerate(("seed", "layer", "key", "tick", "draw")):
        yield name, [tuple(n if a == axis else 3 for a in range(5)) for n in range(m)]  # type: ignore[misc]


@pytest.mark.parametrize(("axis", "addresses"), list(one_address_axis_each(256)))
def test_uniform_numbers_are_uniform_along_every_axis(axis: str, addresses: list[tuple[int, ...]]) -> None:
    sample = np.array([noise.uniform(s, Purpose.AUDIT, l, k, t, d) for s, l, k, t, d in addresses])  # noqa: E741
    assert stats.kstest(sample, "uniform").pvalue > FALSE_ALARM
    serial = np.corrcoef(sample[:-1], sample[1:])[0, 1]
    assert abs(serial) * np.sqrt(len(sample)) < 5


def filled(kind: str, m: int, **address: int) -> np.ndarray:
    out = np.empty(m)
    where = {"seed": 7, "layer": 3, "key": 11, "tick": 5, **address}
    fill = noise.fill_normal if kind == "normal" else noise.fill_uniform
    fill(out, where["seed"], Purpose.METRIC, where["layer"], where["key"], where["tick"])
    return out


def test_large_samples_follow_their_distributions() -> None:
    assert stats.kstest(filled("uniform", 100_000), "uniform").pvalue > FALSE_ALARM
    normal = filled("normal", 100_000)
    assert stats.kstest(normal, "norm").pvalue > FALSE_ALARM
    assert abs(normal.mean()) < 5 / np.sqrt(normal.size)
    assert abs(normal.var() - 1) < 5 * np.sqrt(2 / normal.size)


@pytest.mark.parametrize("neighbour", [{"seed": 8}, {"layer": 4}, {"key": 12}, {"tick": 6}])
def test_neighbouring_addresses_are_uncorrelated(neighbour: dict[str, int]) -> None:
    m = 20_000
    here, there = filled("normal", m), filled("normal", m, **neighbour)
    assert abs(np.corrcoef(here, there)[0, 1]) * np.sqrt(m) < 5
    assert abs(np.corrcoef(here**2, there**2)[0, 1]) * np.sqrt(m) < 5
    assert not np.intersect1d(here, there).size


def test_purposes_have_numbers_of_their_own_and_say_what_for() -> None:
    samples = [noise.uniform(7, purpose, 3, 11, 5, 0) for purpose in Purpose]
    assert len(set(samples)) == len(Purpose)
    assert [int(purpose) for purpose in Purpose] == list(range(1, len(Purpose) + 1))
    assert all(purpose.about.endswith(".") for purpose in Purpose)


@law
@given(words, st.integers(0, 255), words, st.integers(0, 2**40), st.integers(0, 70))
@example(1, 2, 3, 4, 0)
@example(1, 2, 3, 4, 1)
def test_fill_equals_single_draws(seed: int, layer: int, key: int, tick: int, m: int) -> None:
    s, k = np.uint64(seed), np.uint64(key)
    row = np.empty(m)
    for fill, draw in ((noise.fill_uniform, noise.uniform), (noise.fill_normal, noise.normal)):
        fill(row, s, Purpose.GOAL, layer, k, tick)
        assert row.tolist() == [draw(s, Purpose.GOAL, layer, k, tick, d) for d in range(m)]


@law
@given(words, st.integers(0, 255), st.lists(words, max_size=70), st.integers(0, 2**40), st.integers(0, 3))
def test_each_equals_single_draws(seed: int, layer: int, keys: list[int], tick: int, draw: int) -> None:
    s, k = np.uint64(seed), np.array(keys, np.uint64)
    row = np.empty(len(k))
    for each, single in ((noise.each_uniform, noise.uniform), (noise.each_normal, noise.normal)):
        each(row, s, Purpose.AUDIT, layer, k, tick, draw)
        assert row.tolist() == [single(s, Purpose.AUDIT, layer, key, tick, draw) for key in k]


def test_fill_writes_into_rows_of_a_matrix() -> None:
    matrix = np.zeros((3, 8))
    noise.fill_normal(matrix[1], np.uint64(7), Purpose.GOAL, 3, np.uint64(11), 5)
    assert matrix[1].tolist() == [noise.normal(np.uint64(7), Purpose.GOAL, 3, np.uint64(11), 5, d) for d in range(8)]
    assert not matrix[[0, 2]].any()
