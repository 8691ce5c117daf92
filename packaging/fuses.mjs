/** The switches that are burnt into the packaged Electron binary, each with its reason. */
import { FuseState, FuseV1Options, FuseVersion } from '@electron/fuses'

/** Every fuse is named, so that a new one in a later Electron stops the packaging until somebody has decided. */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // The signed program must not be a Node for anybody's script …
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  // … nor run any code but that of its own, verified archive.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Pages come over app://, never file://.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Bounds checks of WebAssembly by the processor: without them PGlite is markedly slower.
  [FuseV1Options.WasmTrapHandlers]: true,
}

/** The fuses of a binary that are not as they should be, one plain line each. `wire` is what `getCurrentFuseWire` read. */
export function wrongFuses(wire) {
  return Object.entries(FuseV1Options)
    .filter(([, index]) => typeof index === 'number')
    .filter(([, index]) => wire[index] !== (fuses[index] ? FuseState.ENABLE : FuseState.DISABLE))
    .map(([name, index]) => `${name} should be ${fuses[index] ? 'on' : 'off'}`)
}
