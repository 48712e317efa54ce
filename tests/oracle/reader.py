#!/usr/bin/python3
# reader.py: reads what a book gives to the world with nothing but docs/FORMAT.md and the public
# specifications (RFC 6962, c2sp.org), so that the program is checked by something that shares no line with it.
#   reader.py checkpoint FILE VKEY...   a signed head: every key given must have signed it, one as the log
#   reader.py tiles DIR [VKEY...]       a tile directory: checkpoint, hash tiles and entry tiles agree
#   reader.py proof FILE VKEY...        a proof of one entry, with the lines it shows
#   reader.py evidence FILE VKEY        that the owner of a key signed two histories of its book
#   reader.py card FILE VKEY            a partner card: who vouched for each change of its keys
#   reader.py bundle FILE VKEY          the open part of a bundle by the log key of its sender
#   reader.py vectors DIR               the test vectors
# Ends with 0 when sound, 3 with one line that says why not, 2 on wrong usage.
import base64, hashlib, os, re, sys

from nacl import bindings
from nacl.exceptions import BadSignatureError
from nacl.public import PrivateKey, SealedBox
from nacl.signing import SigningKey, VerifyKey


class Unsound(Exception):
    pass


def need(condition, why):
    if not condition:
        raise Unsound(why)


def sha(data):
    return hashlib.sha256(data).digest()


