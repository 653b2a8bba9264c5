"""The paper: claims print jobs from the server, draws each slip and sends it to a thermal printer.

Runs as its own process (`python -m printer`) so that a jammed printer can never hold up the hall. It knows
the server only through the HTTP contract and must not import anything of it. `python -m printer.paper` is a
virtual printer that keeps slips as PNG files, for demonstrations and tests.
"""
