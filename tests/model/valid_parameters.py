"""Parameters of every valid kind, for property tests; sizes stay small enough to run a world with."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from superorganisms.errors import SuperorganismError
from superorganisms.model.kinds.rules import option_kind
from superorganisms.model.kinds.scalars import Integer
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.selection import rules
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
def selections(draw: st.DrawFn) -> dict[str, Any]:
    rule = draw(st.sampled_from(sorted(rules())))
    return {"rule": rule} | {option.name: draw(option_values(option)) for option in rules()[rule].OPTIONS}


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
    able = ["direct", "deceiver"] + ["bottlecap"] * (leaf and rule == "budget")
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
    values |= {field: draw(SCALE) for field in ("spread", "noise")}
    values |= {field: draw(SHARE) for field in ("compliance", "mutation", "audit", "detection", "surrogation")}
    if not top:
        values |= {"selection": draw(selections()), "sensor": draw(matrices(features))}
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
    ticks = sorted(draw(st.sets(st.integers(1, 30), max_size=3)))
    return Parameters(
        features=features if draw(st.booleans()) else [f"é {n}" for n in range(features)],
        intent=draw(st.none() | vectors(features)),
        designer_encoding=draw(matrices(features)),
        intensity=draw(SCALE),
        response=draw(matrices(features)),
        regimes=[(tick, draw(matrices(features))) for tick in ticks],
        shift_set=draw(st.none() | st.lists(matrices(features), max_size=2)),
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
        st.tuples(st.just(f"{leaf}.selection"), selections()),
        st.tuples(st.just(f"{leaf}.sensor"), matrices(features)),
        st.tuples(st.just("response"), matrices(features)),
        st.tuples(st.just("intent"), st.none() | vectors(features)),
        st.tuples(st.just(f"{names[0]}.0.letter"), st.none() | vectors(features)),
        st.tuples(st.just(f"{leaf}.0.goal"), vectors(features)),
        st.tuples(st.just(f"{leaf}.goal"), vectors(features)),
        st.tuples(st.just(f"{leaf}.0.strategy"), st.sampled_from(["direct", "deceiver"])),
    )
    return [(draw(st.integers(0, 30)), *draw(choices)) for _ in range(draw(st.integers(0, 3)))]
