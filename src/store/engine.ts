/**
 * PGlite's WebAssembly, compiled once and shared by every database that this thread opens (a rebuild opens three). V8
 * compiles on threads of its own: begun first, it runs while the modules of the core load.
 */
let compiling: Promise<WebAssembly.Module> | null = null

/** Begins to compile the bytes of `pglite.wasm`. A failure is told to whoever opens a database. */
export function compileEngine(bytes: Uint8Array<ArrayBuffer>): void {
  compiling = WebAssembly.compile(bytes)
  compiling.catch(() => undefined)
}

/** What PGlite is to be opened with: nothing where nobody began, and then it compiles by itself. */
export async function engineOption(): Promise<{ pgliteWasmModule?: WebAssembly.Module }> {
  return compiling === null ? {} : { pgliteWasmModule: await compiling }
}
