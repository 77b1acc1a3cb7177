"""Incentives for several tasks: what is refused. That they are the best is a result of `superorganisms verify multitask`."""

import numpy as np
import pytest

from superorganisms.model.multitask import multitask

PLAIN = np.eye(2)


@pytest.mark.parametrize(
    ("benefit", "response", "noise", "r", "complaint"),
    [
        ([1.0, 1.0], np.eye(3), [1.0, 1.0], 1.0, r"response must be \(K, K\) for K = 2 benefits, got shape \(3, 3\)"),
        ([1.0, 1.0], [[1.0, 1.0], [1.0, 1.0]], [1.0, 1.0], 1.0, "response must have an inverse, got rank 1 of 2"),
        ([1.0, 1.0], PLAIN, [1.0, 1.0], -0.5, "risk_aversion must be >= 0, got -0.5"),
        ([1.0, 1.0], PLAIN, [1.0], 1.0, r"noise must be \(K,\) or \(K, K\) for K = 2 benefits, got shape \(1,\)"),
        ([1.0, 1.0], PLAIN, [1.0, -1.0], 1.0, "noise must be a covariance"),
        ([1.0, 1.0], PLAIN, [[1.0, 0.5], [0.0, 1.0]], 1.0, "noise must be a covariance"),
    ],
)
def test_what_is_refused(benefit: object, response: object, noise: object, r: float, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        multitask(benefit, response, noise, risk_aversion=r)  # type: ignore[arg-type]


def test_a_task_that_cannot_be_measured_takes_its_substitute_along() -> None:
    """In the limit of endless noise in the second task nothing is paid for it, and less for the first than it is worth."""
    costs = np.array([[1.0, 0.5], [0.5, 1.0]])
    response = np.linalg.cholesky(np.linalg.inv(costs))
    first, second = multitask([1.0, 1.0], response, [0.0, 1e12], risk_aversion=1.0)
    assert second == pytest.approx(0.0, abs=1e-9)
    assert first == pytest.approx(0.5, abs=1e-9)  # 1 - C_12/C_22 · 1
