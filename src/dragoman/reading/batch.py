"""Many reports, one after the other or in several processes; a broken one gives a failure in its place."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context

from dragoman.errors import DragomanError, LexiconError
from dragoman.intake.files import Failure, Report
from dragoman.model import Document, Reading
from dragoman.reading.documents import make_document

AHEAD = 64  # reports handed to the processes beyond the one awaited: memory stays flat however long the input is


def read_reports(
    items: Iterable[Report | Document | Reading | Failure],
    published: str | None = None,
    language: str | None = None,
    jobs: int = 1,
    gate: bool = False,
) -> Iterator[Reading | Failure]:
    """Readings in the order of the input; ready readings and failures pass as they are, documents are read as they are.

    Args: published: day of reports that do not state one, EDTF. language: of all reports; found where not given.
    jobs: processes, each with one BLAS thread. gate: reports without a word of contact are kept unread.
    Raises: LexiconError: the program's own data is wrong. DragomanError: a process was killed.
    """
    read = partial(read_item, published=published, language=language, gate=gate)
    if jobs <= 1:
        yield from map(read, items)
        return
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # the children take it over
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN))
    waiting: deque[Future[Reading | Failure]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(read, item))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise DragomanError("a reading process was ended from outside; give fewer --jobs if memory is short") from error
    finally:
        pool.shutdown(cancel_futures=True)  # after Ctrl+C nothing that waits is begun


def read_item(
    item: Report | Document | Reading | Failure,
    published: str | None = None,
    language: str | None = None,
    gate: bool = False,
) -> Reading | Failure:
    """The reading of one report, or why there is none.  Raises: LexiconError: the program's own data is wrong."""
    if isinstance(item, (Reading, Failure)):
        return item
    from dragoman.reading.reader import read_document  # loads the networks: only where a text is read

    try:
        document = item if isinstance(item, Document) else make_document(item, published, language)
        return read_document(document, gate)
    except LexiconError:
        raise  # it would fail every report alike
    except DragomanError as error:
        return Failure(error.what, item.source, error.where or item.source)
    except Exception as error:  # one report must not end the batch
        reason = f"{type(error).__name__}: {error}; this is a fault of the reader, please report it with the text"
        return Failure(reason, item.source, item.source)
