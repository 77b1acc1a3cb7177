"""Nodes of an influence graph: one for each unit, variable and tick."""

from typing import NamedTuple

WORLD, DESIGNER = "world", "designer"
INTENT, RESPONSE = "intent", "response"

VARIABLES = {
    "goal": "its mesa-objective; the strategy that goes with it is no node: a graph is drawn for who plays what now",
    "model": "what it believes of the world, and for a planner the plan that it was born with",
    "audit": "whether its metric is read and it knows; where that is left to chance",
    "aim": "what it tries for",
    "letter": "what it tells its children; the designer has one too",
    "effort": "what a leaf does, a trial in its sandbox",
    "outcome": "what happens below it",
    "metric": "the number by which it is judged",
    "contest": "who wins among its children, or its grandchildren where families hire from each other",
    "exchange": "who changes places with whom below it",
    "hire": "what is handed to the slot by selection and migration: goal, strategy, model, or nothing",
    "lesson": "the mean goal of its neighbours",
    "fleet": "the mean model of the fleets among its children",
    "turn": "whose turn it is to learn and be replaced; of a layer",
    INTENT: "w, of the world; it never changes, so its tick is 0",
    RESPONSE: "R, of the world",
}


class Node(NamedTuple):
    """A variable of a unit in a tick.

    unit: 'firm.3', the layer and the row of the slot; 'designer', 'world', or a layer's name for its turn. Goal, model and
    response at the end of tick t have tick t, and are what tick t + 1 starts from; all else has the tick in which it happens.
    """

    unit: str
    variable: str
    tick: int

    def __str__(self) -> str:
        """In words: firm.3's goal."""
        if self.unit == WORLD:
            return "w" if self.variable == INTENT else "R"
        return f"{self.unit}'s {self.variable}"
