"""Closed form 8: the Price equation, Sober and Wilson's two groups of altruists."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from superorganisms import laws


def sober_and_wilson(p: float, n: int, x: float, b: float, c: float) -> tuple[np.ndarray, np.ndarray]:
    """Trait (1 = altruist) and expected offspring of the n members of a group, Sober and Wilson 1998, box 1.1."""
    altruists = round(p * n)
    altruist = x - c + b * (altruists - 1) / (n - 1)
    selfish = x + b * altruists / (n - 1)
    trait = np.repeat([1.0, 0.0], [altruists, n - altruists])
    return trait, np.where(trait == 1.0, altruist, selfish)


def test_sober_and_wilson() -> None:
    groups = [sober_and_wilson(p, 100, 10.0, 5.0, 1.0) for p in (0.2, 0.8)]
    trait = np.concatenate([g[0] for g in groups])
    offspring = np.concatenate([g[1] for g in groups])
    account = laws.price(trait, trait, np.arange(200), [0, 100, 200], weights=offspring)
    assert 0.5 + account.change == pytest.approx(0.515993, abs=5e-7)
    assert account.between[0] == pytest.approx(3 / 100, abs=1e-12)
    assert account.within == pytest.approx(-104 / 7425, abs=1e-12)
    assert account.transmission == pytest.approx(0.0, abs=1e-15)


def test_whole_offspring_give_the_same() -> None:
    groups = [sober_and_wilson(p, 100, 10.0, 5.0, 1.0) for p in (0.2, 0.8)]
    trait = np.concatenate([g[0] for g in groups])
    offspring = np.rint(np.concatenate([g[1] for g in groups]) * 99).astype(int)  # fitness in 99ths
    ancestors = np.repeat(np.arange(200), offspring)
    account = laws.price(trait, trait[ancestors], ancestors, [0, 100, 200])
    assert account.between[0] == pytest.approx(3 / 100, abs=1e-12)
    assert account.within == pytest.approx(-104 / 7425, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=6), st.integers(0, 2**32 - 1))
def test_terms_add_up_at_every_depth(sizes: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    fine = np.concatenate([[0], np.cumsum(sizes)])
    coarse = np.unique(np.concatenate([[0, fine[-1]], rng.choice(fine, size=2)]))
    before = rng.normal(size=(fine[-1], 3))
    ancestors = rng.integers(fine[-1], size=fine[-1] + 4)
    after = before[ancestors] + rng.normal(size=(len(ancestors), 3))
    account = laws.price(before, after, ancestors, [coarse, fine])
    assert len(account.between) == 2
    np.testing.assert_allclose(account.selection + account.transmission, after.mean(0) - before.mean(0), atol=1e-12)
    np.testing.assert_allclose(account.change, after.mean(0) - before.mean(0), atol=1e-12)
    # Against the covariance form, written independently
    w = np.bincount(ancestors, minlength=fine[-1]) / (len(ancestors) / fine[-1])
    np.testing.assert_allclose(account.selection, ((w - 1)[:, None] * before).mean(0), atol=1e-12)
