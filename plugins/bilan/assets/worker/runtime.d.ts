// What the build writes below runtime-files.js: what it knows about each file of the runtime. Addresses are relative to the scripts.

declare const RUNTIME: { version: string; files: Record<string, import("./runtime-files.js").ManifestFile> };
