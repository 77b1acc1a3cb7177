"""The concepts as worlds: one file each, found by its name; adding one edits no other file."""
