"""Markov blankets: what influences what, what is around a unit, and how much gets past it (MODEL.md section 6)."""
