"""Replaying a recorded day of a real hall, to prove that the figures of a report are those of the record.

What the record's files alone tell lives here, without a server; no other part of the program imports it.
"""
