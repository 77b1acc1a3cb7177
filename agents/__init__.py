"""Who lives in the world: the four kinds of unit, their columns, and their strategies."""
