"""Archives whose bytes follow from their entries alone: tar, gzip, xz, zip and ar.

Every entry belongs to root, has the given time, and comes in the given order. Nothing is read from the file system.
"""

import io
import lzma
import struct
import tarfile
import time
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

# The earliest time that a zip archive can hold, 1980-01-01, in seconds since 1970.
ZIP_EPOCH = 315_532_800


@dataclass(frozen=True)
class Entry:
    """A file of an archive."""

    name: str
    data: bytes
    mode: int = 0o644


def tar(entries: Iterable[Entry], epoch: int, *, folders: bool = False, prefix: str = "") -> bytes:
    """Returns a tar archive in the ustar format; with `folders`, each folder precedes its files."""
    out = io.BytesIO()
    written = set()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:

        def add(name: str, data: bytes | None, mode: int) -> None:
            info = tarfile.TarInfo(prefix + name)
            info.mtime, info.mode, info.uname, info.gname = epoch, mode, "root", "root"
            if data is None:
                info.type = tarfile.DIRTYPE
                archive.addfile(info)
            else:
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))

        if folders and prefix:
            add("", None, 0o755)
        for entry in entries:
            parts = entry.name.split("/")
            for depth in range(1, len(parts) if folders else 1):
                folder = "/".join(parts[:depth]) + "/"
                if folder not in written:
                    written.add(folder)
                    add(folder, None, 0o755)
            add(entry.name, entry.data, entry.mode)
    return out.getvalue()


def gzip(data: bytes, level: int, epoch: int = 0) -> bytes:
    """Returns the gzip form. Python's own writes a header that differs from version to version."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(data) + deflate.flush()
    slowest, unknown_system = 2 if level == 9 else 0, 255
    head = struct.pack("<HBBIBB", 0x8B1F, 8, 0, epoch, slowest, unknown_system)
    return head + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFF_FFFF)


def xz(data: bytes, level: int) -> bytes:
    """Returns the xz form."""
    return lzma.compress(data, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC64, preset=level)


def zip_archive(entries: Iterable[Entry], epoch: int, level: int) -> bytes:
    """Returns a zip archive with the modes of Unix."""
    moment = time.gmtime(max(epoch, ZIP_EPOCH))[:6]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry.name, moment)
            info.create_system = 3  # Unix, on every system: the modes are Unix's.
            info.external_attr = (0o100000 | entry.mode) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, entry.data, compresslevel=level)
    return out.getvalue()


def ar(entries: Iterable[Entry], epoch: int) -> bytes:
    """Returns an ar archive as dpkg reads it; a name has at most 16 characters."""
    out = b"!<arch>\n"
    for entry in entries:
        head = f"{entry.name:<16}{epoch:<12}{0:<6}{0:<6}{0o100000 | entry.mode:<8o}{len(entry.data):<10}`\n"
        out += head.encode("ascii") + entry.data + b"\n" * (len(entry.data) % 2)
    return out
