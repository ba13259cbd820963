"""The canvas of the rack: draws rooms, days and bars of any house at any zoom, and reports what users do."""
