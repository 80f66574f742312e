import os
from pathlib import Path

import platformdirs
import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from search_api import settings
from search_api.settings import SettingsError, read_settings, report_settings, unknown_variables


@pytest.fixture(autouse=True)
def clean(monkeypatch, tmp_path):
    for name in list(os.environ):
        if name.startswith("FAGUI_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("FAGUI_HOME", str(tmp_path))


def write(folder: Path, text: str, name: str = "fagui.toml") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def told(name):
    return next(one for one in report_settings(read_settings()) if one.variable == name)


def test_defaults(tmp_path):
    found = read_settings()
    assert (found.home, found.max_bytes, found.smtp_host) == (tmp_path, 32 * 2**20, None)
    assert found.data.database == tmp_path / "fagui.sqlite"


def test_a_checkout_keeps_its_data_in_var(monkeypatch):
    monkeypatch.delenv("FAGUI_HOME")
    assert read_settings().home == Path(settings.__file__).resolve().parents[1] / "var"


def test_a_wheel_keeps_them_in_the_platforms_data_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "_ROOT", tmp_path)
    monkeypatch.setattr(platformdirs, "PlatformDirs", Unix)
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert settings.default_home() == Path("/data/fagui")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert settings.default_home() == Path.home() / ".local/share/fagui"
    monkeypatch.setattr(platformdirs, "PlatformDirs", MacOS)
    assert settings.default_home() == Path.home() / "Library/Application Support/fagui"


def test_a_file_in_the_data_folder(tmp_path):
    file = write(tmp_path, 'max_bytes = "1MiB"\nsmtp_host = "mail.example.org"\n')
    assert read_settings().max_bytes == 2**20
    assert (told("FAGUI_SMTP_HOST").origin, told("FAGUI_SMTP_PORT").origin) == (str(file), "默认")


def test_a_file_elsewhere_may_name_the_data_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("FAGUI_HOME")
    file = write(tmp_path, f'home = "{tmp_path / "data"}"\n', "my.toml")
    monkeypatch.setenv("FAGUI_CONFIG", str(file))
    assert read_settings().home == tmp_path / "data"


def test_a_variable_wins_over_the_file(tmp_path, monkeypatch):
    write(tmp_path, "processes = 3\n")
    assert read_settings().processes == 3
    monkeypatch.setenv("FAGUI_PROCESSES", "5")
    assert (told("FAGUI_PROCESSES").value, told("FAGUI_PROCESSES").origin) == (5, "环境变量")


def test_an_empty_variable_is_none(monkeypatch):
    monkeypatch.setenv("FAGUI_MAX_BYTES", "")
    assert read_settings().max_bytes == 32 * 2**20


def test_secrets_are_masked(monkeypatch):
    monkeypatch.setenv("FAGUI_SMTP_PASSWORD", "geheim")
    assert read_settings().smtp_password.get_secret_value() == "geheim"
    assert told("FAGUI_SMTP_PASSWORD").value == "**********"


def test_the_address_of_the_database_is_told_without_its_password(monkeypatch):
    address = "postgresql+psycopg://fagui:geheim@db.example.org/fagui"
    monkeypatch.setenv("FAGUI_DATABASE_URL", address)
    monkeypatch.setenv("FAGUI_DATABASE_POOL", "7")
    found = read_settings()
    assert (found.data.postgresql, found.data.connections) == (address, 7)
    assert told("FAGUI_DATABASE_URL").value == address.replace("geheim", "***")
    assert "geheim" not in repr(found)


@pytest.mark.parametrize(
    "address",
    [
        "geheim",
        "postgresql://fagui:geheim@db/fagui",
        "mysql://fagui:geheim@db/fagui",
        "postgresql+psycopg://fagui:geheim@db",
        "postgresql+psycopg://fagui:geheim@db:port/fagui",
        "postgresql+psycopg://fagui:ein@geheim@db/fagui",
    ],
)
def test_a_bad_address_is_told_without_its_password(monkeypatch, address):
    monkeypatch.setenv("FAGUI_DATABASE_URL", address)
    with pytest.raises(
        SettingsError, match=r"FAGUI_DATABASE_URL=.*应写成 postgresql\+psycopg"
    ) as bad:
        read_settings()
    assert "geheim" not in str(bad.value)


