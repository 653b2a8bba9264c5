"""How gunicorn serves the hall, from the settings. Used by ./run and by deploy/ alike."""

import ctypes
import os
import signal
import sys
from typing import Any

from gevent import monkey

from app.settings import load
from app.supervise import gate
from app.supervise.programs import SERVING

_settings = load()
_server = _settings.server
# From Linux's <sys/prctl.h>.
_PR_SET_PDEATHSIG = 1

bind = [f"[{_server.host}]:{_server.port}" if ":" in _server.host else f"{_server.host}:{_server.port}"]
workers = _server.workers
worker_class = "app.worker.Worker"
# Every screen holds a connection open: with few allowed, idle ones would lock everybody else out.
worker_connections = 10_000
backlog = 2048
keepalive = 65
timeout = 30
# A request is answered in milliseconds; sockets and a printer's long wait would stay open for ever.
graceful_timeout = 1
preload_app = False
accesslog = None
errorlog = "-"
loglevel = _settings.log.level
control_socket_disable = True
forwarded_allow_ips = ",".join(_server.trusted_proxies)
# The workers' heartbeat is a file's time stamp; on a disk it would wait for the disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None


def post_fork(_arbiter: Any, worker: Any) -> None:
    """Have the worker die with its master at once: left behind, it would keep the port from the next for seconds."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != worker.ppid:
        os._exit(0)


def post_worker_init(worker: Any) -> None:
    """Wait for the database, then say where the hall is: from now on this worker answers."""
    gate.wait(lambda: _pause(worker))
    worker.log.info("Lượt is ready: %s", _settings.public_url)
    if "SUPERVISOR_ENABLED" in os.environ:
        os.write(sys.stdout.fileno(), SERVING)


def _pause(worker: Any) -> None:
    """Keep the worker alive without letting its background work run before the database is there."""
    worker.notify()
    monkey.get_original("time", "sleep")(0.02)
