"""Virtual paper (Giấy ảo): a printer that listens on the network like a real one and keeps each slip as a PNG
file.

For demonstrations, for centres without a printer yet, and for tests. It knows ESC/POS and nothing of slips,
tickets or the server.
"""

from printer.paper.condition import Condition
from printer.paper.virtual import PortTaken, VirtualPrinter

__all__ = ["Condition", "PortTaken", "VirtualPrinter"]
