"""The voice: a process of its own that turns words into sound, so that no speech engine holds up the hall.

A parent serves plain HTTP on a Unix socket (mode 0600) and keeps every sentence it has spoken on disk; a
child, and only the child, holds the speech engine. One synthesis runs at a time. A child that hangs or dies
is ended and started again with a growing pause (0.2 s to 5 s); a request gets one more try within its
deadline.

`POST /speech`
    `{"parts": [{"language": "vi"|"en", "text": "Xin mời công dân có số A, không bốn hai, đến quầy số ba"}]}`
    1–4 parts; each text 1–300 letters, spaces and `, . : ; ! ? - ' ’`, no digits (whoever asks spells them);
    the body at most 8 KiB. 200 `audio/wav`, 22,050 Hz, 16 bits, mono: the parts one after the other. The
    answer, or a refusal, comes within the deadline.
`GET /health`
    200 `{"state": "ready"|"restarting"|"absent", "detail": "…"|null, "spoken", "synthesised", "restarts"}`.
    `spoken` counts speeches given, `synthesised` sentences the engine made for them (the rest were kept).

Refusals are `{"error": {"code", "message", "data"}}`: 422 `bad_input`, 413 `too_large`, 411
`length_required`, 404 `not_found`, 405 `method_not_allowed`; 503 `voice_absent` (no engine on this machine),
`voice_busy` (too many waiting), `voice_late` (the deadline passed), `voice_failed` (the engine died or made
no sound, twice).

`python -m display.voice --socket var/voice.sock --cache var/voice` starts it; `--help` tells the rest.
SIGTERM and SIGINT end it and its child.
"""
