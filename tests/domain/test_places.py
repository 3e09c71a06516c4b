"""Where records should not lie, told from a path, the environment and the disks alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.places import BadPlace, Mount, Place, judge_place

HOMES = "/home"  # cut up, so that no path of a machine stands here
DISKS = [
    Mount("/", "ext4"),
    Mount(HOMES, "btrfs"),
    Mount(f"{HOMES}/amina/partage", "cifs"),
    Mount("/srv/nfs", "nfs4"),
    Mount("/mnt/ssh", "fuse.sshfs"),
    Mount("/mnt/cle", "vfat"),
    Mount("/mnt/cle/disque", "ext4"),
]


@pytest.mark.parametrize(
    "folder",
    [
        f"{HOMES}/amina/.local/share/ave-tui",
        "/srv/nfs-local/ave",
        "/mnt/cle/disque/ave",
        r"C:\Data\Amina\AppData\Local\ave-tui",
        r"\\?\C:\Data\Amina\AppData\Local\ave-tui",
        "/Data/amina/Library/Application Support/ave-tui",
        "/home2/mega/dropbox-less/ave",
    ],
)
def test_ones_own_disk_is_a_good_place(folder: str) -> None:
    drives = [*DISKS, Mount("C:", "fixed"), Mount("E:", "removable")]
    assert judge_place(folder, {}, drives) is None


@pytest.mark.parametrize(
    ("folder", "place", "name"),
    [
        (r"\\serveur\insertion\ave", Place.NETWORK, ""),
        (r"\\?\UNC\serveur\insertion\ave", Place.NETWORK, ""),
        (f"{HOMES}/amina/partage/ave", Place.NETWORK, ""),
        ("/srv/nfs/ave", Place.NETWORK, ""),
        ("/mnt/ssh", Place.NETWORK, ""),
        ("Z:\\ave", Place.NETWORK, ""),
        ("/mnt/cle/ave", Place.REMOVABLE, ""),
        ("E:\\ave", Place.REMOVABLE, ""),
        ("/media/amina/CLE/ave", Place.REMOVABLE, ""),
        ("/Volumes/CLE/ave", Place.REMOVABLE, ""),
        (r"C:\Data\Amina\OneDrive\ave", Place.SYNCED, "OneDrive"),
        (r"C:\Data\Amina\OneDrive - Ville de Lyon\Documents\ave", Place.SYNCED, "OneDrive"),
        (r"D:\Synchro\ave", Place.SYNCED, "OneDrive"),
        ("/data/amina/Dropbox (Personal)/ave", Place.SYNCED, "Dropbox"),
        ("/data/amina/Nextcloud/ave", Place.SYNCED, "Nextcloud"),
        ("/data/Library/Mobile Documents/com~apple~CloudDocs/ave", Place.SYNCED, "iCloud"),
        ("/data/Library/CloudStorage/GoogleDrive-a@b.fr/Mon Drive", Place.SYNCED, "Google Drive"),
        ("/data/Library/CloudStorage/Hubic-a@b.fr/ave", Place.SYNCED, "Hubic"),
    ],
)
def test_a_bad_place_is_told(folder: str, place: Place, name: str) -> None:
    drives = [*DISKS, Mount("Z:", "network"), Mount("E:", "removable"), Mount("D:", "fixed")]
    environment = {"OneDrive": r"C:\Nowhere", "OneDriveCommercial": "D:\\Synchro\\"}
    assert judge_place(folder, environment, drives) == BadPlace(place, name)


@given(st.text(), st.dictionaries(st.text(), st.text()), st.lists(st.tuples(st.text(), st.text())))
def test_any_path_is_judged(
    folder: str, environment: dict[str, str], disks: list[tuple[str, str]]
) -> None:
    judge_place(folder, environment, [Mount(*disk) for disk in disks])
