"""Deliberate breakages: each takes away one thing that keeps a promise, and the suite must find it within a minute.

A breakage is applied to a copy of the tree. One whose words are no longer in the code fails loudly, as does one whose
tests cannot be run: nothing is taken for found but a test that fails, and passes in a copy that is not broken.
"""
