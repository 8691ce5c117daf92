/** electron-builder's hook between packing and signing: sets the fuses, and reads them back from the binary. */
import { join } from 'node:path'
import { flipFuses, getCurrentFuseWire } from '@electron/fuses'
import { fuses, wrongFuses } from './fuses.mjs'

export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const program = programIn(appOutDir, electronPlatformName, packager)
  // An arm64 Mac starts no binary whose ad-hoc signature does not match its bytes.
  await flipFuses(program, { ...fuses, resetAdHocDarwinSignature: electronPlatformName === 'darwin' })
  const wrong = wrongFuses(await getCurrentFuseWire(program))
  if (wrong.length > 0) throw new Error(`The fuses of ${program} did not take: ${wrong.join(', ')}`)
}

export function programIn(appOutDir, platform, packager) {
  const name = packager.appInfo.productFilename
  switch (platform) {
    case 'darwin':
      return join(appOutDir, `${name}.app`)
    case 'win32':
      return join(appOutDir, `${name}.exe`)
    default:
      return join(appOutDir, packager.executableName)
  }
}
