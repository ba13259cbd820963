"""The boards: arrivals, departures, in house, to place, room moves, holds, in one way for all."""
