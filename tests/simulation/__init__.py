"""Days of a hall played with a seed: the real services on a real database beside an obvious model of the same hall.

`people` think of requests, `faults` repeat them, bring them late, kill the process that does them and move the clock,
`services` has the program do them, `obvious` says what should have come of it, and `week` lays both side by side.
"""
