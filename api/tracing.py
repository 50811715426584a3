"""Traces by OpenTelemetry, sent over OTLP to where the setting `otel` says: requests, queries by name, files by stage.

Spans hold names of this program and numbers: nothing that a visitor wrote, no address, no path that is not a template.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import PackageError
from graph.span import traced_by

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

__all__ = ["Traced", "Tracing", "tracing_to"]

_SECONDS: Final = 5.0  # until a batch of spans is given up
_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Tracing:
    """What makes spans and sends them, from a thread of its own; those that do not fit into its queue are dropped."""

    def __init__(self, provider: TracerProvider) -> None:
        self._provider = provider
        self.tracer = provider.get_tracer("policygraph")

    @contextmanager
    def running(self) -> Iterator[None]:
        """Trace the store and the readers of files too, until the context ends; what is left is sent then."""
        try:
            with traced_by(self.span):
                yield
        finally:
            self._provider.shutdown()

    def span(self, name: str) -> AbstractContextManager[Any]:
        """Return the span of a stretch of work. What an exception says is not kept, as it may quote a visitor."""
        return self.tracer.start_as_current_span(name, record_exception=False, set_status_on_exception=False)


def tracing_to(endpoint: str) -> Tracing | None:
    """Return what traces to an OTLP/HTTP endpoint; None for "". Raises PackageError with the remedy."""
    if not endpoint:
        return None
    if find_spec("opentelemetry") is None or find_spec("opentelemetry.exporter") is None:
        raise PackageError("POLICYGRAPH_OTEL: opentelemetry is not installed; pip install 'policygraph[otel]'")
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    exporter = OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces", timeout=_SECONDS)
    provider = TracerProvider(resource=Resource.create({"service.name": "policygraph"}), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return Tracing(provider)


class Traced:
    """ASGI middleware: one span for each request, with the template of its route, its status and its id."""

    def __init__(self, app: ASGIApp, tracing: Tracing) -> None:
        self.app, self.tracing = app, tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        from opentelemetry.trace import SpanKind

        method = scope["method"] if scope["method"] in _METHODS else "_OTHER"
        found: dict[str, Any] = {"http.request.method": method, "http.response.status_code": 500}

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                found["http.response.status_code"] = message["status"]
                found["policygraph.request_id"] = Headers(raw=message["headers"]).get("x-request-id", "")
            await send(message)

        with self.tracing.tracer.start_as_current_span(
            method, kind=SpanKind.SERVER, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                await self.app(scope, receive, noting)
            finally:
                route = scope["seen"].get("route", "none")
                span.update_name(f"{method} {route}")
                span.set_attributes(found | {"http.route": route})
