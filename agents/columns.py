"""What every unit carries: the columns of a layer, and the traits that all units of a layer share."""

from typing import NamedTuple

import numpy as np

from superorganisms.arrays import Bools, Codes, Floats, Indices, Ints, Keys


class Columns(NamedTuple):
    """The n slots of one layer, K features. Row i of every array is slot i; what sits in a slot changes, the tree does not.

    A family is a run of rows: the children of unit p of the layer above are rows families[p] to families[p + 1]. Goals,
    strategies and models are those of now; `former_goals` and `former_strategies` those that acted in this tick, before
    selection and learning.
    """

    parents: Ints  # (n,) row of the parent in the layer above; 0 at the top, under the designer
    families: Ints  # (units above + 1,) offsets
    keys: Keys  # (n,) address of the unit's noise
    leaves: Ints  # (n,) number of leaves below; 1 at a leaf
    skill: Floats  # (n,) mean skill of the leaves below
    strategies: Codes  # (n,) strategy code
    models: Indices  # (n,) row in the table of distinct world models
    goals: Floats  # (n, K) mesa-objective g
    understood: Floats  # (n, K) the letter above as the unit understands it, u
    aims: Floats  # (n, K) v; NaN for a unit that has none
    letters: Floats  # (n, K) c, published to the children; 0 at leaves
    efforts: Floats  # (n, K) e at a leaf; above, the sum Y of what its leaves do
    outcomes: Floats  # (n, K) x, averaged over the leaves below
    costs: Floats  # (n,) |e|^2/2, averaged over the leaves below
    metrics: Floats  # (n,) m
    audited: Bools  # (n,) the metric was read
    watched: Bools  # (n,) audited, and the unit recognised it
    ancestors: Ints  # (n,) row whose copy sits here after this tick's selection
    newcomers: Bools  # (n,) replaced in this tick
    former_goals: Floats  # (n, K)
    former_strategies: Codes  # (n,)


class Traits(NamedTuple):
    """What a layer's units share, as plain numbers for the compiled laws."""

    number: int  # of the layer, 0 at the top
    compliance: float
    mutation: float
    noise: float
    audit: float
    detection: float
    surrogation: float
    budget: bool  # effort rule: budget, else cost
    sphere: bool  # goal geometry: sphere, else free


class Clock(NamedTuple):
    """Which draw of which run: the seed, and the tick that is being computed (from 1)."""

    seed: np.uint64
    tick: int


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
