#!/usr/bin/python3
# check.py SOURCE: the oracle itself: it agrees with the vectors, accepts what is sound and notices what is not.
import contextlib, io, os, pathlib, sys, tempfile

source = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(source / "tests/oracle"))
sys.dont_write_bytecode = True
import reader
from nacl.signing import SigningKey

vectors = source / "tests/vectors"
note = reader.read_vectors((vectors / "note.txt").read_bytes())
keys = [note["log vkey"][0], note["mirror vkey"][0]]
done = 0


def run(*arguments):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return reader.main([str(a) for a in arguments])


def check(condition, name):
    global done
    done += 1
    print(("ok" if condition else "not ok"), done, name)
    if not condition:
        sys.exit(1)


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def leaf(i):
    kind = b"book/1" if i == 0 else b"activity/1"
    body = reader.base64.b64encode(reader.sha(b"%d" % i))
    amends = b"amends %d\n" % (i - 1) if i % 5 == 2 else b""
    return b"ketnghia/entry/v1\nkind %s\ntime %d\n%sbody %s\n" % (kind, 1579057200 + i, amends, body)


def log_of(folder, size):
    """A tile directory as c2sp.org/tlog-tiles says, written the long way: every tile by its definition."""
    entries = [leaf(i) for i in range(size)]
    hashes = [reader.leaf_hash(e) for e in entries]
    level = 0
    while size >> 8 * level > 0 or level == 0:
        for at in range(0, size >> 8 * level, 256):
            width = min(256, (size >> 8 * level) - at)
            name = reader.tile_name(at // 256) + ("" if width == 256 else f".p/{width}")
            span = 1 << 8 * level
            write(folder / f"tile/{level}/{name}", b"".join(
                reader.root_of(hashes[i * span:(i + 1) * span]) for i in range(at, at + width)))
            if level == 0:
                write(folder / f"tile/entries/{name}", b"".join(
                    len(e).to_bytes(2, "big") + e for e in entries[at:at + width]))
        level += 1
    text = b"%s\n%d\n%s\n" % (reader.Key(keys[0]).name, size, reader.base64.b64encode(reader.root_of(hashes)))
    signature = SigningKey(bytes.fromhex(note["log seed"][0])).sign(text).signature
    blob = reader.base64.b64encode(reader.Key(keys[0]).id + signature)
    write(folder / "checkpoint", text + b"\n\xe2\x80\x94 " + reader.Key(keys[0]).name + b" " + blob + b"\n")


def every_byte_noticed(path, step, *arguments):
    data = path.read_bytes()
    for at in range(0, len(data), step):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1:])
        if run(*arguments) != 3:
            return False
    path.write_bytes(data)
    return run(*arguments) == 0


print("1..13")
check(run("vectors", vectors) == 0, "vectors agree")
check(run() == 2 and run("nothing", vectors) == 2, "wrong usage is said")
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    proof, head = folder / "proof", folder / "head"
    write(proof, (vectors / "proof.txt").read_bytes())
    write(head, note["note"][0].encode())
    check(run("checkpoint", head, *keys) == 0 and run("proof", proof, *keys) == 0, "sound ones are accepted")
    check(run("checkpoint", head) == 3 and run("checkpoint", head, keys[1]) == 3, "nothing counts without the log's key")
    other = "other+%s+%s" % (reader.sha(b"other\n\1" + bytes(32))[:4].hex(), reader.base64.b64encode(b"\1" + bytes(32)).decode())
    check(run("checkpoint", head, *keys, other) == 3, "a key that did not sign is missed")
    check(every_byte_noticed(head, 1, "checkpoint", head, *keys), "every changed byte of a head is noticed")
    check(every_byte_noticed(proof, 1, "proof", proof, *keys), "every changed byte of a proof is noticed")
    for size in (0, 1, 255, 256, 257, 66000):
        log_of(folder / f"log{size}", size)
    check(all(run("tiles", folder / f"log{size}", keys[0]) == 0 for size in (0, 1, 255, 256, 257)), "tiles of small books")
    check(run("tiles", folder / "log66000", keys[0]) == 0, "tiles of three levels")
    log = folder / "log257"
    write(log / "tile/0/000.p/7", (log / "tile/0/000").read_bytes()[:7 * 32])
    check(run("tiles", log, keys[0]) == 0, "older partial tiles may stay")
    check(every_byte_noticed(log / "tile/entries/001.p/1", 1, "tiles", log, keys[0])
          and every_byte_noticed(log / "tile/entries/000", 997, "tiles", log, keys[0])
          and every_byte_noticed(log / "tile/0/000", 501, "tiles", log, keys[0])
          and every_byte_noticed(log / "tile/1/000.p/1", 5, "tiles", log, keys[0])
          and every_byte_noticed(log / "tile/0/000.p/7", 50, "tiles", log, keys[0]), "changed tiles are noticed")
    os.rename(log / "tile/1/000.p/1", folder / "kept")
    missing = run("tiles", log, keys[0])
    os.rename(folder / "kept", log / "tile/1/000.p/1")
    check(missing == 3 and run("tiles", log, keys[0]) == 0, "a missing tile is noticed")
    write(log / "tile/0/002.p/9", bytes(9 * 32))
    check(run("tiles", log, keys[0]) == 3, "a tile outside the tree is noticed")
