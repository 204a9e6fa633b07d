"""Check that the wheel and the source distribution hold what they must, and nothing else.

Usage: python .ci/wheel_contents.py FOLDER
"""

import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[1]
ROOMS = ("calendars", "cli", "documents", "domain", "pictures", "screening", "tables", "testing", "words")
# What nothing else would miss: type checkers, people without English, programs in other languages, the tour.
WANTED = {
    *(f"metroworkshops/{room}/__init__.py" for room in ROOMS),
    "metroworkshops/py.typed",
    "metroworkshops/__main__.py",
    "metroworkshops/words/catalogues/fr.po",
    "metroworkshops/documents/schemas/edition.json",
    "metroworkshops/data/metropolitan_workshops.json",
}


def known_to_git(*paths: str) -> set[str]:
    """List the files that are kept, or would be: no caches, no builds."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *paths]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return {name for name in listed if (ROOT / name).is_file()}


def compare(what: Path, found: set[str], expected: set[str]) -> None:
    """Stop unless a distribution holds exactly what is expected."""
    if found != expected:
        sys.exit(f"{what.name} lacks {sorted(expected - found)} and should not hold {sorted(found - expected)}")
    print(f"{what.name}: {len(found)} files")


folder = Path(sys.argv[1])
project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

(wheel,) = folder.glob("*.whl")
about = f"metroworkshops-{project['project']['version']}.dist-info"
package = {name.removeprefix("src/") for name in known_to_git("src/metroworkshops")}
if lost := WANTED - package:
    sys.exit(f"src lacks {sorted(lost)}")
with ZipFile(wheel) as archive:
    described = {f"{about}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")}
    compare(wheel, set(archive.namelist()), package | described)

(sdist,) = folder.glob("*.tar.gz")
kept = known_to_git("pyproject.toml", ".gitignore", *project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
if not kept >= {"LICENSE", "README.md", "CHANGELOG.md", "SECURITY.md", "CITATION.cff", "tests/conftest.py"}:
    sys.exit("the source distribution is not told to hold the licence, the tests, or what readers look for")
with tarfile.open(sdist) as archive:
    files = {member.name.partition("/")[2] for member in archive if not member.isdir()}
    compare(sdist, files, kept | {"PKG-INFO"})
