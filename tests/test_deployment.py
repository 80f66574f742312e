"""compose.yaml, Dockerfile and .env.example say nothing that the program does not know. Docker is
not needed: what they name is looked up."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import typer.main
import yaml

from search_api.cli.main import app
from search_api.settings import Settings, read_settings, unknown_variables

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "compose.yaml").read_text("utf-8")
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
EXAMPLE = [
    line.split("=", 1)
    for line in (ROOT / ".env.example").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
OURS = {name for name, service in SERVICES.items() if service["image"].startswith("fagui:")}

_WORDS = {"type": "array", "items": {"type": "string"}}
_CONDITION = {"enum": ["service_started", "service_healthy", "service_completed_successfully"]}
_LIMIT = {
    "type": "object",
    "required": ["soft", "hard"],
    "additionalProperties": {"type": "integer"},
}
#: the part of the Compose specification that is used
SCHEMA = {
    "type": "object",
    "required": ["name", "services", "volumes"],
    "additionalProperties": False,
    "patternProperties": {"^x-": {}},
    "properties": {
        "name": {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]*$"},
        "volumes": {"type": "object", "additionalProperties": {"type": "null"}},
        "services": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["image"],
                "additionalProperties": False,
                "properties": {
                    "image": {"type": "string"},
                    "build": {"const": "."},
                    "restart": {"enum": ["no", "unless-stopped"]},
                    "read_only": {"type": "boolean"},
                    "tmpfs": _WORDS,
                    "cap_drop": _WORDS,
                    "security_opt": _WORDS,
                    "volumes": _WORDS,
                    "network_mode": {"const": "host"},
                    "command": _WORDS,
                    "entrypoint": _WORDS,
                    "profiles": _WORDS,
                    "user": {"type": "string"},
                    "shm_size": {"type": "string"},
                    "mem_limit": {"type": "string"},
                    "stop_grace_period": {"type": "string"},
                    "ports": _WORDS,
                    "ulimits": {"type": "object", "additionalProperties": _LIMIT},
                    "environment": {
                        "type": "object",
                        # of numbers and booleans Compose makes strings of its own choice
                        "additionalProperties": {"type": "string"},
                    },
                    "depends_on": {
                        "type": "object",
                        "additionalProperties": {
                            "type": "object",
                            "required": ["condition"],
                            "additionalProperties": False,
                            "properties": {"condition": _CONDITION},
                        },
                    },
                    "healthcheck": {
                        "type": "object",
                        "required": ["test", "interval", "timeout", "retries"],
                        "additionalProperties": False,
                        "properties": {
                            "test": _WORDS,
                            "interval": {"type": "string", "pattern": "^[0-9]+s$"},
                            "timeout": {"type": "string", "pattern": "^[0-9]+s$"},
                            "retries": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}


def filled(value: str) -> str:
    """With the variables of .env as Compose puts them in."""
    given = {name: default or "Geheim0" for name, default in EXAMPLE}
    return re.sub(r"\$\{(\w+)[^}]*\}", lambda match: given[match[1]], value).replace("$$", "$")


def test_it_is_a_compose_file():
    jsonschema.validate(COMPOSE, SCHEMA)


def test_what_services_name_is_there():
    for name, service in SERVICES.items():
        assert service.get("depends_on", {}).keys() <= SERVICES.keys() - {name}
        for other, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                assert "healthcheck" in SERVICES[other], (name, other)
        for volume in service.get("volumes", []):
            assert volume.split(":")[0] in COMPOSE["volumes"], (name, volume)


def test_images_are_pinned():
    images = {service["image"] for service in SERVICES.values()}
    images |= set(
        re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    )
    for image in images:
        assert re.fullmatch(r"[a-z]+:[0-9]+\.[0-9][0-9.]*(-[a-z]+)*", image), image
    version = re.search(
        r'^version = "(.*)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )
    assert {SERVICES[name]["image"] for name in OURS} == {f"fagui:{version[1]}"}


def test_variables_are_those_of_the_example():
    named = set(re.findall(r"(?<!\$)\$\{(\w+)", TEXT))
    assert named == {name for name, _ in EXAMPLE}
    for name, default in EXAMPLE:
        assert bool(default) == (not name.endswith("PASSWORD")), "no secret is a default"


@pytest.mark.parametrize("name", sorted(OURS))
def test_settings_are_known_and_good(name, monkeypatch, tmp_path):
    for variable, value in SERVICES[name]["environment"].items():
        monkeypatch.setenv(variable, filled(value))
    monkeypatch.setenv("FAGUI_HOME", str(tmp_path))
    assert unknown_variables() == []
    settings = read_settings()
    assert isinstance(settings, Settings)
    assert settings.data.postgresql
    assert settings.data.cluster


@pytest.mark.parametrize("name", sorted(OURS))
def test_commands_are_known(name):
    words = [*SERVICES[name].get("entrypoint", ["fagui"])[1:], *SERVICES[name].get("command", [])]
    commands = typer.main.get_command(app).commands
    assert words[0] in commands
    options = {option for each in commands[words[0]].params for option in each.opts}
    assert set(words[1:]) <= options


def test_nothing_listens_beyond_this_machine():
    for name, service in SERVICES.items():
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:"), name
    command = SERVICES["app"]["command"]
    assert not any("host" in word for word in command), "serve's default is loopback"


def test_json_in_the_scripts_is_json():
    script = SERVICES["access"]["command"][0].replace("$$", "$")
    (role,) = re.findall(r"put role/fagui '(.*)'", script)
    page = (ROOT / "docs" / "elasticsearch.md").read_text("utf-8")
    (documented,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    assert json.loads(role) == json.loads(documented)
    (user,) = re.findall(r'put user/fagui "(.*)"\n', script)
    assert json.loads(user.replace('\\"', '"'))["roles"] == ["fagui"]
