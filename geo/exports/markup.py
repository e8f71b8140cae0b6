"""What XML and HTML cannot hold, replaced; and what a script element must not hold."""

from __future__ import annotations

import re
from html import escape

_NOT_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOSING = re.compile(r"</(?=script)", re.IGNORECASE)


def keep_xml(text: str) -> str:
    r"""Replace the characters that no XML document may hold.

    >>> keep_xml("bell\x07 and Đồng Nai")
    'bell� and Đồng Nai'
    """
    return _NOT_XML.sub("\ufffd", text)


def to_markup(text: str) -> str:
    """Escape a text for XML or HTML, between tags and in attributes.

    >>> to_markup("<img onerror='a'>")
    '&lt;img onerror=&#x27;a&#x27;&gt;'
    """
    return escape(keep_xml(text))


def to_inline_script(script: str) -> str:
    r"""Write a script so that nothing in it ends or reopens its element.

    What is replaced means the same within a JavaScript string.

    >>> to_inline_script('"</script><!--"')
    '"<\\/script><\\!--"'
    """
    return _CLOSING.sub(r"<\\/", script).replace("<!--", "<\\!--")
