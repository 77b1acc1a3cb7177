"""What every unit carries: the columns of a layer, and the traits that all units of a layer share."""

from typing import Annotated, NamedTuple

import numpy as np

from superorganisms.agents.variables import OfParameter, Variable
from superorganisms.arrays import Bools, Codes, Floats, Indices, Ints, Keys


class Columns(NamedTuple):
    """The n slots of one layer, K features. Row i of every array is slot i; what sits in a slot changes, the tree does not.

    A family is a run of rows: the children of unit p of the layer above are rows families[p] to families[p + 1]. Goals,
    strategies and models are those of now; the `former` ones those that acted in this tick, before selection and learning.
    """

    parents: Annotated[
        Ints, Variable("row of the parent in the layer above; 0 at the top, under the designer", "(n,)", "row", fixed=True)
    ]
    families: Annotated[
        Ints,
        Variable("where each family begins among the rows, and where the last ends", "(units above + 1,)", "row", fixed=True),
    ]
    keys: Annotated[Keys, Variable("address of the unit's random numbers", "(n,)", "", fixed=True)]
    leaves: Annotated[Ints, Variable("number of leaves below; 1 at a leaf", "(n,)", "leaves", fixed=True)]
    slot_skill: Annotated[
        Floats, Variable("skill of the slot; above the leaves the mean over the leaves below", "(n,)", "effort", "s")
    ]
    skill: Annotated[Floats, Variable("the same, with those that act in a sandbox only counted as 0", "(n,)", "effort")]
    strategies: Annotated[Codes, Variable("who optimizes, and how: the strategy of the slot's occupant", "(n,)", "")]
    sees_through: Annotated[Bools, Variable("works for the reading of the parent's instruments, not for the thing", "(n,)", "")]
    models: Annotated[Indices, Variable("row in the table of world models of what the unit believes", "(n,)", "row", "M")]
    memories: Annotated[Floats, Variable("what a strategy keeps for itself", "(n, K); (n, 0) where none does", "1")]
    goals: Annotated[Floats, Variable("mesa-objective: what the unit wants, heritable", "(n, K)", "1", "g")]
    understood: Annotated[Floats, Variable("the letter above as the unit understands it", "(n, K)", "1", "u")]
    aims: Annotated[
        Floats, Variable("what the unit tries for in this tick; NaN for a unit that has no aim", "(n, K)", "1", "v")
    ]
    letters: Annotated[
        Floats, Variable("base objective that the unit publishes to its children; 0 at leaves", "(n, K)", "1", "c")
    ]
    efforts: Annotated[Floats, Variable("what a leaf does; above, the sum of what its leaves do", "(n, K)", "effort", "e")]
    outcomes: Annotated[Floats, Variable("what happens, averaged over the leaves below", "(n, K)", "outcome", "x")]
    costs: Annotated[Floats, Variable("half the square of the effort, averaged over the leaves below", "(n,)", "effort²")]
    metrics: Annotated[Floats, Variable("the one number by which the parent judges the unit", "(n,)", "metric", "m")]
    audited: Annotated[Bools, Variable("the metric was read in this tick", "(n,)", "")]
    watched: Annotated[Bools, Variable("audited in this tick, and the unit recognised it", "(n,)", "")]
    ancestors: Annotated[Ints, Variable("row whose copy sits in the slot after this tick's selection", "(n,)", "row")]
    newcomers: Annotated[Bools, Variable("the slot's occupant changed in this tick", "(n,)", "")]
    former_goals: Annotated[
        Floats, Variable("goals of those that acted in this tick, before selection and learning", "(n, K)", "1")
    ]
    former_strategies: Annotated[Codes, Variable("strategies of those that acted in this tick", "(n,)", "")]
    former_sees_through: Annotated[Bools, Variable("who of those that acted in this tick saw through", "(n,)", "")]


class Traits(NamedTuple):
    """What a layer's units share, as plain numbers for the compiled laws."""

    number: Annotated[int, Variable("number of the layer, 0 at the top", "", "layer", fixed=True)]
    compliance: Annotated[float, OfParameter("LAYER.compliance")]
    mutation: Annotated[float, OfParameter("LAYER.mutation")]
    strategy_mutation: Annotated[float, OfParameter("LAYER.strategy_mutation")]
    sees_through: Annotated[float, OfParameter("LAYER.sees_through")]
    noise: Annotated[float, OfParameter("LAYER.noise")]
    noise_kind: Annotated[int, OfParameter("LAYER.noise_kind")]  # index in model.metric_noise.KINDS
    degrees: Annotated[float, OfParameter("LAYER.noise_kind")]  # of freedom, for student_t
    audit: Annotated[float, OfParameter("LAYER.audit")]
    detection: Annotated[float, OfParameter("LAYER.detection")]
    misreading: Annotated[float, OfParameter("LAYER.misreading")]
    surrogation: Annotated[float, OfParameter("LAYER.surrogation")]
    imitation: Annotated[float, OfParameter("LAYER.imitation")]
    saturation: Annotated[float, OfParameter("saturation")]  # k of f(e) = tanh(k e)/k, 0: f(e) = e
    budget: Annotated[bool, OfParameter("effort_rule")]  # budget, else cost
    sphere: Annotated[bool, OfParameter("goal_geometry")]  # sphere, else free


class Minds(NamedTuple):
    """What the units of a layer may believe: the table of world models, of which each unit holds a row."""

    models: Annotated[
        Floats,
        Variable(
            "world models: outcomes (rows) that efforts (columns) are believed to have", "(m, K, K)", "outcome per effort", "M"
        ),
    ]
    capacity: Annotated[Floats, OfParameter("LAYER.capacity")]  # (K,) 1 for the features (rows) that the units can hold, else 0


class Clock(NamedTuple):
    """Which draw of which run: the seed, and the tick that is being computed (from 1)."""

    seed: Annotated[np.uint64, Variable("of all random numbers", "", "", fixed=True)]
    tick: Annotated[int, Variable("the tick that is being computed, from 1", "", "ticks", "t")]


class Layer(Columns):
    """The columns of a layer, with its name."""

    name: str

    @classmethod
    def named(cls, name: str, columns: Columns) -> "Layer":
        """Give columns their layer's name."""
        layer = cls(*columns)
        layer.name = name
        return layer

    def __len__(self) -> int:
        """Number of slots."""
        return int(self.parents.shape[0])
