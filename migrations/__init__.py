"""The schema's history. It only grows, and imports nothing from the program."""
