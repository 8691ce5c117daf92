/** Builds main (both shells and the core), preload and renderer into `out/`; both shells serve the same renderer. */
import { basename, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { CSP_NONCE_PLACEHOLDER } from './src/main/security-headers.ts'

/**
 * `new URL('./x.ts', import.meta.url)` names the file of a thread of its own: plain Node takes it as it stands, and here
 * it becomes `x.js`, an entry of the build, so that the same line works in both. All of main's files lie side by side.
 */
function threadEntries(): Plugin {
  const named = /new URL\(\s*'(\.{1,2}\/[^']+\.ts)',\s*import\.meta\.url,?\s*\)/g
  return {
    name: 'thread-entries',
    // Before types are stripped, which also changes the quotes.
    enforce: 'pre',
    transform(code, id) {
      return code.replaceAll(named, (_all, path: string) => {
        const fileName = `${basename(path, '.ts')}.js`
        this.emitFile({ type: 'chunk', id: resolve(dirname(id), path), fileName })
        return `new URL('./${fileName}', import.meta.url)`
      })
    },
  }
}

/**
 * What every start of the core loads: inside the bundle, Node has a dozen files to find instead of hundreds. The rest
 * stays outside: PGlite reads files that lie beside it, and readers of files and papers are loaded when needed.
 */
const LOADED_BY_EVERY_START = [
  '@orpc/client',
  '@orpc/contract',
  '@orpc/server',
  'canonicalize',
  'hash-wasm',
  'json-rules-engine',
  'sm-crypto-v2',
  'zod',
]

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig(({ mode }) => ({
  main: {
    plugins: [threadEntries()],
    build: {
      externalizeDeps: { exclude: LOADED_BY_EVERY_START },
      rollupOptions: {
        input: {
          browser: at('src/main/browser.ts'),
          electron: at('src/main/electron.ts'),
          'electron-core': at('src/main/electron-core.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require nothing but `electron`, so everything else goes in.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react()],
    html: { cspNonce: CSP_NONCE_PLACEHOLDER },
    build: {
      minify: mode === 'production',
      // Inlined assets would be data: URLs, which the page's policy allows for pictures only.
      assetsInlineLimit: 0,
      // The grid and the kit are one large piece each; both come from this machine's own disk.
      chunkSizeWarningLimit: 2_000,
      rollupOptions: { input: { index: at('src/renderer/index.html') } },
    },
  },
}))
