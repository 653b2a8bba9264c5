"""Keeping the hall's processes running on one machine: the web server, printers, virtual paper, voice.

`python -m app.supervise` is what ./run becomes; the supervisor library does the work. In production systemd
does the same, see deploy/. Nothing here knows tickets.
"""
