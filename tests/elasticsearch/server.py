"""A real Elasticsearch for tests: the bare distribution that Elastic publishes for its own
integration tests, one node on loopback or several of one cluster."""

import json
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

#: version → the oldest JDK that it starts on, and the newest that is tried
VERSIONS = {"9.4.3": (21, 25), "8.19.8": (17, 25)}
ARTIFACT = "org.elasticsearch.distribution.integ-test-zip:elasticsearch:{}:zip"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
NOBODY = 65534
#: of every user
PASSWORD = "long enough for a test"
#: seconds in which it answers, or does not at all
PATIENCE = 180


class Unavailable(Exception):  # noqa: N818 - a state of the machine
    """Why this machine cannot have one."""


def cache() -> Path:
    """Root's home is closed to the user that root starts the server as."""
    default = Path("/var/cache") if os.geteuid() == 0 else Path.home() / ".cache"
    return Path(os.environ.get("FAGUI_TEST_CACHE") or default / "fagui") / "elasticsearch"


def distribution(version: str) -> Path:
    """The unpacked distribution, fetched once."""
    home = cache() / f"elasticsearch-{version}"
    if home.exists():
        return home
    if shutil.which("mvn") is None:
        raise Unavailable("mvn (Maven) is not here: it fetches Elasticsearch")
    cache().mkdir(parents=True, exist_ok=True)
    archive = cache() / f"elasticsearch-{version}.zip"
    if not archive.exists():
        artifact = ARTIFACT.format(version)
        command = ["mvn", "-B", "-q", PLUGIN, f"-Dartifact={artifact}"]
        done = subprocess.run(
            [*command, f"-DoutputDirectory={cache()}"], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Unavailable(f"mvn could not fetch {artifact}: {done.stdout[-400:]}")
    beside = cache() / f".unpacking-{os.getpid()}"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(beside)
    for path in [beside, *beside.rglob("*")]:
        path.chmod(0o755)
    (beside / home.name).replace(home)
    shutil.rmtree(beside)
    return home


def java(version: str) -> Path:
    """A JDK of this machine that the version starts on, the oldest that will do."""
    oldest, newest = VERSIONS[version]
    found = {release: jdk for jdk in jdks() if oldest <= (release := major(jdk)) <= newest}
    if not found:
        raise Unavailable(f"Elasticsearch {version} needs a JDK from {oldest} to {newest}")
    return found[min(found)]


def jdks() -> list[Path]:
    named = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    if binary := shutil.which("java"):
        own = Path(binary).resolve().parents[1]
        named += [own, *sorted(own.parent.iterdir())]
    return [jdk for jdk in named if (jdk / "bin" / "java").is_file()]


def major(jdk: Path) -> int:
    """As its file `release` tells it: JAVA_VERSION="17.0.9"."""
    release = jdk / "release"
    told = release.read_text() if release.is_file() else ""
    version = next((x for x in told.splitlines() if x.startswith("JAVA_VERSION=")), '="0"')
    return int(version.split('"')[1].split(".")[0])


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen
    folder: Path


@contextmanager
def running(version: str, *, roles: dict[str, object] | None = None, heap="512m", **settings):
    """One node in a folder of its own, both gone at the end. With roles it speaks TLS and wants a
    password: a user of the name of each role has it, and one called nobody has none. Raises
    Unavailable.
    """
    alone = {"discovery.type": "single-node", "transport.port": 0, **settings}
    with started(version, roles, heap, alone) as server:
        await_health(server.url, server.process, server.folder)
        yield server


@contextmanager
def together(version: str, count: int, **settings):
    """So many nodes of one cluster, each of which may be its master. Raises Unavailable."""
    names = [f"node-{number}" for number in range(count)]
    ports = free_ports(count)
    shared = {
        "discovery.seed_hosts": [f"127.0.0.1:{port}" for port in ports],
        "cluster.initial_master_nodes": names,
        **settings,
    }
    with ExitStack() as stack:
        nodes = [
            stack.enter_context(
                started(version, None, "512m", {"node.name": name, "transport.port": port} | shared)
            )
            for name, port in zip(names, ports, strict=True)
        ]
        for server in nodes:
            await_health(server.url, server.process, server.folder)
        yield dict(zip(names, nodes, strict=True))


def free_ports(count: int) -> list[int]:
    """Nobody listens there now."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


@contextmanager
def started(version: str, roles: dict[str, object] | None, heap: str, settings: dict[str, object]):
    """A node that may not answer yet."""
    home, jdk = distribution(version), java(version)
    folder = Path(tempfile.mkdtemp(prefix="fagui-elasticsearch-"))
    (port,) = free_ports(1)
    for name in ("conf", "data", "logs", "tmp"):
        (folder / name).mkdir(parents=True)
    for name in ("log4j2.properties", "jvm.options"):
        shutil.copy(home / "config" / name, folder / "conf")
    (folder / "conf" / "elasticsearch.yml").write_text(
        json.dumps(
            {
                "network.host": "127.0.0.1",
                "http.port": port,
                "path.data": str(folder / "data"),
                "path.logs": str(folder / "logs"),
                "xpack.security.enabled": roles is not None,
                "cluster.routing.allocation.disk.threshold_enabled": False,
                **settings,
            }
        )
    )
    process: subprocess.Popen | None = None
    try:
        if roles is not None:
            secure(home, jdk, folder, roles)
        process = start(home, jdk, folder, heap)
        yield Server(f"{'https' if roles else 'http'}://127.0.0.1:{port}", process, folder)
    finally:
        if process is not None:
            stop(process)
        shutil.rmtree(folder)


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def secure(home: Path, jdk: Path, folder: Path, roles: dict[str, object]) -> None:
    """A certificate of its own, `conf/ca.pem`, and files of roles and users."""
    conf = folder / "conf"
    made = [f"-keyout={conf / 'key.pem'}", f"-out={conf / 'ca.pem'}"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        + [word for each in made for word in each.split("=", 1)]
        + ["-subj", "/CN=fagui-test", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True,
        capture_output=True,
    )
    with (conf / "elasticsearch.yml").open("r+") as file:
        told = json.load(file)
        file.seek(0)
        json.dump(
            told
            | {
                "xpack.security.http.ssl.enabled": True,
                "xpack.security.http.ssl.certificate": str(conf / "ca.pem"),
                "xpack.security.http.ssl.key": str(conf / "key.pem"),
            },
            file,
        )
    for name in ("users", "users_roles"):  # the tool fills them, it makes none
        (conf / name).touch()
    (conf / "roles.yml").write_text(json.dumps(roles))
    for user, granted in (*((role, ["-r", role]) for role in roles), ("nobody", [])):
        subprocess.run(
            [home / "bin" / "elasticsearch-users", "useradd", user, "-p", PASSWORD, *granted],
            check=True,
            capture_output=True,
            env={
                "PATH": os.environ["PATH"],
                "ES_PATH_CONF": str(conf),
                "ES_JAVA_HOME": str(jdk),
                "HOME": str(folder),
            },
        )


def start(home: Path, jdk: Path, folder: Path, heap: str = "512m") -> subprocess.Popen:
    """It refuses root, which therefore gives the folder away and starts it as nobody."""
    other = {}
    if os.geteuid() == 0:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)
        other = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    with (folder / "logs" / "out").open("w") as out:
        return subprocess.Popen(
            [home / "bin" / "elasticsearch"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(folder),
                "ES_TMPDIR": str(folder / "tmp"),
                "ES_PATH_CONF": str(folder / "conf"),
                "ES_JAVA_HOME": str(jdk),
                "ES_JAVA_OPTS": f"-Xms{heap} -Xmx{heap}",
            },
            **other,
        )


def await_health(url: str, process: subprocess.Popen, folder: Path) -> None:
    for _ in range(PATIENCE * 4):
        try:
            ask(f"{url}/_cluster/health")
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.25)
        else:
            return
    raise AssertionError(f"did not start: {(folder / 'logs' / 'out').read_text()[-2000:]}")


def ask(url: str) -> None:
    """Whether there is an answer, be it that a password is wanted."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    try:
        urllib.request.urlopen(url, timeout=2, context=trusting).close()
    except urllib.error.HTTPError as error:
        if error.code != HTTPStatus.UNAUTHORIZED:
            raise
