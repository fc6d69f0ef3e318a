"""Parameters that other programs append to links, to follow who opens them; they say nothing to a quiz.

The names are those of https://github.com/mpchadwick/tracking-query-params-registry (public domain) that social
networks, newsletters, advertisers and web analytics append, and those of Google's translation of whole pages.
"""

PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "_hs", "__hs", "_x_tr_", "oly_", "vero_", "fb_", "trk_")
"""What the names of whole families begin with."""

NAMES = frozenset({
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid", "msclkid", "twclid",
    "ttclid", "yclid", "ysclid", "li_fat_id", "sccid", "rdt_cid", "epik", "igsh", "igshid", "mibextid", "ref_src",
    "ref_url", "srsltid", "rb_clickid", "wickedid", "s_cid", "s_kwcid", "ef_id", "dm_i", "mc_cid", "mc_eid",
    "mkt_tok", "ml_subscriber", "ml_subscriber_hash", "_bta_tid", "_bta_c", "_ke", "_kx", "_ga", "_gl", "_openstat",
    "_branch_match_id",
})  # fmt: skip


def is_appended(name: str) -> bool:
    """Whether `name` is that of such a parameter, in lowercase or capitals."""
    folded = name.lower()
    return folded in NAMES or folded.startswith(PREFIXES)
