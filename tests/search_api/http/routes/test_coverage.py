import json

from search_api.schemas.coverage_models import CoverageModel


def test_coverage_names_each_organ(client):
    answer = client.get("/v1/coverage")
    assert answer.status_code == 200
    CoverageModel.model_validate_json(json.dumps(answer.json()), strict=True)
    organs = {organ["name"]: organ for organ in answer.json()["organs"]}
    assert organs["广东省人民政府"] == {
        "name": "广东省人民政府",
        "documents": 2,
        "latest": "2019-03-20",
        "cleanups": 0,
        "catalogues": 0,
        "open_references": 0,
    }
    assert (
        client.get("/v1/coverage", headers={"If-None-Match": answer.headers["etag"]}).status_code
        == 304
    )
