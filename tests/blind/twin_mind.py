"""What goes on in the twin's units: what they understand, want, say and do, and how they are read."""

from __future__ import annotations

from math import nan, sqrt, tanh
from typing import Any

from tests.blind import twin_noise as noise
from tests.blind.twin_unit import Unit
from tests.blind.twin_vectors import Matrix, Vector, add, back, dot, forward, mean, norm, scale, unit
from tests.blind.twin_world import STRATEGIES, World


class Mind(World):
    """Steps 1 to 3 of the tick: publish, act, report; all of it works on candidates in the sandbox too."""

    def letter_above(self, who: Unit) -> Vector:
        """c_p: the letter that this unit is under."""
        return who.parent.letter if who.parent else self.designer_letter

    # what is seen and wanted

    def understand(self, who: Unit) -> None:
        """u = <c_p + misreading z>, of who sees through the sensor <Sᵀ c_p + misreading z>."""
        letter, blur = self.letter_above(who), self.layers[who.layer].get("misreading", 0.0)
        if who.sees_through:
            letter = back(self.sensor(who.layer), letter)
        if blur > 0:
            letter = add(letter, self.normals(noise.MISREADING, who), blur)
        who.understood = self.angle(letter)

    def aim_of(self, who: Unit) -> None:
        """v by strategy, before any leak."""
        bearing = self.layers[who.layer]["compliance"]
        match who.strategy:
            case "bottlecap":
                who.aim = [nan] * self.size
            case "deceiver":
                who.aim = who.understood if who.watched else self.angle(who.goal)
            case "trial":
                who.aim = self.angle(who.goal)
            case _:
                who.aim = self.angle(add(scale(who.goal, 1 - bearing), who.understood, bearing))

    # step 1

    def _publish(self, who: Unit) -> None:
        layer = self.layers[who.layer]
        who.acted_goal, who.acted_strategy = who.goal, who.strategy
        who.acted_sees_through, who.acted_model = who.sees_through, who.model
        who.audited = self.uniform(noise.AUDIT, who) < layer.get("audit", 1.0)
        who.watched = who.audited and self.uniform(noise.DETECTION, who) < layer["detection"]
        self.understand(who)
        self.aim_of(who)
        who.tight_aim = who.aim
        self._leak(who)
        if who.strategy == "planner" and not who.memory:  # only before the first tick has nobody made it
            who.memory = self.first_prior(who)
        who.letter = [0.0] * self.size
        if who.children:
            readings, said = self.sensor(who.layer + 1), self._said(who)
            who.letter = self.angle([a if any(row) else 0.0 for a, row in zip(said, readings, strict=True)])

    def _leak(self, who: Unit) -> None:
        """What crosses the blanket where it shouldn't; nothing can be bent in who has no aim."""
        if who.strategy == "bottlecap":
            return
        for given in self.parameters.get("leaks") or []:
            named = isinstance(given, dict)
            kind, where, strength = (given[part] for part in ("kind", "where", "strength")) if named else given
            name = self.layers[who.layer]["name"]
            if where in (name, f"{name}.{who.row}"):
                who.aim = self.angle(add(who.aim, self._leaking(who, kind), strength))

    def _leaking(self, who: Unit, kind: str) -> Vector:
        match kind:
            case "lobby":
                return mean(child.goal for child in who.children)
            case "bypass":
                assert who.parent is not None
                return self.letter_above(who.parent)
            case "insider":
                return self.intent
        raise ValueError(f"no leak of kind {kind}")

    def _said(self, who: Unit) -> Vector:
        """What the letter is made of: the aim, or with foresight what brings the children nearest to it."""
        if not self.layers[who.layer].get("foresight", False):
            return who.aim
        bearing, held = self.layers[who.layer + 1]["compliance"], self.capacity(who.layer)
        goal = mean(child.goal for child in who.children)
        expected = [(1 - bearing) * x if feature in held else 0.0 for feature, x in enumerate(goal)]
        if bearing == 0 or (self.budget and norm(who.aim) == 0):
            return who.aim
        if not self.budget:
            return scale(add(who.aim, expected, -1), 1 / bearing)
        return bend(who.aim, expected, bearing)

    # step 2

    def saturated(self, effort: Vector) -> Vector:
        """f(e)."""
        k = self.parameters.get("saturation", 0.0)
        return [tanh(k * x) / k for x in effort] if k > 0 else list(effort)

    def leaf_effort(self, who: Unit) -> Vector:
        """What a leaf does, or in a trial would do, by its strategy."""
        match who.strategy:
            case "bottlecap":
                return scale(unit(who.goal), who.skill)
            case "planner":
                return self._planned(who)
        pull = back(who.model, who.aim)
        effort = scale(unit(pull), who.skill) if self.budget else pull
        return self._explored(who, effort) if who.strategy in ("controller", "fleet") else effort

    def _explored(self, who: Unit, effort: Vector) -> Vector:
        width = self.layers[who.layer].get("exploration", 0.1)
        effort = add(effort, self.normals(noise.EXPLORATION, who), width)
        too_long = self.budget and norm(effort) > who.skill
        return scale(unit(effort), who.skill) if too_long else effort

    def _planned(self, who: Unit) -> Vector:
        """The best of some plans, played forward in what the parent's model of now says as far as the own capacity goes."""
        layer, model = self.layers[who.layer], self.newborn_model(who)
        plans = [scale(who.memory, who.skill)]
        for number in range(layer.get("plans", 16) - 1):
            step = self.normals(noise.PLANS, who, number * self.size)
            plans.append(scale(unit(add(who.memory, step, layer.get("breadth", 0.5))), who.skill))
        return max(plans, key=lambda plan: dot(who.aim, forward(model, self.saturated(plan))))  # the first of the best

    # step 3

    def metric_error(self, who: Unit) -> float:
        """sigma times the error of the layer's kind."""
        layer = self.layers[who.layer]
        kind, freedom = noise_kind(layer.get("noise_kind", "normal"))
        luck = self.uniform(noise.METRIC, who)
        match kind:
            case "normal":
                error = self.normal(noise.METRIC, who)
            case "laplace":
                error = noise.laplace(luck)
            case "student_t":
                error = noise.student_t(freedom, luck, self.uniform(noise.METRIC, who, 1))
            case _:
                raise ValueError(f"no leak of kind {kind}")
        return float(layer.get("noise", 0.0)) * error

    def search_cost(self, depth: int, strategy: str) -> float:
        """What a strategy's search costs in a layer."""
        given = self.layers[depth].get("search_cost") or {}
        return search_costs(given).get(strategy, 0.0)

    def _act(self, leaf: Unit) -> None:
        leaf.tried = self.leaf_effort(leaf)
        leaf.effort = [0.0] * self.size if leaf.strategy == "trial" else leaf.tried

    def _report(self, who: Unit) -> None:
        if who.children:
            who.effort = [sum(parts) for parts in zip(*(child.effort for child in who.children), strict=True)]
            who.exerted = [sum(parts) for parts in zip(*(child.exerted for child in who.children), strict=True)]
            who.outcome = mean(leaf.outcome for leaf in who.leaves())
        else:
            who.exerted = self.saturated(who.effort)
            who.outcome = forward(self.response, who.exerted)
        if who.strategy == "trial":
            assert who.parent is not None
            who.metric = dot(self.intent, forward(who.parent.model, self.saturated(who.tried)))
        else:
            who.metric = dot(self.letter_above(who), forward(self.sensor(who.layer), who.outcome))
        who.metric += self.metric_error(who) - self.search_cost(who.layer, who.strategy)

    # what a newcomer is given by its parent

    def newborn_model(self, who: Unit) -> Matrix:
        """P_i M_p, with the parent's model of now."""
        assert who.parent is not None
        return self.mask(who.layer, who.parent.model)

    def first_prior(self, who: Unit) -> Vector:
        """A planner's prior by its own model and the letter of now; the others have none."""
        return unit(back(who.model, self.letter_above(who))) if who.strategy == "planner" else []


