"""The least that scores over HTTP: a bare ASGI function around the engine, with no protection."""

from typing import Any

from benchmarks.scoring import answered

Scope = dict[str, Any]


async def app(scope: Scope, receive: Any, send: Any) -> None:
    """Read, score, answer; nothing is checked and nothing but a good request is understood."""
    if scope["type"] != "http":
        return
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    reply = answered(body)
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(reply)).encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": reply})
