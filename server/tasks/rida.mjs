#!/usr/bin/env node
// Tasks run from source, so that they are never older than the code beside them.
// Whatever this process makes is for its owner alone.
process.umask(0o077);
process.env.UV_THREADPOOL_SIZE ??= "16";
const { tsImport } = await import("tsx/esm/api");
await tsImport("./rida.ts", import.meta.url);
