"""Makes the weights of the Russian tagger from the package natasha 1.6.0 (MIT): python scripts/convert_weights.py WHEEL

Get the wheel with `pip download --no-deps natasha==1.6.0`; numpy is all that is needed to convert. The result is the
same byte for byte each time; `tests/reading/test_tagger.py` compares its checksums. What is written, and why so, stands
in docs/decisions/0003-network.md.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy as np

SOURCES = {  # what lies in natasha/data of the wheel, SHA-256
    "emb/navec_news_v1_1B_250K_300d_100q.tar": "f07270833d78523edc5781538d67038e95b43975e4a7ae757c693b687f9cbfca",
    "model/slovnet_ner_news_v1.tar": "16c3343a6572ddf0e2b2fc1923113de15a7f5ca5bde90e780dd590418665603e",
    "model/slovnet_morph_news_v1.tar": "54812762a641c742dbfa9c950c4b53bbb469301983077ed01b9f074643d540d3",
    "model/slovnet_syntax_news_v1.tar": "0759ce82eaac4430f5b4ac27b2444aa6e4b6501ca38c2f45d62467265383d85e",
}
TARGET = Path(__file__).parents[1] / "src/dragoman/reading/weights/ru"
LAYERS = (1, 7, 13)  # first array of each convolution: weight, bias, then norm weight, bias, mean, std


def hash_word(word: str) -> int:
    """The key under which a word's vector is found: the same function as in mark/network.py."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def open_source(wheel: zipfile.ZipFile, name: str) -> tarfile.TarFile:
    """One of the archives in the wheel, after a look at its checksum."""
    data = wheel.read(f"natasha/data/{name}")
    found = hashlib.sha256(data).hexdigest()
    if found != SOURCES[name]:
        sys.exit(f"convert: {name}: checksum {found}, expected {SOURCES[name]}; take natasha 1.6.0")
    return tarfile.open(fileobj=io.BytesIO(data))


def read(archive: tarfile.TarFile, name: str) -> bytes:
    """A file of an archive."""
    member = archive.extractfile(name)
    assert member is not None, name
    return member.read()


