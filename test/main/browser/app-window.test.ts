import { describe, expect, test } from 'vitest'
import { appWindowArguments, browserCandidates } from '../../../src/main/browser/app-window.ts'

const window = { address: 'http://127.0.0.1:1/?token=t', profileDir: '/profile', asRoot: false }

test('the window is an app window with a profile of its own', () => {
  const args = appWindowArguments(window)
  expect(args).toContain('--app=http://127.0.0.1:1/?token=t')
  expect(args).toContain('--user-data-dir=/profile')
  expect(args).not.toContain('--no-sandbox')
})

test('the sandbox is given up as root only, where the browser would not start with it', () => {
  expect(appWindowArguments({ ...window, asRoot: true })).toContain('--no-sandbox')
})

describe('a browser is looked for', () => {
  test('on the path of Linux, Chromium first', () => {
    const found = browserCandidates({ platform: 'linux', home: '/h', env: { PATH: '/a:/b' } })
    expect(found.slice(0, 3)).toEqual(['/a/chromium', '/b/chromium', '/snap/bin/chromium'])
    expect(found).toContain('/a/microsoft-edge')
  })

  test('among the applications of a Mac', () => {
    const found = browserCandidates({ platform: 'darwin', home: '/Users/a', env: {} })
    expect(found).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(found).toContain('/Users/a/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge')
  })

  test('in the program folders of Windows', () => {
    const env = { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }
    const found = browserCandidates({ platform: 'win32', home: 'C:\\Users\\a', env })
    expect(found).toContain('C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe')
  })

  test('where LEASEDESK_BROWSER says, before anywhere else', () => {
    expect(browserCandidates({ platform: 'linux', home: '', env: { LEASEDESK_BROWSER: '/mine' } })[0]).toBe('/mine')
  })
})
