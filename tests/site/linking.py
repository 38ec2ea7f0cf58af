# A link checker over a built site: every relative address on every page must lead to a file, every fragment to an id.

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.site.reading import Element, read_page

_FETCHED_RELATIONS = {
    "stylesheet",
    "icon",
    "preconnect",
    "dns-prefetch",
    "preload",
    "modulepreload",
    "prefetch",
    "manifest",
    "apple-touch-icon",
}


def broken_links(site: Path, site_url: str) -> list[str]:
    """Every address in the site's pages, `page: address`, that leads to nothing."""
    pages = _pages(site)
    return [
        f"{name}: {address}"
        for name, page in pages.items()
        for address in _addresses(page)
        if not _leads_somewhere(name, address, site, site_url, pages)
    ]


def foreign_requests(site: Path) -> list[str]:
    """What a browser would fetch from another host, `page: address`, when it opens the site's pages."""
    return [f"{name}: {address}" for name, page in _pages(site).items() for address in _fetched(page) if urlsplit(address).netloc]


def count_pages(site: Path) -> int:
    """How many pages the site has."""
    return len(_pages(site))


@functools.cache
def _pages(site: Path) -> dict[str, Element]:
    return {path.relative_to(site).as_posix(): read_page(path) for path in sorted(site.rglob("*.html"))}


def _addresses(page: Element) -> Iterator[str]:
    for element in page:
        yield from (element.attributes[name] for name in ("href", "src") if name in element.attributes)
        # What the theme's script fetches.
        if element.attributes.get("id") == "__config":
            config = json.loads("".join(child for child in element.children if isinstance(child, str)))
            yield config["search"]
            yield f"{config['base']}/search/search_index.json"


def _fetched(page: Element) -> Iterator[str]:
    for element in page:
        relations = set(element.attributes.get("rel", "").lower().split())
        if element.tag == "link" and relations & _FETCHED_RELATIONS:
            yield element.attributes["href"]
        for name in ("src", "data", "poster", "action"):
            if name in element.attributes:
                yield element.attributes[name]
        yield from (candidate.split()[0] for candidate in element.attributes.get("srcset", "").split(",") if candidate.strip())


def _leads_somewhere(name: str, address: str, site: Path, site_url: str, pages: dict[str, Element]) -> bool:
    full = urljoin(site_url + name, address)
    if not full.startswith(site_url):
        # Another site's, which is not ours to check; but an address within this host must not leave the site.
        return urlsplit(full).netloc != urlsplit(site_url).netloc
    path, _, fragment = full.removeprefix(site_url).partition("#")
    path = unquote(path.partition("?")[0])
    if not path or path.endswith("/"):
        path += "index.html"
    if not (site / path).is_file():
        return False
    return not fragment or any(e.attributes.get("id") == unquote(fragment) for e in pages[path])
