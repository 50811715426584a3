"""A language model's endpoint that speaks as OpenAI's does: one question, one bounded reply, whatever it does.

How an endpoint takes a schema differs: json_schema, json_object, or in plain words. A refusal (400) steps down to the
next mode, which is remembered for the endpoint and its model as long as the process lives.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

__all__ = ["MODES", "Endpoint", "Mode", "Reply", "body", "content_of"]

Mode = Literal["json_schema", "json_object", "plain"]
MODES: Final[tuple[Mode, ...]] = ("json_schema", "json_object", "plain")
_LARGEST: Final = 1_000_000  # bytes of a reply
_BAD_REQUEST: Final = 400
_NOT_JSON: Final = "the model's reply is not the JSON that was asked for"
_MODE: dict[tuple[str, str], int] = {}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered, as parsed JSON; `fault` says why there is nothing. `tokens` are those it charged for."""

    content: Any = None
    fault: str | None = None
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Asks `url`/chat/completions at temperature 0 and waits for at most `seconds`; never raises, never asks again.

    Only a refused mode is asked for anew in the next one.
    """

    url: str
    model: str
    key: str = ""
    seconds: float = 30.0

    def ask(self, task: str, content: str, schema: Mapping[str, Any]) -> Reply:
        """Return the reply to `content`, which is data, under the instruction `task`."""
        late, known = time.monotonic() + self.seconds, (self.url, self.model)
        for at in range(_MODE.get(known, 0), len(MODES)):
            sent = self._sent(body(self.model, task, content, schema, MODES[at]), late)
            if isinstance(sent, Reply):
                _MODE[known] = at
                return sent
        return Reply(fault="the model did not answer: HTTPStatusError")

    def _sent(self, request: Mapping[str, Any], late: float) -> Reply | int:
        """Return the reply, or 400 where the endpoint refuses the request."""
        import httpx

        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        url, found = f"{self.url.rstrip('/')}/chat/completions", bytearray()
        left = max(0.01, late - time.monotonic())
        try:
            with httpx.stream("POST", url, json=request, headers=headers, timeout=left) as answer:
                if answer.status_code == _BAD_REQUEST:
                    return _BAD_REQUEST
                answer.raise_for_status()
                for chunk in answer.iter_bytes():
                    found += chunk
                    if len(found) > _LARGEST or time.monotonic() > late:
                        return Reply(fault="the model's reply is too large or too slow")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Reply(fault=f"the model did not answer: {type(error).__name__}")
        return content_of(bytes(found))


def body(model: str, task: str, content: str, schema: Mapping[str, Any], mode: Mode = "json_schema") -> dict[str, Any]:
    """Return the body of one request; without a schema of its own the mode has it in words."""
    if mode != "json_schema":
        task = f"{task}\n只回答一个 JSON 对象，符合此 JSON Schema：{json.dumps(schema, ensure_ascii=False)}"
    messages = [{"role": "system", "content": task}, {"role": "user", "content": content}]
    formats: Mapping[Mode, Any] = {
        "json_schema": {"type": "json_schema", "json_schema": {"name": "answers", "strict": True, "schema": schema}},
        "json_object": {"type": "json_object"},
    }
    asked = {"response_format": formats[mode]} if mode in formats else {}
    return {"model": model, "temperature": 0, "messages": messages, **asked}


def content_of(reply: bytes) -> Reply:
    """Return what an endpoint's JSON holds; in a fence or among words the first object counts.

    >>> content_of(b'{"choices": [{"message": {"content": "Gladly: {\\\\"a\\\\": 1}"}}]}').content
    {'a': 1}
    """
    try:
        whole = json.loads(reply)
        text = whole["choices"][0]["message"]["content"]
        usage = whole.get("usage") or {}
        content = json.loads(text[max(0, text.find("{")) : text.rfind("}") + 1])
        tokens = usage.get("total_tokens")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Reply(fault=_NOT_JSON)
    return Reply(content, tokens=tokens if isinstance(tokens, int) and tokens > 0 else 0)
