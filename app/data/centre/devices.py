"""The kiosks, displays and printers of a centre file: `[hall] devices`."""

from collections.abc import Collection, Sequence
from typing import Final

from app.data.centre.model import CentreFile, Device, Display, Kiosk, Printer
from app.data.centre.table import Table, quoted

# What the heads of 58 mm and 80 mm printers put on one line at 203 dpi.
_WIDTHS: Final = (384, 576)
_KINDS: Final = ("kiosk", "display", "printer")


def read_devices(hall: Table, counters: Collection[int]) -> tuple[Device, ...]:
    """Return the devices, with names of their own; kiosks name a printer of this file, displays a counter."""
    devices = tuple(_device(row, counters) for row in hall.rows("devices")) if hall.has("devices") else ()
    _refuse_repeated_names(hall, devices)
    _refuse_unknown_printers(hall, devices)
    return devices


def write_devices(centre: CentreFile) -> list[dict[str, object]]:
    """Return the devices as they stand in the file."""
    return [_written(device) for device in centre.devices]


def _device(row: Table, counters: Collection[int]) -> Device:
    kind = row.choice("kind", _KINDS)
    name = row.text("name")
    if kind == "kiosk":
        return Kiosk(name, row.text("printer") if row.has("printer") else None)
    if kind == "display":
        return Display(name, row.flag("speaks") if row.has("speaks") else False, _counter(row, counters))
    return Printer(name, _width(row))


def _counter(row: Table, counters: Collection[int]) -> int | None:
    if not row.has("counter"):
        return None
    number = row.integer("counter", 1, max(counters))
    if number not in counters:
        row.refuse(f"there is no counter {number}", "counter")
    return number


def _width(row: Table) -> int:
    width = row.integer("width_dots", min(_WIDTHS), max(_WIDTHS))
    if width not in _WIDTHS:
        row.refuse(f"{width} is not one of {', '.join(map(str, _WIDTHS))}", "width_dots")
    return width


def _refuse_repeated_names(hall: Table, devices: Sequence[Device]) -> None:
    names = [device.name for device in devices]
    for index, name in enumerate(names):
        if name in names[:index]:
            hall.refuse(f'the name "{name}" is given twice', "devices", index, "name")


def _refuse_unknown_printers(hall: Table, devices: Sequence[Device]) -> None:
    printers = [device.name for device in devices if isinstance(device, Printer)]
    for index, device in enumerate(devices):
        if isinstance(device, Kiosk) and device.printer not in (None, *printers):
            known = f"the printers here are {quoted(printers)}" if printers else "this file has no printer"
            hall.refuse(f'no printer is called "{device.printer}"; {known}', "devices", index, "printer")


def _written(device: Device) -> dict[str, object]:
    match device:
        case Kiosk(name, printer):
            return {"kind": "kiosk", "name": name, **({"printer": printer} if printer else {})}
        case Display(name, speaks, counter):
            place = {"counter": counter} if counter else {}
            return {"kind": "display", "name": name, "speaks": speaks, **place}
        case Printer(name, width):
            return {"kind": "printer", "name": name, "width_dots": width}
