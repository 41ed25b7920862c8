"""Where a picture ends in its file: what stands behind it is no picture, whatever else it is.

A file may be a picture and a page or an archive at once. Only the structure is walked through
here, by the lengths that it states; nothing is decoded. One of very many parts is made to keep a
reader busy: each scan of a JPEG goes over all of its pixels anew, and takes no more than 12 bytes.
"""

import struct

PNG_END, JPEG_END, GIF_END = b"IEND", 0xD9, 0x3B
IMAGE, EXTENSION, SCAN = 0x2C, 0x21, 0xDA
PARTS, SCANS = 20_000, 100  # the most of a picture; drawing programs make some hundreds, and ten
ALONE = {0x01, *range(0xD0, 0xD9)}  # markers of JPEG without a length


def of(content, kind):
    """The place behind its last byte; None where it breaks off, or is not as it should be."""
    try:
        return {"PNG": png, "JPEG": jpeg, "GIF": gif}[kind](content)
    except (IndexError, struct.error):
        return None


def png(content):
    place = 8
    for _part in range(PARTS):
        length, name = struct.unpack_from(">I4s", content, place)
        place += length + 12
        if name == PNG_END:
            return place if place <= len(content) else None
    return None


def jpeg(content):
    place, scans = 2, 0
    for _part in range(PARTS):
        marker = content[place + 1]
        if content[place] != 0xFF or scans > SCANS:
            return None
        if marker == JPEG_END:
            return place + 2
        place, scans = behind_marker(content, place), scans + (marker == SCAN)
    return None


def behind_marker(content, place):
    marker = content[place + 1]
    if marker == 0xFF:
        return place + 1
    if marker in ALONE:
        return place + 2
    place += 2 + struct.unpack_from(">H", content, place + 2)[0]
    return behind_scan(content, place) if marker == SCAN else place


def behind_scan(content, place):
    """The next marker after entropy-coded data, in which 0xFF is followed by 0 or a restart."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0:
            raise IndexError
        if content[place + 1] not in (0, *range(0xD0, 0xD8)):
            return place
        place += 2


def gif(content):
    place = 13 + colors(content[10])
    for _part in range(PARTS):
        if content[place] == GIF_END:
            return place + 1
        if content[place] == IMAGE:
            place = behind_blocks(content, place + 11 + colors(content[place + 9]))
        elif content[place] == EXTENSION:
            place = behind_blocks(content, place + 2)
        else:
            return None
    return None


def colors(flags):
    """Bytes of a colour table, if there is one."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def behind_blocks(content, place):
    while content[place]:
        place += content[place] + 1
    return place + 1
