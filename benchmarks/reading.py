"""Speed of reading on one core, beside natasha in the same run, on the same texts.

    python benchmarks/reading.py                    every part below
    python benchmarks/reading.py race stages        some of them

    race      documents a second of the whole reading and of natasha's whole pipeline (segment, morph, syntax, NER,
              lemmas, names), block by block in turn; both are warm: they have read other texts before
    stages    milliseconds a document of each stage
    start     from the start of the process to the first reading, and peak memory after all texts
    gate      MB a second of the gate, and how many texts it dismisses
    network   how far the networks are from the matrix products of this machine

The texts are those under --shared that the gate lets through; without them our own examples.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import gc
import json
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path

import numpy as np

from dragoman.reading import reader
from dragoman.reading.mark import network
from dragoman.reading.text.gate import has_trigger

SHARED = Path(__file__).parents[2] / "shared"
BLOCK = 10  # texts that one of the two reads before the other
PARTS = ("race", "stages", "start", "gate", "network")
WARM_UP_NATASHA = 40  # texts; it keeps little, so more would only take time
Read = Callable[[str], object]


def load_texts(shared: Path) -> tuple[list[str], list[str]]:
    """Russian texts to be timed, and others to warm up with."""
    timed, warm = [], []
    for path in sorted((shared / "gold").glob("*.jsonl")) if shared.is_dir() else []:
        items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        timed += [item["text"] for item in items if item.get("language") == "ru"]
    data = shared / "data"
    for pattern in ("factRuEval-2016/devset/*.txt", "RuSentRel/train/art[0-9]*[0-9].txt", "NEREL/dev/*.txt"):
        timed += [path.read_text(encoding="utf-8") for path in sorted(data.glob(pattern))]
    warm += [path.read_text(encoding="utf-8") for path in sorted(data.glob("NEREL/train/*.txt"))]
    if not timed:
        lines = (files("dragoman") / "examples" / "ru.jsonl").read_text(encoding="utf-8").splitlines()
        timed = [json.loads(line)["text"] for line in lines]
    timed = list(dict.fromkeys(timed))
    return timed[::2], timed[1::2] + warm


def read_whole(text: str) -> object:
    """Our whole reading."""
    return reader.read_text(text, language="ru")


def load_natasha() -> Read | None:
    """Natasha's whole pipeline, None where it is not installed."""
    try:
        import natasha
    except ImportError:
        return None
    segmenter, vocabulary, vectors = natasha.Segmenter(), natasha.MorphVocab(), natasha.NewsEmbedding()
    morph, syntax = natasha.NewsMorphTagger(vectors), natasha.NewsSyntaxParser(vectors)
    names = natasha.NewsNERTagger(vectors)

    def read(text: str) -> object:
        doc = natasha.Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        doc.parse_syntax(syntax)
        doc.tag_ner(names)
        for token in doc.tokens:
            token.lemmatize(vocabulary)
        for span in doc.spans:
            span.normalize(vocabulary)
        return doc

    return read


def time_texts(read: Read, texts: Iterable[str]) -> float:
    """Seconds of processor time for some texts."""
    start = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - start


def race(texts: list[str], warm: list[str]) -> None:
    """Both readers in turn over blocks of the texts."""
    other = load_natasha()
    time_texts(read_whole, warm)
    if other is None:
        print(f"dragoman {len(texts) / time_texts(read_whole, texts):.1f} documents/s; natasha is not installed")
        return
    time_texts(other, warm[:WARM_UP_NATASHA])
    gc.collect()
    gc.freeze()  # else the one that is reading when a full search for cycles is due pays for the objects of both
    ours, theirs = [], []
    for first in range(0, len(texts), BLOCK):
        block = texts[first : first + BLOCK]
        theirs.append(time_texts(other, block))
        ours.append(time_texts(read_whole, block))
    ratios = [b / a for a, b in zip(ours, theirs, strict=True)]
    print(f"{len(texts)} texts of {statistics.mean(map(len, texts)):.0f} characters, {len(ours)} blocks in turn")
    print(f"natasha  {len(texts) / sum(theirs):6.1f} documents/s")
    print(f"dragoman {len(texts) / sum(ours):6.1f} documents/s")
    print(f"ratio    {sum(theirs) / sum(ours):6.2f}  (median of blocks {statistics.median(ratios):.2f})")
    again = len(texts) / time_texts(read_whole, texts)
    print(f"the same texts a second time: {again:.1f} documents/s")


def stages(texts: list[str], warm: list[str]) -> None:
    """Every function that the reader calls, timed."""
    spent: dict[str, float] = defaultdict(float)
    tagger = reader.load_tagger("ru")
    names = [name for name in vars(reader) if name.split("_")[0] in ("find", "split", "resolve", "clean", "detect")]
    places: list[tuple[object, str]] = [(reader, name) for name in names]
    places += [(tagger, "tag"), (tagger, "parse"), (reader, "sentences_with_triggers")]
    for owner, name in places:
        setattr(owner, name, timed_call(getattr(owner, name), name, spent))
    time_texts(read_whole, warm)
    spent.clear()
    total = time_texts(read_whole, texts)
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{name:28}{1000 * seconds / len(texts):7.2f} ms/document {100 * seconds / total:5.1f} %")
    print(f"{'everything':28}{1000 * total / len(texts):7.2f} ms/document")


