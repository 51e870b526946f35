"""The container image, as an OCI layout in a tar archive: one layer on nothing, for both architectures of Linux.

`skopeo copy oci-archive:FILE docker://…` pushes it unchanged, so that its digest is known before. It has no shell.
"""

import hashlib
import json
from datetime import UTC, datetime

from archives import Entry, gzip, tar
from platforms import Platform
from product import Product

# A user without rights and without an entry in /etc/passwd.
USER = "65532:65532"
TYPE = "application/vnd.oci.image"


class Blobs:
    """The blobs of a layout, by the hash of their bytes."""

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}

    def add(self, data: bytes, media_type: str) -> dict:
        """Adds a blob; returns its descriptor."""
        digest = hashlib.sha256(data).hexdigest()
        self.entries[f"blobs/sha256/{digest}"] = data
        return {"mediaType": media_type, "digest": f"sha256:{digest}", "size": len(data)}


def write(product: Product, programs: list[tuple[Platform, bytes]]) -> tuple[str, bytes]:
    """Returns the name and the bytes of the archive."""
    blobs = Blobs()
    manifests = []
    for platform, program in programs:
        descriptor = blobs.add(as_json(manifest(product, platform, program, blobs)), f"{TYPE}.manifest.v1+json")
        manifests.append({**descriptor, "platform": {"architecture": platform.image, "os": "linux"}})
    index = {"schemaVersion": 2, "mediaType": f"{TYPE}.index.v1+json", "manifests": manifests}
    top = blobs.add(as_json({**index, "annotations": labels(product)}), index["mediaType"])
    top["annotations"] = {"org.opencontainers.image.ref.name": product.version}
    entries = [
        Entry("oci-layout", as_json({"imageLayoutVersion": "1.0.0"})),
        Entry("index.json", as_json({**index, "manifests": [top]})),
        *(Entry(name, data) for name, data in sorted(blobs.entries.items())),
    ]
    return f"pressmark-{product.version}-oci.tar", tar(entries, product.epoch, folders=True)


def manifest(product: Product, platform: Platform, program: bytes, blobs: Blobs) -> dict:
    """Returns the manifest of an architecture; its configuration and layer are added to the blobs."""
    licences = [entry for entry in product.paper_entries() if entry.name.startswith("LICENSE")]
    files = [
        Entry("usr/bin/pressmark", program, 0o755),
        *(Entry(f"usr/share/doc/pressmark/{entry.name}", entry.data) for entry in licences),
    ]
    layer = tar(files, product.epoch, folders=True)
    created = datetime.fromtimestamp(product.epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    config = {
        "created": created,
        "architecture": platform.image,
        "os": "linux",
        "config": {
            "User": USER,
            "Env": ["PATH=/usr/bin"],
            "Entrypoint": ["/usr/bin/pressmark"],
            # A user mounts the manuscript there; what runs the container makes the folder.
            "WorkingDir": "/book",
            "Labels": labels(product),
        },
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{hashlib.sha256(layer).hexdigest()}"]},
        "history": [{"created": created, "created_by": "release/image.py"}],
    }
    return {
        "schemaVersion": 2,
        "mediaType": f"{TYPE}.manifest.v1+json",
        "config": blobs.add(as_json(config), f"{TYPE}.config.v1+json"),
        "layers": [blobs.add(gzip(layer, product.level), f"{TYPE}.layer.v1.tar+gzip")],
    }


def labels(product: Product) -> dict:
    """Returns the labels that registries show."""
    name = "org.opencontainers.image"
    return {
        f"{name}.title": "pressmark",
        f"{name}.description": product.summary,
        f"{name}.licenses": product.licence,
        f"{name}.source": product.repository,
        f"{name}.version": product.version,
    }


def as_json(value: dict) -> bytes:
    """Returns the one form of JSON that every run writes."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
