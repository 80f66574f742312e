"""Headers and media types of the Web Annotation Protocol, and their documentation in OpenAPI.

https://www.w3.org/TR/annotation-protocol/"""

from __future__ import annotations

from typing import Any

from search_api.http.openapi_document import NOT_FOUND
from search_api.schemas import search_models
from search_api.webannotation.write_annotation import MEDIA_TYPE

_LDP = "http://www.w3.org/ns/ldp#"
_PROTOCOL = "http://www.w3.org/TR/annotation-protocol/"
CONTAINER_HEADERS = {
    "Allow": "GET, HEAD, OPTIONS, POST",
    "Accept-Post": MEDIA_TYPE,
    "Link": f'<{_LDP}BasicContainer>; rel="type", <{_PROTOCOL}>; rel="{_LDP}constrainedBy"',
    "Vary": "Accept, Prefer",
}
RESOURCE_HEADERS = {
    "Allow": "GET, HEAD, OPTIONS, PUT, DELETE",
    "Link": f'<{_LDP}Resource>; rel="type"',
    "Vary": "Accept",
}
#: a web page of another origin can send forms and plain text without a preflight, but not JSON
ACCEPTED_TYPES = ("application/ld+json", "application/json")
REQUEST_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            MEDIA_TYPE: {
                "schema": {"type": "object", "description": "一条 W3C Web Annotation"},
                "example": {
                    "@context": "http://www.w3.org/ns/anno.jsonld",
                    "type": "Annotation",
                    "motivation": "commenting",
                    "body": {"type": "TextualBody", "value": "到期前须评估"},
                    "target": {
                        "source": "/v1/documents/{id}",
                        "selector": {"type": "TextQuoteSelector", "exact": "有效期五年"},
                    },
                },
            }
        },
    }
}
ANNOTATION_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "批注", "content": {MEDIA_TYPE: {}}},
    410: {"model": search_models.ProblemModel, "description": "已经删除"},
    **NOT_FOUND,
}
SENT_RESPONSES: dict[int | str, dict[str, Any]] = {
    413: {"model": search_models.ProblemModel, "description": "太长"},
    415: {"model": search_models.ProblemModel, "description": "不是 JSON-LD"},
}
CONFLICT_RESPONSES: dict[int | str, dict[str, Any]] = {
    412: {"model": search_models.ProblemModel, "description": "If-Match 与现在的 ETag 不同"},
    428: {"model": search_models.ProblemModel, "description": "没有带 If-Match"},
}
