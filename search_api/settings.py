"""All settings: each comes from a `FAGUI_*` variable, from one TOML file, or from its default.

See docs/contract.md, "Settings"."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, ByteSize, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

import corpus
from corpus.store.cluster import Cluster
from corpus.store.home import Home
from ingest.web.web_limits import WebLimits
from search_api.pydantic_zh import translate_validation_error

PREFIX = "FAGUI_"
_ROOT = Path(corpus.__file__).resolve().parent.parent


class SettingsError(Exception):
    """Settings are wrong; the message names each of them on a line of its own, in Chinese."""


def default_home() -> Path:
    """The default data folder: `var/` in a checkout, the platform's data folder for a wheel."""
    if (_ROOT / "pyproject.toml").is_file():
        return _ROOT / "var"
    from platformdirs import user_data_path  # noqa: PLC0415 - a checkout need not wait for it

    return user_data_path("fagui", appauthor=False)


def configuration_file() -> Path:
    """The path of the TOML file of settings: FAGUI_CONFIG, or fagui.toml in the data folder.

    The file need not exist."""
    named = os.environ.get("FAGUI_CONFIG")
    if named:
        return Path(named).expanduser()
    return Path(os.environ.get("FAGUI_HOME") or default_home()).expanduser() / "fagui.toml"


def _absolute_path(path: Path) -> Path:
    return path.expanduser().absolute()


def _check_size(size: ByteSize) -> ByteSize:
    if size < 1:
        raise ValueError("不能小于 1")
    return size


def _check_public_url(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("应以 http:// 或 https:// 开头")
    return url.rstrip("/")


def _check_database_url(dsn: SecretStr) -> SecretStr:
    from corpus.store.postgresql_dsn import check_dsn  # noqa: PLC0415 - only where one is set

    check_dsn(dsn.get_secret_value())
    return dsn


def _check_networks(text: str) -> str:
    networks = [network.strip() for network in text.split(",") if network.strip()]
    for network in networks:
        try:
            ip_network(network)
        except ValueError as error:
            raise ValueError(f"“{network}”不是网段，应写成 10.1.0.0/16 的样子") from error
    return ",".join(networks)


def _check_node_urls(text: str) -> str:
    """The URLs of the nodes with their ports, joined by commas. Raises ValueError."""
    return ",".join(_check_node_url(one.strip()) for one in text.split(",") if one.strip())


def _check_node_url(url: str) -> str:
    example = "应写成 https://主机:9200 的样子，几个用逗号隔开"
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise ValueError(example) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(example)
    if parts.username is not None:
        raise ValueError(
            "用户名和密码不写在地址里，写在 FAGUI_ELASTICSEARCH_USER、FAGUI_ELASTICSEARCH_PASSWORD"
        )
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}:{port}{parts.path.rstrip('/')}"


