"""The routes about matrices."""

from pathlib import Path

from morile_api.catalogue import load
from morile_api.web.app import create_app
from morile_api.web.matrices import matrix_list
from morile_api.web.settings import Settings
from tests.builders import A_DEFINITION, a_definition
from tests.wire.asgi import get, post


def test_the_list_has_every_loaded_version() -> None:
    catalogue = load()

    listed = matrix_list(catalogue).matrices

    assert [f"{each.id}@{each.version}" for each in listed] == list(catalogue.entries)


def test_only_a_released_version_is_promised_never_to_change(tmp_path: Path) -> None:
    """An agency's draft may be another tomorrow; its released one may not."""
    (tmp_path / "example").mkdir()
    (tmp_path / "example" / "1.0.0.toml").write_bytes(a_definition())
    app = create_app(Settings(matrices=(str(tmp_path),), log_level="error"))
    path = "/v1/matrices/example/1.0.0"

    draft = get(path, app=app)
    (tmp_path / "released.toml").write_text(
        f'[digests]\n"example@1.0.0" = "{draft.json["digest"]}"\n', "utf-8"
    )
    released = get(path, app=create_app(Settings(matrices=(str(tmp_path),), log_level="error")))

    assert draft.header("Cache-Control") == "no-cache"
    assert released.header("Cache-Control") == "public, max-age=86400, immutable"
    assert released.body == draft.body


def test_checking_keeps_nothing() -> None:
    assert post("/v1/matrices/check", {"toml": A_DEFINITION}).status == 200

    assert get("/v1/matrices/example/1.0.0").status == 404
