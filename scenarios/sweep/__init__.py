"""Thousands of worlds in batch: a plan of runs, a store that survives, workers here or on a cluster, and what came out."""
