"""What goes on in the hall while a screen is looked at: who waits, as the server knows it, and who else acts."""

from typing import Any

from tests.support.server import Server

CENTRE = "/api/v1/centres/phuong-mau"
# Notes whether the words of a lost connection ever stood on the page, however shortly.
WATCH = """
() => {
  window.everLost = false;
  const look = () => { window.everLost ||= document.body.innerText.includes('Mất kết nối'); };
  new MutationObserver(look).observe(document.body, {subtree: true, childList: true, characterData: true});
}
"""


class Elsewhere:
    """The hall as the supervisor knows it, not the screen under test."""

    def __init__(self, server: Server, token: str) -> None:
        self._server = server
        self._token = token
        self._before = self.count()

    def shown(self) -> Any:
        """Return what the supervisor sees."""
        return self._server.ask(self._token, f"{CENTRE}/snapshot?for=supervisor")

    def count(self) -> int:
        return int(self.shown()["headline"]["waiting"])

    @property
    def given(self) -> int:
        """How many numbers were given since this test began, nobody having been called meanwhile."""
        return self.count() - self._before

    def take(self, field: str = "H") -> str:
        return str(self._server.ask(self._token, f"{CENTRE}/tickets", {"field": field})["number"])

    def counter(self, number: int) -> Any:
        return next(row for row in self.shown()["counters"] if row["number"] == number)

    def device(self, name: str) -> Any:
        """Return how a device stands with the supervisor."""
        return next(row for row in self.shown()["devices"] if row["name"] == name)

    def clear(self, number: int) -> None:
        """Send away whoever is at a counter."""
        ticket = self.counter(number)["ticket"]
        if ticket:
            self._server.ask(self._token, f"/api/v1/tickets/{ticket['id']}/cancel", {})

    def press(self, number: int, action: str, body: Any = None) -> Any:
        return self._server.ask(self._token, f"/api/v1/counters/{self.counter(number)['id']}/{action}", body or {})