def timed_call(call: Callable[..., object], name: str, spent: dict[str, float]) -> Callable[..., object]:
    """A function that adds its time to `spent`."""

    def timed(*args: object, **kwargs: object) -> object:
        start = time.process_time()
        result = call(*args, **kwargs)
        spent[name] += time.process_time() - start
        return result

    return timed


def start(texts: list[str]) -> None:
    """A process of its own: import to first reading."""
    code = (
        "import time; begin = time.perf_counter(); import sys, json\n"
        "from dragoman.reading.reader import read_text\n"
        "read_text(sys.argv[1], language='ru'); print(time.perf_counter() - begin)"
    )
    taken = [
        float(subprocess.run([sys.executable, "-c", code, texts[0]], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    print(f"from import to the first reading: {min(taken):.2f} s")
    code = (  # VmHWM: what getrusage tells a new process includes its parent's memory
        "import sys, json, re\nfrom dragoman.reading.reader import read_text\n"
        "[read_text(text, language='ru') for text in json.load(sys.stdin)]\n"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) / 1024)"
    )
    peak = subprocess.run([sys.executable, "-c", code], input=json.dumps(texts), capture_output=True, text=True)
    print(f"peak memory of a process that read {len(texts)} texts: {float(peak.stdout):.0f} MB")


def gate(texts: list[str]) -> None:
    """The gate over all texts, and over those that it dismisses, which it reads to the end."""
    dismissed = [text for text in texts if not has_trigger(text)]
    for name, some in (("all texts", texts), ("dismissed texts", dismissed)):
        if some:
            size = sum(len(text.encode()) for text in some) / 1e6
            seconds = min(time_texts(has_trigger, some) for _ in range(5))
            print(f"gate: {size / max(seconds, 1e-9):5.0f} MB/s over {len(some)} {name}")


def networks(texts: list[str], warm: list[str]) -> None:
    """The floating point operations of the layers against the time that the networks take."""
    time_texts(read_whole, warm)
    spent: dict[str, float] = defaultdict(float)
    done: dict[str, float] = defaultdict(float)
    run, make = network.Network.run, network.FirstLayer._make

    def counted_run(self: network.Network, numbers: network.Ints, places: network.Ints | None = None) -> network.Floats:
        begin = time.process_time()
        state = run(self, numbers, places)
        spent["networks"] += time.process_time() - begin
        rows = len(numbers) / (network.TILE if self.kernels[2].ndim == 3 else 1)
        done["layers 2 and 3"] += 2 * rows * sum(each.size for each in self.kernels.values())
        return state

    def counted_make(self: network.FirstLayer, fresh: network.Ints, used: network.Ints) -> None:
        done["layer 1 of new words"] += 2 * len(fresh) * self._kernel.size
        make(self, fresh, used)

    network.Network.run, network.FirstLayer._make = counted_run, counted_make  # type: ignore[method-assign]
    time_texts(read_whole, texts)
    network.Network.run, network.FirstLayer._make = run, make  # type: ignore[method-assign]
    limit = matrix_limit()
    work = sum(done.values())
    print(f"matrix products of this machine: {limit / 1e9:.0f} GFLOP/s (480 x 256 x 384, float32)")
    for name, amount in done.items():
        print(f"{name}: {amount / len(texts) / 1e6:.0f} MFLOP a document")
    at_limit, taken = work / limit / len(texts), spent["networks"] / len(texts)
    print(f"networks: {1000 * taken:.2f} ms a document, {1000 * at_limit:.2f} ms at the limit: {at_limit / taken:.0%}")


def matrix_limit() -> float:
    """Operations a second of a matrix product in the size of layer 2."""
    left, right = np.ones((480, 256), np.float32), np.ones((256, 384), np.float32)
    best = float("inf")
    for _ in range(20):
        begin = time.perf_counter()
        for _ in range(10):
            left @ right
        best = min(best, (time.perf_counter() - begin) / 10)
    return 2 * 480 * 256 * 384 / best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=list(PARTS), help=", ".join(PARTS))
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    texts, warm = load_texts(options.shared)
    passed = [text for text in texts if has_trigger(text)]
    calls: dict[str, Callable[[], None]] = {
        "race": lambda: race(passed, warm),
        "stages": lambda: stages(passed, warm),
        "start": lambda: start(passed),
        "gate": lambda: gate(texts + warm),
        "network": lambda: networks(passed, warm),
    }
    for part in options.parts:
        print(f"-- {part}")
        calls[part]()


if __name__ == "__main__":
    main()
