"""Cost rule, free geometry, Gaussian goals around Gaussian family means: in expectation the response of the mean goal is i
var(ḡ)/sd(m_f) + i s²/sd(m_e), as a family's deviations say nothing about its mean. Of families only if whole families are
copied.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, exact, mean
from superorganisms.scenarios.evidence.small_worlds import free_world, normal_order_means, obedient, selfish

GROUP = "literature"
CLAIM = "Selection among families and within them add up, if whoever takes a family over brings its people."
SOURCES = (
    Source("price-1972", "The equation nested in itself."),
    Source("hamilton-1975", "Levels of selection as terms of one sum."),
)
REPLICATES, QUICK = 1000, 250  # groups of 10 families of 10
_SIZE, _FAMILY_SD, _SD, _FAMILY_NOISE, _NOISE = 10, 0.6, 0.8, 0.7, 1.0


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """Two rules, with families that are copied whole and with their leaders alone."""
    best = normal_order_means(_SIZE)[-2:].mean()
    for rule, replaced in (("truncation(turnover=1, parents=0.2)", 1.0), ("truncation(0.2)", 0.4)):
        for succession in ("lineage", "leader"):
            firms = {"spread": _FAMILY_SD * np.sqrt(2), "noise": _FAMILY_NOISE, "selection": rule, "succession": succession}
            people = {"spread": _SD * np.sqrt(2), "noise": _NOISE, "selection": rule}
            units = replicates * _SIZE
            layers = obedient("order", 1), obedient("government", replicates), obedient("firm", units, **firms)
            world = free_world(*layers, selfish("employee", units * _SIZE, **people), seed=seed)
            before = world.layers[3].goals[:, 0].copy()
            world.step()
            change = (world.layers[3].goals[:, 0] - before).reshape(replicates, -1).mean(axis=1)
            variance = _FAMILY_SD**2 + _SD**2 / _SIZE  # of what a family does, on average over its people
            between = replaced * best * variance / np.hypot(np.sqrt(variance), _FAMILY_NOISE)
            within = replaced * best * _SD**2 / np.hypot(_SD, _NOISE)
            expected = within + (between if succession == "lineage" else 0.0)
            label = f"{'all' if replaced == 1 else 'a fifth'} replaced, {succession}"
            yield mean(label, expected, change)
            account = world.account("drift").query("layer == 'employee' and feature == 'feature 1'").iloc[0]
            terms = sum(account[name] for name in account.index if name.startswith("selection"))
            yield exact(f"{label}: account", float(change.mean()), float(terms))
