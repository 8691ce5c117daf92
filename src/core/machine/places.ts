/** Where a company's folder lies when nobody says otherwise: one place for window, browser shell and command line. */
import { posix, win32 } from 'node:path'

export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The company's data: journal, database, packs. It belongs to the person, so it is not in any cache. */
export function defaultDataDir({ platform, home, env }: Surroundings): string {
  switch (platform) {
    case 'win32':
      return win32.join(env.APPDATA ?? win32.join(home, 'AppData', 'Roaming'), 'LeaseDesk', 'data')
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'LeaseDesk', 'data')
    default:
      return posix.join(env.XDG_DATA_HOME ?? posix.join(home, '.local', 'share'), 'leasedesk', 'data')
  }
}

/** What may be deleted at any time, such as the profile of the browser shell's window. */
export function cacheDir({ platform, home, env }: Surroundings): string {
  switch (platform) {
    case 'win32':
      return win32.join(env.LOCALAPPDATA ?? win32.join(home, 'AppData', 'Local'), 'LeaseDesk', 'Cache')
    case 'darwin':
      return posix.join(home, 'Library', 'Caches', 'LeaseDesk')
    default:
      return posix.join(env.XDG_CACHE_HOME ?? posix.join(home, '.cache'), 'leasedesk')
  }
}

/** Small files that belong to the person and this machine, such as master keys: outside every data folder. */
export function configDir({ platform, home, env }: Surroundings): string {
  switch (platform) {
    case 'win32':
      return win32.join(env.APPDATA ?? win32.join(home, 'AppData', 'Roaming'), 'LeaseDesk', 'config')
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'LeaseDesk', 'config')
    default:
      return posix.join(env.XDG_CONFIG_HOME ?? posix.join(home, '.config'), 'leasedesk')
  }
}
