"""Parameters of every valid kind, for property tests; sizes stay small enough to run a world with."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from superorganisms.agents.strategies import options, strategies
from superorganisms.errors import SuperorganismError
from superorganisms.model.kinds.calls import Calls
from superorganisms.model.kinds.networks import GRAPHS
from superorganisms.model.kinds.noises import NOISES
from superorganisms.model.kinds.options import option_kind
from superorganisms.model.kinds.rules import RULES
from superorganisms.model.kinds.scalars import Integer
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.tree import Tree


def refusal(act: Callable[[], object]) -> str:
    """What an act is refused with, "" if it isn't; any other error passes through."""
    try:
        act()
    except SuperorganismError as error:
        return str(error)
    return ""


SHARE = st.floats(0, 1)
SCALE = st.floats(0, 1e6)
ENTRY = st.floats(-1e6, 1e6)
SHARES = (
    *("compliance", "mutation", "audit", "detection", "surrogation", "imitation"),
    *("strategy_mutation", "sees_through"),
)
NAMES = ("order", "government", "ministry", "firm", "plant", "team", "shift", "employee")


def vectors(count: int) -> st.SearchStrategy[Any]:
    return st.lists(ENTRY, min_size=count, max_size=count)


def matrices(count: int) -> st.SearchStrategy[Any]:
    rows = st.lists(vectors(count), min_size=count, max_size=count)
    return st.one_of(st.none(), vectors(count), rows)


def option_values(option: Any) -> st.SearchStrategy[Any]:
    kind = option_kind(option)
    if option.choices is not None:
        return st.sampled_from(option.choices)
    low, high = kind.bounds
    number = st.integers(low, high) if isinstance(kind, Integer) else st.floats(low, high)
    return number if option.default is not None else st.none() | number


@st.composite
def calls(draw: st.DrawFn, known: Calls) -> dict[str, Any]:
    """Any of what can be called by name, with any options."""
    name = draw(st.sampled_from(sorted(known.found())))
    return {known.key: name} | {option.name: draw(option_values(option)) for option in known.found()[name]}


@st.composite
def networks(draw: st.DrawFn, sizes: list[int]) -> dict[str, Any]:
    """A graph by name, or pairs of siblings."""
    if draw(st.booleans()):
        return draw(calls(GRAPHS))
    starts = [sum(sizes[:family]) for family in range(len(sizes))]
    pairs = [(start + i, start + j) for start, size in zip(starts, sizes, strict=True) for i in range(size) for j in range(i)]
    return {"edges": draw(st.lists(st.sampled_from(pairs), max_size=6)) if pairs else []}


def capacities(features: int) -> st.SearchStrategy[Any]:
    return st.none() | st.integers(0, features) | st.lists(st.sampled_from(range(features)), unique=True)


@st.composite
def regimes(draw: st.DrawFn, features: int) -> list[Any]:
    """Shifts of every kind at increasing ticks."""
    named = st.sampled_from(range(features))
    direction = vectors(features).filter(any)
    changes = [
        st.builds(lambda response: {"response": response}, matrices(features)),
        st.builds(
            lambda weights, response: {"draw": [{"response": response, "weight": weight} for weight in weights]},
            st.lists(SCALE, min_size=1, max_size=3).filter(any),
            matrices(features),
        ),
        st.builds(lambda directions: {"project": directions}, st.lists(direction, min_size=1, max_size=3)),
    ]
    if features > 1:
        plane = st.lists(named, min_size=2, max_size=2, unique=True)
        changes.append(st.builds(lambda pair, angle: {"rotate": {"features": pair, "angle": angle}}, plane, st.floats(-9, 9)))
    return [{"at": tick, **draw(st.one_of(changes))} for tick in sorted(draw(st.sets(st.integers(1, 30), max_size=3)))]


@st.composite
def leaks(draw: st.DrawFn, names: list[str]) -> list[tuple[str, str, float]]:
    """Leaks of every kind where they can be."""
    able = {"lobby": names[:-1], "bypass": names[1:], "insider": names}
    one = st.sampled_from(sorted(able)).flatmap(
        lambda kind: st.tuples(st.just(kind), st.sampled_from(able[kind] + [f"{name}.0" for name in able[kind]]), SCALE)
    )
    return draw(st.lists(one, max_size=2))


@st.composite
def mixtures(draw: st.DrawFn, units: int, able: list[str]) -> Any:
    if draw(st.booleans()):
        return draw(st.lists(st.sampled_from(able), min_size=units, max_size=units))
    weights = {name: draw(SHARE) for name in able}
    total = sum(weights.values()) + draw(SHARE)
    return {name: min(1.0, weight / total) if total > 1e-300 else 0.0 for name, weight in weights.items()}


