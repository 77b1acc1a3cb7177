"""What all tests share: how Hypothesis looks for examples."""

import os

from hypothesis import settings

# The first call of a law compiles it, so that no time limit per example would be fair.
settings.register_profile("here", deadline=None)
# On CI the same examples each time: a red run there can be repeated anywhere with CI=true.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
