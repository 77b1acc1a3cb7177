"""What the twin's world looks like in one tick, each number straight from its definition.

Everything is taken as it acted: goals and strategies of before this tick's selection, and the response of this tick.
"""

from collections.abc import Callable, Iterable
from math import nan

from tests.blind.twin import Twin, Unit
from tests.blind.twin_vectors import Matrix, Vector, add, back, cos, dot, mean, norm, scale
from tests.blind.twin_world import STRATEGIES

THETA = 0.8
SELECTED_ONLY = ("bottlecap", "trial")  # optimized, or a trial of who optimizes: neither wants anything in the world


def inner_alignment(world: Twin, who: Unit) -> float:
    """cos(c_p, g_i); nothing is to be aligned in a bottlecap."""
    return nan if who.acted_strategy == "bottlecap" else cos(world.letter_above(who), who.acted_goal)


def outer_alignment(who: Unit) -> float:
    """cos(v_i, c_i); leaves say nothing."""
    return cos(who.aim, who.letter) if who.children else nan


def attainment(world: Twin, who: Unit, wish: Vector) -> float:
    """How much of what the unit's leaves could do for `wish` was done."""
    pull, leaves = back(world.acted_response, wish), who.leaves()
    best = norm(pull)
    if world.budget:
        skill = sum(leaf.able() for leaf in leaves) / len(leaves)
        return ratio(dot(wish, who.outcome), skill * best)
    missed = sum(norm(add(pull, leaf.effort, -1)) ** 2 for leaf in leaves) / len(leaves)
    return 1 - missed / best**2 if best > 0 else nan


def ratio(part: float, whole: float) -> float:
    """part / whole, NaN where there is no whole."""
    return part / whole if whole > 0 else nan


def average(numbers: Iterable[float]) -> float:
    """Mean of what is defined, NaN of nothing."""
    defined = [x for x in numbers if x == x]
    return sum(defined) / len(defined) if defined else nan


def unit_class(world: Twin, who: Unit) -> str:
    """Robust, pseudo, deceptive, compliant, misaligned, or no mesa-optimizer."""
    if who.acted_strategy in SELECTED_ONLY:
        return "no mesa-optimizer"
    letter = world.letter_above(who)
    now = world.acted_response

    def likeness(a: Vector, response: Matrix) -> float:
        return cos(back(response, letter), back(response, a))

    if likeness(who.acted_goal, now) >= THETA:
        return "robust" if all(likeness(who.acted_goal, r) >= THETA for r in shift_set(world)) else "pseudo"
    deceiver = who.acted_strategy == "deceiver"
    if likeness(who.understood if deceiver else who.aim, now) >= THETA:
        return "deceptive" if deceiver else "compliant"
    return "misaligned"


def shift_set(world: Twin) -> list[Matrix]:
    """The regimes that a robust unit must be aligned in: those given, or all that the schedule knows."""
    given = world.parameters.get("shift_set")
    return world.possible_responses() if given is None else [world.matrix(response) for response in given]


def efficiency_of(world: Twin, carried: Callable[[Unit], Vector]) -> float:
    """eta(a): the efficiency if every leaf carried out its own a perfectly in the true response."""
    q, leaves = back(world.acted_response, world.intent), world.units[-1]
    if world.budget:
        total = sum(leaf.able() for leaf in leaves)
        if total * norm(q) == 0:
            return 0.0
        return sum(leaf.able() * cos(q, back(world.acted_response, carried(leaf))) for leaf in leaves) / total
    if norm(q) == 0:
        return 0.0
    missed = [norm(add(q, back(world.acted_response, carried(leaf)), -1)) ** 2 for leaf in leaves]
    return 1 - sum(missed) / len(missed) / norm(q) ** 2


def value(world: Twin) -> float:
    """V: what was done for the intent, net of effort where effort costs."""
    gross = sum(dot(world.intent, leaf.outcome) for leaf in world.units[-1])
    return gross if world.budget else gross - sum(dot(leaf.effort, leaf.effort) / 2 for leaf in world.units[-1])