def convert_vectors(archive: tarfile.TarFile, target: Path) -> list[str]:
    """Word vectors, product-quantised: rows sorted by the hash of their word; answers the words in the old order."""
    vocab = gzip.decompress(read(archive, "vocab.bin"))
    size = int(np.frombuffer(vocab[:4], np.uint32)[0])
    words = vocab[4 + 4 * size :].decode().splitlines()
    data = read(archive, "pq.bin")
    count, dim, parts, centroids = (int(n) for n in np.frombuffer(data[:16], np.uint32))
    indexes = np.frombuffer(data[16 : 16 + count * parts], np.uint8).reshape(count, parts)
    codes = np.frombuffer(data[16 + count * parts :], np.float32).reshape(parts, centroids, dim // parts)
    keys = np.array([hash_word(word) for word in words], np.uint64)
    order = np.argsort(keys)
    assert len(words) == count == len(np.unique(keys)), "two words share a hash"
    np.save(target / "words.npy", keys[order])
    np.save(target / "vectors.npy", indexes[order])
    np.save(target / "codes.npy", codes)
    return words


def convert_model(archive: tarfile.TarFile, words: list[str], target: Path) -> None:
    """One network: layer 1 as a matrix of three kernel positions, batch norm folded into the layer after it."""
    scheme = json.loads(read(archive, "model.json"))
    assert gzip.decompress(read(archive, "vocabs/word.gz")).decode().splitlines() == words, "another vocabulary"
    arrays = {}
    for item in find_arrays(scheme):
        name = f"arrays/{item['array']}.bin"
        arrays[item["array"]] = np.frombuffer(read(archive, name), item["dtype"]).reshape(item["shape"])
    out: dict[str, np.ndarray] = {"shapes": arrays[0]}
    scale, shift = np.ones(arrays[1].shape[1], np.float64), np.zeros(arrays[1].shape[1], np.float64)
    for number, first in enumerate(LAYERS, 1):
        weight, bias, gamma, beta, mean, std = (arrays[first + i].astype(np.float64) for i in range(6))
        kernel = np.concatenate([weight[:, :, k].T for k in range(3)], axis=1)  # (in, 3 * out)
        offset = sum(shift @ weight[:, :, k].T for k in range(3))
        out[f"kernel{number}"] = (scale[:, None] * kernel).astype(np.float32)
        out[f"bias{number}"] = (bias + offset).astype(np.float32)
        out[f"pad{number - 1}"] = (-shift / scale).astype(np.float32)  # what a gap must hold before scale and shift
        scale, shift = gamma / std, beta - mean * gamma / std
        assert np.abs(scale).min() > 1e-6, "a channel that the norm switches off"
    rest = {index: arrays[index].astype(np.float64) for index in arrays if index > 18}
    if "head" in scheme and "crf" in scheme["head"]:
        convert_tags(archive, rest, scale, shift, out)
        out["moves"] = rest[21].astype(np.float32)
    elif "rel" in scheme:
        convert_tree(archive, rest, scale, shift, scheme, out)
    else:
        convert_tags(archive, rest, scale, shift, out)
    write_arrays(target, out)


def convert_tags(
    archive: tarfile.TarFile,
    rest: dict[int, np.ndarray],
    scale: np.ndarray,
    shift: np.ndarray,
    out: dict[str, np.ndarray],
) -> None:
    """A projection onto tags."""
    out["head"] = (scale[:, None] * rest[19]).astype(np.float32)
    out["head_bias"] = (rest[20] + shift @ rest[19]).astype(np.float32)
    out["tags"] = np.array(gzip.decompress(read(archive, "vocabs/tag.gz")).decode().splitlines())


def convert_tree(
    archive: tarfile.TarFile,
    rest: dict[int, np.ndarray],
    scale: np.ndarray,
    shift: np.ndarray,
    scheme: dict,
    out: dict[str, np.ndarray],
) -> None:
    """Heads and relations: the hidden states are made plain here, so the root vectors stay as they are."""
    out["scale"], out["shift"] = scale.astype(np.float32), shift.astype(np.float32)
    for part in ("head", "rel"):
        for side in ("head", "tail"):
            proj = scheme[part][side]["proj"]
            out[f"{part}_{side}"] = rest[proj["weight"]["array"]].astype(np.float32)
            out[f"{part}_{side}_bias"] = rest[proj["bias"]["array"]].astype(np.float32)
        for name in ("root", "kernel"):
            out[f"{part}_{name}"] = rest[scheme[part][name]["array"]].astype(np.float32)
    out["tags"] = np.array(gzip.decompress(read(archive, "vocabs/rel.gz")).decode().splitlines())


def find_arrays(scheme: object) -> list[dict]:
    """Every array that a model's scheme names."""
    if isinstance(scheme, dict):
        if "dtype" in scheme:
            return [scheme] if isinstance(scheme.get("array"), int) else []
        return [item for value in scheme.values() for item in find_arrays(value)]
    if isinstance(scheme, list):
        return [item for value in scheme for item in find_arrays(value)]
    return []


def write_arrays(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """An .npz with a fixed date, so that it is the same file each time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(arrays):
            buffer = io.BytesIO()
            np.save(buffer, np.ascontiguousarray(arrays[name]))
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", (2020, 1, 1, 0, 0, 0)), buffer.getvalue())


def write_checksums(target: Path) -> None:
    """SHA256SUMS beside the files, in the form that `sha256sum -c` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(target.glob("*.np[yz]"))
    ]
    (target / "SHA256SUMS").write_text("".join(lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path, help="natasha-1.6.0-py3-none-any.whl")
    parser.add_argument("--target", type=Path, default=TARGET)
    args = parser.parse_args()
    args.target.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(args.wheel) as wheel:
        words = convert_vectors(open_source(wheel, "emb/navec_news_v1_1B_250K_300d_100q.tar"), args.target)
        for name in ("ner", "morph", "syntax"):
            archive = open_source(wheel, f"model/slovnet_{name}_news_v1.tar")
            convert_model(archive, words, args.target / f"{name}.npz")
    write_checksums(args.target)


if __name__ == "__main__":
    main()
