"""Links as other programs leave them: what they append, encode too often, break over lines, and wrap in theirs."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from email.message import EmailMessage
from textwrap import wrap
from urllib.parse import quote

APPENDED = [
    "fbclid=IwAR0", "utm_source=news&utm_medium=mail&UTM_Campaign=a%26b%3Dc", "gclid=x", "gbraid=x&wbraid=y",
    "msclkid=x", "mc_cid=1&mc_eid=2", "_x_tr_sl=en&_x_tr_tl=es&_x_tr_hl=es&_x_tr_pto=wapp", "igshid=x", "igsh=y",
    "ref_src=twsrc%5Etfw", "_hsenc=p2&_hsmi=3", "mkt_tok=", "_ga=1&_gl=2", "mtm_campaign=x&pk_kwd=y", "fbclid=",
]  # fmt: skip
ENDS = [
    ".", ")", ">", '"', ",", "”", "%20", "+", "%E2%80%8B", "%E2%80%8E", "%E2%80%8F", "?", "…", "—", "!", ";", ":", "*",
    "_", "~", "'", "]", "»", ").", "%EF%BB%BF", "%C2%A0", "%0A", "&gt;", "&quot;", "&", "&amp;", "%3E", ">,",
]  # fmt: skip


def encoded_too_often(query: str) -> list[str]:
    """The ways in which a query was encoded once more, or got signs that nobody sees."""
    return [
        query.replace("&", "&amp;"),
        query.replace("&", "&amp;amp;"),
        query.replace("&", "&#38;"),
        query.replace("&", "&#x26;"),
        query.replace("&", "%26"),
        query.replace("&", "%26amp%3B"),
        query.replace("=", "%3D"),
        query.replace("&", "%26").replace("=", "%3D"),
        query.replace("&", "%2526").replace("=", "%253D"),
        query.replace("=s", "=%2573"),
        f"?{query}",
        f"%3F{query}",
        query.replace("e", "e\xad"),
        query.replace("e", "e%C2%AD"),
        query.replace("&", "&\n"),
        f"{query}&=&",
    ]


def at(width: int, link: str, before: str = "") -> str:
    """The link on lines of `width` characters, each with what stands before it."""
    return "\n".join(before + part for part in wrap(link, width, break_on_hyphens=False))


def quoted_printable(text: str, width: int = 76) -> str:
    """The text as a mail has it on the wire."""
    message = EmailMessage()
    message.set_content(text, cte="quoted-printable")
    return message.get_payload().replace("\n", "\r\n")


def broken(link: str) -> dict[str, str]:
    """A link with an edition as mail breaks it, by how."""
    return {
        "at 76 characters": at(76, link),
        "at 40 characters": at(40, link),
        "behind the signs of a reply": at(60, link, before="> "),
        "behind those of two": at(60, link, before="> > "),
        "behind those without blanks": at(60, link, before=">>"),
        "indented": at(60, link, before="    "),
        "at every &": link.replace("&", "&\n"),
        "before every &": link.replace("&", "\n&"),
        "with the line ends of Windows": link.replace("&", "&\r\n"),
        "before its edition": link.replace("&_ed", "\n&_ed"),
        "within its edition": f"{link[:-5]}\n{link[-5:]}",
        "after its page": link.replace("?", "?\n"),
        "before its query": link.replace("?", "\n?"),
        "after a blank": link.replace("people=old", "people= \n old"),
        "in the encoding of mail": quoted_printable(link),
        "in a reply in that encoding": "\n".join(f"> {line}" for line in quoted_printable(link).splitlines()),
        "in brackets": f"<{at(50, link)}>",
        "in a text": f"Here is mine: {at(50, link)} – see you!",
    }


def encoded(link: str) -> str:
    return quote(link, safe="")


def safelinks(link: str) -> str:
    return (
        f"https://eur03.safelinks.protection.outlook.com/?url={encoded(link)}&data=05%7C02%7Cx%7C&sdata=a%3D&reserved=0"
    )


def proofpoint_2(link: str) -> str:
    written = quote(link, safe="").replace("-", "%2D").replace("_", "%5F").replace("%2F", "_").replace("%", "-")
    return f"https://urldefense.proofpoint.com/v2/url?u={written}&d=DwMFaQ&c=abc&r=def&m=ghi&s=jkl&e="


def proofpoint_3(link: str) -> str:
    """As it writes `?` and two `&` that follow each other; a browser may then make one of two slashes."""
    signs = urlsafe_b64encode(b"?&").decode().rstrip("=")
    hidden = link.replace("?", "*", 1).replace("&", "*", 1).replace("https://", "https:/")
    return f"https://urldefense.com/v3/__{hidden}__;{signs}!!AbC-1!xyz_9$"


WRAPPERS: dict[str, Callable[[str], str]] = {
    "nothing": str,
    "SafeLinks": safelinks,
    "Proofpoint 1": lambda link: f"https://urldefense.proofpoint.com/v1/url?u={encoded(link)}&k=x&r=y",
    "Proofpoint 2": proofpoint_2,
    "Proofpoint 3": proofpoint_3,
    "Facebook": lambda link: f"https://l.facebook.com/l.php?u={encoded(link + '&fbclid=IwAR0')}&h=AT0&__tn__=-R",
    "Google": lambda link: f"https://www.google.com/url?q={encoded(link)}&sa=D&source=editors&ust=1&usg=AOv",
    "Google's translation": lambda link: (
        link.replace("quiz.example.org", "quiz-example-org.translate.goog") + "&_x_tr_sl=en&_x_tr_tl=es&_x_tr_hl=es"
    ),
    "Cisco": lambda link: f"https://secure-web.cisco.com/1aBc-_d/{encoded(link)}",
    "Sophos": lambda link: (
        f"https://eu.protection.sophos.com?d=example.org&u={urlsafe_b64encode(link.encode()).decode()}&i=x"
    ),
    "the Web Archive": lambda link: f"https://web.archive.org/web/20261125000000/{link}",
    "what hides referrers": lambda link: f"https://dereferrer.example/?{link}",
    "a newsletter": lambda link: f"https://news.example/c/?utm_source=https%3A%2F%2Fx.example&to={encoded(link)}",
}
