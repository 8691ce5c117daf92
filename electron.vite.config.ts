/** Builds main, preload and renderer into `out/`; both shells serve the same renderer. */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { CSP_NONCE_PLACEHOLDER } from './src/main/security-headers.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig(({ mode }) => ({
  main: {
    build: {
      // The core's worker is not an entry of its own: `?modulePath` makes it one, and twice would be two builds of it.
      rollupOptions: {
        input: { electron: at('src/main/electron.ts'), 'electron-core': at('src/main/electron-core.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
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
      rollupOptions: { input: { index: at('src/renderer/index.html') } },
    },
  },
}))
