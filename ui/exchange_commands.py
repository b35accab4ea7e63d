"""Bundles without a window: each command gives the lines that it prints. Never Qt."""

import argparse
from collections.abc import Callable, Mapping

from app.services.office import Office
from ui.command_line import exported_line, key_lines, preview_lines

Lines = list[str]


def export(office: Office, arguments: argparse.Namespace) -> Lines:
    """Write bundles for one workstation, or for all of them."""
    from app.services.exchange import pack

    if not arguments.station:
        return list(map(exported_line, pack.export_bundles(office, pack.ExportBundles(arguments.folder)).value))
    wanted = arguments.station.casefold()
    station = next((each for each in pack.other_stations(office) if each.name.casefold() == wanted), None)
    if station is None:
        raise pack.NoSuchStation(name=arguments.station)
    return [exported_line(pack.export_bundle(office, pack.ExportBundle(station.id, arguments.folder)).value)]


def preview(office: Office, arguments: argparse.Namespace) -> Lines:
    """Say what a bundle would change; nothing is written."""
    from app.services.exchange.compare import PreviewBundle, preview_bundle

    return preview_lines(preview_bundle(office, PreviewBundle(arguments.bundle)))


def load(office: Office, arguments: argparse.Namespace) -> Lines:
    """Load a bundle in one transaction, after a copy of the file was laid aside."""
    from app.services.exchange.apply import ApplyBundle, apply_bundle

    return preview_lines(apply_bundle(office, ApplyBundle(arguments.bundle)).value.preview)


def key(office: Office, arguments: argparse.Namespace) -> Lines:
    """Write the key that opens what is sealed for this workstation, for any age program."""
    from app.services.exchange.own_key import ExportKey, export_key

    return key_lines(export_key(office, ExportKey(arguments.key_file)))


WAYS: Mapping[str, Callable[[Office, argparse.Namespace], Lines]] = {
    "export": export,
    "preview": preview,
    "import": load,
    "key": key,
}
