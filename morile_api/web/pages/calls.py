"""Calls: how an operation is called with curl and from Python."""

from typing import Any

Value = dict[str, Any]

ADDRESS = "http://127.0.0.1:8080"

KEPT_IN = {"application/x-ndjson": "request.ndjson"}
"""Files that hold the example request, where it is not JSON."""

READ_IT = "asked = json.loads(Path('request.json').read_text())"

SERVICE = 'with morile.Client("{address}") as service:'

VERBS = {
    "createAssessments": (
        "answer = service.answer(Path('request.json').read_bytes())",
        "print(answer.decode())",
    ),
    "streamAssessments": (
        "header, *lines = Path('request.ndjson').read_text().splitlines()",
        "readable = (json.loads(line) for line in lines if line.startswith('{'))",
        "for result in service.assess_stream(readable, json.loads(header)['matrix']):",
        "    print(result)",
    ),
    "createModeration": (
        READ_IT,
        "answer = service.moderate(asked['submission'], asked['changes'], asked['matrix'],",
        "                          prompt=asked.get('prompt'))",
        "print(answer.difference, answer.trail.digest)",
    ),
    "createAgreement": (
        READ_IT,
        "answer = service.agreement(asked['submissions'], asked['matrix'],",
        "                           compare=asked.get('compare', 'assessors'))",
        "print(answer.summary)",
    ),
    "createPriorities": (
        READ_IT,
        "rules = {name: value for name, value in asked.items()",
        "         if name not in ('matrix', 'submissions')}",
        "answer = service.priorities(asked['submissions'], asked['matrix'], rules)",
        "print(answer.ranking)",
    ),
    "createReplay": (
        READ_IT,
        "answer = service.replay(asked['submissions'], asked['to'], asked['matrix'],",
        "                        crosswalk=asked.get('crosswalk'))",
        "print(answer.summary)",
    ),
    "createSensitivity": (
        READ_IT,
        "answer = service.sensitivity(asked['submissions'], asked['matrix'])",
        "print(answer.threats)",
    ),
    "checkMatrix": (READ_IT, "print(service.check_matrix(asked['toml']).matrix)"),
    "listMatrices": ("print(service.matrices())",),
    "getMatrix": ("print(service.matrix('{matrix}@{version}').nodes)",),
    "getVocabulary": ("print(service.vocabulary('{name}').keys())",),
}
"""By operation, what is written for it with the SDK."""


def curl_of(method: str, path: str, kind: str | None, it: Value) -> str:
    """A command that sends the example request, which `request.json` holds."""
    address = f"{ADDRESS}{_filled(path, it)}"
    if method == "get":
        return f"curl {address}"
    file = KEPT_IN.get(kind or "", "request.json")
    return f"curl -H 'Content-Type: {kind}' --data-binary @{file} \\\n  {address}"


def python_of(method: str, path: str, kind: str | None, it: Value) -> str:
    """A script that does the same; with the SDK where it has a method for it."""
    lines = VERBS.get(it["operationId"])
    if lines is None:
        return _without_the_sdk(method, _filled(path, it), kind)
    text = "\n".join(lines)
    imports = [each for each in ("json",) if f"{each}." in text]
    body = "\n".join("    " + _filled(line, it) for line in lines)
    head = "".join(f"import {each}\n" for each in imports)
    head += "from pathlib import Path\n\n" if "Path(" in text else "\n" if head else ""
    return f"{head}import morile\n\n{SERVICE.format(address=ADDRESS)}\n{body}"


def _without_the_sdk(method: str, path: str, kind: str | None) -> str:
    address = f"{ADDRESS}{path}"
    if method == "get":
        return (
            f'import urllib.request\n\nprint(urllib.request.urlopen("{address}").read().decode())'
        )
    file = KEPT_IN.get(kind or "", "request.json")
    return (
        "import urllib.request\nfrom pathlib import Path\n\n"
        "request = urllib.request.Request(\n"
        f'    "{address}",\n    Path("{file}").read_bytes(),\n'
        f'    {{"Content-Type": "{kind}"}},\n)\n'
        "print(urllib.request.urlopen(request).read().decode())"
    )


def _filled(text: str, it: Value) -> str:
    """A path or a line with the example of each parameter in its place."""
    for each in it.get("parameters", []):
        text = text.replace("{" + each["name"] + "}", str(each["example"]))
    return text
