"""The hall display: the page people watch, and beside it the voice that reads the calls.

Nothing here imports the server; both know it only through the HTTP contract.
"""
