"""Does a plug-in keep the rules? One file for each sort: strategies, selection rules, measures.

Public, so that whoever writes one can ask before it is used: `check_strategy`, `check_selection`, `check_measure`. Each raises
SuperorganismError that names the first thing that is missing or wrong, and returns nothing if there is none.
"""