def best_value(world: Twin) -> float:
    """V*: the most that the same people could have done for the intent."""
    q, leaves = back(world.acted_response, world.intent), world.units[-1]
    return sum(leaf.able() * norm(q) for leaf in leaves) if world.budget else len(leaves) * dot(q, q) / 2


def efficiency(world: Twin) -> float:
    """V / V*, NaN where nothing could be done."""
    return ratio(value(world), best_value(world))


def ancestor_at(leaf: Unit, depth: int) -> Unit:
    """The leaf's ancestor in a layer (itself in its own)."""
    who = leaf
    while who.layer > depth:
        assert who.parent is not None
        who = who.parent
    return who


def losses(world: Twin) -> dict[str, float]:
    """By layer: where, along the chain of letters and aims, the efficiency was lost. They add up to 1 - efficiency."""
    last = len(world.units) - 1

    def aim(leaf: Unit, depth: int) -> Vector:
        who = ancestor_at(leaf, depth)
        return world.letter_above(who) if who.acted_strategy == "bottlecap" else who.aim

    steps: list[tuple[str, float]] = [("designer.outer_loss", efficiency_of(world, lambda _: world.designer_letter))]
    for depth, layer in enumerate(world.layers):
        name = layer["name"]
        steps.append((f"{name}.inner_loss", efficiency_of(world, lambda leaf, d=depth: aim(leaf, d))))  # type: ignore[misc]
        if depth < last:
            letters = efficiency_of(world, lambda leaf, d=depth: ancestor_at(leaf, d).letter)  # type: ignore[misc]
            steps.append((f"{name}.outer_loss", letters))
    done = efficiency(world)
    steps.append(("execution_loss", done if done == done else 0.0))
    held, result = efficiency_of(world, lambda _: world.intent), {}
    for name, reached in steps:
        result[name] = held - reached
        held = reached
    return result


def coherence(world: Twin) -> dict[str, float]:
    """How much of the effort of each layer's children is left when they are added up."""
    lengths = [sum(norm(who.exerted) for who in members) for members in world.units]
    names = [f"{layer['name']}.coherence" for layer in world.layers[:-1]]
    return {name: ratio(lengths[depth], lengths[depth + 1]) for depth, name in enumerate(names)}


def causes(world: Twin) -> dict[str, float]:
    """By cause: budget gives a product of shares, cost two kinds of loss and the dispersion level by level."""
    return _budget_causes(world) if world.budget else _cost_causes(world)


def _budget_causes(world: Twin) -> dict[str, float]:
    leaves = world.units[-1]
    spent, able = sum(norm(leaf.exerted) for leaf in leaves), sum(leaf.able() for leaf in leaves)
    direction = cos(back(world.acted_response, world.intent), world.units[0][0].exerted)
    return {"utilisation": ratio(spent, able), **coherence(world), "direction": direction}


def _cost_causes(world: Twin) -> dict[str, float]:
    """Shares of |q|²; distortion and intensity add up to the loss, and so do bias and the dispersions."""
    q, leaves = back(world.acted_response, world.intent), world.units[-1]
    likeness = [cos(q, leaf.effort) for leaf in leaves]
    strength = [ratio(norm(leaf.effort), norm(q)) for leaf in leaves]
    average_effort = mean(leaf.effort for leaf in leaves)
    result = {
        "distortion": sum(1 - c**2 for c in likeness) / len(leaves) if norm(q) > 0 else nan,
        "intensity": sum((s - c) ** 2 for s, c in zip(strength, likeness, strict=True)) / len(leaves),
        "bias": ratio(norm(add(q, average_effort, -1)) ** 2, dot(q, q)),
    }
    for depth in range(1, len(world.units)):
        spread = sum(norm(_apart(leaf, depth)) ** 2 for leaf in leaves) / len(leaves)
        result[f"{world.layers[depth]['name']}.dispersion"] = ratio(spread, dot(q, q))
    return result


