"""How gunicorn serves the hall, from the settings. Used by ./run and by deploy/ alike."""

import os
from typing import Any

from app.settings import load

_settings = load()
_server = _settings.server

bind = [f"[{_server.host}]:{_server.port}" if ":" in _server.host else f"{_server.host}:{_server.port}"]
workers = _server.workers
worker_class = "gevent"
# Every screen holds a connection open: with few allowed, idle ones would lock everybody else out.
worker_connections = 10_000
backlog = 2048
keepalive = 65
timeout = 30
# Connections stay open by design, so waiting for them to end by themselves only delays a restart.
graceful_timeout = 2
preload_app = False
accesslog = None
errorlog = "-"
loglevel = _settings.log.level
control_socket_disable = True
forwarded_allow_ips = ",".join(_server.trusted_proxies)
# The workers' heartbeat is a file's time stamp; on a disk it would wait for the disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None


def post_worker_init(worker: Any) -> None:
    """Say where the hall is, once a worker can really answer."""
    worker.log.info("Lượt is ready: %s", _settings.public_url)
