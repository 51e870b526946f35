"""The list of what is in a program, in the form of CycloneDX 1.6.

There is one list for each target, because it states the hash of the program that it describes, and because the crates
differ: Linux has the sandbox, Windows the calls of its system. It is read from cargo's resolution, without a build.
"""

import hashlib
import json
import uuid
from datetime import UTC, datetime

import crates
from crates import Crate
from platforms import Platform
from product import Product


def write(product: Product, platform: Platform, program: bytes) -> tuple[str, bytes]:
    """Returns the name and the bytes of the list."""
    ours, *others = crates.of_target(platform.target)
    digest = hashlib.sha256(program).hexdigest()
    listing = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        # The same list has the same number.
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{reference(ours)}#{platform.target}#{digest}')}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(product.epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": reference(ours),
                "name": "pressmark",
                "version": product.version,
                "description": product.summary,
                "licenses": [{"expression": product.licence}],
                "purl": reference(ours),
                "hashes": [{"alg": "SHA-256", "content": digest}],
                "externalReferences": [{"type": "vcs", "url": product.repository}],
                "properties": [{"name": "cargo:target", "value": platform.target}],
            },
        },
        "components": [component(crate) for crate in others],
        "dependencies": [dependency(crate) for crate in [ours, *others]],
    }
    text = json.dumps(listing, indent=1, ensure_ascii=False) + "\n"
    return f"pressmark-{product.version}-{platform.target}.cdx.json", text.encode()


def reference(crate: Crate) -> str:
    """Returns the package URL, which is also the identity within the list."""
    return purl(*crate.identity)


def purl(name: str, version: str) -> str:
    """Returns the package URL of a crate; `+` of build metadata has to be escaped."""
    return f"pkg:cargo/{name}@{version.replace('+', '%2B')}"


def component(crate: Crate) -> dict:
    """Returns the entry of a crate."""
    entry = {
        "type": "library",
        "bom-ref": reference(crate),
        "name": crate.name,
        "version": crate.version,
        "purl": reference(crate),
    }
    if crate.licence:
        entry["licenses"] = [{"expression": crate.licence}]
    if crate.checksum:
        # Of the crate's archive in the registry.
        entry["hashes"] = [{"alg": "SHA-256", "content": crate.checksum}]
    return entry


def dependency(crate: Crate) -> dict:
    """Returns which crates a crate uses."""
    return {"ref": reference(crate), "dependsOn": [purl(*used) for used in crate.uses]}
