"""Annotations as clients send them, on the plan among the notices of these tests."""

import json

from search_api.webannotation.annotation_rules import CONTEXT

MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
QUOTE = "堅持公開巡護記錄"


def annotation(document, *selectors, **members):
    target = {"source": f"/v1/documents/{document}"}
    if selectors:
        target["selector"] = list(selectors) if len(selectors) > 1 else selectors[0]
    return {
        "@context": CONTEXT,
        "type": "Annotation",
        "motivation": "commenting",
        "body": {"type": "TextualBody", "value": "到期前須評估", "purpose": "commenting"},
        "target": target,
    } | members


def quote(exact=QUOTE, **around):
    return {"type": "TextQuoteSelector", "exact": exact, **around}


def position(start, end):
    return {"type": "TextPositionSelector", "start": start, "end": end}


def post(client, note, **headers):
    return client.post(
        "/annotations/", content=json.dumps(note), headers={"Content-Type": MEDIA_TYPE, **headers}
    )


def kept(client, note):
    answer = post(client, note)
    assert answer.status_code == 201, answer.text
    return answer.json()


def path(note):
    return note["id"].removeprefix("http://127.0.0.1:8000")
