"""What Mesa's own page needs: the extra `solara`, and a browser."""

import importlib.util
import os

import pytest


@pytest.fixture(scope="session")
def extra() -> None:
    """Skips where the extra is missing; fails there with SUPERORGANISMS_SOLARA=required."""
    missing = [name for name in ("solara", "anywidget", "ipyvuetify") if importlib.util.find_spec(name) is None]
    if not missing:
        return
    if os.environ.get("SUPERORGANISMS_SOLARA") == "required":
        pytest.fail(f"SUPERORGANISMS_SOLARA=required, and there is no {', '.join(missing)}: install the extra `solara`")
    pytest.skip("the extra `solara` is not installed: Mesa's own page was not tried")
