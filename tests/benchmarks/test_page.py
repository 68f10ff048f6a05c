"""What becomes of the page of results when some parts are measured anew."""

from benchmarks.__main__ import BEGIN, END, with_tables

PAGE = f"above\n\n{BEGIN}\n### Kernel\n\nold kernel\n\n### Start\n\nold start\n\n{END}below\n"


def test_a_part_that_is_measured_anew_stands_where_it_stood_and_the_others_stay() -> None:
    page = with_tables(PAGE, {"Kernel": "### Kernel\n\nnew kernel"})

    assert page == PAGE.replace("old kernel", "new kernel")


def test_a_part_that_was_never_there_stands_last() -> None:
    page = with_tables(PAGE, {"Spark": "### Spark\n\nmeasured"})

    assert page == PAGE.replace(
        f"old start\n\n{END}", f"old start\n\n### Spark\n\nmeasured\n\n{END}"
    )
