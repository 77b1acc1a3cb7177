"""What conduct alone shows: behavioural objectives, what a window leaves open, and how an outsider would class a unit."""
