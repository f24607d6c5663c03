"""A keyboard-wedge reader, as the browser sees it: keys of a layout, signs of an input method, ends of lines."""

import time

from playwright.sync_api import CDPSession, Page

LATIN = "QWERTYUIOPASDFGHJKLZXCVBNM<"
RUSSIAN = "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬБ"
TO_RUSSIAN = str.maketrans(LATIN + "?:/.-_" + LATIN[:-1].lower(), RUSSIAN + ",Ж.ю-_" + RUSSIAN[:-1].lower())
TO_CHINESE = {i: chr(i + 0xFEE0) for i in range(0x21, 0x7F)} | {ord("<"): "《"}
ENDS = {
    "Enter": [("Enter", "Enter", 13, 0)],
    "CRLF": [("Enter", "Enter", 13, 0), ("j", "KeyJ", 74, 2)],
    "LF": [("j", "KeyJ", 74, 2)],
    "Tab": [("Tab", "Tab", 9, 0)],
    "nothing": [],
}


def press(cdp: CDPSession, key: str, code: str = "", number: int = 0, modifiers: int = 0) -> None:
    text = "\r" if key == "Enter" else key if len(key) == 1 and not modifiers else ""
    event = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers, "text": text}
    cdp.send("Input.dispatchKeyEvent", {"type": "keyDown" if text else "rawKeyDown", **event})
    cdp.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})


def scan(page: Page, lines: tuple[str, ...], *, end: str = "Enter", pause: float = 0.0, between: float = 0.05, after: float = 0.4) -> None:
    """Keys of whatever layout the signs belong to, as fast as they can be sent, with the end of a line after each."""
    cdp = page.context.new_cdp_session(page)
    page.wait_for_timeout(after * 1000)  # whoever typed before lays the passport down first
    for line in lines:
        for sign in line:
            press(cdp, sign, code="Comma" if sign in "<Бб" else f"Key{sign.upper()}" if sign.isascii() and sign.isalpha() else "")
            time.sleep(pause)
        for key in ENDS[end]:
            press(cdp, *key)
        time.sleep(between)
    cdp.detach()


def compose(page: Page, text: str) -> None:
    """An input method: the signs grow in its window, then they are committed at once."""
    cdp = page.context.new_cdp_session(page)
    for length in range(6, len(text) + 6, 6):
        part = text[:length]
        cdp.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
    cdp.send("Input.insertText", {"text": text})
    cdp.detach()