@pytest.mark.parametrize(
    "address",
    [
        "https://elastic:geheim@es01:9200",
        "https://es01:9200,https://elastic:geheim@es02:9200",
        "https://elastic:ge/heim@es01:9200",
        "https://elastic:geheim",
        "elastic:geheim@es01",
    ],
)
@pytest.mark.parametrize("written", ["variable", "file"])
def test_a_password_in_the_address_of_elasticsearch_is_not_told(
    monkeypatch, tmp_path, address, written
):
    if written == "file":
        write(tmp_path, f'elasticsearch_url = "{address}"\n')
    else:
        monkeypatch.setenv("FAGUI_ELASTICSEARCH_URL", address)
    with pytest.raises(SettingsError, match=r"不写在地址里|应写成 https") as bad:
        read_settings()
    assert "heim" not in str(bad.value)


def test_a_misspelt_variable_is_told(monkeypatch):
    monkeypatch.setenv("FAGUI_MAXBYTES", "1")
    assert unknown_variables() == ["FAGUI_MAXBYTES"]


BAD = [
    ("FAGUI_MAX_BYTES", "abc", "应为字节数"),
    ("FAGUI_MAX_BYTES", "0", "不能小于 1"),
    ("FAGUI_MAX_BYTES", "-5", "应为字节数"),
    ("FAGUI_PROCESSES", "0", "不能小于 1"),
    ("FAGUI_SMTP_PORT", "99999", "不能大于 65535"),
    ("FAGUI_SMTP_TLS", "ssl", "只能是 none、starttls、tls 之一"),
    ("FAGUI_PUBLIC_URL", "law.example.org", "应以 http:// 或 https:// 开头"),
]


@pytest.mark.parametrize(("variable", "value", "words"), BAD)
def test_a_bad_value_is_named(monkeypatch, variable, value, words):
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=f"{variable}={value}：{words}"):
        read_settings()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("max_byte = 3\n", "max_byte：没有这一项"),
        ("processes = 'two'\n", "processes：应为整数"),
        ("max_bytes = \n", "不是正确的 TOML"),
    ],
)
def test_a_bad_file_is_named(tmp_path, text, words):
    write(tmp_path, text)
    with pytest.raises(SettingsError, match=words):
        read_settings()


def test_a_file_that_is_not_utf_8(tmp_path):
    (tmp_path / "fagui.toml").write_bytes(b"home = '\xff'")
    with pytest.raises(SettingsError, match="TOML"):
        read_settings()


def test_a_file_that_is_not_there(monkeypatch, tmp_path):
    monkeypatch.setenv("FAGUI_CONFIG", str(tmp_path / "none.toml"))
    with pytest.raises(SettingsError, match=r"none\.toml"):
        read_settings()


def test_what_asking_the_web_may_cost(monkeypatch):
    monkeypatch.setenv("FAGUI_WEB_ALLOWED", " 10.1.0.0/16, fd00::/8 ,")
    monkeypatch.setenv("FAGUI_WEB_DELAY", "2.5")
    found = read_settings().web
    assert [str(network) for network in found.allowed_networks] == ["10.1.0.0/16", "fd00::/8"]
    assert (found.delay, found.timeout) == (2.5, 60.0)
    assert told("FAGUI_WEB_DELAY").value == 2.5


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("FAGUI_WEB_ALLOWED", "intranet", "“intranet”不是网段"),
        ("FAGUI_WEB_ALLOWED", "10.1.2.3/8", "“10.1.2.3/8”不是网段"),
        ("FAGUI_WEB_DELAY", "soon", "应为数字"),
        ("FAGUI_WEB_SECONDS", "0", "必须大于 0"),
    ],
)
def test_bad_limits_of_the_web_are_told(monkeypatch, name, value, words):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=words):
        read_settings()
