"""Attribution: an answer that is to be signed says whose each submission was."""

import json
from typing import Any

from msgspec.structs import replace

from morile_api.engine.answer import attributed_answer
from morile_api.engine.stream import opened, slices
from tests.builders import ENCODER, Desk, a_desk, a_request, a_threat, as_json, by_vector

CUT = by_vector("example@1.0.0/PH:none", ref="TV-2")
REQUEST = a_request(a_threat(), CUT, a_threat(more={"ref": "TV-3"}))


def attributed_by(desk: Desk, request: object) -> list[dict[str, object]]:
    said = attributed_answer(desk.scorers, desk.reader, as_json(request))
    found: list[dict[str, object]] = json.loads(ENCODER.encode(said))["results"]
    return found


def test_every_assessment_names_its_organisation_and_a_refusal_does_not() -> None:
    """Beside it nothing is other than it is unsigned."""
    desk = a_desk()

    found = attributed_by(desk, REQUEST)

    assert [each.pop("organisation", None) for each in found] == ["E23000029", None, "E23000029"]
    assert found == desk.results(REQUEST)


def test_columns_and_streams_do_the_same() -> None:
    desk = a_desk()
    threat = a_threat()
    columns: dict[str, Any] = {key: [value] for key, value in threat.items()}
    columns["levels"] = {key: [each] for key, each in threat["levels"].items()}
    lines = b"\n".join([as_json({"matrix": "example@1.0.0"}), as_json(threat)])
    stream = replace(opened(desk.scorers, desk.reader, lines), attributed=True)

    [by_column] = attributed_by(desk, {"matrix": "example@1.0.0", "columns": columns})
    results, _ = slices(stream)

    assert by_column["organisation"] == "E23000029"
    assert json.loads(ENCODER.encode(results)) == [by_column]
