/**
 * Builds the named parts (main, preload, renderer) of electron.vite.config.ts; the command of electron-vite always builds
 * all of them, whichever have changed. Needs Node 24.
 */
import { resolveConfig } from 'electron-vite'
import { build } from 'vite'

const parts = /** @type {('main' | 'preload' | 'renderer')[]} */ (process.argv.slice(2))

process.env.NODE_ENV_ELECTRON_VITE = 'production'
try {
  const { config } = await resolveConfig({ logLevel: 'warn' }, 'build', 'production')
  for (const part of parts) {
    const partConfig = config?.[part]
    if (!partConfig) throw new Error(`electron.vite.config.ts has no part '${part}'`)
    await build(partConfig)
  }
} catch (error) {
  // The bundler's own message names file, line and cause; a stack would show the bundler's insides only.
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
