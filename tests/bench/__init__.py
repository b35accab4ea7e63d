"""Measurements, run by hand: ``python -m tests.bench``. They print ratios against a floor of the same run.

A measurement is a generator in a module of this folder, marked by ``bench`` of ``tests.bench.run``. Nothing here is a
test: how fast a machine is today says nothing about right and wrong.
"""
