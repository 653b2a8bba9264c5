"""Requests that act at the same time, stepped statement by statement through every order that matters.

A test that does one thing after the other cannot see a missing lock. Here two or three requests run, each on a
database connection of its own, and each stops before every statement it sends; one of them at a time is let go. So
an order is a list of who goes next, every order can be tried, and any can be had once more.

What is checked after each: the answers, refusals by name and the rows are those of the same requests made one after
the other in some sequence; and the rows are what the events say.
"""
