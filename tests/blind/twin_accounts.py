"""The twin's further accounts: selection level by level, contextual regression, Shapley shares, what is reached and shown.

Each number straight from its definition, by loops over objects; goals and strategies as they acted in the tick.
"""

from collections.abc import Sequence
from itertools import combinations, pairwise
from math import factorial, isnan, nan, sqrt

from tests.blind.twin import Twin, Unit
from tests.blind.twin_measures import ancestor_at, attainment, average, ratio, value
from tests.blind.twin_vectors import Vector, add, back, cos, dot, mean, norm, rotation, times

AIMLESS = ("bottlecap",)
MOST_STEPS = 8


# selection, level by level


def offspring(world: Twin, depth: int) -> list[int]:
    """W: how many slots descend from each unit of a layer."""
    ancestors = [who.ancestor for who in world.units[depth]]
    return [ancestors.count(row) for row in range(len(ancestors))]


def members(head: Unit, depth: int) -> list[Unit]:
    """Units of a layer below a unit, or the unit itself."""
    found = [head]
    while found[0].layer < depth:
        found = [child for who in found for child in who.children]
    return found


def between(world: Twin, depth: int, level: int) -> Vector:
    """Σ_G (n_G/n) (W_G - W_H) (g_G - g_H) over the groups below the units of a level above the layer."""
    success, total = offspring(world, depth), [0.0] * world.size

    def moments(group: list[Unit]) -> tuple[float, Vector]:
        return sum(success[who.row] for who in group) / len(group), mean(who.acted_goal for who in group)

    for head in world.units[level]:
        assert head.parent is not None
        inner, outer = members(head, depth), members(head.parent, depth)
        (w_inner, g_inner), (w_outer, g_outer) = moments(inner), moments(outer)
        total = add(total, add(g_inner, g_outer, -1), len(inner) / len(success) * (w_inner - w_outer))
    return total


# contextual regression


def contextual(world: Twin, depth: int) -> dict[str, float] | None:
    """W_i on w·g_i and its family mean; None where no ancestor changed, {} where the trait leaves a coefficient open."""
    units = world.units[depth]
    if all(who.ancestor == who.row for who in units):
        return None
    success = [float(w) for w in offspring(world, depth)]
    own = [dot(world.intent, who.acted_goal) for who in units]
    family = [
        average(own[sibling.row] for sibling in who.parent.children) if who.parent is not None else own[0] for who in units
    ]

    def covariance(a: Sequence[float], b: Sequence[float]) -> float:
        a_mean, b_mean = sum(a) / len(a), sum(b) / len(b)
        return sum((x - a_mean) * (y - b_mean) for x, y in zip(a, b, strict=True)) / len(a)

    zz, zf, ff = covariance(own, own), covariance(own, family), covariance(family, family)
    zw, fw = covariance(own, success), covariance(family, success)
    determinant = zz * ff - zf * zf
    if determinant <= 1e-6 * zz * ff or ff <= 1e-12:
        return {}
    individual, group = (zw * ff - fw * zf) / determinant, (fw * zz - zw * zf) / determinant
    return {
        "individual": individual,
        "group": group,
        "individual_selection": individual * zz,
        "group_selection": group * zf,
    }


# Shapley


def chain(world: Twin, leaf: Unit) -> list[Vector]:
    """w, c_*, v_0, c_0, v_1, ..., v_leaf along the leaf's own line; who has no aim carries out the letter above it."""
    found = [list(world.intent), list(world.designer_letter)]
    for depth in range(leaf.layer + 1):
        who = ancestor_at(leaf, depth)
        found.append(list(world.letter_above(who)) if who.acted_strategy in AIMLESS else list(who.aim))
        if depth < leaf.layer:
            found.append(list(who.letter))
    return found


def lost(world: Twin, carried: Vector) -> float:
    """1 - η of a leaf that carries out a vector perfectly; lengths below 1e-12 count as 0."""
    q, effort = back(world.acted_response, world.intent), back(world.acted_response, carried)
    if not world.budget:
        return norm(add(q, effort, -1)) ** 2 / dot(q, q)
    return 1 - (cos(q, effort) if norm(effort) >= 1e-12 and norm(carried) >= 1e-12 else 0.0)


