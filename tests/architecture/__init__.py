"""House rules as tests: a rule is a function, a test that applies it, and planted sins that it must catch."""
