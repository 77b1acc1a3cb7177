"""The twin's account of goal drift by selection: Price's equation, nested as deep as the hierarchy is."""

from __future__ import annotations

from collections.abc import Iterable

from tests.blind.twin_succession import Succession
from tests.blind.twin_unit import Unit
from tests.blind.twin_vectors import Vector, add, mean, scale


class Price(Succession):
    """What selection did to each layer's mean goal."""

    def account_selection(self, depth: int) -> None:
        """One term for every layer above, one within families, and what copying changed, at home and from outside."""
        offspring = [0] * len(self.units[depth])
        for who in self.units[depth]:
            offspring[who.ancestor] += 1
        families = self.units[depth - 1] if depth else []
        self.drift[depth] = {
            "before": mean(who.acted_goal for who in self.units[depth]),
            "between": self._total(self._between(depth, level, offspring) for level in range(1, depth)),
            "within": self._total(self._within(parent.children, offspring) for parent in families),
            "mutation": self._changed(depth, pooled=False),
            "pool": self._changed(depth, pooled=True),
        }

    def _total(self, terms: Iterable[Vector]) -> Vector:
        total = [0.0] * self.size
        for term in terms:
            total = add(total, term)
        return total

    def _between(self, depth: int, level: int, offspring: list[int]) -> Vector:
        """Sum over the groups G of a level, H the group that G is in: (n_G/n) (W_G - W_H) (g_G - g_H)."""
        terms: list[Vector] = []
        for head in self.units[level]:
            assert head.parent is not None
            inner, outer = below(head, depth), below(head.parent, depth)
            apart = add(mean(who.acted_goal for who in inner), mean(who.acted_goal for who in outer), -1)
            success = success_of(inner, offspring) - success_of(outer, offspring)
            terms.append(scale(apart, len(inner) / len(offspring) * success))
        return self._total(terms)

    def _within(self, family: list[Unit], offspring: list[int]) -> Vector:
        """Sum over a family of (W_i - W_F) (g_i - g_F) / n."""
        expected, centre = success_of(family, offspring), mean(who.acted_goal for who in family)
        apart = [(offspring[who.row] - expected, add(who.acted_goal, centre, -1)) for who in family]
        return self._total(scale(distance, success / len(offspring)) for success, distance in apart)

    def _changed(self, depth: int, *, pooled: bool) -> Vector:
        """From ancestors to slots, their normalisation included: what copies, or those from the pool, brought."""
        members = self.units[depth]
        steps = [add(who.goal, members[who.ancestor].acted_goal, -1) for who in members if (who in self.pooled) is pooled]
        return scale(self._total(steps), 1 / len(members))


def below(head: Unit, depth: int) -> list[Unit]:
    """Members of a layer below a unit."""
    return [head] if head.layer == depth else [who for child in head.children for who in below(child, depth)]


def success_of(group: list[Unit], offspring: list[int]) -> float:
    """W of a group: mean number of slots that descend from a member."""
    return sum(offspring[who.row] for who in group) / len(group)
