"""Results that the program must reproduce, one file each, found by looking.

A file says GROUP ("theory" or "literature"), CLAIM (one sentence), SOURCES, and measure(replicates, seed) with REPLICATES and
QUICK, which yields findings (`superorganisms.scenarios.evidence.finding`: exact, mean, share); measure() if chance plays no
part. If it likes: ORDER, AXES (the two of its figure; findings are then `placed`), KNOWN (case -> why it fails).
"""
