"""Vouching: a matrix is taken as its owner signed it, or not at all."""

import shutil
from pathlib import Path

import pytest

from morile_api.language.faults import BadMatrix
from morile_api.provenance.vouching import faults_of, signature_path, vouched, voucher
from tests.builders import a_definition, codes
from tests.signed import a_folder, a_key, a_ring

OTHER = a_definition(("points = 8", "points = 9"))


def test_a_signature_lies_beside_its_file() -> None:
    assert signature_path(Path("own/example/1.0.0.toml")).name == "1.0.0.toml.sig"


def test_what_its_owner_signed_is_taken(tmp_path: Path) -> None:
    """By either key while one is changed for the other."""
    path = a_folder(tmp_path)

    assert faults_of(path, path.read_bytes(), a_ring("theirs", "ours")) == []
    voucher(a_ring("ours"))(path, path.read_bytes())


def test_an_unsigned_or_stripped_matrix_is_refused_with_the_remedy(tmp_path: Path) -> None:
    """OPA once took a bundle whose signature file was gone (GHSA-g2pf-6v5v-qcc8)."""
    path = a_folder(tmp_path)
    signature_path(path).unlink()

    with pytest.raises(BadMatrix, match="morile matrix sign") as refused:
        voucher(a_ring())(path, path.read_bytes())

    assert codes(refused.value.faults) == [("", "no-signature")]
    assert refused.value.where == str(path)


def test_an_altered_matrix_is_refused(tmp_path: Path) -> None:
    """One figure."""
    path = a_folder(tmp_path)

    assert codes(faults_of(path, OTHER, a_ring())) == [("", "not-as-signed")]


def test_what_was_read_is_what_is_checked(tmp_path: Path) -> None:
    """A file that changes between reading and checking does not get in."""
    path = a_folder(tmp_path)
    text = path.read_bytes()
    path.write_bytes(OTHER)

    assert faults_of(path, text, a_ring()) == []
    assert codes(faults_of(path, path.read_bytes(), a_ring())) == [("", "not-as-signed")]


def test_a_matrix_signed_by_a_stranger_is_refused(tmp_path: Path) -> None:
    path = a_folder(tmp_path, signer="theirs")

    assert codes(faults_of(path, path.read_bytes(), a_ring("ours"))) == [("", "unknown-key")]


def test_a_signed_file_does_not_pass_for_another_version_or_matrix(tmp_path: Path) -> None:
    """Both it and its signature copied, so that old figures would go by a new name."""
    path = a_folder(tmp_path)
    for other in (path.with_name("2.0.0.toml"), tmp_path / "thematic" / "1.0.0.toml"):
        other.parent.mkdir(exist_ok=True)
        shutil.copy(path, other)
        shutil.copy(signature_path(path), signature_path(other))

        assert codes(faults_of(other, path.read_bytes(), a_ring())) == [("", "not-as-signed")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-json"),
        (b"zebra_canary_4711", "not-json"),
        (b'"\xff"', "not-utf8"),
        (b"[" * 60_000, "too-deep"),
        (b"{}", "missing-member"),
        (b'{"payload": "", "payloadType": "text/plain", "signatures": []}', "not-a-choice"),
        (
            b'{"payload":"","payloadType":"application/vnd.morile.matrix+json","signatures":[]}',
            "no-signature",
        ),
    ],
)
def test_a_signature_file_that_is_none_is_refused(
    tmp_path: Path, content: bytes, code: str
) -> None:
    """None of it is repeated."""
    path = a_folder(tmp_path)
    signature_path(path).write_bytes(content)

    faults = faults_of(path, path.read_bytes(), a_ring())

    assert {each.code for each in faults} == {code}
    assert not any("zebra" in each.detail for each in faults)


def test_every_byte_of_a_signature_file_counts(tmp_path: Path) -> None:
    """But for the closing newline."""
    path = a_folder(tmp_path)
    signed = vouched(path.read_bytes(), "example", "1.0.0", a_key()).rstrip(b"\n")

    for place in range(len(signed)):
        other = bytearray(signed)
        other[place] ^= 1
        signature_path(path).write_bytes(other)
        assert faults_of(path, path.read_bytes(), a_ring()), place
