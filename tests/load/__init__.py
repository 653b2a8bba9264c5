"""The hall under load: real gunicorn, real requests, many times what a hall ever sees. `python -m tests.load NAME`."""