def shapley(world: Twin) -> list[float] | None:
    """The share of each step, over all coalitions of steps; 0 where nothing can be done; None if there are too many steps."""
    leaves, steps = world.units[-1], 2 * len(world.units)
    weights = [leaf.able() if world.budget else 1.0 for leaf in leaves]
    if steps > MOST_STEPS:
        return None
    if sum(weights) * norm(back(world.acted_response, world.intent)) == 0:
        return [0.0] * steps
    total = [0.0] * steps
    for leaf, weight in zip(leaves, weights, strict=True):
        if weight > 0:
            shares = _shares(world, chain(world, leaf))
            total = add(total, shares, weight / sum(weights))
    return total


def _shares(world: Twin, way: list[Vector]) -> list[float]:
    count = len(way) - 1
    deltas = [add(before, after, -1) for before, after in pairwise(way)]
    losses: dict[frozenset[int], float] = {}
    for size in range(count + 1):
        for members in combinations(range(count), size):
            carried = way[0]
            for step in members:
                carried = add(carried, deltas[step], -1)
            losses[frozenset(members)] = lost(world, way[-1] if size == count else carried)
    shares = []
    for step in range(count):
        marginal = 0.0
        for members, before in losses.items():
            if step not in members:
                weight = factorial(len(members)) * factorial(count - len(members) - 1) / factorial(count)
                marginal += weight * (losses[members | {step}] - before)
        shares.append(marginal)
    return shares


# measures


def wanted_above(world: Twin, who: Unit) -> Vector:
    """v_p: the parent's aim, w above the top."""
    return who.parent.aim if who.parent is not None else world.intent


def surrogation_index(world: Twin, who: Unit) -> float:
    """cos(g_i, c_p) - cos(g_i, v_p); nothing takes the place of anything in who has no aim."""
    if who.acted_strategy in AIMLESS:
        return nan
    return cos(who.acted_goal, world.letter_above(who)) - cos(who.acted_goal, wanted_above(world, who))


def competence(world: Twin, who: Unit) -> float:
    """Attainment of the own aim."""
    return nan if who.acted_strategy in AIMLESS else attainment(world, who, who.aim)


def leaked(who: Unit) -> float:
    """Length of the way from the aim without leaks to the aim, in parts of √2 times the longer of them; 1 at most."""
    if who.acted_strategy in AIMLESS:
        return nan
    longer = max(norm(who.aim), norm(who.tight_aim))
    way = norm([a - b for a, b in zip(who.aim, who.tight_aim, strict=True)])
    return min(1.0, way / (sqrt(2) * longer)) if longer > 0 else 0.0


def optics(world: Twin, who: Unit) -> float:
    """Share of squared outcome length on features j with w_j = 0 and column j of S nonzero."""
    sensor = world.sensor(who.layer)
    shown = [j for j in range(world.size) if world.intent[j] == 0 and any(row[j] != 0 for row in sensor)]
    return ratio(sum(who.outcome[j] ** 2 for j in shown), dot(who.outcome, who.outcome))


def side_effects(world: Twin) -> float:
    """|Σ_leaves x| on the features whose columns are zero in every S, per unit of V."""
    sensors = [world.sensor(depth) for depth in range(1, len(world.units))]
    hidden = [j for j in range(world.size) if all(row[j] == 0 for sensor in sensors for row in sensor)]
    done = norm([sum(leaf.outcome[j] for leaf in world.units[-1]) for j in hidden])
    return done / value(world) if value(world) != 0 else nan


def further_measures(world: Twin) -> dict[str, float]:
    """The columns of these in a row of the table of measures."""
    row = {"side_effects": side_effects(world)}
    for depth, (layer, units) in enumerate(zip(world.layers, world.units, strict=True)):
        name = layer["name"]
        row[f"{name}.surrogation_index"] = average(surrogation_index(world, who) for who in units)
        row[f"{name}.competence"] = average(competence(world, who) for who in units)
        row[f"{name}.reliability"] = average(attainment(world, who, world.letter_above(who)) for who in units)
        row[f"{name}.leaked"] = average(leaked(who) for who in units)
        if depth:
            row[f"{name}.optics"] = average(optics(world, who) for who in units)
    return row


def guaranteed(world: Twin, depth: int, first: int, second: int, angle: float) -> list[float]:
    """B of the goals of a layer's mesa-optimizers after the response has turned in the plane of two features."""
    turned = times(rotation(world.size, first, second, angle), world.acted_response)
    found = []
    for who in world.units[depth]:
        if who.acted_strategy not in ("bottlecap", "trial"):
            found.append(cos(back(turned, world.letter_above(who)), back(turned, who.acted_goal)))
    return [one for one in found if not isnan(one)]
