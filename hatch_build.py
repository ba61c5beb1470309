"""Puts a list of what the wheel is made of (an SBOM, PEP 770) into it: CycloneDX, no date in it."""

from __future__ import annotations

import json
import re
import uuid
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SbomHook(BuildHookInterface):  # type: ignore[type-arg,misc,unused-ignore]
    """Writes the list for each wheel that is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write it, and tell the builder where it is."""
        if version == "standard":
            target = Path(mkdtemp(), "dprkcorpus.cdx.json")
            listed = json.dumps(self.sbom(), indent=2, ensure_ascii=False)
            target.write_text(listed + "\n", encoding="utf-8", newline="\n")
            build_data["sbom_files"] = [str(target)]

    def sbom(self) -> dict[str, Any]:
        """List the package, the texts in it and what it needs; the same for the same source."""
        metadata = self.metadata.core
        name, version = metadata.name, self.metadata.version
        data = Path(self.root, "src", "dprkcorpus", "data")
        described = (data / "datapackage.json").read_bytes()
        texts: dict[str, Any] = {
            "type": "data",
            "bom-ref": "texts",
            "name": f"{name}-texts",
            "version": json.loads(described)["version"],
            "licenses": [{"license": {"name": "LicenseRef-dprkcorpus-third-party-texts"}}],
            "hashes": [{"alg": "SHA-256", "content": sha256(described).hexdigest()}],
            "description": "The hash is that of data/datapackage.json, which has those of the rest",
        }
        needed = [
            {
                "type": "library",
                "bom-ref": one,
                "name": one,
                "purl": f"pkg:pypi/{one}",
                "description": f"Not in the wheel; it needs {asked}",
            }
            for asked in metadata.dependencies
            for one in re.findall(r"^[\w.-]+", asked)
        ]
        ref = f"pkg:pypi/{name}@{version}"
        return {
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ref)}",
            "version": 1,
            "metadata": {
                "component": {
                    "type": "library",
                    "bom-ref": ref,
                    "name": name,
                    "version": version,
                    "purl": ref,
                    "licenses": [{"expression": metadata.license_expression}],
                }
            },
            "components": [texts, *needed],
            "dependencies": [
                {"ref": ref, "dependsOn": ["texts", *(one["bom-ref"] for one in needed)]}
            ],
        }
