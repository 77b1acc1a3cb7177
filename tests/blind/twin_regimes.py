"""Step 6 of the twin's tick: how the response of the world shifts, and who knows of it at once."""

from __future__ import annotations

from typing import Any

from tests.blind import twin_noise as noise
from tests.blind.twin_learning import Learning
from tests.blind.twin_vectors import Matrix, Vector, identity, projection, rotation, times


class Regimes(Learning):
    """What shifts add to a world that learns."""

    def schedule(self) -> list[dict[str, Any]]:
        """Entries of the schedule, each saying when (`at`) and what."""
        given = self.parameters.get("regimes") or []
        return [entry if isinstance(entry, dict) else {"at": entry[0], "response": entry[1]} for entry in given]

    def shift(self) -> None:
        """The response of the next tick, by schedule and by drift."""
        passed = [entry for entry in self.schedule() if entry["at"] <= self.tick]
        if passed and (passed[-1]["at"] == self.tick or "draw" in passed[-1]):
            self.response = self._drawn(passed[-1]) if "draw" in passed[-1] else self.changed(passed[-1], [self.response])[0]
        angle = self.parameters.get("response_drift", 0.0)
        if angle > 0:
            self._drift_response(angle)
        self._inform()

    def changed(self, entry: dict[str, Any], held: list[Matrix]) -> list[Matrix]:
        """Every response that an entry of the schedule can lead to from those that may hold before it."""
        if "response" in entry:
            return [self.matrix(entry["response"])]
        if "draw" in entry:
            return [self.matrix(choice["response"]) for choice in entry["draw"] if choice["weight"] > 0]
        if "rotate" in entry:
            first, second = (self.feature(given) for given in entry["rotate"]["features"])
            turn = rotation(self.size, first, second, entry["rotate"]["angle"])
        else:
            turn = projection((self._direction(given) for given in entry["project"]), self.size)
        return [times(turn, response) for response in held]

    def _direction(self, given: Any) -> Vector:
        if isinstance(given, str | int):
            return identity(self.size)[self.feature(given)]
        return [float(x) for x in given]

    def _drawn(self, entry: dict[str, Any]) -> Matrix:
        level = self.world_uniform(noise.REGIME) * sum(choice["weight"] for choice in entry["draw"])
        running = 0.0
        for choice in entry["draw"]:
            running += choice["weight"]
            if running > level:
                return self.matrix(choice["response"])
        return self.matrix(entry["draw"][-1]["response"])

    def _drift_response(self, angle: float) -> None:
        first = int(self.world_uniform(noise.DRIFT, draw=0) * self.size)
        second = int(self.world_uniform(noise.DRIFT, draw=1) * (self.size - 1))
        second += second >= first
        step = noise.normal(self.seed, noise.DRIFT, 0, 0, self.tick, 2)
        self.response = times(rotation(self.size, first, second, angle * step), self.response)

    def _inform(self) -> None:
        """Above the leaves, who has insight knows the response at once, unless a fleet is among the children."""
        for layer, members in zip(self.layers, self.units[:-1], strict=False):
            if layer.get("insight", True):
                for who in members:
                    if all(child.strategy != "fleet" for child in who.children):
                        who.model = self.mask(who.layer, self.response)

    def possible_responses(self) -> list[Matrix]:
        """The response of the start and every one that the schedule can lead to, drift left aside."""
        held = [self.matrix(self.parameters.get("response"))]
        found = list(held)
        for entry in self.schedule():
            held = self.changed(entry, held)
            found += held
        return found
