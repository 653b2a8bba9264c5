"""How gunicorn serves the hall, from the settings. Used by ./run and by deploy/ alike."""

import ctypes
import os
import shutil
import signal
import sys
from typing import Any

import gevent
from gevent import monkey

from app import log, tidying
from app.settings import load
from app.supervise import fitness, gate
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

# psycopg chooses at its import how to wait for PostgreSQL. The master asks PostgreSQL before workers are forked, where
# nothing is gevent's yet, and they would inherit a way of waiting that lets nobody else go on.
os.environ["PSYCOPG_WAIT_FUNC"] = "wait_poll"

if workers > 1:
    # Where the workers leave their counts for each other; see app/metrics.py. Its variable is read at that import.
    _counts = _settings.var_dir / "metrics"
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_counts)

if _settings.log.format == "json":
    logconfig_dict = log.as_json(loglevel)


def on_starting(server: Any) -> None:
    """See that this machine can serve as asked, and begin to count anew."""
    if workers > 1:
        shutil.rmtree(_counts, ignore_errors=True)
        _counts.mkdir(parents=True)
    if "SUPERVISOR_ENABLED" in os.environ:
        # ./run has seen to it.
        return
    few = fitness.raise_file_limit()
    if few:
        server.log.warning(few)
    try:
        fitness.require_postgres(_settings)
    except fitness.Unfit as reason:
        sys.exit(f"gunicorn: {reason}")


def child_exit(_server: Any, worker: Any) -> None:
    """Let go of what a worker counted of the present, such as its sockets; what it did stays counted."""
    if workers > 1:
        # Not above: what it imports reads at that moment where the counts lie, also for the workers that are forked.
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)


def post_fork(_arbiter: Any, worker: Any) -> None:
    """Have the worker die with its master at once: left behind, it would keep the port from the next for seconds."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != worker.ppid:
        os._exit(0)


def post_worker_init(worker: Any) -> None:
    """Wait for the database, then say where the hall is: from now on this worker answers."""
    gate.wait(lambda: _pause(worker))
    tidying.begin()
    gevent.spawn(tidying.keep, gevent.sleep)
    worker.log.info("Lượt is ready: %s", _settings.public_url)
    if "SUPERVISOR_ENABLED" in os.environ:
        os.write(sys.stdout.fileno(), SERVING)


def _pause(worker: Any) -> None:
    """Keep the worker alive without letting its background work run before the database is there."""
    worker.notify()
    monkey.get_original("time", "sleep")(0.02)
