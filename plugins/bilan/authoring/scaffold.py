# The commented example that `bilan new` writes. It passes `bilan check` as it is (a test holds it to that).

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Template

from bilan.authoring.languages.plurals import categories_of

_EXAMPLE = Template("""\
# A checklist of Bilan. The format is described in docs/format.md; `bilan check` tells what is wrong, and where.

id: $id              # the file's name; also the address of its page, so keep it
version: 1           # raise it when you change, add or remove items

title:
$title
summary:             # what the reader will find out, in a sentence or two
$summary

# allow: [dont-know] # answers that every item takes beside its own: not-applicable, dont-know

scales:              # answers that several items share; those in _scales.yml serve every file of the folder
  how-often:
    - id: never      # answers are stored by these ids: never change them, change the texts
      text:
$never
      points: 0
    - id: sometimes
      text:
$sometimes
      points: 1
    - id: always
      text:
$always
      points: 2

sections:
  - id: first-section
    title:
$section
    items:
      - id: first-item
        kind: scale        # scale, choice, choices (several), check (one of a list of boxes), number, matrix or text
        scale: how-often
        # weight: 2        # counts twice as much as an item of weight 1
        # reverse: true    # a high answer is the warning sign
        text:
$scale_item
        why:               # why it matters; the reader opens it under the question
$why
        example:
$example
        action:            # what to do when the answer is weak; shown with the score
$action

      - id: second-item
        kind: choice
        # when: first-item == "always"   # shown only then; docs/conditions.md says what else can be asked
        text:
$choice_item
        choices:
          - id: not-yet
            text:
$not_yet
            points: 0
          - id: in-place
            text:
$in_place
            points: 2

      - id: third-item
        kind: number
        min: 0             # what is accepted
        max: 40
        zero_at: 0         # earns nothing here, all its points at full_at, in proportion between
        full_at: 4
        points: 2
        optional: true     # the checklist is complete without it
        text:
$number_item
        unit:              # in its plural forms; one that never changes, such as km, is a text like any other
$unit

bands:                     # the levels, from the lowest; `from` is a percentage, inclusive, and the first is 0
  - id: beginning
    from: 0
    title:
$low
    text:
$low_text
  - id: settled
    from: 60
    title:
$high
    text:
$high_text
""")

# Indentation, then the text in the languages that the scaffold speaks.
_TEXTS: Mapping[str, tuple[int, Mapping[str, str]]] = {
    "title": (2, {"fr": "Titre de la liste", "en": "Title of the checklist"}),
    "summary": (2, {"fr": "Ce que cette liste permet de vérifier.", "en": "What this checklist lets you find out."}),
    "never": (8, {"fr": "Jamais", "en": "Never"}),
    "sometimes": (8, {"fr": "Parfois", "en": "Sometimes"}),
    "always": (8, {"fr": "Toujours", "en": "Always"}),
    "section": (6, {"fr": "Première partie", "en": "First section"}),
    "scale_item": (10, {"fr": "Nous demandons à nos lecteurs ce qui leur manque.", "en": "We ask our readers what they miss."}),
    "why": (10, {"fr": "Sans leur avis, nous devinons.", "en": "Without their view we guess."}),
    "example": (10, {"fr": "Trois appels par mois, notés le jour même.", "en": "Three calls a month, written up the same day."}),
    "action": (10, {"fr": "Appelez une lectrice ou un lecteur cette semaine.", "en": "Call one reader this week."}),
    "choice_item": (10, {"fr": "Une personne nommée y veille-t-elle ?", "en": "Does one named person look after it?"}),
    "not_yet": (14, {"fr": "Pas encore", "en": "Not yet"}),
    "in_place": (14, {"fr": "Oui", "en": "Yes"}),
    "number_item": (10, {"fr": "Temps consacré à écouter", "en": "Time spent listening"}),
    "low": (6, {"fr": "Un début", "en": "A beginning"}),
    "low_text": (6, {"fr": "Choisissez une seule action et datez-la.", "en": "Choose a single action and give it a date."}),
    "high": (6, {"fr": "Bien établi", "en": "Settled"}),
    "high_text": (
        6,
        {"fr": "Gardez le rythme et refaites le point dans six mois.", "en": "Keep the rhythm and take stock again in six months."},
    ),
}

# Its plural forms.
_UNIT: Mapping[str, Mapping[str, str]] = {
    "fr": {"one": "heure par mois", "other": "heures par mois"},
    "en": {"one": "hour a month", "other": "hours a month"},
}


def scaffold(checklist_id: str, locales: Sequence[str]) -> str:
    """The text of a new checklist file.

    Args:
        checklist_id: its id, which must also become the file's name.
        locales: the languages to write each text in, at least one. French and English are provided;
            any other starts from the English text, to be translated.
    """
    blocks = {
        name: "\n".join(f'{" " * indent}{locale}: "{texts.get(locale, texts["en"])}"' for locale in locales)
        for name, (indent, texts) in _TEXTS.items()
    }
    blocks["unit"] = "\n".join(f"{' ' * 10}{locale}: {_unit(locale)}" for locale in locales)
    return _EXAMPLE.substitute(blocks, id=checklist_id)


def _unit(locale: str) -> str:
    """The unit in a language, in those of its forms that the language has."""
    known = categories_of(locale)
    forms = _UNIT.get(locale, _UNIT["en"])
    return "{" + ", ".join(f'{category}: "{form}"' for category, form in forms.items() if category in known) + "}"
