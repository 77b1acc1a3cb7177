"""What holds for one layer. A new parameter is one more field here; all that shows or checks it follows from it."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field

from superorganisms.model.declarations import About, Declared
from superorganisms.model.kinds.arrays import Goal, GoalKind, Matrix, MatrixKind
from superorganisms.model.kinds.mixtures import Mixture, MixtureKind, all_direct
from superorganisms.model.kinds.rules import RuleKind, SelectionRule, default_rule
from superorganisms.model.kinds.scalars import Choice, Identifier, Integer, Number, PerUnit
from superorganisms.model.kinds.sizes import Size, SizeKind

SHARE = Number(0, 1)
SCALE = Number(0, 1e6)  # large enough for any use, small enough that no product of a tick leaves a double
TICKS = Integer(1, 10**9)

NAME = "name of the layer, the first part of its paths"
SIZE = "units of the layer, spread over the parents as evenly as possible, or the size of each parent's family"
GOAL = "goals at the start; each unit's is drawn around its parent's if not given"
SPREAD = "how far goals at the start lie from the goal that they are drawn around"
SKILL = "the most effort of a slot under the budget rule; it isn't inherited"
COMPLIANCE = "how much the letter bears on what a unit tries for, against its own goal"
SELECTION = "who is replaced by a copy of whom when selection is due"
PERIOD = "ticks from one selection in this layer to the next"
SUCCESSION = "what a newcomer above the leaves replaces: leader, the unit alone, whose children stay"
MUTATION = "standard deviation of the change in each feature from the ancestor's goal to a newcomer's"
STRATEGIES = "which share of the units starts with which strategy"
SENSOR = "from true outcomes (columns) to what the parent reads of them (rows)"
NOISE = "standard deviation of the error in a unit's metric"
AUDIT = "how often a unit's metric is read"
DETECTION = "how often a deceiver recognises an audit"
SURROGATION = "how far a unit's goal moves to the letter that it is under"


class LayerParameters(Declared):
    """The parameters of one layer, as `firm.mutation`. Raises ParameterError.

    What needs the whole world to be checked (lengths, sizes, what is possible at the top) is checked by Parameters.
    """

    def __init__(self, **values: Any) -> None:  # the fields' types are those of what is kept, more may be written
        super().__init__(**values)

    name: Annotated[str, About(Identifier(), "", NAME)]
    size: Annotated[Size, About(SizeKind(), "units", SIZE, basic=True, where="below the top")] = 1
    goal: Annotated[Goal, About(GoalKind(), "1", GOAL)] = None
    spread: Annotated[float, About(SCALE, "1", SPREAD, basic=True)] = 0.2
    skill: Annotated[float | tuple[float, ...], About(PerUnit(SCALE), "effort", SKILL, live=True, where="leaves")] = 1.0
    compliance: Annotated[float, About(SHARE, "share", COMPLIANCE, live=True, basic=True)] = 0.5
    selection: Annotated[SelectionRule, About(RuleKind(), "", SELECTION, live=True, basic=True, where="below the top")] = Field(
        default_factory=default_rule
    )
    period: Annotated[int, About(TICKS, "ticks", PERIOD, live=True, basic=True, where="below the top")] = 1
    succession: Annotated[Literal["leader"], About(Choice(("leader",)), "", SUCCESSION, live=True, where="below the top")] = (
        "leader"
    )
    mutation: Annotated[float, About(SHARE, "1", MUTATION, live=True, basic=True, where="below the top")] = 0.05
    strategies: Annotated[Mixture, About(MixtureKind(), "share", STRATEGIES, basic=True)] = Field(default_factory=all_direct)
    sensor: Annotated[Matrix, About(MatrixKind(), "reading per outcome", SENSOR, live=True, where="below the top")] = None
    noise: Annotated[float, About(SCALE, "metric", NOISE, live=True, basic=True)] = 0.0
    audit: Annotated[float, About(SHARE, "probability per tick", AUDIT, live=True, basic=True)] = 1.0
    detection: Annotated[float, About(SHARE, "probability per audit", DETECTION, live=True, basic=True)] = 1.0
    surrogation: Annotated[float, About(SHARE, "share per tick", SURROGATION, live=True)] = 0.0

    def settled(self, values: dict[str, Any]) -> Self:
        """A copy with values that are in their one form already; those that differ count as given."""
        copy = super().model_copy()
        news = {name: value for name, value in values.items() if value != getattr(self, name)}
        copy._become(news)
        copy.__pydantic_fields_set__.update(news)
        return copy

    def given(self) -> dict[str, Any]:
        """What isn't left at its default: enough to make the same again elsewhere, at the top say."""
        return {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}
