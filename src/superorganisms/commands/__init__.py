"""The commands, one a file, found by name: SUMMARY, `add_arguments(parser)`, `execute(options) -> exit status`.

They import what they need only when they are executed. Files that begin with an underscore are shared by several.
"""
