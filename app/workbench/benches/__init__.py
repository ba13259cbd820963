"""The headless benches: each module has a `run` that gives rows with a case, figures, a budget and `ok`."""
