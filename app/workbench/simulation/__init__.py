"""Simulation: a small hotel under random valid and invalid commands of several desks, from a seed.

After each command every law of the house is checked against its plain rows; each refusal must have a
sentence and every choice that it offers must succeed; old commands come again; commands are undone and
redone. The same seed gives the same house.
"""

from app.workbench.simulation.money_run import MoneyTally, play_money
from app.workbench.simulation.run import HouseUnsound, Simulation, Tally
from app.workbench.simulation.seeds import play_seeds

__all__ = ["HouseUnsound", "MoneyTally", "Simulation", "Tally", "play_money", "play_seeds"]
