"""Superorganism: the world as a Mesa model."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import PathLike
from typing import Any, Self

import mesa
import numpy as np
import numpy.typing as npt
import pandas as pd
from mesa.time import EventGenerator, Priority, Schedule

from superorganisms.agents.columns import Layer
from superorganisms.agents.strategies import strategies
from superorganisms.agents.units import populate_views
from superorganisms.arrays import Floats
from superorganisms.errors import SuperorganismError, suggest
from superorganisms.model import checkpoint
from superorganisms.model.birth import populate
from superorganisms.model.blankets.influence import influence_graph
from superorganisms.model.classes import CLASSES, class_codes
from superorganisms.model.collector import MeasureCollector
from superorganisms.model.contextual import contextual_table
from superorganisms.model.coordination import attribution_table, coordination_table
from superorganisms.model.drift import account_learning, account_selection
from superorganisms.model.guarantee import guarantee_table
from superorganisms.model.intervention import intervene
from superorganisms.model.learn import learn
from superorganisms.model.measures.alignment import inner_alignments
from superorganisms.model.parameters import Intervention, Parameters, overrides
from superorganisms.model.record import Record
from superorganisms.model.relations import relation_table
from superorganisms.model.report import report
from superorganisms.model.seeds import seed_of
from superorganisms.model.select import select
from superorganisms.model.tick import PHASES

ACCOUNTS = ("contextual", "coordination", "drift")


class Superorganism(mesa.Model):  # type: ignore[misc]  # Mesa ships no types
    """A nested world: an order selects governments, governments select firms, firms select employees.

    parameters: what the world is like (the default four layers if None). rng: the seed, a whole number in [0, 2**64), or
    what numpy makes a generator from; None draws one, which `seed` then holds. overrides: parameter paths with `__` for
    `.`, as `firm__mutation=0.1`. threads: how many share the work; the result is the same for any number.
    Raises SuperorganismError, before anything is made, in one sentence that names what is wrong.
    """

    def __init__(self, parameters: Parameters | None = None, *, rng: Any = None, threads: int = 1, **changes: Any) -> None:
        given = Parameters() if parameters is None else parameters
        if not isinstance(given, Parameters):
            raise SuperorganismError(f"parameters must be Parameters, got {type(given).__name__}")
        if changes:
            given = given.with_changes(overrides(changes, given))
        self.seed = seed_of(rng)
        super().__init__(rng=self.seed)
        self.parameters = given
        self.state = populate(given, self.seed)
        self.record = Record(given)
        self.datacollector = MeasureCollector(self.record)
        self._now: list[Intervention] = []  # made by hand, in their order
        self._views = False
        self.use_threads(threads)
        self._intervene_as_planned()

    def use_threads(self, threads: int) -> None:
        """Share the work of each tick among so many threads. Below some 5,000 leaves one is fastest."""
        if isinstance(threads, bool) or not isinstance(threads, int) or threads < 1:
            raise SuperorganismError(f"threads must be a whole number of at least 1, got {threads!r}")
        self.state.pool = ThreadPoolExecutor(threads) if threads > 1 else None

    def step(self) -> None:
        """One tick of MODEL.md section 2."""
        state, record = self.state, self.record
        state.tick += 1
        state.acted_response, state.acted_letter = state.response, state.designer_letter
        drift, context = record.begin()
        for phase in PHASES:
            phase(state)
            if phase is report:
                record.observe(state)
            elif phase is select:
                account_selection(state, drift, context)
            elif phase is learn:
                account_learning(state, drift)
        self._intervene_as_planned()

    @property
    def tick(self) -> int:
        """Ticks done."""
        return self.state.tick

    @property
    def layers(self) -> list[Layer]:
        """The columns of each layer, from the top: goals, letters, aims, efforts, outcomes, metrics, ... (n, K) or (n,)."""
        return self.state.layers

    @property
    def present(self) -> Parameters:
        """The parameters that hold now, interventions included."""
        return self.state.parameters

    @property
    def response(self) -> Floats:
        """R of the next tick, (K, K): effort (columns) to outcome (rows)."""
        return self.state.response

    @property
    def models(self) -> Floats:
        """The world models that are held, (m, K, K); layers[l].models says who holds which."""
        return self.state.table.models

    @property
    def intent(self) -> Floats:
        """w, (K,)."""
        return self.state.settings.intent

    @property
    def designer_letter(self) -> Floats:
        """c_*, (K,): what the designer tells the top."""
        return self.state.designer_letter

    @property
    def strategy_names(self) -> tuple[str, ...]:
        """Names of the strategy codes."""
        return tuple(strategies())

    def names(self, layer: int) -> list[str]:
        """Names of a layer's units: of an imported tree, else 'firm 3'."""
        if self.parameters.tree is not None:
            return list(self.parameters.tree.names[layer])
        columns = self.layers[layer]
        return [columns.name] if len(columns) == 1 else [f"{columns.name} {i}" for i in range(len(columns))]

    @property
    def measures(self) -> pd.DataFrame:
        """One row per tick: efficiency, and per layer inner_alignment, coherence, ..."""
        return self.record.table()

    def row(self) -> dict[str, float]:
        """The measures of the last tick; empty before the first."""
        return dict(zip(self.record.columns, self.record.rows[-1].tolist(), strict=True)) if self.tick else {}

    @property
    def reasons(self) -> dict[str, str]:
        """For each measure that is undefined in some tick (NaN, or a share of nothing): why it is."""
        return self.record.reasons()

    def account(self, which: str) -> pd.DataFrame:
        """What happened, tick by tick: `drift`, why mean goals moved (Price); `contextual`, whether success depended on the
        unit or on its family; `coordination`, where efficiency went, by cause and by layer.
        """
        if which not in ACCOUNTS:
            raise SuperorganismError(f"no account '{which}'{suggest(str(which), ACCOUNTS)}; there are {', '.join(ACCOUNTS)}")
        if which == "contextual":
            return contextual_table(self.record.context, [layer.name for layer in self.layers])
        return self.record.drift_table() if which == "drift" else coordination_table(self.record, self.parameters)

    def attribution(self) -> pd.DataFrame:
        """What each step from the intent to the leaves' aims lost of efficiency in the last tick, in `shapley` the mean over
        all orders of the steps, in `sequential` in their own order. Both add up to 1 - η(v_leaf) (MODEL.md section 5).
        """
        self._need_a_tick("losses are those of a tick")
        return attribution_table(self.state, self.parameters)

    def classify(self) -> list[np.ndarray[Any, np.dtype[np.str_]]]:
        """Class of every unit, layer by layer, as it acted in the last tick (MODEL.md section 4)."""
        self._need_a_tick("classes are those of units that have acted")
        return [np.array(CLASSES)[codes] for codes in class_codes(self.state)]

    def guarantee(
        self,
        angles: npt.ArrayLike,
        *,
        plane: Sequence[str | int] | None = None,
        seeds: Iterable[int] = range(8),
        frozen: bool = False,
    ) -> pd.DataFrame:
        """How well the goals of now would behave if the world responded otherwise, against the angle (radians) of the turn.

        A row for each layer and angle: behavioural alignment B under the letters of the last tick, mean, 5 % quantile and
        worst over units, and what theory guarantees of each. plane: two features; None: a random plane for each of seeds.
        frozen: units act by the model of the present regime instead of the one they would find. See model/guarantee.py.
        """
        self._need_a_tick("goals are judged by the letters of a tick")
        return guarantee_table(self.state, angles, plane, seeds, frozen=frozen)

    def relations(self) -> pd.DataFrame:
        """How the units of each family stand to their parent now: a row for each, with layer, parent, units, and how many
        of them are superoptimizers, suboptimizers, transoptimizers, peers; and the mean number of features unknown to both.
        """
        return relation_table(self.state, [self.names(number) for number in range(len(self.layers))])

    def influence_graph(self, *, due: bool = False) -> Any:
        """What influences what in the next tick, a networkx.DiGraph; due: as if selection, fleets and shifts were due then."""
        return influence_graph(self.state, due=due)

    def inner_alignment(self, layer: int) -> Floats:
        """cos(letter above, goal) of each unit of a layer, as it acted in the last tick; NaN for a bottlecap."""
        return inner_alignments(self.state, layer)

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """All changes during the run: (tick, path, value), those that the parameters plan and those made by hand."""
        return tuple(sorted((*self.parameters.interventions, *self._now), key=lambda one: one.at))

    @property
    def made_by_hand(self) -> tuple[Intervention, ...]:
        """The interventions that the parameters did not plan."""
        return tuple(self._now)

    def intervene(self, path: str, value: Any) -> None:
        """Change something now, between two ticks: a parameter that is live, or `government.2.letter|goal|strategy`.

        A letter is held until it is set again; None gives it back to the unit. Raises ParameterError.
        """
        intervention = self.present.intervention(self.tick, path, value)
        intervene(self.state, intervention)
        self._now.append(intervention)

    def branch(self, **changes: Any) -> Self:
        """A copy with identical noise to come, and these parameters changed from now on (`firm__mutation=0.2`)."""
        paths = overrides(changes, self.present)
        twin = type(self)(self.parameters, rng=self.seed)
        checkpoint.copy_state(self, twin)
        for path in sorted(paths, key=lambda path: path.count(".")):  # a new rule, then its options
            twin.intervene(path, paths[path])
        return twin

    def resume_at(self, tick: int, made_by_hand: Sequence[Intervention]) -> None:
        """Go on from a tick that was reached elsewhere, with what was changed by hand on the way."""
        self._now = list(made_by_hand)
        self.state.tick = tick
        self.steps, self.time = tick, float(tick)
        self._default_schedule.stop()
        self._default_schedule: EventGenerator = EventGenerator(
            self, self._do_step, Schedule(interval=1.0, start=tick + 1.0), priority=Priority.HIGH
        ).start()

    def save(self, path: str | PathLike[str]) -> None:
        """Write the world to a .npz file, exactly: what is loaded goes on to the same last bit. Raises CheckpointError."""
        checkpoint.save(self, path)

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Self:
        """A world as it was saved. Raises CheckpointError."""
        return checkpoint.load(cls, path)

    def __reduce__(self) -> Any:
        """Copies and other processes get the world as a file would hold it."""
        return checkpoint.from_bytes, (type(self), checkpoint.to_bytes(self))

    def state_hash(self) -> str:
        """SHA-256 of parameters, seed, tick, interventions and every column, in hexadecimal: equal worlds, equal hash."""
        return checkpoint.state_hash(self)

    def _intervene_as_planned(self) -> None:
        for intervention in self.parameters.interventions:
            if intervention.at == self.tick:
                intervene(self.state, intervention)

    def _need_a_tick(self, why: str) -> None:
        if self.tick == 0:
            raise SuperorganismError(f"no tick has been done yet, and {why}; call step() first")

    # What Mesa promises about agents. They are views, made when first asked for.

    def _make_views(self) -> None:
        if not self._views:
            self._views = True
            populate_views(self)

    @property
    def agents(self) -> Any:
        """All units as a Mesa AgentSet."""
        self._make_views()
        return self._all_agents

    @agents.setter
    def agents(self, agents: Any) -> None:
        raise SuperorganismError("a world's units can't be set from outside: the tree of slots is fixed when it is made")

    @property
    def agents_by_type(self) -> Any:
        """AgentSets of GeopoliticalOrder, Government, Firm, Employee."""
        self._make_views()
        return self._agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """The kinds of unit that live here."""
        return list(self.agents_by_type)

    def deregister_agent(self, agent: Any) -> None:
        """Not possible: slots are never empty."""
        raise SuperorganismError("units can't be removed: the tree of slots never changes, what sits in a slot does")

    def remove_all_agents(self) -> None:
        """Not possible: slots are never empty."""
        self.deregister_agent(None)

    def reset_rng(self, rng: Any = None) -> None:
        """Not possible: the noise is a function of the seed."""
        raise SuperorganismError("the noise of a world is a function of its seed; make a new world with rng=... instead")

    def reset_randomizer(self, seed: Any = None) -> None:
        """Not possible: the noise is a function of the seed."""
        self.reset_rng()
