"""What finance decides: what is open, what is dunned, what an agent earns, how journals are told."""