def bend(aim: Vector, expected: Vector, bearing: float) -> Vector:
    """The unit letter a that brings expected + bearing a nearest to the aim (a unit vector) in angle."""
    along, length = dot(aim, expected), norm(expected)
    inside = bearing**2 - length**2 + along**2
    if length**2 <= bearing**2 * (1 - 1e-9) or (inside >= 0 and along > 0):
        return scale(add(scale(aim, along + sqrt(max(0.0, inside))), expected, -1), 1 / bearing)
    # the aim is out of reach: the tangent from 0 to the sphere of radius `bearing` about what is expected
    axis = unit(expected)
    aside = add(aim, axis, -dot(aim, axis))
    if norm(aside) < 1e-12:
        smallest = min(range(len(axis)), key=lambda feature: abs(axis[feature]))
        aside = [float(feature == smallest) for feature in range(len(axis))]
        aside = add(aside, axis, -dot(aside, axis))
    side = unit(aside) if norm(aside) >= 1e-12 else [0.0 for _ in aside]  # a line has no side
    sine = min(bearing / length, 1 - 1e-9)  # where |h| = λ no letter is the best: one next to those that leave nothing
    return unit(add(scale(axis, -sine), side, sqrt(1 - sine**2)))


def noise_kind(given: Any) -> tuple[str, float]:
    """Name and degrees of freedom of a kind of noise in any of its forms."""
    if isinstance(given, dict):
        return given["kind"], float(given.get("df", 3.0))
    name, _, options = str(given).replace("-", "_").partition("(")
    return name, float(options.removesuffix(")").partition("=")[2] or 3.0)


def search_costs(given: Any) -> dict[str, float]:
    """Costs by strategy; one number for all is the cost of whoever searches."""
    if isinstance(given, dict):
        return dict(given)
    return {name: float(given) for name in STRATEGIES if name != "bottlecap"}
