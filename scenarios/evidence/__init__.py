"""What the program must reproduce, and how it is judged: results (scenarios/verification), findings, tables, figures."""
