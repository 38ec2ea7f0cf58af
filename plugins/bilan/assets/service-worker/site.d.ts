// What the build writes above the service worker's parts: the site's version, the address and the digest of the list of its files, and the
// folders of its languages.

declare const SITE: { version: string; list: string; digest: string; languages: string[] };
