/** The menu: what the system's own keys need (copy and paste on a Mac, zoom, reload), and no developer's tools. */
import type { Menu } from 'electron'

export function applicationMenu(menu: typeof Menu, platform: NodeJS.Platform): Menu {
  return menu.buildFromTemplate([
    ...(platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    { role: 'editMenu' },
    {
      role: 'viewMenu',
      submenu: [
        { role: 'reload' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ])
}
