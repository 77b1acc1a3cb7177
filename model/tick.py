"""One tick, as MODEL.md section 2 has it."""

from collections.abc import Callable

from superorganisms.model.act import act
from superorganisms.model.learn import learn
from superorganisms.model.publish import publish
from superorganisms.model.report import report
from superorganisms.model.select import select
from superorganisms.model.shift import shift
from superorganisms.model.state import State

PHASES: tuple[Callable[[State], None], ...] = (publish, act, report, select, learn, shift)