@st.composite
def layer_values(draw: st.DrawFn, name: str, sizes: list[int], features: int, rule: str, leaf: bool) -> dict[str, Any]:
    units, top = sum(sizes), name == NAMES[0]
    able = [one.NAME for one in strategies().values() if (leaf or one.ABOVE_LEAVES) and rule in one.RULES]
    values: dict[str, Any] = {
        "goal": draw(
            st.none()
            | vectors(features)
            | st.lists(vectors(features), min_size=units, max_size=units)
            | st.builds(lambda around: {"around": around}, vectors(features))
        ),
        "skill": draw(SCALE | st.lists(SCALE, min_size=units, max_size=units)),
        "strategies": draw(mixtures(units, able)),
        "period": draw(st.integers(1, 9)),
    }
    values |= {field: draw(SCALE) for field in ("spread", "noise", "misreading")}
    values |= {field: draw(SHARE) for field in SHARES}
    values |= {field: draw(st.booleans()) for field in ("insight", "foresight")}
    values |= {option.name: draw(option_values(option)) for option in options().values()}
    values |= {
        "noise_kind": draw(calls(NOISES)),
        "capacity": draw(capacities(features)),
        "network": draw(networks(sizes)),
        "migration": draw(SHARE | st.fixed_dictionaries({}, optional={"recruit": SHARE, "swap": SHARE})),
        "succession": draw(st.sampled_from(["leader", "lineage"])),
        "search_cost": draw(SCALE | st.dictionaries(st.sampled_from(sorted(strategies())), SCALE, max_size=3)),
    }
    if not top:
        values |= {"selection": draw(calls(RULES)), "sensor": draw(matrices(features))}
    given = {field: value for field, value in values.items() if draw(st.booleans())}
    return given | {"name": name, "size": sizes}


@st.composite
def parameters(draw: st.DrawFn, most_units: int = 40, most_features: int = 4) -> Parameters:
    """Valid parameters of every kind: depths, families, rules, geometries, trees, schedules, interventions."""
    features = draw(st.integers(1, most_features))
    rule = draw(st.sampled_from(["budget", "cost"]))
    sizes = [[1]]
    for _ in range(draw(st.integers(1, 5))):
        above = sum(sizes[-1])
        most = max(1, most_units // above)
        sizes.append(draw(st.lists(st.integers(1, most), min_size=above, max_size=above)))
    names = [*NAMES[: len(sizes) - 1], NAMES[-1]]
    layers = [
        LayerParameters(**draw(layer_values(name, size, features, rule, leaf=size is sizes[-1])))
        for name, size in zip(names, sizes, strict=True)
    ]
    return Parameters(
        features=features if draw(st.booleans()) else [f"é {n}" for n in range(features)],
        intent=draw(st.none() | vectors(features)),
        designer_encoding=draw(matrices(features)),
        intensity=draw(SCALE),
        response=draw(matrices(features)),
        regimes=draw(regimes(features)),
        shift_set=draw(st.none() | st.lists(matrices(features), max_size=2)),
        response_drift=draw(st.floats(0, 10)) if features > 1 else 0,
        saturation=draw(st.floats(0, 1000)) if rule == "budget" else 0,
        updating=draw(st.sampled_from(["synchronous", "asynchronous"])),
        leaks=draw(leaks(names)),
        goal_geometry=draw(st.sampled_from(["sphere", "free"])),
        effort_rule=rule,
        tree=Tree.from_sizes(sizes[1:]) if draw(st.booleans()) else None,
        layers=layers,
        interventions=draw(interventions(names, features)),
    )


@st.composite
def interventions(draw: st.DrawFn, names: list[str], features: int) -> list[tuple[int, str, Any]]:
    leaf = names[-1]
    choices = st.one_of(
        st.tuples(st.just(f"{leaf}.mutation"), SHARE),
        st.tuples(st.just(f"{leaf}.selection"), calls(RULES)),
        st.tuples(st.just(f"{leaf}.network"), calls(GRAPHS)),
        st.tuples(st.just(f"{leaf}.noise_kind"), calls(NOISES)),
        st.tuples(st.just(f"{leaf}.migration.swap"), SHARE),
        st.tuples(st.just(f"{leaf}.search_cost"), SCALE),
        st.tuples(st.just(f"{names[0]}.foresight"), st.booleans()),
        st.tuples(st.just("regimes"), regimes(features)),
        st.tuples(st.just("leaks"), leaks(names)),
        st.tuples(st.just(f"{leaf}.sensor"), matrices(features)),
        st.tuples(st.just("response"), matrices(features)),
        st.tuples(st.just("intent"), st.none() | vectors(features)),
        st.tuples(st.just(f"{names[0]}.0.letter"), st.none() | vectors(features)),
        st.tuples(st.just(f"{leaf}.0.goal"), vectors(features)),
        st.tuples(st.just(f"{leaf}.goal"), vectors(features)),
        st.tuples(st.just(f"{leaf}.0.strategy"), st.sampled_from(["direct", "deceiver"])),
    )
    return [(draw(st.integers(0, 30)), *draw(choices)) for _ in range(draw(st.integers(0, 3)))]
