"""A selection rule among random families: who may take whose place, and who is favoured."""

from typing import Any, NamedTuple

import numpy as np

from superorganisms.arrays import Bools, Floats, Ints
from superorganisms.model.checks._declared import demand
from superorganisms.model.selection import EVERYONE, Contest, Rule, tries_candidates

_SEED = 5
_SIZES = (3, 1, 6, 2, 5, 4, 1, 6, 3, 2)
_ROUNDS = 12
_FAMILIES, _MEMBERS = 4_000, 5
_ERRORS = 4.0  # standard errors: a fair rule fails once in 30,000, and always with the same families
_GIVEN = ("families", "metrics", "read", "noise", "sources")


class Families(NamedTuple):
    """What a rule is given."""

    families: Ints
    metrics: Floats
    read: Bools
    noise: Floats
    sources: Ints
    alone: int = EVERYONE


def choices(rule: Rule, values: tuple[float, ...], given: Families) -> tuple[Ints, Bools]:
    """Ancestors and newcomers; what was given must be unchanged."""
    n = given.metrics.shape[0]
    outcome = np.arange(n, dtype=np.int64), np.zeros(n, dtype=np.bool_)
    units = (given.metrics.copy(), given.read.copy(), given.noise.copy(), given.sources.copy())
    contest = Contest.of(given.families.copy(), units, given.alone, outcome)
    rule.choose(contest, values)
    for name in _GIVEN:
        same = np.array_equal(getattr(contest, name), getattr(given, name))
        demand(same, f"choose changed {name}, it may fill ancestors and newcomers only")
    return outcome


def check_contests(rule: Rule, values: tuple[float, ...]) -> None:
    """Random families with ties and units that aren't read; at home, recruiting, and with one place open."""
    rng = np.random.default_rng(_SEED)
    for turn in range(_ROUNDS):
        given = _families(rule, rng, level=turn % 3 == 0)
        _check_choices(rule, values, given)
        _check_apart(rule, values, given)
        elsewhere: Ints = rng.integers(0, len(_SIZES), size=given.metrics.shape)
        _check_choices(rule, values, given._replace(sources=elsewhere))
        alone = int(rng.integers(0, given.metrics.shape[0]))
        _check_choices(rule, values, given._replace(alone=alone))


def _families(rule: Rule, rng: np.random.Generator, *, level: bool) -> Families:
    sizes = rng.permutation(_SIZES)
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    n = int(offsets[-1])
    metrics = np.zeros(n) if level else np.round(rng.normal(size=n), 1)
    home = np.repeat(np.arange(len(sizes)), sizes)
    return Families(offsets, metrics, rng.random(n) < 0.7, _lots(rule, rng, offsets), home)


def _lots(rule: Rule, rng: np.random.Generator, offsets: Ints) -> Floats:
    """As a world draws them: each unit's own, and in a family's first row the family's."""
    noise = rng.random((int(offsets[-1]), rule.UNIT_DRAWS + rule.FAMILY_DRAWS))
    others = np.setdiff1d(np.arange(noise.shape[0]), offsets[:-1])
    noise[others, rule.UNIT_DRAWS :] = 0.0
    return noise


def _check_choices(rule: Rule, values: tuple[float, ...], given: Families) -> None:
    ancestors, newcomers = choices(rule, values, given)
    again = choices(rule, values, given)
    same = np.array_equal(ancestors, again[0]) and np.array_equal(newcomers, again[1])
    demand(same, "the same families and lots don't give the same choice: something else decides")
    rows = np.arange(len(ancestors))
    demand((ancestors == rows)[~newcomers].all(), "a place has another's copy and isn't marked in newcomers")
    demand(not (newcomers & ~given.read).any(), "a unit that wasn't read was replaced, it must stay")
    if given.alone != EVERYONE:
        demand(not np.delete(newcomers, given.alone).any(), "a place changed hands that isn't the one open: contest.alone")
    if tries_candidates(rule):
        demand((ancestors == rows).all(), "choose of a rule with SANDBOX only marks newcomers, their ancestors come later")
        return
    inside = (ancestors >= 0) & (ancestors < len(rows))
    demand(inside.all(), "an ancestor isn't a row of the contest")
    demand(given.read[ancestors[newcomers]].all(), "a unit that wasn't read was copied")
    home = np.repeat(np.arange(given.families.shape[0] - 1), np.diff(given.families))
    somebody = np.bincount(home, weights=given.read, minlength=given.families.shape[0] - 1) > 0
    source = np.where(somebody[given.sources], given.sources, home)
    fit = (home[ancestors] == source)[newcomers].all()
    demand(fit, "an ancestor isn't of the family in contest.sources, nor of its own where nobody was read there")


def _check_apart(rule: Rule, values: tuple[float, ...], given: Families) -> None:
    """Each family by itself gives what all gave together."""
    together = choices(rule, values, given)
    for family in range(given.families.shape[0] - 1):
        start, stop = int(given.families[family]), int(given.families[family + 1])
        part = slice(start, stop)
        home = np.zeros(stop - start, dtype=np.int64)
        one = Families(np.array([0, stop - start]), given.metrics[part], given.read[part], given.noise[part], home)
        ancestors, newcomers = choices(rule, values, one)
        same = np.array_equal(ancestors + start, together[0][part]) and np.array_equal(newcomers, together[1][part])
        demand(same, "a family chooses otherwise when others stand beside it: they must not touch each other")


def check_favour(rule: Rule, values: tuple[float, ...]) -> None:
    """In many families of five, who does better has at least as many places afterwards, but for chance."""
    rng = np.random.default_rng(_SEED)
    offsets = np.arange(_FAMILIES + 1, dtype=np.int64) * _MEMBERS
    ladder = np.array([-1.0, -0.3, 0.0, 0.4, 1.0])
    places = np.stack([rng.permutation(_MEMBERS) for _ in range(_FAMILIES)])
    n, home = _FAMILIES * _MEMBERS, np.repeat(np.arange(_FAMILIES), _MEMBERS)
    everyone = np.ones(n, dtype=np.bool_)
    given = Families(offsets, ladder[places].ravel(), everyone, _lots(rule, rng, offsets), home)
    ancestors, newcomers = choices(rule, values, given)
    # Where candidates are tried it is known so far who stays, and not who comes
    kept: Any = ~newcomers if tries_candidates(rule) else np.bincount(ancestors, minlength=n)
    by_place = np.empty((_FAMILIES, _MEMBERS))
    np.put_along_axis(by_place, places, np.reshape(kept, places.shape).astype(np.float64), axis=1)
    for better in range(1, _MEMBERS):
        gain = by_place[:, better] - by_place[:, better - 1]
        least = -_ERRORS * gain.std() / np.sqrt(_FAMILIES)
        worse = f"a metric of {ladder[better]} is favoured less than one of {ladder[better - 1]}"
        demand(gain.mean() >= least - 1e-12, f"{worse}, by {-gain.mean():.3f} places on average")
