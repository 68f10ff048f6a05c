"""Tables in the contract: said in words, with every name that callers have to use."""

from morile_api.web.table_schemas import MEDIA, tables_answered, tables_sent
from tests.arrow import a_body, answered
from tests.builders import a_desk


def test_the_words_name_what_the_service_reads_and_writes() -> None:
    [row, *_], _ = answered(a_desk(), a_body())
    said = tables_answered()["description"]

    assert all(f"`{name}`" in said for name in row)
    assert "`morile.trailer`" in said
    assert "`morile.matrix`" in tables_sent()["description"]
    assert tables_sent()["contentMediaType"] == MEDIA
