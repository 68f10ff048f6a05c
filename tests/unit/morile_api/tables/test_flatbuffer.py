"""Flatbuffers read by hand: what stands in a table, and offsets that lead nowhere."""

from struct import pack

import pytest

from morile_api.tables.flatbuffer import Broken, root

# Root at 12; the list of places at 4: 8 bytes long, of a table of 12; field 0 at +4, field 1 none.
SOUND = pack("<I", 12) + pack("<HHHH", 8, 12, 4, 0) + pack("<i", 8) + pack("<q", -5)


def test_a_number_is_read_and_one_left_out_is_what_was_agreed() -> None:
    """Field 1 has no place, and field 2 is newer than the writer of this buffer."""
    table = root(SOUND)

    assert table.number(0, "<q") == -5
    assert table.number(1, "<q", otherwise=7) == 7
    assert table.number(2, "<q") == 0
    assert table.table(1) is None


def test_a_field_may_lead_to_another_table() -> None:
    """The same, but field 0 holds a distance: from 16 to the table itself, at 12 + 4 + 8 = 24."""
    inner = pack("<HH", 4, 4) + pack("<i", 4)
    outer = pack("<I", 12) + pack("<HHHH", 8, 8, 4, 0) + pack("<i", 8) + pack("<I", 8)

    table = root(outer + inner).table(0)

    assert table is not None
    assert table.start == 24
    assert table.number(0, "<q", otherwise=3) == 3


@pytest.mark.parametrize(
    "buffer",
    [
        b"",
        b"\x04\x00\x00",
        pack("<I", 4),
        pack("<I", 1 << 31),
        pack("<I", 4) + pack("<i", 100),
        pack("<I", 4) + pack("<i", -100),
        SOUND[:14],
        SOUND[:20],
    ],
)
def test_an_offset_that_leads_nowhere_is_noticed(buffer: bytes) -> None:
    """Also before the first byte, where a careless reader would count from the end."""
    with pytest.raises(Broken):
        root(buffer).number(0, "<q")
