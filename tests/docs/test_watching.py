"""What is said of the log and the metrics is what there is; dashboard and alerts ask for that."""

import json
import re
from pathlib import Path

from morile_api.web.event import Event
from tests.docs.pages import ROOT, records
from tests.wire.asgi import call, post
from tests.wire.requests import a_request

DEPLOY = ROOT / "docs" / "deploy"
NAMED = re.compile(r"\bmorile_[a-z_]+")
SERIES = re.compile(r"^([a-z_]+)(?:\{| )", re.M)


def shown() -> set[str]:
    """The names of all series after one scoring."""
    post("/v1/assessments", a_request())
    page = call("GET", "/metrics").body.decode()
    families = re.findall(r"^# TYPE ([a-z_]+) ", page, re.M)
    return {*families, *SERIES.findall(page)}


def test_every_field_of_an_event_is_told_and_no_other() -> None:
    told = [re.findall(r"`(\w+)`", row["field"]) for row in records("docs/watching.md", "field")]

    assert {name for names in told for name in names} == set(Event.__struct_fields__)


def test_every_metric_that_is_told_is_there() -> None:
    told = {row["metric"].strip("`") for row in records("docs/watching.md", "metric")}

    assert {each for each in told if not each.endswith("*")} <= shown()
    assert {each for each in shown() if each.startswith("morile_")} >= {
        each for each in told if each.startswith("morile_")
    }


def asked_for(path: Path) -> set[str]:
    if path.suffix == ".json":
        panels = json.loads(path.read_bytes())["panels"]
        queries = [target["expr"] for panel in panels for target in panel["targets"]]
    else:
        queries = [path.read_text("utf-8")]
    return {name for query in queries for name in NAMED.findall(query)}


def test_dashboard_and_alerts_ask_for_what_is_there() -> None:
    """A rule about a series that nobody tells would never ring."""
    for name in ("dashboard.json", "alerts.yml"):
        asked = asked_for(DEPLOY / name)
        assert asked, name
        assert asked <= shown(), name
