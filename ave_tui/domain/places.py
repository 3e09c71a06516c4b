"""Where records should not lie: on other machines' disks, on sticks, in folders that sync.

A database is written in many small steps that belong together. A network drive loses some of them,
a stick is pulled between two, and a synchronising program copies the file in the middle of one, or
puts an old one back. Files to exchange are what may travel.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Mount(NamedTuple):
    """A disk as the system names it."""

    point: str
    """The folder or letter under which it is found."""
    kind: str
    """Its file system on Linux, else ``network``, ``removable`` or ``fixed``."""


class Place(Enum):
    """What kind of place is a bad one."""

    NETWORK = "network"
    REMOVABLE = "removable"
    SYNCED = "synced"

    @property
    def problem(self) -> str:
        """What is wrong with it, in English; ``{folder}`` and ``{name}`` are places in it."""
        return _PROBLEMS[self]


_PROBLEMS: Final = {
    Place.NETWORK: N_("Your records are on a network drive: {folder}."),
    Place.REMOVABLE: N_(
        "Your records are on a stick or another disk that can be pulled: {folder}."
    ),
    Place.SYNCED: N_("Your records are in a folder that {name} synchronises: {folder}."),
}
REMEDY: Final = N_(
    "Records can be damaged there, entries can vanish. Leave the program, move the folder onto "
    "this laptop's own disk, outside of any synchronised folder, and open it there with --home. "
    "What may travel are exchange files and copies."
)


class BadPlace(NamedTuple):
    """Why a folder is no good place."""

    place: Place
    name: str = ""
    """Who synchronises it."""


_NETWORK: Final = frozenset(
    {
        "network", "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "afpfs", "webdav", "davfs",
        "fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "9p", "afs",
        "ceph", "fuse.glusterfs", "fuse.s3fs", "ncpfs",
    }
)  # fmt: skip
_REMOVABLE: Final = frozenset({"removable", "vfat", "exfat", "msdos", "iso9660", "udf"})
_STICKS: Final = ("/media/", "/run/media/", "/volumes/")
_ROAMING: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
"""The variables that OneDrive leaves in the environment on Windows."""
_SYNCED: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mon drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "pclouddrive": "pCloud",
    "kdrive": "kDrive",
    "syncthing": "Syncthing",
    "seafile": "Seafile",
    "megasync": "MEGA",
    "synologydrive": "Synology Drive",
    "box sync": "Box",
}
"""Folders' names in lower case, and who makes them."""


def judge_place(
    folder: str, environment: Mapping[str, str], mounts: Iterable[Mount] = ()
) -> BadPlace | None:
    """Return why a folder is no good place for records; None where nothing is known against it.

    Args:
        folder: An absolute path, with links followed.
        environment: The variables of the program's environment.
        mounts: The disks that are there.
    """
    path = folder.replace("\\", "/").rstrip("/")
    if path.startswith("//"):
        # \\server\share, and \\?\UNC\server\share; \\?\C:\ is a long name of one's own disk.
        if not (path.startswith(("//?/", "//./")) and path[5:6] == ":"):
            return BadPlace(Place.NETWORK)
        path = path[4:]
    for variable in _ROAMING:
        synced = environment.get(variable, "").replace("\\", "/").rstrip("/")
        if synced and _lies_in(path, synced):
            return BadPlace(Place.SYNCED, "OneDrive")
    if who := _synchronised_by(path.split("/")):
        return BadPlace(Place.SYNCED, who)
    kind = _kind_of(path, mounts)
    if kind in _NETWORK:
        return BadPlace(Place.NETWORK)
    if kind in _REMOVABLE or f"{path.lower()}/".startswith(_STICKS):
        return BadPlace(Place.REMOVABLE)
    return None


def _synchronised_by(parts: list[str]) -> str:
    """Return whose folder is among some, by the names that such programs give to theirs."""
    for part, below in zip(parts, (*parts[1:], ""), strict=True):
        if part == "CloudStorage" and below:
            # macOS: ~/Library/CloudStorage/GoogleDrive-amina@…
            below = below.split("-")[0]
            return _SYNCED.get(below.lower(), below)
        # "OneDrive - Ville de Lyon", "Dropbox (Personal)".
        name = part.lower().split(" - ")[0].split(" (")[0].strip()
        if name in _SYNCED:
            return _SYNCED[name]
    return ""


def _kind_of(path: str, mounts: Iterable[Mount]) -> str:
    """Return what kind of disk holds a path: the one mounted deepest."""
    found = [
        (len(point), mount.kind.lower())
        for mount in mounts
        if _lies_in(path, point := mount.point.replace("\\", "/").rstrip("/"))
    ]
    return max(found, default=(0, ""))[1]


def _lies_in(path: str, folder: str) -> bool:
    return f"{path.lower()}/".startswith(f"{folder.lower()}/")
