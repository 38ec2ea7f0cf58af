// What the build writes at the end of each script that is fetched by its address: the name of the folder that they all lie in.

declare const SEAL: string;
