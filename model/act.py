"""Act: a strategy turns aim and world model into effort, at the leaves (MODEL.md section 2, step 2)."""

from superorganisms.model.state import State


def act(state: State) -> None:
    """Efforts of all leaves."""
    number = len(state.layers) - 1
    leaves = state.layers[number]
    traits = state.settings.layers[number].traits
    for strategy, rows in state.cast(number):
        strategy.effort(rows, leaves, state.models, traits)
