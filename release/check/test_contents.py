"""Wraps the program twice, and looks at what the packages hold."""

import gzip
import hashlib
import io
import json
import lzma
import tarfile
import unittest
import zipfile

from .support import PROGRAM, only, run, wrapped

XZ_MAGIC = b"\xfd7zXZ\x00"


class Contents(unittest.TestCase):
    """The packages of one wrap, unpacked."""

    def test_the_same_program_gives_the_same_bytes(self) -> None:
        """Compares the trees of two wraps."""

        def tree(name: str) -> dict[str, str]:
            root = wrapped().parent / name
            files = (path for path in root.rglob("*") if path.is_file())
            return {str(path.relative_to(root)): sha256(path.read_bytes()) for path in files}

        self.assertEqual(tree("one"), tree("two"))
        self.assertGreaterEqual(len(tree("one")), 8)

    def test_every_package_holds_the_same_program(self) -> None:
        """Looks for the program in each form of archive."""
        with zipfile.ZipFile(only("pypi/*.whl")) as wheel:
            (name,) = [name for name in wheel.namelist() if name.endswith("/scripts/pressmark")]
            programs = [wheel.read(name)]
        programs.append(member(only("*.tar.gz").read_bytes(), "/pressmark"))
        programs.append(member(only("npm/pressmark-linux-x64-*.tgz").read_bytes(), "package/bin/pressmark"))
        # The second of the two compressed archives in a deb has the files.
        data = XZ_MAGIC + only("*.deb").read_bytes().split(XZ_MAGIC, 2)[2]
        programs.append(member(lzma.LZMADecompressor().decompress(data), "./usr/bin/pressmark"))
        with tarfile.open(only("*-oci.tar")) as image:
            blobs = [image.extractfile(entry).read() for entry in image if entry.isfile()]
        (layer,) = [blob for blob in blobs if blob.startswith(b"\x1f\x8b")]
        programs.append(member(layer, "usr/bin/pressmark"))
        self.assertEqual({sha256(program) for program in programs}, {sha256(PROGRAM.read_bytes())})

    def test_sums_are_those_of_the_files(self) -> None:
        """Lets sha256sum read SHA256SUMS, and the file beside the archive."""
        run("sha256sum", "--check", "--strict", "SHA256SUMS", cwd=wrapped())
        run("sha256sum", "--check", "--strict", only("*.tar.gz.sha256").name, cwd=wrapped())

    def test_the_image_is_what_its_digests_say(self) -> None:
        """Follows the layout from its index to the layer."""
        with tarfile.open(only("*-oci.tar")) as image:
            files = {entry.name: image.extractfile(entry).read() for entry in image if entry.isfile()}

        def blob(descriptor: dict) -> bytes:
            kind, digest = descriptor["digest"].split(":")
            data = files[f"blobs/{kind}/{digest}"]
            self.assertEqual((sha256(data), len(data)), (digest, descriptor["size"]))
            return data

        (top,) = json.loads(files["index.json"])["manifests"]
        (described,) = json.loads(blob(top))["manifests"]
        manifest = json.loads(blob(described))
        config = json.loads(blob(manifest["config"]))
        (layer,) = manifest["layers"]
        self.assertEqual(config["rootfs"]["diff_ids"], [f"sha256:{sha256(gzip.decompress(blob(layer)))}"])
        self.assertEqual(config["config"]["Entrypoint"], ["/usr/bin/pressmark"])
        self.assertEqual((config["config"]["User"], described["platform"]["architecture"]), ("65532:65532", "amd64"))


def sha256(data: bytes) -> str:
    """Returns the hash as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def member(archive: bytes, end: str) -> bytes:
    """Returns the only file of a tar archive whose name ends so."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        (entry,) = [entry for entry in opened if entry.isfile() and entry.name.endswith(end)]
        return opened.extractfile(entry).read()
