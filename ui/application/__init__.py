"""The running program: Qt, the house, one window, and what goes on beside it.

`desk` opens a house, `demo` the furnished one, `pictures` renders screens, `start_bench` times the start.
"""
