"""What a caller may not send is set apart; the rest of the request stays as it is."""

from datetime import date

from morile_api.language.asked import PLAIN, Asked, Bad, Wanted, read_asked
from morile_api.language.faults import Fault
from morile_api.language.permitted import barred, held_to, permitted
from morile_api.language.reach import NOBODY, Reach
from tests.builders import shipped_catalogue
from tests.wire.requests import MATRIX, ORGANISATION, a_body, a_submission

CATALOGUE = shipped_catalogue()

ONE_FORCE = Reach(frozenset({ORGANISATION}))


def asked(*submissions: dict[str, object]) -> Asked:
    return read_asked(CATALOGUE.reader, a_body(*submissions))


def test_without_a_reach_everything_may_be_sent() -> None:
    """Open access costs nothing."""
    request = asked()

    assert permitted(request, None) is request
    assert held_to(None, CATALOGUE.reader) is CATALOGUE.reader


def test_a_request_within_reach_stays_as_it_is() -> None:
    request = asked()

    assert permitted(request, ONE_FORCE) is request


def test_what_is_foreign_stands_among_the_bad_at_its_place() -> None:
    """Beside what was bad before, and the others keep their places."""
    request = asked(
        a_submission(ref="A"),
        a_submission(ref="B", levels={}),
        a_submission(ref="C", organisation="NCA"),
        a_submission(ref="D"),
    )

    found = permitted(request, ONE_FORCE)

    assert found.places == [0, 3]
    assert [each.ref for each in found.submissions] == ["A", "D"]
    assert [(each.index, each.ref, each.faults[0].code) for each in found.bad] == [
        (1, "B", "missing-criterion"),
        (2, "C", "not-your-organisation"),
    ]


def test_the_date_of_the_request_counts() -> None:
    """For submissions without one of their own."""
    until_2020 = Reach(
        frozenset(), (date(2020, 1, 1),), (frozenset({ORGANISATION}), frozenset()), 1
    )
    plain = asked()
    dated = Asked(MATRIX, Wanted(as_of=date(2019, 5, 1)), plain.places, plain.submissions, [])

    assert permitted(plain, until_2020).places == []
    assert permitted(dated, until_2020).places == [0]
    assert plain.wanted is PLAIN


def test_the_fault_says_where_and_what_to_do() -> None:
    [bad] = barred(NOBODY, [7], asked().submissions, None)

    assert bad == Bad(
        7,
        "TV-1",
        [
            Fault(
                "/submissions/7/organisation",
                "not-your-organisation",
                "the token does not cover this organisation on the date of the information; send "
                "it with one that does, or ask for the scope that does",
            )
        ],
    )


def test_readers_and_verbs_are_held_alike() -> None:
    verb = CATALOGUE.verbs["replays"]

    assert held_to(ONE_FORCE, CATALOGUE.reader).reach is ONE_FORCE
    assert held_to(ONE_FORCE, verb).reach is ONE_FORCE
    assert (CATALOGUE.reader.reach, verb.reach) == (None, None)
