"""A watch on conduct: what leaves do while a world runs, and the objectives that it shows."""

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from superorganisms.arrays import Floats, Ints
from superorganisms.errors import SuperorganismError
from superorganisms.model.behaviour.objective import Objective, Objectives, behavioural_objectives
from superorganisms.model.behaviour.outsider import verdicts

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism


class Conduct:
    """The efforts of a world's leaves and its responses in the last `ticks` ticks that were noted.

    note() after each step keeps a tick; run(ticks) makes the steps too. units: rows of the last layer, all if None. Memory:
    8 (units · K + K²) bytes a tick. The world isn't touched. A newcomer isn't blamed for who sat in its place before: its
    window begins when it came.
    """

    def __init__(self, world: "Superorganism", *, ticks: int = 100, units: Sequence[int] | None = None) -> None:
        if isinstance(ticks, bool) or not isinstance(ticks, int) or ticks < 1:
            raise SuperorganismError(f"ticks must be a whole number of at least 1, got {ticks!r}")
        self.world, self.ticks = world, ticks
        self.units: Ints = _rows(units, len(world.layers[-1]))
        self._efforts: deque[Floats] = deque(maxlen=ticks)
        self._responses: deque[Floats] = deque(maxlen=ticks)
        self._noted: int | None = None  # the last tick that was kept
        self._came: Ints = np.zeros(len(self.units), dtype=np.int64)  # tick after which each has sat in its place

    def run(self, ticks: int) -> None:
        """So many ticks of the world, each noted."""
        for _ in range(ticks):
            self.world.step()
            self.note()

    def note(self) -> None:
        """Keep the tick that the world has just done. Raises SuperorganismError for one that is kept already, or for a gap."""
        state, leaves = self.world.state, self.world.layers[-1]
        if state.tick == 0 or (self._noted is not None and state.tick != self._noted + 1):
            after = "before the first tick" if self._noted is None else f"after tick {self._noted} was kept"
            raise SuperorganismError(f"conduct is noted tick by tick, but {after} the world is at tick {state.tick}")
        self._efforts.append(leaves.efforts[self.units].copy())
        self._responses.append(state.acted_response.copy())
        self._came[leaves.newcomers[self.units]] = state.tick  # who came in this tick acts from the next on
        self._noted = state.tick

    @property
    def efforts(self) -> Floats:
        """(ticks noted, units, K), the oldest first."""
        return np.stack(tuple(self._efforts)) if self._efforts else np.empty((0, len(self.units), self.world.intent.shape[0]))

    @property
    def responses(self) -> Floats:
        """R of each tick noted, (ticks noted, K, K)."""
        features = self.world.intent.shape[0]
        return np.stack(tuple(self._responses)) if self._responses else np.empty((0, features, features))

    def objectives(self, ticks: int | None = None) -> list[Objective | None]:
        """Behavioural objective of each unit over the last so many ticks (all that were noted), since it came.

        None for who came in the very last tick and has not acted. Raises SuperorganismError where nothing was noted.
        """
        kept: list[Objective | None] = [None] * len(self.units)
        for start, who in self._groups(ticks):
            for row, one in zip(who, self._of(start, who), strict=True):
                kept[row] = one
        return kept

    def classify(self, ticks: int | None = None) -> list[str]:
        """What somebody would call each unit who sees its conduct alone, and the letter that it is under now.

        robust, pseudo, misaligned or unknown, in the present regime and those of the window since the unit came, as
        `outsider.verdicts` has it; world.classify() says what they are. Raises as objectives() does.
        """
        letters = self.world.layers[-2].letters[self.world.layers[-1].parents[self.units]]
        kept = ["unknown"] * len(self.units)
        for start, who in self._groups(ticks):
            found = verdicts(self._of(start, who).estimate, letters[who], self._regimes(start))
            for row, one in zip(who, found, strict=True):
                kept[row] = one
        return kept

    def _groups(self, ticks: int | None) -> list[tuple[int, Ints]]:
        """Units that have acted by the tick of the window from which on they were there: its place among those kept."""
        if not self._efforts:
            raise SuperorganismError("no conduct has been noted yet; call run(ticks), or note() after each step")
        kept = len(self._efforts)
        if ticks is not None and not 1 <= ticks <= kept:
            raise SuperorganismError(f"a window must have 1 to {kept} ticks, as many as were noted, got {ticks}")
        oldest = (self._noted or 0) - kept + 1
        begun = np.maximum(0 if ticks is None else kept - ticks, self._came + 1 - oldest)
        return [(int(start), np.flatnonzero(begun == start)) for start in np.unique(begun[begun < kept])]

    def _of(self, start: int, who: Ints) -> Objectives:
        rule = self.world.parameters.effort_rule
        return behavioural_objectives(self.efforts[start:, who], self.responses[start:], rule=rule)

    def _regimes(self, start: int) -> Floats:
        """The present response, then the others of the window."""
        present = self._responses[-1]
        seen = np.unique(self.responses[start:], axis=0)
        return np.stack([present, *(one for one in seen if not np.array_equal(one, present))])


def _rows(units: Sequence[int] | None, count: int) -> Ints:
    if units is None:
        return np.arange(count)
    rows = np.asarray(units, dtype=np.int64)
    if rows.ndim != 1 or not len(rows) or (rows < 0).any() or (rows >= count).any():
        raise SuperorganismError(f"units must be rows of the last layer, 0 to {count - 1}, got {units!r}")
    return rows
