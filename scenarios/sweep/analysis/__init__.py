"""What a sweep shows: means with intervals, sensitivity, contrasts paired by seed, outliers; as tables, figures, a report.

    from superorganisms import Results
    from superorganisms.scenarios.sweep.analysis import analyse, write

    found = analyse(Results("results"), measures=["efficiency"])
    found.means, found.indices, found.contrasts, found.outliers      # pandas
    write(found, "report.html")

The functions below take plain tables too: a row a run, with the columns `point`, `arm`, `seed` and measures.
"""

from superorganisms.scenarios.sweep.analysis.bootstrap import intervals, means
from superorganisms.scenarios.sweep.analysis.findings import Findings, analyse
from superorganisms.scenarios.sweep.analysis.morris_effects import morris
from superorganisms.scenarios.sweep.analysis.moved import most_moved, shares
from superorganisms.scenarios.sweep.analysis.odd_runs import outliers
from superorganisms.scenarios.sweep.analysis.pairs import contrasts, differences, overall
from superorganisms.scenarios.sweep.analysis.report import write
from superorganisms.scenarios.sweep.analysis.sobol_indices import sobol

__all__ = [
    "Findings",
    "analyse",
    "contrasts",
    "differences",
    "intervals",
    "means",
    "morris",
    "most_moved",
    "outliers",
    "overall",
    "shares",
    "sobol",
    "write",
]
