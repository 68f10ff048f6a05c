"""The floor over HTTP: the same server and framework, decoding the same body, no scoring."""

from litestar import Litestar, Response, post
from litestar.params import RawBody

from benchmarks.mixes import body as made_body
from benchmarks.mixes import catalogue
from benchmarks.scoring import answered

_decode = catalogue().reader.whole.decode
_replies = sorted((answered(made_body("realistic", 1, seed=each)) for each in range(200)), key=len)
_reply = _replies[len(_replies) // 2]


@post("/v1/assessments", status_code=200)
async def create(body: RawBody) -> Response[bytes]:
    """Bytes that were made beforehand, as many as an answer has in the middle."""
    _decode(body)
    return Response(_reply, media_type="application/json")


app = Litestar([create], openapi_config=None, logging_config=None, debug=False)
