"""One small sweep for all that reads results: a world and its contrast, two parameters, some runs that fail."""

from pathlib import Path

import pytest

from superorganisms import Results, Span, Sweep

SMALL = {"government.size": 2, "firm.size": 4, "employee.size": 40, "employee.selection": "truncation"}


@pytest.fixture(scope="session")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """telephone, small: compliance × mutation, of which the last value is impossible."""
    folder: Path = tmp_path_factory.mktemp("a sweep & more") / "results"
    sweep = Sweep(
        world="telephone",
        vary={"government.compliance": Span(0, 1, 3), "employee.mutation": [0.0, 0.3, -1.0]},
        contrast=True,
        seeds=4,
        ticks=10,
        changes=SMALL,
    )
    return sweep.run(folder, workers=1)
