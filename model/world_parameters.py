"""What holds for the whole world. A new parameter is one more field here; all that shows or checks it follows from it."""

from typing import Annotated, Any, Literal

from pydantic import Field

from superorganisms.model.declarations import About, Declared
from superorganisms.model.kinds.arrays import Features, Matrix, MatrixKind, VectorKind
from superorganisms.model.kinds.layers import LayersKind
from superorganisms.model.kinds.leaks import Leak, LeaksKind
from superorganisms.model.kinds.regimes import Regime, RegimesKind
from superorganisms.model.kinds.rules import selection_rule
from superorganisms.model.kinds.scalars import Choice, Number
from superorganisms.model.kinds.schedules import Intervention, InterventionsKind, ShiftSetKind
from superorganisms.model.kinds.trees import TreeKind
from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.tree import Tree

FEATURES = ("wellbeing", "security", "output", "profit", "liberty", "equity", "nature", "knowledge")

NAMES = "what the world is described by: the names of the features, or how many there are"
INTENT = "what the whole is for: the spirit, seen by no unit"
ENCODING = "what of the intent (columns) gets into the designer's letter to the top (rows)"
INTENSITY = "length of the designer's letter: under the cost rule, how strong the incentive is"
RESPONSE = "how effort (columns) turns into outcome (rows), until a regime shift"
REGIMES = "regime shifts: at the end of tick `at` the response is replaced, turned, projected, or drawn anew from then on"
SHIFT_SET = "responses in which a unit's goal must agree with its letter to be called robust"
RESPONSE_DRIFT = "standard deviation of the angle by which a random pair of features turns in the response each tick"
SATURATION = "how soon more effort yields less: f(e) = tanh(saturation e) / saturation for each feature, 0 for f(e) = e"
UPDATING = "whether all units of a layer learn and may be replaced in a tick, or one at random"
LEAKS = "what reaches units' aims past their letters, in this order: aim + strength times what leaks"
GEOMETRY = "whether goals are directions only, or vectors of any length"
EFFORT_RULE = "whether a leaf has a budget of effort, or effort costs half its square"
TREE = "a hierarchy from outside, in the place of every layer's size"
LAYERS = "the layers from the top"
INTERVENTIONS = "what is set by hand during the run: after tick `at` (0: before the first), `path` is set to `value`"


def default_layers() -> tuple[LayerParameters, ...]:
    """One geopolitical order, 5 governments, 50 firms, 1,000 employees: slow at the top, fast at the bottom."""
    fifth = selection_rule("truncation", {"turnover": 0.2})
    return (
        LayerParameters(name="order", size=1, selection="none"),
        LayerParameters(name="government", size=5, selection=fifth, period=20),
        LayerParameters(name="firm", size=50, selection=fifth, period=5),
        LayerParameters(name="employee", size=1000),
    )


class WorldParameters(Declared):
    """The fields of Parameters, each with its declaration; Parameters adds what can be checked of them together."""

    def __init__(self, **values: Any) -> None:  # the fields' types are those of what is kept, more may be written
        super().__init__(**values)

    features: Annotated[tuple[str, ...], About(Features(), "", NAMES)] = FEATURES
    intent: Annotated[tuple[float, ...] | None, About(VectorKind("all features alike"), "1", INTENT, live=True, basic=True)] = (
        None
    )
    designer_encoding: Annotated[Matrix, About(MatrixKind(), "letter per intent", ENCODING, live=True)] = None
    intensity: Annotated[float, About(Number(0, 1e6), "1", INTENSITY, live=True)] = 1.0
    response: Annotated[Matrix, About(MatrixKind(), "outcome per effort", RESPONSE, live=True)] = None
    regimes: Annotated[tuple[Regime, ...], About(RegimesKind(), "ticks", REGIMES, live=True)] = ()
    shift_set: Annotated[tuple[Matrix, ...] | None, About(ShiftSetKind(), "outcome per effort", SHIFT_SET, live=True)] = None
    response_drift: Annotated[float, About(Number(0, 10), "radians", RESPONSE_DRIFT, live=True)] = 0.0
    saturation: Annotated[float, About(Number(0, 1000), "per effort", SATURATION, live=True)] = 0.0
    goal_geometry: Annotated[Literal["sphere", "free"], About(Choice(("sphere", "free")), "", GEOMETRY)] = "sphere"
    effort_rule: Annotated[Literal["budget", "cost"], About(Choice(("budget", "cost")), "", EFFORT_RULE)] = "budget"
    updating: Annotated[
        Literal["synchronous", "asynchronous"], About(Choice(("synchronous", "asynchronous")), "", UPDATING, live=True)
    ] = "synchronous"
    leaks: Annotated[tuple[Leak, ...], About(LeaksKind(), "1", LEAKS, live=True)] = ()
    tree: Annotated[Tree | None, About(TreeKind(), "", TREE)] = None
    layers: Annotated[tuple[LayerParameters, ...], About(LayersKind(), "", LAYERS)] = Field(default_factory=default_layers)
    interventions: Annotated[tuple[Intervention, ...], About(InterventionsKind(), "ticks", INTERVENTIONS)] = ()