def unbase64(text, what):
    """RFC 4648 section 4, and only the one spelling."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Unsound(f"{what}: not base64") from None
    need(base64.b64encode(data) == bytes(text), f"{what}: base64 in another spelling")
    return data


def unhash(text, what):
    data = unbase64(text, what)
    need(len(data) == 32, f"{what}: not a hash")
    return data


def number(text, what):
    need(re.fullmatch(rb"0|[1-9][0-9]{0,18}", text) is not None, f"{what}: not a number: {text!r}")
    return int(text)


def lines_of(data, what):
    need(data.endswith(b"\n"), f"{what}: does not end with a newline")
    return data[:-1].split(b"\n")


# The tree: RFC 6962 section 2.1, by its definitions.

def leaf_hash(data):
    return sha(b"\0" + data)


def node_hash(left, right):
    return sha(b"\1" + left + right)


def split_of(n):
    return 1 << (n - 1).bit_length() - 1


def root_of(hashes):
    if not hashes:
        return sha(b"")
    if len(hashes) == 1:
        return hashes[0]
    k = split_of(len(hashes))
    return node_hash(root_of(hashes[:k]), root_of(hashes[k:]))


def root_by_path(leaf, index, size, path):
    """The root that a leaf and its path lead to: MTH unfolded from the top, all of the path used."""
    need(0 <= index < size, "the entry is outside the tree")
    if size == 1:
        need(not path, "the path is too long")
        return leaf
    need(path, "the path is too short")
    k = split_of(size)
    if index < k:
        return node_hash(root_by_path(leaf, index, k, path[:-1]), path[-1])
    return node_hash(path[-1], root_by_path(leaf, index - k, size - k, path[:-1]))


def roots_by_proof(old_size, size, proof, old_root):
    """Both roots that a consistency proof leads to, by SUBPROOF of RFC 6962 section 2.1.2."""
    def unfold(m, n, proof, whole):
        if m == n:
            if whole:
                need(not proof, "the proof is too long")
                return old_root, old_root
            need(len(proof) == 1, "the proof has the wrong length")
            return proof[0], proof[0]
        need(proof, "the proof is too short")
        k = split_of(n)
        if m <= k:
            old, new = unfold(m, k, proof[:-1], whole)
            return old, node_hash(new, proof[-1])
        old, new = unfold(m - k, n - k, proof[:-1], False)
        return node_hash(proof[-1], old), node_hash(proof[-1], new)

    return unfold(old_size, size, proof, True)


# Notes: c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature.

ED25519, COSIGNATURE = 1, 4


class Key:
    def __init__(self, vkey):
        parts = vkey.encode().split(b"+", 2)
        need(len(parts) == 3, f"not a verifier key: {vkey}")
        self.name = parts[0]
        data = unbase64(parts[2], "verifier key")
        need(self.name and len(data) == 33 and data[0] in (ED25519, COSIGNATURE), f"not a key: {vkey}")
        self.kind, self.public = data[0], data[1:]
        self.id = sha(self.name + b"\n" + data)[:4]
        need(parts[1] == self.id.hex().encode(), f"the key's number is not its own: {vkey}")

    def verify(self, text, signature):
        """The time of a cosignature, 0 for a plain one."""
        time = 0
        if self.kind == COSIGNATURE:
            need(len(signature) == 72, f"signature of {self.name.decode()}: wrong length")
            time = int.from_bytes(signature[:8], "big")
            need(time < 1 << 63, f"signature of {self.name.decode()}: impossible time")
            text, signature = b"cosignature/v1\ntime %d\n" % time + text, signature[8:]
        need(len(signature) == 64, f"signature of {self.name.decode()}: wrong length")
        try:
            VerifyKey(self.public).verify(text, signature)
        except BadSignatureError:
            raise Unsound(f"signature of {self.name.decode()}: does not verify") from None
        return time


def read_note(data):
    """(text, [(name, id, signature)])"""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise Unsound("note: not UTF-8") from None
    need(all(c >= 0x20 or c == 0x0A for c in data), "note: a control character")
    at = data.rfind(b"\n\n")
    need(at >= 0, "note: no empty line")
    text, signatures = data[:at + 1], []
    for line in lines_of(data[at + 2:], "note"):
        need(line.startswith("\u2014 ".encode()), "note: not a signature line")
        name, space, chars = line[4:].partition(b" ")
        need(space and name and b"+" not in name and not re.search(r"\s", name.decode()),
             "note: not a signature line")
        blob = unbase64(chars, "signature")
        need(len(blob) > 4, "note: an empty signature")
        signatures.append((name, blob[:4], blob[4:]))
    need(len(signatures) <= 100, "note: too many signatures")
    return text, signatures


def verify_note(data, keys):
    """The text, and the times of cosignatures by name. Every key must have signed."""
    text, signatures = read_note(data)
    times = {}
    for key in keys:
        own = [s for name, id, s in signatures if name == key.name and id == key.id]
        need(own, f"not signed by {key.name.decode()}")
        times[key.name.decode()] = max(key.verify(text, s) for s in own)
    return text, times


def read_checkpoint(text):
    lines = lines_of(text, "checkpoint")
    need(len(lines) >= 3 and all(lines), "checkpoint: needs three lines and no empty one")
    return lines[0].decode(), number(lines[1], "size"), unhash(lines[2], "root")


def verify_checkpoint(data, vkeys):
    keys = [Key(v) for v in vkeys]
    text, times = verify_note(data, keys)
    origin, size, root = read_checkpoint(text)
    if keys:
        need(any(k.kind == ED25519 and k.name.decode() == origin for k in keys),
             f"none of the keys is the log key of {origin}")
    return origin, size, root, times


# Entries: docs/FORMAT.md.

LEAF = re.compile(rb"ketnghia/entry/v1\nkind ([a-z][a-z0-9_]{0,62})/([1-9][0-9]*)\ntime (0|[1-9][0-9]*)\n"
                  rb"(?:amends (0|[1-9][0-9]*)\n)?body ([A-Za-z0-9+/]{43}=)\n")


def read_leaf(data, whole=True):
    """(kind/schema, time, amended entry or None, body hash, what follows)"""
    match = LEAF.fullmatch(data) if whole else LEAF.match(data)
    need(match is not None, "an entry that is no leaf")
    kind, schema, time, amends, body = match.groups()
    need(int(schema) < 1 << 31 and int(time) < 1 << 63, "a leaf with impossible numbers")
    return (kind + b"/" + schema, int(time), None if amends is None else int(amends),
            unhash(body, "body"), data[match.end():])


OPEN = re.compile(rb"= ([A-Za-z0-9_-]{21}[AQgw]) ([a-z][a-z0-9_]{0,62}) (.*)", re.DOTALL)
VALUE = re.compile(r"(?:[^\x00-\x1f\\\u202a-\u202e\u2066-\u2069]|\\[\\nt])*")


def read_body(data):
    """(body hash, [(name, value) or None])"""
    commitments, shown = [], []
    for line in lines_of(data, "body"):
        if line.startswith(b"# "):
            commitments.append(unhash(line[2:], "commitment"))
            shown.append(None)
            continue
        match = OPEN.fullmatch(line)
        need(match is not None, f"body: not a line: {line!r}")
        try:
            value = match.group(3).decode("utf-8")
        except UnicodeDecodeError:
            raise Unsound("body: not UTF-8") from None
        need(VALUE.fullmatch(value) and not value.endswith(" "), f"body: not a value: {value!r}")
        commitments.append(sha(b"ketnghia/line/v1\n" + line[2:]))
        shown.append((match.group(2).decode(), value))
    need(len(commitments) <= 512, "body: too many lines")
    return sha(b"ketnghia/body/v1\n" + b"".join(commitments)), shown


# A tile directory: c2sp.org/tlog-tiles.

def tile_name(n):
    text = "%03d" % (n % 1000)
    while n >= 1000:
        n //= 1000
        text = "x%03d/%s" % (n % 1000, text)
    return text


def tiles_needed(size):
    """The paths of a tree of this size, with level (-1: entries), number and width."""
    level, count = 0, size
    while count > 0:
        for n in range((count + 255) // 256):
            width = min(256, count - 256 * n)
            name = tile_name(n) + ("" if width == 256 else ".p/%d" % width)
            yield "tile/%d/%s" % (level, name), level, n, width
            if level == 0:
                yield "tile/entries/" + name, -1, n, width
        level, count = level + 1, count // 256


TILE = re.compile(r"tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


def tile_of(path):
    match = TILE.fullmatch(path)
    need(match is not None, f"{path}: not the path of a tile")
    n = int(match.group(2).replace("x", "").replace("/", ""))
    width = int(match.group(3) or 256)
    need(tile_name(n) == match.group(2) and width <= 256 and match.group(3) != "256",
         f"{path}: not the path of a tile")
    return -1 if match.group(1) == "entries" else int(match.group(1)), n, width


def read_entries(data, path):
    entries = []
    while data:
        need(len(data) >= 2, f"{path}: cut")
        length = int.from_bytes(data[:2], "big")
        need(len(data) >= 2 + length, f"{path}: cut")
        entries.append(data[2:2 + length])
        data = data[2 + length:]
    return entries


def read_file(folder, path):
    try:
        with open(os.path.join(folder, path), "rb") as f:
            return f.read()
    except OSError as error:
        raise Unsound(f"{path}: {error.strerror}") from None


def check_leaves(entries):
    kinds = []
    for i, data in enumerate(entries):
        try:
            kind, _, amends, _, _ = read_leaf(data)
        except Unsound as why:
            raise Unsound(f"entry {i}: {why}") from None
        need(amends is None or (amends < i and kinds[amends] is not None), f"entry {i} amends no first entry")
        need(amends is None or kinds[amends].split(b"/")[0] == kind.split(b"/")[0],
             f"entry {i} amends an entry of another kind")
        kinds.append(kind if amends is None else None)
    need(not kinds or kinds[0] == b"book/1", "entry 0 does not open the book")


def verify_tiles(folder, vkeys):
    origin, size, root, _ = verify_checkpoint(read_file(folder, "checkpoint"), vkeys)
    entries = []
    for path, level, n, width in tiles_needed(size):
        if level == -1:
            got = read_entries(read_file(folder, path), path)
            need(len(got) == width, f"{path}: holds {len(got)} entries, not {width}")
            entries += got
    levels = [[leaf_hash(e) for e in entries]]
    while len(levels[-1]) >= 256:
        below = levels[-1]
        levels.append([root_of(below[i:i + 256]) for i in range(0, len(below) - 255, 256)])
    need(root_of(levels[0]) == root, "the entries do not lead to the signed root")
    need(all(os.path.isfile(os.path.join(folder, path)) for path, _, _, _ in tiles_needed(size)),
         "a hash tile is missing")

    found = 0
    for base, _, names in os.walk(os.path.join(folder, "tile")):
        for name in names:
            path = os.path.relpath(os.path.join(base, name), folder)
            level, n, width = tile_of(path)
            hashes = levels[max(level, 0)] if level < len(levels) else []
            need(256 * n + width <= len(hashes), f"{path}: outside the tree")
            data = read_file(folder, path)
            got = [leaf_hash(e) for e in read_entries(data, path)] if level == -1 else \
                [data[i:i + 32] for i in range(0, len(data), 32)]
            need(got == hashes[256 * n:256 * n + width], f"{path}: does not agree with the entries")
            found += 1
    check_leaves(entries)
    return f"{origin}: {size} entries, {found} tiles, root {root.hex()}"


# A proof: c2sp.org/tlog-proof@v1.

def read_proof(data):
    """(extra, index, path, checkpoint note)"""
    head, empty, note = data.partition(b"\n\n")
    need(empty, "proof: no empty line")
    lines = head.split(b"\n")
    need(lines[0] == b"c2sp.org/tlog-proof@v1", "proof: of another kind")
    lines, extra = lines[1:], None
    if lines and lines[0].startswith(b"extra "):
        extra, lines = unbase64(lines[0][6:], "extra"), lines[1:]
        need(extra, "proof: empty extra")
    need(lines and lines[0].startswith(b"index "), "proof: no index")
    return extra, number(lines[0][6:], "index"), [unhash(h, "path") for h in lines[1:]], note


def verify_proof(data, vkeys):
    extra, index, path, note = read_proof(data)
    origin, size, root, times = verify_checkpoint(note, vkeys)
    need(extra is not None, "proof: shows no entry")
    kind, time, _, body, shown = read_leaf(extra, whole=False)
    leaf = extra[:len(extra) - len(shown)]
    need(root_by_path(leaf_hash(leaf), index, size, path) == root, "the path does not lead to the signed root")
    said = [f"{origin}: entry {index} of {size}, {kind.decode()}, time {time}"]
    if shown:
        hashed, lines = read_body(shown)
        need(hashed == body, "the lines shown are not those of the entry")
        said += [f"  {line[0]}: {line[1]}" if line else "  (struck out)" for line in lines]
    said += [f"  cosigned by {name} at {time}" for name, time in times.items() if time]
    return "\n".join(said)


# Evidence of a fork: docs/FORMAT.md section 11.

def take_hashes(lines, word):
    """The hashes of the lines in front that begin with the word; they are taken off."""
    taken = []
    while lines and lines[0].startswith(word + b" "):
        taken.append(unhash(lines.pop(0)[len(word) + 1:], "evidence"))
    return taken


def take_hash(lines, word):
    need(lines and lines[0].startswith(word + b" "), "evidence: shows nothing that contradicts")
    return unhash(lines.pop(0)[len(word) + 1:], "evidence")


def verify_counted(note, counted):
    """A head by the newest key, or by the one that counted at its size."""
    size = int(note.split(b"\n")[1])
    at_size = [key for entry, key, _ in counted if entry < size or entry == 0][-1]
    try:
        return verify_checkpoint(note, [counted[-1][1]])
    except Unsound:
        return verify_checkpoint(note, [at_size])


def verify_evidence(data, vkeys):
    parts = data.split(b"\n\n")
    need(len(parts) == 5, "evidence: not two heads")
    lines = parts[0].split(b"\n")
    need(lines[0] == b"ketnghia/evidence/v1", "evidence: of another kind")
    need(len(lines) > 1 and lines[1] == b"key " + vkeys[0].encode(), "evidence: of another key")
    shown, counted = lines[2:], [(0, vkeys[0], "start")]
    if shown and shown[0].startswith(b"card "):
        counted = keys_of_card(unbase64(shown.pop(0)[5:], "card"), vkeys[:1])
    (origin, size, root, _), (_, other_size, other_root, _) = (
        verify_counted(note, counted) for note in (parts[1] + b"\n\n" + parts[2] + b"\n", parts[3] + b"\n\n" + parts[4]))
    if size == other_size:
        need(root != other_root, "evidence: one head twice")
    elif shown and shown[0].startswith(b"entry "):
        entry, leaves = number(shown.pop(0)[6:], "entry"), []
        for head_size, head_root in ((size, root), (other_size, other_root)):
            leaves.append(take_hash(shown, b"leaf"))
            path = take_hashes(shown, b"hash")
            need(root_by_path(leaves[-1], entry, head_size, path) == head_root, "evidence: a path leads elsewhere")
        need(leaves[0] != leaves[1], "evidence: the entry is the same")
    else:
        need(0 < other_size < size, "evidence: shows nothing that contradicts")
        grown = take_hash(shown, b"root")
        need(roots_by_proof(other_size, size, take_hashes(shown, b"hash"), grown) == (grown, root),
             "evidence: the first did not grow out of that root")
        need(grown != other_root, "evidence: the second is a state of the first")
    need(not shown, "evidence: more than it needs")
    return f"{origin}: two histories, of {size} and {other_size} entries"


# Cards and changes of keys: docs/FORMAT.md sections 4 and 10.

KEY_LINES = [b"log_key", b"mirror_key", b"witness_key", b"box_key", b"recovery_sign", b"recovery_box"]
VETO = 30 * 86400


def key_values(body, names):
    """The values of a body of these lines and no others, all open."""
    rows = [line.split(b" ", 3) for line in lines_of(body, "keys")]
    need([r[0] for r in rows] == [b"="] * len(names) and [r[2] for r in rows] == names, "keys: other lines")
    return {r[2]: r[3] for r in rows}


def change_text(origin, entry, time, root, values):
    head = b"ketnghia/key/v1\norigin %s\nentry %s\ntime %s\nroot %s\n" % (origin, entry, time, root)
    return head + b"".join(b"%s %s\n" % (name, values[name]) for name in KEY_LINES)


def is_signed(public, text, signature):
    try:
        VerifyKey(public).verify(text, signature)
        return True
    except BadSignatureError:
        return False


def verify_change(chain, origin, words, body):
    """chain: (time, by what, log, sheet), oldest first."""
    need(len(words) == 4 and words[0] == b"change", "card: change")
    need(number(words[2], "time") >= chain[-1][0], "card: a change before another in time")
    values = key_values(body, KEY_LINES + [b"signature"])
    text, signature = change_text(origin, *words[1:], values), unbase64(values[b"signature"], "signature")
    time, by = int(words[2]), None
    if is_signed(chain[-1][2], text, signature):
        by = "key"
    elif is_signed(chain[-1][3], text, signature):
        by = "sheet"
    for at in range(len(chain) - 1, 0, -1):
        if by or chain[at][1] != "key" or time - chain[at][0] > VETO:
            break
        by = "taken back" if is_signed(chain[at - 1][3], text, signature) else None
    need(by, "card: nobody vouches for a change of keys")
    log = Key(values[b"log_key"].decode()).public if values[b"log_key"] else chain[-1][2]
    sheet = unbase64(values[b"recovery_sign"], "recovery") if values[b"recovery_sign"] else chain[-1][3]
    chain.append((time, by, log, sheet))
    return values[b"log_key"]


def keys_of_card(data, vkeys):
    """(entry, verifier key, who vouched) of each log key in a sound card."""
    text = data[:data.rindex(b"\n\n") + 1]
    need(text.startswith(b"ketnghia/card/v1\n"), "card: its first line")
    parts = re.split(rb"^(change .*)\n", text[len(b"ketnghia/card/v1\n"):], flags=re.M)
    first = key_values(parts[0], [b"origin", b"code", b"name", b"unit_kind"] + KEY_LINES)
    log = first[b"log_key"]
    chain = [(0, "start", Key(log.decode()).public, unbase64(first[b"recovery_sign"], "recovery"))]
    keys = [(0, log.decode(), "start")]
    for words, body in zip(parts[1::2], parts[2::2]):
        log = verify_change(chain, first[b"origin"], words.split(b" "), body) or log
        keys.append((number(words.split(b" ")[1], "entry"), log.decode(), chain[-1][1]))
    verify_note(data, [Key(log.decode())])
    need(not vkeys or log.decode() == vkeys[0], "card: another key")
    return keys


def verify_card(data, vkeys):
    keys = keys_of_card(data, vkeys)
    return keys[0][1].split("+")[0] + ": keys " + ", ".join(by for _, _, by in keys)


# The open part of a bundle: docs/FORMAT.md section 11.

def tar_header(path, length):
    """The only spelling of a header."""
    prefix, name = b"", path
    if len(path) > 100:
        at = next(i for i in range(len(path) - 101, len(path)) if path[i:i + 1] == b"/" and i > 0)
        prefix, name = path[:at], path[at + 1:]
    fields = [name.ljust(100, b"\0"), b"000644 \0", b"000000 \0", b"000000 \0", b"%011o " % length, b"%011o " % 0,
              b" " * 8, b"0", bytes(100), b"ustar\x0000", bytes(64), b"000000 \0", b"000000 \0", prefix.ljust(155, b"\0"),
              bytes(12)]
    block = b"".join(fields)
    return block[:148] + b"%06o\0 " % sum(block) + block[156:]


def read_tar(data):
    members, at = [], 0
    while data[at:at + 512] != bytes(512):
        header = data[at:at + 512]
        need(len(header) == 512, "bundle: cut")
        prefix, name, length = header[345:500].rstrip(b"\0"), header[:100].rstrip(b"\0"), header[124:135]
        path = prefix + b"/" + name if prefix else name
        need(re.fullmatch(rb"[0-7]{11}", length) and re.fullmatch(rb"[a-z0-9._/-]{1,200}", path), "bundle: no such header")
        length = int(length, 8)
        need(header == tar_header(path, length), f"bundle: {path!r} in another spelling")
        members.append((path, data[at + 512:at + 512 + length]))
        need(len(members[-1][1]) == length, "bundle: cut")
        padding = data[at + 512 + length:at + 512 + (length + 511) // 512 * 512]
        need(len(padding) == -length % 512 and not any(padding), "bundle: padding")
        at += 512 + (length + 511) // 512 * 512
    need(data[at:] == bytes(1024), "bundle: its end")
    need(len({p for p, _ in members}) == len(members), "bundle: a path twice")
    return members


def verify_bundle(data, vkeys):
    members = read_tar(data)
    need(members and members[0][0] == b"manifest", "bundle: no manifest")
    text, _ = verify_note(members[0][1], [Key(vkeys[0])])
    lines = lines_of(text, "manifest")
    need(lines[0] == b"ketnghia/bundle/v1" and [l.split(b" ")[0] for l in lines[1:4]] == [b"from", b"to", b"time"], "manifest")
    listed = [b"%s %d %s" % (sha(d).hex().encode(), len(d), p) for p, d in members[1:]]
    cards = [line for line in lines[4:] if line.startswith(b"card ")]
    for card in cards:
        verify_card(unbase64(card[5:], "card"), [])
    need(lines[4:] == cards + listed, "manifest: lists other members")
    need(lines[1] == b"from " + Key(vkeys[0]).name and members[-1][0] == b"shared.box", "manifest")
    said, parts = [], dict(members)
    for path, note in members:
        if path.startswith(b"book/") and path.endswith(b"/checkpoint"):
            origin, size, root = read_checkpoint(read_note(note)[0])
            folder = path[:-len(b"checkpoint")]
            need(folder == b"book/" + sha(origin.encode()).hex().encode() + b"/", "bundle: a head in another's folder")
            tiles = [p for p in parts if p.startswith(folder + b"tile/")]
            leaves = [e for t in tiles for e in read_entries(parts[t], t.decode())]
            for leaf in leaves:
                read_leaf(leaf)
            if len(leaves) == size:
                check_leaves(leaves)
                need(root_of([leaf_hash(e) for e in leaves]) == root, "bundle: the leaves do not lead to the head")
            said.append(f"{origin}: {size} entries, {len(leaves)} leaves came")
    return "\n".join([f"{len(members)} members, {(lines[1] + b' ' + lines[2]).decode()}"] + said)


# Test vectors: `label: value`, or a label and lines behind bars.

def read_vectors(data):
    rows = {}
    for line in data.decode().split("\n")[:-1]:
        if line.startswith("|"):
            rows[label][-1] += line[1:] + "\n"
        else:
            label, _, value = line.partition(":")
            rows.setdefault(label, []).append(value[1:])
    return rows


def check_entry(v):
    text = lambda label: v[label][0].encode()
    body, lines = read_body(text("body"))
    for i, line in enumerate(lines_of(text("body"), "body")):
        need(sha(b"ketnghia/line/v1\n" + line[2:]).hex() == v[f"commitment {i}"][0], f"commitment {i}")
    need(body.hex() == v["body hash"][0], "body hash")
    struck, shown = read_body(text("struck"))
    need(struck == body and None in shown and all(a in (None, b) for a, b in zip(shown, lines)), "struck")
    for label in ("leaf", "amending leaf"):
        need(read_leaf(text(label))[3] == body, label)
        need(leaf_hash(text(label)).hex() == v[label + " hash"][0], label + " hash")


def check_tree(v):
    hashes = [leaf_hash(bytes.fromhex(v[f"leaf {i}"][0])) for i in range(8)]
    roots = [bytes.fromhex(v[f"root {n}"][0]) for n in range(9)]
    for n in range(9):
        need(root_of(hashes[:n]) == roots[n], f"root {n}")
    for label, rows in v.items():
        words, path = label.split(" "), [bytes.fromhex(h) for h in rows]
        if words[0] == "inclusion":
            index, size = int(words[1]), int(words[3])
            need(root_by_path(hashes[index], index, size, path) == roots[size], label)
        if words[0] == "consistency":
            old, size = int(words[1]), int(words[3])
            need(roots_by_proof(old, size, path, roots[old]) == (roots[old], roots[size]), label)


def check_note(v):
    for who in ("log", "mirror"):
        public = bytes(SigningKey(bytes.fromhex(v[who + " seed"][0])).verify_key)
        need(public.hex() == v[who + " public"][0] and Key(v[who + " vkey"][0]).public == public, who)
    verify_checkpoint(v["note"][0].encode(), [v["log vkey"][0], v["mirror vkey"][0]])


def check_key(v):
    text = v["text"][0].encode()
    sheet = base64.b32decode(v["recovery sheet"][0].replace("-", "") + "====")[:32]
    for label, seed in (("log key before", bytes.fromhex(v["log seed before"][0])),
                        ("sheet", sha(b"ketnghia/recovery/sign/v1\n" + sheet))):
        signed = SigningKey(seed).sign(text).signature
        need(base64.b64encode(signed).decode() == v["signature by the " + label][0], "signature by the " + label)


def open_sealed(sealed, secret):
    """A part that is sealed to an X25519 key: a key in a sealed box, then a secretstream that ends in TAG_FINAL."""
    key, at, plain = SealedBox(PrivateKey(secret)).decrypt(sealed[:80]), 104, b""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, sealed[80:104], key)
    while at < len(sealed):
        part, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, sealed[at:at + 65536 + 17])
        plain, at = plain + part, at + 65536 + 17
        need((tag == bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL) == (at >= len(sealed)), "sealed part: its end")
    return plain


def check_copy(v):
    secret = bytes.fromhex(v["secret"][0])
    bits = "".join(f"{byte:08b}" for byte in secret) + f"{sha(secret)[0] >> 4:04b}"
    chars = "".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[int(bits[i:i + 5], 2)] for i in range(0, 260, 5))
    need("-".join(chars[i:i + 4] for i in range(0, 52, 4)) == v["sheet"][0], "sheet")
    seed, box = sha(b"ketnghia/recovery/sign/v1\n" + secret), sha(b"ketnghia/recovery/box/v1\n" + secret)
    need(bytes(SigningKey(seed).verify_key).hex() == v["recovery_sign"][0] and box.hex() == v["box secret"][0], "recovery keys")
    need(bytes(PrivateKey(box).public_key).hex() == v["recovery_box"][0], "recovery_box")
    need(open_sealed(base64.b64decode(v["sealed"][0]), box) == v["plain"][0].encode(), "sealed part")


def verify_vectors(folder):
    rows = {name: read_vectors(read_file(folder, name + ".txt")) for name in ("entry", "tree", "note", "key", "copy")}
    check_copy(rows["copy"])
    check_entry(rows["entry"])
    check_tree(rows["tree"])
    check_note(rows["note"])
    check_key(rows["key"])
    verify_proof(read_file(folder, "proof.txt"), [rows["note"]["log vkey"][0], rows["note"]["mirror vkey"][0]])
    return "vectors agree"


def main(arguments):
    if len(arguments) < 2 or arguments[0] not in ("checkpoint", "tiles", "proof", "evidence", "card", "bundle", "vectors"):
        print("reader.py checkpoint FILE VKEY... | tiles DIR [VKEY...] | proof FILE VKEY... | evidence FILE VKEY | "
              "card FILE VKEY | bundle FILE VKEY | vectors DIR", file=sys.stderr)
        return 2
    command, path, vkeys = arguments[0], arguments[1], arguments[2:]
    try:
        if command == "tiles":
            said = verify_tiles(path, vkeys)
        elif command == "vectors":
            said = verify_vectors(path)
        else:
            need(vkeys, "no key to judge it by")
            data = read_file(os.path.dirname(path) or ".", os.path.basename(path))
            if command in ("proof", "evidence", "card", "bundle"):
                said = {"proof": verify_proof, "evidence": verify_evidence, "card": verify_card,
                        "bundle": verify_bundle}[command](data, vkeys)
            else:
                origin, size, root, times = verify_checkpoint(data, vkeys)
                said = f"{origin}: size {size}, root {root.hex()}"
                said += "".join(f"\n  cosigned by {name} at {time}" for name, time in times.items() if time)
    except Unsound as why:
        print(f"not sound: {why}")
        return 3
    print(said)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