class Settings(BaseSettings):
    """All settings, checked and converted: sizes become bytes, paths become absolute.

    >>> Settings(home=Path("/srv/fagui"), max_bytes="1MiB").max_bytes
    1048576
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True
    )

    home: Annotated[Path, AfterValidator(_absolute_path)] = Field(
        default_factory=default_home, description="数据文件夹"
    )
    database_url: Annotated[SecretStr, AfterValidator(_check_database_url)] | None = Field(
        default=None,
        description="PostgreSQL 数据库的地址；不设置则用数据文件夹里的 SQLite",
    )
    database_pool: int = Field(
        default=16, ge=4, le=1000, description="一个进程最多同时用的 PostgreSQL 连接数"
    )
    elasticsearch_url: Annotated[str, AfterValidator(_check_node_urls)] | None = Field(
        default=None,
        description="Elasticsearch 的地址，几个节点用逗号隔开；不设置则用数据文件夹里的索引",
    )
    elasticsearch_api_key: SecretStr | None = Field(
        default=None, description="Elasticsearch 的 API 密钥"
    )
    elasticsearch_user: str | None = Field(
        default=None, description="没有 API 密钥时，Elasticsearch 的用户名"
    )
    elasticsearch_password: SecretStr | None = Field(
        default=None, description="Elasticsearch 的密码"
    )
    elasticsearch_ca: Annotated[Path, AfterValidator(_absolute_path)] | None = Field(
        default=None, description="Elasticsearch 证书的签发者（PEM 文件）；不设置则用系统信任的"
    )
    elasticsearch_prefix: str = Field(
        default="fagui",
        pattern="^[a-z][a-z0-9_-]{0,99}$",
        description="Elasticsearch 里索引名的开头；几套数据共用一个集群时各用各的",
    )
    elasticsearch_shards: int = Field(
        default=1, ge=1, le=1024, description="重建索引时的分片数（fagui reindex 之后生效）"
    )
    elasticsearch_replicas: int = Field(
        default=1, ge=0, le=16, description="重建索引时每个分片的副本数（fagui reindex 之后生效）"
    )
    elasticsearch_refresh: str = Field(
        default="-1",
        pattern="^(-1|[1-9][0-9]*(ms|s|m))$",
        description="索引自动刷新的间隔，如 30s；-1：写完一批才刷新（fagui reindex 之后生效）",
    )
    elasticsearch_dfs: bool = Field(
        default=False, description="是否按所有分片的统计计分：几个分片时次序更准，每次检索多一轮"
    )
    max_bytes: Annotated[ByteSize, AfterValidator(_check_size)] = Field(
        default=ByteSize(32 * 2**20), description="单个文件的大小上限（字节）"
    )
    processes: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, le=256, description="收录时的进程数"
    )
    web_delay: float = Field(
        default=1.0, ge=0, le=60, description="收录网址时，同一网站两次访问至少相隔的秒数"
    )
    web_seconds: float = Field(
        default=60.0, gt=0, le=3600, description="收录网址时，一个网址至多用的秒数"
    )
    web_allowed: Annotated[str, AfterValidator(_check_networks)] = Field(
        default="", description="可以收录的内网网段，逗号隔开，如 10.1.0.0/16；不设置则拒绝内网地址"
    )
    public_url: Annotated[str, AfterValidator(_check_public_url)] = Field(
        default="http://127.0.0.1:8000", description="提醒邮件和导出的文件里链接指向的网址"
    )
    mail_from: str = Field(default="fagui@localhost", description="提醒邮件的发件地址")
    smtp_host: str | None = Field(
        default=None, description="邮件服务器；不设置时提醒写成 .eml 文件"
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="邮件服务器的端口")
    smtp_tls: Literal["none", "starttls", "tls"] = Field(
        default="starttls", description="邮件连接的加密：none、starttls 或 tls"
    )
    smtp_user: str | None = Field(default=None, description="邮件服务器的用户名")
    smtp_password: SecretStr | None = Field(default=None, description="邮件服务器的密码")

    @property
    def web(self) -> WebLimits:
        """The limits for fetching one URL."""
        allowed = tuple(ip_network(one) for one in self.web_allowed.split(",") if one)
        return WebLimits(self.web_delay, self.web_seconds, allowed)

    @property
    def data(self) -> Home:
        """The data folder, with the database and the cluster that replace parts of it."""
        dsn = self.database_url.get_secret_value() if self.database_url else None
        return Home(self.home, dsn, self.cluster, connections=self.database_pool)

    @property
    def cluster(self) -> Cluster | None:
        """The Elasticsearch cluster that replaces the folder's index; None where none is set."""
        if self.elasticsearch_url is None:
            return None
        key, password = self.elasticsearch_api_key, self.elasticsearch_password
        return Cluster(
            nodes=tuple(self.elasticsearch_url.split(",")),
            api_key=key.get_secret_value() if key else None,
            user=self.elasticsearch_user,
            password=password.get_secret_value() if password else None,
            ca=self.elasticsearch_ca,
            prefix=self.elasticsearch_prefix,
            shards=self.elasticsearch_shards,
            replicas=self.elasticsearch_replicas,
            refresh=self.elasticsearch_refresh,
            dfs=self.elasticsearch_dfs,
        )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no .env files here
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no secrets folder
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        file = TomlConfigSettingsSource(settings_cls, configuration_file())
        return init_settings, env_settings, file


def read_settings(**given: object) -> Settings:
    """The settings of this process, with the values in `given` before all others.

    Raises SettingsError, which names every setting that is wrong."""
    file = configuration_file()
    if os.environ.get("FAGUI_CONFIG") and not file.is_file():
        raise SettingsError(f"FAGUI_CONFIG 指向的设置文件不存在：{file}")
    try:
        return Settings(**given)  # type: ignore[arg-type] # it checks them itself
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"设置文件 {file} 不是正确的 TOML：{error}") from error
    except OSError as error:
        raise SettingsError(f"设置文件 {file} 读不了：{error.strerror}") from error
    except ValidationError as error:
        raise SettingsError(
            "\n".join(_describe_fault(fault, given) for fault in error.errors())
        ) from error


def _describe_fault(fault: object, given: Mapping[str, object]) -> str:
    assert isinstance(fault, dict)
    name = ".".join(str(step) for step in fault["loc"])
    variable = f"{PREFIX}{name.upper()}"
    if name in given:
        return f"{variable}：{translate_validation_error(fault)}"
    if os.environ.get(variable):
        value = "…" if name in _SECRETS else os.environ[variable]
        return f"{variable}={value}：{translate_validation_error(fault)}"
    return f"{configuration_file()} 里的 {name}：{translate_validation_error(fault)}"


#: settings whose values no message repeats; somebody may have written a password into a URL
_SECRETS = {"elasticsearch_url"} | {
    name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)
}


@dataclass(frozen=True, slots=True)
class SettingReport:
    """One setting as `fagui settings` shows it; passwords and keys are masked."""

    variable: str
    value: str | float | None
    origin: str
    meaning: str


def report_settings(settings: Settings) -> list[SettingReport]:
    """All settings, each with its value, its origin and its meaning."""
    file = configuration_file()
    written = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
    reports = []
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        variable = f"{PREFIX}{name.upper()}"
        origin = "默认"
        if os.environ.get(variable):
            origin = "环境变量"
        elif name in written:
            origin = str(file)
        if name == "database_url" and value is not None:
            from corpus.store.postgresql_dsn import hide_password  # noqa: PLC0415 - only where one is set

            value = hide_password(value.get_secret_value())
        plain = value if value is None or isinstance(value, (int, float)) else str(value)
        reports.append(SettingReport(variable, plain, origin, field.description or ""))
    return reports


def unknown_variables() -> list[str]:
    """The names of the `FAGUI_*` variables that are no setting, sorted.

    Without this list a misspelt variable would be ignored in silence."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | {"FAGUI_CONFIG"}
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
