# T: texts in several languages.

from __future__ import annotations

from bilan.authoring.diagnostics.declaration import Code, Example, Severity

T301 = Code(
    "T301",
    "A text is missing in a language",
    cause="""
        A text is missing in one of the languages of its checklist's title; or, among shared scales, in one that the scale's
        other texts have or that a checklist which uses the scale needs.
        """,
    cure="""
        Write it in that language beside the others, or have it translated:
        [translations.md](translations.md#po-files-export-and-import).
        """,
    example=Example(
        """
        title: {en: Good pages, fr: Bonnes pages}
        summary: {en: What makes a page good.}
        sections:
          - id: writing
            title: {en: Writing, fr: Écrire}
            items: [{id: own-voice, kind: check, text: {en: It is ours., fr: Elle est de nous.}}]
        """,
        """
        title: {en: Good pages, fr: Bonnes pages}
        summary: {en: What makes a page good., fr: Ce qui fait une bonne page.}
        sections:
          - id: writing
            title: {en: Writing, fr: Écrire}
            items: [{id: own-voice, kind: check, text: {en: It is ours., fr: Elle est de nous.}}]
        """,
    ),
    chosen_by="translations: missing",
)
TEXT_MISSING = T301.message("the text is missing in {locale}.", 'Add {locale}: "…".')

T302 = Code(
    "T302",
    "A translation is stale",
    cause="""
        The source of a translation has changed since it was made, says `_translations.yml`. What readers of the two languages
        read may differ.
        """,
    cure="Translate it again. If the translation still holds, run the command that the message names.",
    example=Example(
        """
        title: {en: Good pages, fr: Bonnes pages}
        summary: {en: What makes a page good., fr: Ce qui fait une bonne page.}
        sections:
          - id: writing
            title: {en: Writing, fr: Écrire}
            items: [{id: own-voice, kind: check, text: {en: It is ours., fr: Elle est de nous.}}]
        """,
        beside={"_translations.yml": 'demo:\n  title: {fr: "000000000000"}'},
        mended={"_translations.yml": 'demo:\n  title: {fr: "49bca073b8cd"}'},
    ),
    severity=Severity.WARNING,
    chosen_by="translations: stale",
)
TEXT_STALE = T302.message(
    "the {source} text has changed since it was translated into {locale}.",
    "Translate it again, then run: bilan translations accept {path} --locale {locale}.",
)

T303 = Code(
    "T303",
    "The record of translations is damaged",
    cause="""
        `_translations.yml` is not what `bilan translations accept` writes: it was edited by hand, or a merge of two versions
        went wrong.
        """,
    cure="""
        Take the file back from an earlier version, or delete it and run `bilan translations accept`, which takes all
        translations for good.
        """,
    example=Example(beside={"_translations.yml": 'demo:\n  title: {fr: "new"}'}, mended={"_translations.yml": "{}"}),
)
_AGAIN = "Take the file back from an earlier version, or delete it and run `bilan translations accept`."
NOT_A_RECORD_OF = T303.message("{found} where {expected} are expected.", _AGAIN)
NOT_A_RECORDED_LANGUAGE = T303.message('"{name}" is not a language code.', _AGAIN)
NOT_A_FINGERPRINT = T303.message("{found} is not a fingerprint of 12 hexadecimal digits.", _AGAIN)
