"""Pydantic's validation errors in Chinese, for the settings and for request parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: error type → phrase; its {names} are keys of the context that pydantic gives with the error
ERROR_PHRASES: Mapping[str, str] = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项，请检查拼写",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "int_parsing_size": "数字太大",
    "float_parsing": "应为数字",
    "float_type": "应为数字",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "byte_size": "应为字节数，如 33554432 或 32MiB",
    "byte_size_unit": "单位不认识，请写 KiB、MiB 或 GiB",
    "string_type": "应为文字",
    "string_too_long": "太长，至多 {max_length} 个字符",
    "string_too_short": "太短，至少 {min_length} 个字符",
    "string_pattern_mismatch": "写法不对",
    "literal_error": "只能是 {expected} 之一",
    "enum": "只能是 {expected} 之一",
    "greater_than_equal": "不能小于 {ge}",
    "greater_than": "必须大于 {gt}",
    "less_than_equal": "不能大于 {le}",
    "less_than": "必须小于 {lt}",
    "path_type": "应为路径",
    "value_error": "{error}",
    "json_invalid": "不是 JSON",
    "list_type": "应为列表",
    "model_attributes_type": "应为 JSON 对象",
    "string_unicode": "不是 Unicode 文字",
}


def translate_validation_error(
    error: Mapping[str, Any],  # Any: pydantic's ErrorDetails, whose context may be anything
) -> str:
    """The Chinese message for one error of `ValidationError.errors()`; else pydantic's own.

    >>> translate_validation_error({"type": "less_than_equal", "msg": "…", "ctx": {"le": 100}})
    '不能大于 100'
    >>> context = {"expected": "'all' or 'any'"}
    >>> translate_validation_error({"type": "literal_error", "msg": "…", "ctx": context})
    '只能是 all、any 之一'
    """
    words = ERROR_PHRASES.get(error["type"])
    if words is None:
        return str(error["msg"])
    context = {name: _plain(value) for name, value in error.get("ctx", {}).items()}
    return words.format(**context)


def _plain(value: object) -> str:
    return str(value).replace("'", "").replace(" or ", "、").replace(", ", "、")
