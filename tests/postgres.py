"""A PostgreSQL for the tests: the server named in HUB_TEST_POSTGRES_URL, or a throw-away one.

The throw-away server lives in a temporary folder, listens on a socket in that folder and nowhere
else, syncs nothing to disc, and is gone when the tests are.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import make_url

SERVER_USER = "postgres"  # PostgreSQL refuses to run as root; Debian's package makes this user
PROGRAMS = Path("/usr/lib/postgresql")
START_SECONDS = 60
NEVER_MIND_THE_DISC = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
    "shared_buffers=32MB",
)


class NoServer(Exception):
    """There is no PostgreSQL to be had here; the sentence says why and what to do."""


@contextmanager
def run_postgres() -> Iterator[str]:
    """The URL of a server's own database `postgres`, for as long as the block lasts."""
    given = os.environ.get("HUB_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    programs = find_programs()
    user = choose_user()
    folder = Path(tempfile.mkdtemp(prefix="hub-pg-"))  # short: a socket's path has 107 characters
    try:
        if user:
            shutil.chown(folder, user, user)
        yield from _serve(programs, folder, user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(server: str, *, like: str | None = None) -> Iterator[str]:
    """The URL of a new database on the server, empty or a copy of `like`; dropped afterwards."""
    name = f"hub_{uuid4().hex}"
    template = sql.Identifier(like or "template1")
    run_on_server(
        server, sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), template)
    )
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
        run_on_server(server, drop)


def run_on_server(server: str, statement: sql.Composed) -> None:
    plain = server.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(statement)


def find_programs() -> Path:
    """The folder of the newest PostgreSQL installed by Debian, or of the one on the path."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    raise NoServer(
        "PostgreSQL: no server is installed here. Install it (Debian: apt install postgresql), "
        "or name one in HUB_TEST_POSTGRES_URL."
    )


def choose_user() -> str | None:
    """Whom to become before starting the server; `None` to stay who we are."""
    if os.geteuid() != 0:
        return None
    import pwd  # not on Windows, where nobody is root

    try:
        pwd.getpwnam(SERVER_USER)
    except KeyError:
        raise NoServer(
            f"PostgreSQL: it will not run as root and there is no user {SERVER_USER!r}. "
            "Run the tests as somebody else, or name a server in HUB_TEST_POSTGRES_URL."
        ) from None
    return SERVER_USER


def _serve(programs: Path, folder: Path, *, user: str | None) -> Iterator[str]:
    data, log = folder / "data", folder / "log"
    become = {"user": user, "group": user, "extra_groups": []} if user else {}
    create = ["--username=hub", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    made = subprocess.run(
        [programs / "initdb", "-D", data, *create],
        cwd=folder,
        capture_output=True,
        text=True,
        **become,
    )
    if made.returncode:
        raise NoServer(f"PostgreSQL: initdb did not succeed. It said:\n{made.stderr}")
    options = [part for setting in NEVER_MIND_THE_DISC for part in ("-c", setting)]
    listen = ["-c", "listen_addresses=", "-k", folder]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *listen, *options],
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            **become,
        )
    try:
        url = f"postgresql://hub@/postgres?host={folder}"
        _wait_until_ready(url, server=server, log=log)
        yield url
    finally:
        server.send_signal(signal.SIGINT)  # "fast": does not wait for anybody
        server.wait(timeout=20)


def _wait_until_ready(url: str, *, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < end:
        try:
            psycopg.connect(url).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise NoServer(f"PostgreSQL: the server did not start. It said:\n{log.read_text()}")
