"""Kinds of parameter values: each reads what a user may write into one plain, immutable form, or says what is wrong."""
