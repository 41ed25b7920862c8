"""Where a picture ends in its file: what stands behind it is no picture, whatever else it is.

A file may be a picture and a page or an archive at once. Only the structure is walked through
here, by the lengths that it states; nothing is decoded.
"""

import struct

PNG_END, JPEG_END, GIF_END = b"IEND", 0xD9, 0x3B
IMAGE, EXTENSION, SCAN = 0x2C, 0x21, 0xDA
ALONE = {0x01, *range(0xD0, 0xD9)}  # markers of JPEG without a length


def of(content, kind):
    """The place behind its last byte; None where the file breaks off or is not as it should be."""
    try:
        return {"PNG": png, "JPEG": jpeg, "GIF": gif}[kind](content)
    except (IndexError, struct.error):
        return None


def png(content):
    place = 8
    while True:
        length, name = struct.unpack_from(">I4s", content, place)
        place += length + 12
        if name == PNG_END:
            return place if place <= len(content) else None


def jpeg(content):
    place = 2
    while True:
        if content[place] != 0xFF:
            return None
        marker = content[place + 1]
        if marker == JPEG_END:
            return place + 2
        if marker == 0xFF:
            place += 1
        elif marker in ALONE:
            place += 2
        else:
            place += 2 + struct.unpack_from(">H", content, place + 2)[0]
            place = behind_scan(content, place) if marker == SCAN else place


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
    while content[place] != GIF_END:
        if content[place] == IMAGE:
            place = behind_blocks(content, place + 11 + colors(content[place + 9]))
        elif content[place] == EXTENSION:
            place = behind_blocks(content, place + 2)
        else:
            return None
    return place + 1


def colors(flags):
    """Bytes of a colour table, if there is one."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def behind_blocks(content, place):
    while content[place]:
        place += content[place] + 1
    return place + 1
