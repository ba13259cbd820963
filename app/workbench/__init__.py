"""The demo hotel, the simulation and the benches; they ship because their verbs do."""
