"""Check that a wheel holds what it needs and nothing else."""

import sys
from zipfile import ZipFile

names = ZipFile(sys.argv[1]).namelist()
for wanted in (
    "py.typed",
    "data/metropolitan_workshops.json",
    "words/catalogues/fr.po",
    "testing/__init__.py",
    "documents/schemas/edition.json",
):
    if f"metroworkshops/{wanted}" not in names:
        sys.exit(f"the wheel lacks {wanted}")
stray = [name for name in names if not name.startswith(("metroworkshops/", "metroworkshops-"))]
if stray or any("test_" in name for name in names):
    sys.exit(f"the wheel holds what it should not: {stray}")
print(f"{len(names)} files in the wheel")
