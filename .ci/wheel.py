"""Fails where a wheel does not say what it is: its licences (PEP 639), its parts (PEP 770)."""

from __future__ import annotations

import sys
import zipfile
from email.parser import HeaderParser

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator


def faults(wheel: zipfile.ZipFile) -> list[str]:
    """Give a sentence for each thing that is wrong."""
    names = wheel.namelist()
    (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    folder = metadata.rpartition("/")[0]
    told = HeaderParser().parsestr(wheel.read(metadata).decode("utf-8"))
    found = []
    if tuple(map(int, told["Metadata-Version"].split("."))) < (2, 4):
        found.append("its metadata are older than PEP 639")
    if told["License-Expression"] != "MIT AND LicenseRef-dprkcorpus-third-party-texts":
        found.append(f"its licence is {told['License-Expression']}")
    licences = told.get_all("License-File") or []
    found += [f"{one} is missing" for one in licences if f"{folder}/licenses/{one}" not in names]
    if len(licences) != 2:
        found.append(f"it names {len(licences)} files of licences")
    sboms = [name for name in names if name.startswith(f"{folder}/sboms/")]
    if len(sboms) != 1:
        return [*found, f"it has {len(sboms)} SBOMs"]
    sbom = wheel.read(sboms[0]).decode("utf-8")
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(sbom):
        found.append(f"its SBOM is not CycloneDX: {str(error).partition(chr(10))[0]}")
    if f'"pkg:pypi/{told["Name"]}@{told["Version"]}"' not in sbom:
        found.append("its SBOM is of another version")
    return found


if __name__ == "__main__":
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        wrong = faults(wheel)
    sys.stdout.write(f"{sys.argv[1]}: {'; '.join(wrong) or 'licences and SBOM are in order'}\n")
    sys.exit(bool(wrong))
