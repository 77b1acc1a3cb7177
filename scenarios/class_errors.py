"""How often does somebody who sees only conduct call a unit robust that isn't? Error rates of classes against known truth.

The outsider sees what each unit does in a window of ticks (with an error in each feature), how effort turned into outcome,
and the letter. He doesn't see goals, strategies, compliance, nor which tick was audited. He takes the behavioural objective
for the goal and classes as MODEL.md section 4 does, in the regimes that he has seen: robust, pseudo or misaligned.

Whom he sees is said in `class_errors_company`.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import product
from math import sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from superorganisms.arrays import Floats
from superorganisms.errors import SuperorganismError
from superorganisms.model.behaviour.objective import RULES, served
from superorganisms.model.behaviour.outsider import passes
from superorganisms.model.behaviour.window import Window
from superorganisms.scenarios.class_errors_company import LETTER, REGIMES, Company, company, people

TRUTHS = ("robust", "pseudo", "compliant", "misaligned", "deceptive")
VERDICTS = ("robust", "pseudo", "misaligned")
SETTING = ["window", "regimes", "noise", "follows", "knows"]  # the columns that make a cell
_STARTS = 2  # climbs for each objective: 16 change 2 verdicts in 1,000, in the noisiest short windows 10
_CONFIDENCE = 0.95


@dataclass(frozen=True)
class Design:
    """A full factorial. Every cell judges the same units by the same ticks and the same errors: cells differ in nothing else.

    windows: ticks seen. regimes: how many of the regimes were seen, in turn, tick by tick. noises: standard deviation of the
    outsider's error in each feature of an effort, whose length is 1. follows: the share of conduct that is the letter's: of
    the honest their compliance, of deceivers how often they are audited and know it. knows: `regime`, units know the regime
    that they act in; `birth`, they were born in the first and have not learned. units: of each of the four kinds, per seed.
    """

    windows: tuple[int, ...] = (4, 16, 64)
    regimes: tuple[int, ...] = (1, 2, 3, 4)
    noises: tuple[float, ...] = (0.0, 0.3, 1.0)
    follows: tuple[float, ...] = (0.0, 0.25, 0.5, 0.75, 1.0)
    knows: tuple[str, ...] = ("regime", "birth")
    units: int = 100
    rule: str = "budget"

    def __post_init__(self) -> None:
        rules = (
            (all(1 <= one <= len(REGIMES) for one in self.regimes), f"regimes must be 1 to {len(REGIMES)}"),
            (all(one >= max(self.regimes) for one in self.windows), "windows must have a tick at least for each regime"),
            (all(one >= 0 for one in self.noises), "noises must be at least 0"),
            (all(0 <= one <= 1 for one in self.follows), "follows must be shares"),
            (set(self.knows) <= {"regime", "birth"}, "knows must be regime or birth"),
            (self.units >= 1, "units must be at least 1"),
            (self.rule in RULES, f"rule must be one of {', '.join(RULES)}"),
        )
        for kept, rule in rules:
            if not kept:
                raise SuperorganismError(f"{rule}, got {asdict(self)}")

    def as_plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


COMMITTED = Design()
SEEDS = 4  # of the table that is kept in docs/


def judge(who: Company, rule: str, *, window: int, regimes: int, noise: float, knows: str) -> tuple[Any, Floats]:
    """What each is called, (n,) indices in VERDICTS, and the agreement of its conduct, (n,)."""
    which = np.arange(window) % regimes
    acted = who.efforts[which if knows == "regime" else 0 * which, np.arange(window)]
    seen = Window(acted + noise * who.errors[:window], REGIMES[:regimes], which)
    estimates, agreements = served(seen, rule=rule, starts=_STARTS)
    passed = passes(estimates, np.broadcast_to(LETTER, estimates.shape), REGIMES[:regimes])
    return np.where(passed.all(axis=0), 0, np.where(passed[0], 1, 2)), agreements


def run(seed: int, design: Design = COMMITTED) -> pd.DataFrame:
    """Counts of one seed: a row a cell and true class, with how many there were and what they were called."""
    rows = []
    of = people(design.units, seed)
    for follows in design.follows:
        who = company(*of, follows, regimes=max(design.regimes), ticks=max(design.windows), seed=seed, rule=design.rule)
        for window, regimes, noise, knows in product(design.windows, design.regimes, design.noises, design.knows):
            cell = {"window": window, "regimes": regimes, "noise": noise, "follows": follows, "knows": knows}
            judged = judge(who, design.rule, window=window, regimes=regimes, noise=noise, knows=knows)
            rows += [cell | one for one in _counts(who, *judged)]
    return pd.DataFrame(rows).assign(seed=seed)


def _counts(of: Company, verdict: Any, agreement: Floats) -> list[dict[str, Any]]:
    """A row a class that somebody is of; what will be averaged is summed."""
    found = []
    for truth in TRUTHS:
        who = of.truths == truth
        if who.any():
            called = {f"called_{name}": int((verdict[who] == code).sum()) for code, name in enumerate(VERDICTS)}
            sums = {"agreement": float(agreement[who].sum()), "worst": float(of.worst[who & (verdict == 0)].sum())}
            found.append({"truth": truth, "units": int(who.sum()), **called, **sums})
    return found


def table(runs: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """All seeds together: a row a true class and cell, the rate of being called robust with its 95 % interval (Wilson 1927).

    agreement: mean over the units, how much of their conduct as seen one objective explains. worst: mean over those called
    robust, how well their goal serves the letter in the worst of all regimes; NaN where nobody is.
    """
    together = pd.concat(list(runs)).drop(columns="seed")
    keys = ["truth", *SETTING]
    found = together.groupby(keys, as_index=False, sort=False).sum()
    found["agreement"] /= found["units"]
    found["worst"] /= found["called_robust"].where(found["called_robust"] > 0)
    found["rate"] = found["called_robust"] / found["units"]
    ends = [wilson(count, of) for count, of in zip(found["called_robust"], found["units"], strict=True)]
    found["low"], found["high"] = zip(*ends, strict=True)
    order = {truth: place for place, truth in enumerate(TRUTHS)}
    return found.sort_values(
        keys, key=lambda column: column.map(order) if column.name == "truth" else column, ignore_index=True
    )


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, by its score: within [0, 1] even for 0 or all of them (Wilson 1927).

    >>> [round(end, 4) for end in wilson(0, 100)]
    [0.0, 0.037]
    """
    z = NormalDist().inv_cdf(0.5 + _CONFIDENCE / 2)
    share, pull = count / of, z * z / of
    half = z * sqrt(share * (1 - share) / of + pull / (4 * of)) / (1 + pull)
    middle = (share + pull / 2) / (1 + pull)
    return max(0.0, middle - half), min(1.0, middle + half)


def chosen(found: pd.DataFrame, **cell: Any) -> pd.DataFrame:
    """The rows of a table in which these columns have these values."""
    for column, value in cell.items():
        found = found[found[column] == value]
    return found
