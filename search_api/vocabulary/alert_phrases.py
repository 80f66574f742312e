"""Phrases for subscriptions, and for the deliveries of their digests."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.index.search_options import ENDING_FILTERS
from corpus.people.delivery_ledger import DeliveryState
from corpus.people.subscriptions import SubscriptionRequest
from search_api.vocabulary.evidence_labels import DOUBT
from search_api.vocabulary.field_labels import FILTER_LABELS

DELIVERY_STATE_LABELS: Mapping[DeliveryState, str] = {
    DeliveryState.NOTHING: "没有要提醒的",
    DeliveryState.PLANNED: "未发出",
    DeliveryState.SENDING: DOUBT,
    DeliveryState.SENT: "已发送",
    DeliveryState.WRITTEN: "已写成文件",
    DeliveryState.FAILED: "被拒收",
    DeliveryState.LAPSED: "已并入后一周",
}
#: the outcome of a delivery that this run tried
TRIED_PHRASES: Mapping[DeliveryState, str] = {
    **DELIVERY_STATE_LABELS,
    DeliveryState.PLANNED: "未发出，下次运行再试",
    DeliveryState.SENDING: f"{DOUBT}：内容已发出，没有等到答复，不会自动重发",
    DeliveryState.FAILED: "被拒收，下周的提醒会再包含这些文件",
}
#: why this run did not try a delivery
UNTRIED_PHRASES: Mapping[DeliveryState, str] = {
    DeliveryState.NOTHING: "没有要提醒的，不发",
    DeliveryState.PLANNED: "未发出，另一次发送正在处理",
    DeliveryState.SENDING: "本周的一封正在发送，或者存疑",
    DeliveryState.SENT: "本周的一封已发送",
    DeliveryState.WRITTEN: "本周的一封已写成文件",
    DeliveryState.FAILED: "本周的一封被拒收",
    DeliveryState.LAPSED: "这一周没有发出，内容已并入后一周",
}
#: why a delivery is not sent again
NO_RESEND_PHRASES: Mapping[DeliveryState, str] = {
    DeliveryState.NOTHING: "没有要提醒的，没有内容可发",
    DeliveryState.PLANNED: "还没有发出过，请运行 fagui alerts send",
    DeliveryState.SENDING: "没有留下内容，不能原样重发",
    DeliveryState.SENT: "已由邮件服务器收下，不再发送",
    DeliveryState.WRITTEN: "没有留下内容，不能原样重发",
    DeliveryState.FAILED: "没有留下内容，不能原样重发",
    DeliveryState.LAPSED: "从未发出，其内容已并入后一周的提醒",
}


def describe_subscription(request: SubscriptionRequest) -> str:
    """A subscription in Chinese: its filters, and how long before an end it reminds.

    >>> from corpus.people.subscriptions import parse_request
    >>> describe_subscription(parse_request("a@example.org", {"region": ["廣東省/"]}, "6m"))
    '地区：广东省；提前 6 个月'
    """
    narrowed = [
        f"{FILTER_LABELS[name]}：{'、'.join(request.filters[name])}"
        for name in ENDING_FILTERS
        if name in request.filters
    ]
    return "；".join([*(narrowed or ["全部文件"]), f"提前 {request.lead.label}"])
