"""Meta: the last call of each client, for each thread and task by itself."""

import asyncio
import gc
import threading

from morile.meta import Meta, recall, remember
from morile_api.language.assessment import AssessmentAnswer, MatrixMark, Summary


class Someone:
    """Stands for a client: anything that can be told from another."""


def test_each_client_has_its_own() -> None:
    one, other = Someone(), Someone()

    remember(one, Meta(1.0))
    remember(other, Meta(2.0))

    assert (recall(one), recall(other)) == (Meta(1.0), Meta(2.0))
    assert recall(Someone()) is None


def test_another_thread_does_not_see_it_nor_change_it() -> None:
    client = Someone()
    remember(client, Meta(1.0))
    seen: list[Meta | None] = []

    def elsewhere() -> None:
        seen.append(recall(client))
        remember(client, Meta(2.0))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()

    assert (seen, recall(client)) == ([None], Meta(1.0))


def test_tasks_that_run_side_by_side_each_keep_their_own() -> None:
    client = Someone()

    async def call(seconds: float) -> Meta | None:
        remember(client, Meta(seconds))
        await asyncio.sleep(0)
        return recall(client)

    async def both() -> tuple[Meta | None, Meta | None]:
        one, other = await asyncio.gather(call(1.0), call(2.0))
        return one, other

    assert asyncio.run(both()) == (Meta(1.0), Meta(2.0))


def test_nothing_keeps_a_client_alive() -> None:
    """A program may make many; what is kept of them must go with them."""
    client = Someone()
    remember(client, Meta(1.0))
    identity = id(client)
    del client
    gc.collect()

    assert all(id(each) != identity for each in gc.get_objects() if isinstance(each, Someone))


def test_the_marks_of_an_answer_are_added_and_of_anything_else_are_not() -> None:
    mark = MatrixMark("thematic", "1.0.0", "illustrative", "sha256:0")
    answer = AssessmentAnswer(mark, "1.2.3", Summary(0, 0, 0), [])

    meta = Meta(1.0).with_marks_of(answer)

    assert (meta.matrix, meta.engine_version) == (mark, "1.2.3")
    assert Meta(1.0).with_marks_of(b"{}") == Meta(1.0)
