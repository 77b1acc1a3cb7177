"""What optimizers have in common: the blend of goal and letter, and effort as planned through a model.

They take the arrays that they need and not a whole layer: two dozen arrays are too many to hand on for every unit.
"""

import numpy as np

from superorganisms.arithmetic import tanh
from superorganisms.arrays import Floats
from superorganisms.compiled import kernel
from superorganisms.vectors import apply_transposed, scale_to, settle


@kernel
def blend(i: int, goals: Floats, understood: Floats, compliance: float, budget: bool, aims: Floats) -> None:
    """v_i = ⟨(1 - λ) g_i + λ u_i⟩ (MODEL.md section 2, publish)."""
    for k in range(goals.shape[1]):
        aims[i, k] = (1.0 - compliance) * goals[i, k] + compliance * understood[i, k]
    settle(aims, i, budget)


@kernel
def plan(i: int, aims: Floats, models: Floats, which: int, skill: float, budget: bool, efforts: Floats) -> None:
    """The effort that is best for v·(M e): skill · unit(Mᵀ v) under budget, Mᵀ v under cost (MODEL.md section 2, act).

    M is model `which` of models (m, K, K).
    """
    apply_transposed(models, which, aims, i, efforts, i)
    if budget:
        scale_to(efforts, i, skill)


@kernel
def saturate(a: Floats, i: int, saturation: float, out: Floats, j: int) -> None:
    """out_j <- f(a_i): f_k(e) = tanh(κ e_k)/κ, κ = saturation, or e_k itself for κ = 0 (MODEL.md section 2, report)."""
    for k in range(a.shape[1]):
        out[j, k] = tanh(saturation * a[i, k]) / saturation if saturation > 0.0 else a[i, k]


@kernel
def saturate_all(start: int, stop: int, efforts: Floats, saturation: float, done: Floats) -> None:
    """done <- f(e) for rows start..stop-1."""
    for i in range(start, stop):
        saturate(efforts, i, saturation, done, i)


@kernel
def plan_all(aims: Floats, models: Floats, skill: Floats, budget: bool, efforts: Floats) -> None:
    """Plan for n aims (n, K) with models (n, K, K) and skills (n,)."""
    for i in range(aims.shape[0]):
        plan(i, aims, models, i, skill[i], budget, efforts)


def effort(aim: Floats, world_model: Floats | None = None, skill: Floats | float = 1.0, *, rule: str = "budget") -> Floats:
    """What an optimizer does that wants `aim` and believes `world_model`.

    aim (K,) or (n, K); world_model (K, K) or (n, K, K), rows outcomes, columns effort, identity if None; skill a number
    or (n,), >= 0. Returns the effort, same shape as aim: skill · unit(Mᵀ v) under the `budget` rule, Mᵀ v under `cost`.
    Raises ValueError for another rule or shapes that don't fit. MODEL.md section 2; Holmström & Milgrom 1991 for cost.
    """
    if rule not in ("budget", "cost"):
        raise ValueError(f"rule must be 'budget' or 'cost', got {rule!r}")
    aims = np.atleast_2d(np.asarray(aim, dtype=np.float64))
    n, features = aims.shape
    model = np.eye(features) if world_model is None else np.asarray(world_model, dtype=np.float64)
    if model.shape not in ((features, features), (n, features, features)):
        raise ValueError(f"world_model must be {features} x {features}, one or one per aim, got shape {model.shape}")
    skills = np.asarray(skill, dtype=np.float64)
    if skills.shape not in ((), (n,)) or (skills < 0).any():
        raise ValueError("skill must be a number >= 0 or one per aim")
    efforts = np.empty_like(aims)
    models = np.ascontiguousarray(np.broadcast_to(model, (n, features, features)))
    plan_all(np.ascontiguousarray(aims), models, np.broadcast_to(skills, n).copy(), rule == "budget", efforts)
    return efforts.reshape(np.shape(aim))
