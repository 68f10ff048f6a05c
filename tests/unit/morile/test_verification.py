"""Verification from a program, with nothing but bytes."""

import subprocess
import sys
from pathlib import Path

import pytest

import morile
from tests.builders import a_definition, as_json, shipped_desk
from tests.signed import a_folder, a_key, a_key_set, signed_by
from tests.wire.requests import a_request

REQUEST = a_request()


def test_a_signed_answer_is_verified_with_the_keys_that_were_kept() -> None:
    found = morile.verify(signed_by(shipped_desk(), REQUEST), a_key_set("theirs", "ours"))

    assert found.signed_by == a_key("ours").public.kid
    assert found.matrices == ("disruption@1.0.0",)


def test_what_offline_answers_is_verified_by_its_sums() -> None:
    found = morile.verify(morile.Offline().answer(as_json(REQUEST)))

    assert (found.signed_by, found.assessed) == (None, 1)


def test_what_does_not_hold_raises_with_every_fault() -> None:
    data = signed_by(shipped_desk(), REQUEST).replace(b'"score":2', b'"score":3', 1)

    with pytest.raises(morile.NotVerified, match="not-as-computed") as error:
        morile.verify(data, a_key_set(), matrix="disruption@1.0.1")

    assert {fault.code for fault in error.value.faults} == {
        "not-as-signed",
        "not-as-computed",
        "other-matrix",
    }


def test_keys_that_are_none_are_told_apart_from_answers_that_do_not_hold() -> None:
    with pytest.raises(morile.BadKey):
        morile.verify(signed_by(shipped_desk(), REQUEST), b"{}")


def test_an_agencys_own_matrices_are_taken_from_its_folder(tmp_path: Path) -> None:
    a_folder(tmp_path, a_definition(), signer=None)
    engine = morile.Offline([tmp_path])
    submission = a_request()["submissions"][0] | {
        "levels": {"physical_harm": "severe", "community_harm": "none"}
    }
    answer = engine.answer(as_json({"matrix": "example@1.0.0", "submissions": [submission]}))

    assert morile.verify(answer, matrices=[tmp_path]).assessed == 1
    with pytest.raises(morile.NotVerified, match="no-such-matrix"):
        morile.verify(answer)


def test_without_its_extra_scoring_works_and_verifying_says_what_to_install() -> None:
    """In a process of its own, in which cryptography cannot be had."""
    code = (
        "import sys; sys.modules['cryptography'] = None\n"
        "import morile\n"
        "engine = morile.Offline()\n"
        "try:\n    morile.verify(b'{}')\n"
        "except ModuleNotFoundError as error:\n    print(error)"
    )

    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert "pip install 'morile[signing]'" in done.stdout
