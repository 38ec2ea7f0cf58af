// What the build writes above the service worker's parts: the site's version, the address and the digest of the list of its files, the
// folders of its languages, and how the names of files end that may be in the list, pages without an ending aside.

declare const SITE: { version: string; list: string; digest: string; languages: string[]; kinds: string[] };
