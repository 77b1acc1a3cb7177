"""What holds for one layer. A new parameter is one more field here; all that shows or checks it follows from it.

The strategies' own options are fields too, made from what the strategies declare: see `adopt_options`.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import Field
from pydantic.fields import FieldInfo

from superorganisms.agents.strategies import FOLLOWERS, options
from superorganisms.declared import Option
from superorganisms.errors import ParameterError
from superorganisms.model.declarations import About, Declared
from superorganisms.model.kinds.arrays import Goal, GoalKind, Matrix, MatrixKind
from superorganisms.model.kinds.capacities import Capacity, CapacityKind
from superorganisms.model.kinds.flags import Flag
from superorganisms.model.kinds.mixtures import Mixture, MixtureKind, all_direct
from superorganisms.model.kinds.networks import COMPLETE, Network, NetworkKind
from superorganisms.model.kinds.noises import NORMAL, NoiseKind, NoiseKindKind
from superorganisms.model.kinds.options import option_kind
from superorganisms.model.kinds.plain import FrozenMapping
from superorganisms.model.kinds.rules import RuleKind, SelectionRule, default_rule
from superorganisms.model.kinds.scalars import Choice, Identifier, Integer, Number, PerUnit
from superorganisms.model.kinds.sizes import Size, SizeKind
from superorganisms.model.kinds.tables import MigrationKind, SearchCostKind, no_migration

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
SUCCESSION = "what a newcomer replaces: leader, the unit alone, whose children stay; lineage, all that is below it too"
MUTATION = "standard deviation of the change in each feature from the ancestor's goal to a newcomer's"
MIGRATION = "how often a newcomer's ancestor is of a sibling family, and how large a share of siblings' families change places"
STRATEGIES = "which share of the units starts with which strategy"
STRATEGY_MUTATION = "how often a newcomer's strategy, and whether it sees through, is drawn anew and not inherited"
SEES_THROUGH = "how many see through the instruments to what their metric rewards, at the start and when drawn anew"
SENSOR = "from true outcomes (columns) to what the parent reads of them (rows)"
NOISE = "standard deviation of the error in a unit's metric"
NOISE_KIND = "distribution of that error"
AUDIT = "how often a unit's metric is read"
DETECTION = "how often a deceiver recognises an audit"
MISREADING = "standard deviation of the error with which a unit reads each feature of the letter that it is under"
SURROGATION = "how far a unit's goal moves to the letter that it is under"
IMITATION = "how far a unit's goal moves to the mean goal of its neighbours among its siblings"
NETWORK = "who is whose neighbour among siblings"
CAPACITY = "which features units have room for in their models of the world"
INSIGHT = "whether units know at the end of every tick how effort turns into outcome now, else as when they were made"
FORESIGHT = "whether units make their letters with their children's goals in mind"
SEARCH_COST = "what a strategy costs a unit, taken off its metric"


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
    succession: Annotated[
        Literal["leader", "lineage"], About(Choice(("leader", "lineage")), "", SUCCESSION, live=True, where="below the top")
    ] = "leader"
    mutation: Annotated[float, About(SHARE, "1", MUTATION, live=True, basic=True, where="below the top")] = 0.05
    migration: Annotated[FrozenMapping[float], About(MigrationKind(), "share", MIGRATION, live=True, where="below the top")] = (
        Field(default_factory=no_migration)
    )
    strategies: Annotated[Mixture, About(MixtureKind(), "share", STRATEGIES, basic=True)] = Field(default_factory=all_direct)
    strategy_mutation: Annotated[float, About(SHARE, "probability", STRATEGY_MUTATION, live=True, where="below the top")] = 0.0
    sees_through: Annotated[float, About(SHARE, "share", SEES_THROUGH, where="below the top")] = 0.0
    sensor: Annotated[Matrix, About(MatrixKind(), "reading per outcome", SENSOR, live=True, where="below the top")] = None
    noise: Annotated[float, About(SCALE, "metric", NOISE, live=True, basic=True)] = 0.0
    noise_kind: Annotated[NoiseKind, About(NoiseKindKind(), "", NOISE_KIND, live=True)] = NORMAL
    audit: Annotated[float, About(SHARE, "probability per tick", AUDIT, live=True, basic=True)] = 1.0
    detection: Annotated[float, About(SHARE, "probability per audit", DETECTION, live=True, basic=True)] = 1.0
    misreading: Annotated[float, About(SCALE, "1", MISREADING, live=True)] = 0.0
    surrogation: Annotated[float, About(SHARE, "share per tick", SURROGATION, live=True)] = 0.0
    imitation: Annotated[float, About(SHARE, "share per tick", IMITATION, live=True, where="below the top")] = 0.0
    network: Annotated[Network, About(NetworkKind(), "", NETWORK, live=True, where="below the top")] = COMPLETE
    capacity: Annotated[Capacity, About(CapacityKind(), "features", CAPACITY)] = None
    insight: Annotated[bool, About(Flag(), "", INSIGHT, live=True, where="above the leaves")] = True
    foresight: Annotated[bool, About(Flag(), "", FORESIGHT, live=True, where="above the leaves")] = False
    search_cost: Annotated[FrozenMapping[float], About(SearchCostKind(), "metric", SEARCH_COST, live=True)] = Field(
        default_factory=lambda: FrozenMapping({})
    )

    def __eq__(self, other: object) -> bool:
        """By what they answer: layers made before a strategy was added have no value of their own for its options."""
        if not isinstance(other, LayerParameters):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in type(self).model_fields)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in FIXED))

    def settled(self, values: dict[str, Any]) -> Self:
        """A copy with values that are in their one form already; those that differ count as given."""
        return self.with_checked({name: value for name, value in values.items() if value != getattr(self, name)})

    def given(self) -> dict[str, Any]:
        """What isn't left at its default: enough to make the same again elsewhere, at the top say."""
        return {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}


FIXED = tuple(LayerParameters.model_fields)


def adopt_options() -> None:
    """Make each option that a strategy declares a parameter of the layers, `employee.exploration` say; once more after a
    strategy was added. Layers made before have the option's default. Raises ParameterError before anything changes.
    """
    for option in options().values():
        _check_option(option)
    fields = {option.name: _field(option) for option in options().values()}
    news = {name: field for name, field in fields.items() if not _is_known(name, field)}
    for name, field in news.items():
        LayerParameters.model_fields[name] = field
        setattr(LayerParameters, name, field.default)  # what older layers answer, which have no value of their own
    if news:
        LayerParameters.model_rebuild(force=True)


def _check_option(option: Option) -> None:
    if option.name in FIXED:
        raise ParameterError(f"a strategy's option can't be called '{option.name}', that is another parameter's name")
    if not option.name.isidentifier() or option.default is None:
        raise ParameterError(f"a strategy's option must have a name of letters and digits and a default, got '{option.name}'")


def _is_known(name: str, field: FieldInfo) -> bool:
    known = LayerParameters.model_fields.get(name)
    return known is not None and (known.default, known.metadata) == (field.default, field.metadata)


def _field(option: Option) -> FieldInfo:
    """The field of a strategy's option."""
    said = About(option_kind(option), option.unit, option.sentence, live=True, where="leaves")
    kept: Any = str if option.choices is not None else int if option.whole else float
    annotation: Any = Annotated[kept, said]
    return FieldInfo.from_annotated_attribute(annotation, said.kind.read(option.default))


adopt_options()
FOLLOWERS.append(adopt_options)