def _apart(leaf: Unit, depth: int) -> Vector:
    """Mean effort of the leaf's group in a layer against that in the layer above."""
    here, above = ancestor_at(leaf, depth), ancestor_at(leaf, depth - 1)
    return add(scale(here.effort, 1 / len(here.leaves())), scale(above.effort, 1 / len(above.leaves())), -1)


def measures(world: Twin) -> dict[str, float]:
    """One row of the table of measures."""
    row = {"efficiency": efficiency(world), "value": value(world), "best_value": best_value(world)}
    row |= {**losses(world), **causes(world), **coherence(world)}
    row["designer.outer_alignment"] = cos(world.intent, world.designer_letter)
    for layer, members in zip(world.layers, world.units, strict=True):
        name = layer["name"]
        row[f"{name}.inner_alignment"] = average(inner_alignment(world, who) for who in members)
        row[f"{name}.outer_alignment"] = average(outer_alignment(who) for who in members)
        row[f"{name}.metric"] = average(who.metric for who in members if who.audited)
        attained = [(who.audited, attainment(world, who, world.intent)) for who in members]
        row[f"{name}.audited_value"] = average(x for audited, x in attained if audited)
        row[f"{name}.unaudited_value"] = average(x for audited, x in attained if not audited)
        for strategy in STRATEGIES:
            share = sum(who.acted_strategy == strategy for who in members) / len(members)
            row[f"{name}.{strategy}_share"] = share
        classes = [unit_class(world, who) for who in members]
        for kind in ("robust", "pseudo", "deceptive", "compliant", "misaligned"):
            row[f"{name}.{kind}_share"] = classes.count(kind) / len(members)
        row[f"{name}.unoptimizing_share"] = classes.count("no mesa-optimizer") / len(members)
        if members[0].parent is not None:
            stands = [stand for who in members if (stand := relation(who, world)) is not None]
            for kind, word in (
                ("super", "superoptimizer"),
                ("sub", "suboptimizer"),
                ("trans", "transoptimizer"),
                ("peer", "peer"),
            ):
                row[f"{name}.{word}_share"] = stands.count(kind) / len(stands) if stands else nan
            row[f"{name}.shared_failure"] = average(float(shared_failure(who, world) or 0) for who in members)
    return row


def known(world: Twin, who: Unit) -> set[int | str]:
    """What a unit knew when it acted: features of the response, and the sensor if it sees through it."""
    model = who.acted_model
    if who.acted_strategy == "planner":
        assert who.parent is not None
        model = world.mask(who.layer, who.parent.acted_model)  # planned with what its parent believes
    found: set[int | str] = {"sensor"} if who.acted_sees_through else set()
    for feature in world.capacity(who.layer):
        truth = world.acted_response[feature]
        if norm(add(model[feature], truth, -1)) <= 0.1 * norm(truth):
            found.add(feature)
    return found


def relation(who: Unit, world: Twin) -> str | None:
    """How a unit stands to its parent by what each knows; None where one of them is no optimizer, or the designer."""
    if who.parent is None or who.acted_strategy in SELECTED_ONLY:
        return None
    # The sensor is the one between the two: a parent that sees through its own instruments knows another one
    own, above = known(world, who), known(world, who.parent) - {"sensor"}
    if own > above:
        return "super"
    if own < above:
        return "sub"
    agreed = cos(who.acted_goal, world.letter_above(who)) >= THETA
    return "peer" if own == above and agreed else "trans"


def shared_failure(who: Unit, world: Twin) -> int | None:
    """Number of features that neither the unit nor its parent knows; None at the top, where there is no parent."""
    if who.parent is None:
        return None
    together = known(world, who) | known(world, who.parent)
    return world.size - len(together - {"sensor"})
