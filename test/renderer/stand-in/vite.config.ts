/** The stand-in page: the real room, with the port replaced by a made-up core in the same page. */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
export const STAND_IN_NONCE = 'stand-in-nonce'
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' 'nonce-${STAND_IN_NONCE}'`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
].join('; ')

export default defineConfig({
  root: at('../../../src/renderer'),
  plugins: [
    react(),
    {
      name: 'stand-in-port',
      enforce: 'pre',
      resolveId: source => (source.endsWith('/port.ts') ? at('./port.ts') : null),
    },
  ],
  html: { cspNonce: STAND_IN_NONCE },
  build: {
    outDir: at('../../../artefacts/stand-in'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'esnext',
    chunkSizeWarningLimit: 2_000,
  },
  preview: { headers: { 'content-security-policy': POLICY } },
})
