"""What builds and queries cost: time, memory and above all I/O, on real repositories.

`python -m benchmarks --help`.  Not part of the package, and never a test: the machine decides the figures.
"""
