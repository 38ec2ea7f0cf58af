// What the build writes below runtime-files.js: what it knows about each file of the runtime. Addresses are relative to the scripts.

declare const RUNTIME: { version: string; files: Record<string, import("./runtime-files.js").ManifestFile> };

// What it writes at the end of each script that is fetched by a page: the name of the folder that they all lie in.

declare const SEAL: string;
