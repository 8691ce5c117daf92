/** What a machine needs besides Node for some suites: how it is found, and how it is brought on Debian. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { electronBinary } from './electron.mjs'

/** @typedef {'browser' | 'electron' | 'display'} Need */

/**
 * @typedef {object} Provision
 * @property {() => boolean} isThere
 * @property {string[]} apt Debian's packages; none where it cannot be brought by itself
 * @property {string} missing what a person is told
 */

/** @type {Record<Need, Provision>} */
const provisions = {
  browser: {
    isThere: hasBrowser,
    apt: ['chromium'],
    missing: 'no Chromium, Chrome or Edge was found (LEASEDESK_BROWSER names one that lies elsewhere)',
  },
  display: {
    isThere: hasDisplay,
    apt: ['xvfb', 'xauth'],
    missing: 'there is no display, and xvfb-run, which makes one, was not found',
  },
  electron: {
    isThere: () => electronBinary() !== undefined,
    apt: [],
    missing: "Electron's binary is not here (npm start -- --fetch-electron brings it)",
  },
}

/**
 * Brings what is missing and can be brought, which is on Debian as root.
 * @param {readonly Need[]} needs
 * @param {(line: string) => void} say
 */
export function provide(needs, say) {
  const packages = needs.filter(need => !provisions[need].isThere()).flatMap(need => provisions[need].apt)
  if (packages.length === 0 || !isDebianRoot()) return
  say(`Installing what the tests need through apt: ${packages.join(', ')}.`)
  const ok = apt('update') && apt('install', '--yes', '--no-install-recommends', ...packages)
  say(ok ? 'Installed.' : 'apt could not install them; what it said stands above.')
}

/**
 * What is still missing, in words.
 * @param {readonly Need[]} needs
 */
export function missing(needs) {
  return needs.filter(need => !provisions[need].isThere()).map(need => provisions[need].missing)
}

/** @param {...string} args */
function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', ['--quiet=2', ...args], { stdio: ['ignore', 2, 2], env }).status === 0
}

function isDebianRoot() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

/** The same places as the browser shell's own search, `src/main/browser/app-window.ts`. */
function hasBrowser() {
  if (process.env.LEASEDESK_BROWSER) return existsSync(process.env.LEASEDESK_BROWSER)
  if (process.platform === 'darwin') {
    const apps = ['Chromium', 'Google Chrome', 'Microsoft Edge']
    return apps.some(app => existsSync(`/Applications/${app}.app/Contents/MacOS/${app}`))
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    const paths = [
      'Chromium/Application/chrome.exe',
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ]
    return roots.some(root => root && paths.some(path => existsSync(join(root, path))))
  }
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
  ]
  return names.some(isOnPath)
}

function hasDisplay() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return true
  return isOnPath('xvfb-run') && isOnPath('xauth')
}

/** @param {string} program */
function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some(folder => folder !== '' && existsSync(join(folder, program)))
}
