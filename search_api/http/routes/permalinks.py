"""The route GET /d/{number}: leads from a document number to the page of its document."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse

from corpus.documents.document_summaries import DocumentSummary
from corpus.store.database import read_session
from search_api.http.accept_header import prefers
from search_api.http.day_cache import DayCachedRoute
from search_api.http.html_templates import HTML_TEMPLATES
from search_api.http.problems import ProblemError
from search_api.http.routes.route_basics import LibraryDependency, json_response
from search_api.library import today
from search_api.lookup.document_lookup import NumberAnswer, look_up_number
from search_api.schemas import search_models
from search_api.schemas.encode_json import to_json_object
from search_api.vocabulary.search_labels import NUMBER_STATE_LABELS
from search_api.vocabulary.status_labels import STATUS_LOOKS, basis_phrase

router = APIRouter(tags=["文号与到期"], route_class=DayCachedRoute)

_VARY = {"Vary": "Accept"}


@router.get(
    "/d/{number:path}",
    summary="文号的固定网址",
    status_code=302,
    response_class=Response,
    responses={
        302: {"description": "那份文件的网页"},
        300: {
            "model": search_models.NumberAnswerModel,
            "description": "不止一份，或标题不符：列出各份",
            "content": {"text/html": {}},
        },
        404: {
            "model": search_models.NumberProblemModel,
            "description": "没有这个文号的文件，或它不是文号；`Accept` 先要 text/html 的给网页",
        },
    },
)
def permalink(
    wanted: Annotated[
        str,
        Path(
            alias="number",
            description="任何写法的文号；可以带上《标题》或（年份）",
            examples=["穗府〔2015〕26号"],
        ),
    ],
    request: Request,
    library: LibraryDependency,
) -> Response:
    """写在文件、表格、邮件里的网址：`/d/穗府〔2015〕26号`。

    先要 text/html 的得到网页，别的得到 JSON。
    """
    with read_session(library.database) as session:
        answer = look_up_number(session, wanted, today())
    if answer.state == "found":
        location = f"/documents/{quote(answer.documents[0].id, safe='')}"
        return Response(status_code=302, headers={"Location": location})
    status = 300 if answer.documents else 404
    if prefers(request.headers.get("accept", ""), "text/html", over="application/json"):
        return _page(answer, status)
    if answer.documents:
        response = json_response(to_json_object(answer), status)
        response.headers.update(_VARY)
        return response
    raise ProblemError(status, answer.reason or "", headers=_VARY, more=to_json_object(answer))


def _page(answer: NumberAnswer, status: int) -> Response:
    listed = answer.documents or answer.nearest
    html = HTML_TEMPLATES.get_template("candidates.html").render(
        query=answer.query,
        heading=NUMBER_STATE_LABELS[answer.state],
        reason=answer.reason,
        documents=[
            (summary, STATUS_LOOKS[summary.status].sign, _basis(summary)) for summary in listed
        ],
    )
    return HTMLResponse(html, status, headers=_VARY)


def _basis(summary: DocumentSummary) -> str:
    return basis_phrase(
        summary.status_basis, summary.ends_reason, summary.ends_certainty, summary.data_until
    )
