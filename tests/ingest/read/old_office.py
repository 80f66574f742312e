"""Word 97 files made for tests, byte by byte (MS-CFB, MS-DOC)."""

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file; streams are filled up to 4096 bytes, so that none is a small one."""
    sectors: list[bytes] = []
    table = [FAT]
    entries = [_entry("Root Entry", 5, FREE, 0)]
    for name, content in streams.items():
        data = content.ljust(max(4096, -(-len(content) // SECTOR) * SECTOR), b"\0")
        first = len(sectors) + 1
        count = len(data) // SECTOR
        sectors += [data[i * SECTOR : (i + 1) * SECTOR] for i in range(count)]
        table += [*range(first + 1, first + count), END]
        entries.append(_entry(name, 2, first, len(data)))
    for i in range(1, len(entries)):  # each is the right neighbour of the one before
        entries[i - 1] = _linked(entries[i - 1], i, root=i == 1)
    while len(entries) % 4:
        entries.append(bytes(SECTOR // 4))
    folder = len(sectors) + 1
    joined = b"".join(entries)
    count = len(joined) // SECTOR
    sectors += [joined[i * SECTOR : (i + 1) * SECTOR] for i in range(count)]
    table += [*range(folder + 1, folder + count), END]
    assert len(table) <= SECTOR // 4
    table += [FREE] * (SECTOR // 4 - len(table))
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, folder, 0, 4096, END, 0, END, 0),
    ) + struct.pack("<109I", 0, *[FREE] * 108)
    return head + struct.pack("<128I", *table) + b"".join(sectors)


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    units = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16s4x8x8xIQ",
        units,
        len(units),
        *(kind, 1, FREE, FREE, FREE),
        bytes(16),
        *(first, size),
    )


def _linked(entry: bytes, number: int, *, root: bool) -> bytes:
    place = 76 if root else 72  # the child of the root, the right neighbour of a stream
    return entry[:place] + struct.pack("<I", number) + entry[place + 4 :]


TEXT = 0x800


def word97(
    *pieces: bytes | str,
    flags: int = 0x0200,
    magic: int = 0xA5EC,
    deleted: tuple[int, int] | None = None,
    changes: bytes = b"",
    lengths: dict[int, int] | None = None,
) -> bytes:
    """A file of these pieces in the order of the text, lying in the file in the opposite one, as a
    fast save leaves them. bytes: one byte a character. `deleted`: characters `[start, end)` of the
    first piece that lies in the file; `changes`: made to the last piece."""
    raw = [
        piece if isinstance(piece, bytes) else piece.encode("utf-16-le", "surrogatepass")
        for piece in pieces
    ]
    places, at = {}, TEXT
    for i in reversed(range(len(raw))):
        places[i] = at
        at += len(raw[i])
    ends = [0]
    items = b""
    for i, piece in enumerate(pieces):
        ends.append(ends[-1] + len(raw[i]) // (1 if isinstance(piece, bytes) else 2))
        where = places[i] * 2 | 0x40000000 if isinstance(piece, bytes) else places[i]
        changed = 1 if changes and i == len(pieces) - 1 else 0
        items += struct.pack("<HIH", 0, where, changed)
    table = struct.pack(f"<{len(ends)}I", *ends) + items
    clx = (b"\1" + struct.pack("<H", len(changes)) + changes) if changes else b""
    clx += b"\2" + struct.pack("<I", len(table)) + table
    parts = {33: clx}
    document = bytearray(at)
    for i, data in enumerate(raw):
        document[places[i] : places[i] + len(data)] = data
    if deleted:
        page = -(-len(document) // SECTOR)
        document += bytes((page + 1) * SECTOR - len(document))
        first, last = TEXT + 2 * deleted[0], TEXT + 2 * deleted[1]
        run = struct.pack("<IIB", first, last, 250)
        document[page * SECTOR : page * SECTOR + len(run)] = run
        document[page * SECTOR + 500 : page * SECTOR + 504] = b"\3\0\x08\1"
        document[page * SECTOR + 511] = 1
        parts[12] = struct.pack("<III", first, last, page)
    struct.pack_into("<HH", document, 0, magic, 0xC1)
    struct.pack_into("<H", document, 0x0A, flags)
    for place, length in (lengths or {0x4C: ends[-1]}).items():
        struct.pack_into("<I", document, place, length)
    stream = b""
    for index, data in parts.items():
        struct.pack_into("<II", document, 0x9A + 8 * index, len(stream), len(data))
        stream += data
    return ole({"WordDocument": bytes(document), "1Table": stream})
