"""A Spark standalone cluster on loopback, from the jars of the local Maven repository, and what can befall it."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

# These JVMs live for seconds: no time for the second compiler or for parallel collection.
SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port that nobody listens on, below those that Linux hands out, which Spark's other listeners would take meanwhile."""
    while True:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", random.randrange(20_000, 32_000)))
                return probe.getsockname()[1]
            except OSError:
                continue


def fetch(url: str) -> Any:
    """The JSON at the address, or None where nobody answers yet."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return None


class Cluster:
    """A master and two workers with two nominal cores each; ``with Cluster(folder) as cluster:`` stops them at the end.

    Each worker offers one GPU to those who ask for it, as a discovery script would report it; there need not be one.
    """

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.folder = folder
        self.home = Path(subprocess.check_output([ROOT / "bin/spark-home"], text=True).strip())
        self.port, self.web_port = free_port(), free_port()
        self.url = f"spark://127.0.0.1:{self.port}"
        self.gpus = folder / "gpus.sh"
        self._workers = workers
        self._daemons: list[subprocess.Popen[bytes]] = []

    def environment(self) -> dict[str, str]:
        keep = {k: v for k, v in os.environ.items() if not k.startswith("SPARK_")}
        return keep | {
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_DAEMON_JAVA_OPTS": SHORT_LIVED,
            "SPARK_WORKER_OPTS": f"-Dspark.worker.resource.gpu.amount=1 -Dspark.worker.resource.gpu.discoveryScript={self.gpus}",
            "SPARK_HOME": str(self.home),
        }

    def __enter__(self) -> Cluster:
        # So that the daemons are stopped where a time limit stops us.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
        self.folder.mkdir(parents=True, exist_ok=True)
        self.gpus.write_text("""#!/bin/sh\necho '{"name": "gpu", "addresses": ["0"]}'\n""")
        self.gpus.chmod(0o755)
        host = ["--host", "127.0.0.1"]
        self._start("Master", *host, "--port", str(self.port), "--webui-port", str(self.web_port))
        for i in range(self._workers):
            size = ["--cores", "2", "--memory", "2g", "--work-dir", str(self.folder / f"work{i}")]
            self._start("Worker", *host, "--webui-port", str(free_port()), *size, self.url, name=f"worker{i}")
        deadline = time.monotonic() + 120
        while (self.state() or {}).get("aliveworkers") != self._workers:
            if time.monotonic() > deadline:
                self.__exit__()
                raise SystemExit(f"the cluster did not start within 120 s; its logs are in {self.folder}")
            time.sleep(0.5)
        return self

    def __exit__(self, *_: object) -> None:
        for daemon in reversed(self._daemons):
            daemon.terminate()
        for daemon in self._daemons:
            try:
                daemon.wait(20)
            except subprocess.TimeoutExpired:
                daemon.kill()

    def _start(self, role: str, *arguments: str, name: str = "master") -> None:
        command = [str(self.home / "bin/spark-class"), f"org.apache.spark.deploy.{role.lower()}.{role}", *arguments]
        log = (self.folder / f"{name}.log").open("wb")
        self._daemons.append(subprocess.Popen(command, stdout=log, stderr=log, env=self.environment()))

    def state(self) -> Any:
        """What the master says: workers, applications, drivers."""
        return fetch(f"http://127.0.0.1:{self.web_port}/json/")

    def last_driver(self) -> dict[str, Any]:
        """The driver that ended last in cluster mode."""
        return max(self.state()["completeddrivers"], key=lambda driver: int(driver["starttime"]))

    def driver_output(self, driver: str, stream: str = "stdout") -> str:
        return next(self.folder.glob(f"work*/{driver}/{stream}")).read_text()


class StageWatch(threading.Thread):
    """Follows a driver's stages by its REST interface; kills an executor with -9 once ``kill_after`` stages are complete, or
    while a stage runs that the code named ``kill_in`` has asked for.

    The victim has a task in its hands at that moment, so that the job can't end without doing that work again.
    """

    def __init__(self, ui_port: int, kill_after: int | None = None, kill_in: str | None = None) -> None:
        super().__init__(daemon=True)
        self._api = f"http://127.0.0.1:{ui_port}/api/v1/applications"
        self._kill_after, self._kill_in = kill_after, kill_in
        self._end = threading.Event()
        self.complete = 0
        self.killed: str | None = None

    def run(self) -> None:
        pause = 0.01 if self._kill_in else 0.05 if self._kill_after else 0.3
        while not self._end.wait(pause):
            applications = fetch(self._api)
            if not applications:
                continue
            self._look(applications[0]["id"])

    def stop(self) -> None:
        self._end.set()
        self.join()

    def _look(self, application: str) -> None:
        stages = fetch(f"{self._api}/{application}/stages") or []
        self.complete = max(self.complete, sum(stage["status"] == "COMPLETE" for stage in stages))
        if self.killed or not self._is_due(stages):
            return
        for executor in fetch(f"{self._api}/{application}/executors") or []:
            if executor["id"] != "driver" and executor["activeTasks"] > 0 and self._kill(application, executor["id"]):
                self.killed = f"executor {executor['id']} of {application} after {self.complete} stages"
                return

    def _is_due(self, stages: list[dict[str, Any]]) -> bool:
        if self._kill_in is not None:
            return any(stage["status"] == "ACTIVE" and self._kill_in in stage["details"] for stage in stages)
        return self._kill_after is not None and self.complete >= self._kill_after

    def _kill(self, application: str, executor: str) -> bool:
        wanted = [b"--executor-id", executor.encode(), b"--app-id", application.encode()]
        for process in Path("/proc").iterdir():
            if not process.name.isdigit():
                continue
            try:
                words = (process / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            pairs = list(zip(words, words[1:]))
            if (wanted[0], wanted[1]) in pairs and (wanted[2], wanted[3]) in pairs:
                os.kill(int(process.name), signal.SIGKILL)
                return True
        return False
