"""Long work in threads of its own: the share done, the result, cancelling, failing."""

from threading import Event

import pytest

from lovp_view.state.background_jobs import CancelledError, Job, Step


def test_a_job_tells_its_share_and_gives_its_file() -> None:
    reached, go_on = Event(), Event()

    def build(step: Step) -> bytes:
        step(0.4)
        reached.set()
        go_on.wait(10)
        return b"file"

    job = Job(build)
    assert reached.wait(10)
    assert job.share == 0.4
    assert not job.is_done
    go_on.set()
    assert job.result(10) == b"file"
    assert job.is_done


def test_a_cancelled_job_ends_at_its_next_step() -> None:
    reached, go_on, later = Event(), Event(), Event()

    def build(step: Step) -> bytes:
        reached.set()
        go_on.wait(10)
        step(0.5)
        later.set()
        return b"file"

    job = Job(build)
    assert reached.wait(10)
    job.cancel()
    go_on.set()
    with pytest.raises(CancelledError):
        job.result(10)
    assert not later.is_set()


def test_what_the_work_raises_is_raised_to_who_asks_for_the_file() -> None:
    def build(step: Step) -> bytes:
        raise ValueError("no ink")

    with pytest.raises(ValueError, match="no ink"):
        Job(build).result(10)
