"""Style guide, section 1: a score given last year can be given again."""

import hashlib

from tests.house.sources import ROOT, definitions, read_toml


def _digests_released() -> dict[str, str]:
    found: dict[str, str] = read_toml(ROOT / "matrices" / "released.toml")["digests"]
    return found


def _digests_of_the_files() -> dict[str, str]:
    return {
        f"{path.parent.name}@{path.stem}": f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in definitions()
    }


def test_every_definition_is_byte_for_byte_what_was_released() -> None:
    """A change is a new version in a new file, with a new line in `matrices/released.toml`."""
    files = _digests_of_the_files()

    assert files, "matrices/ holds no definition"
    assert files == _digests_released()
