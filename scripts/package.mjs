/** `npm run package [-- ARGUMENTS]`: builds Electron's shell and packs it with electron-builder, which gets the arguments. */
import { ensureBuilt } from './build.mjs'
import { ensureInstalled, findNode24 } from './install.mjs'
import { projectFile, root, runScript } from './project.mjs'
import { runThrough } from './run.mjs'

await runScript(async () => {
  await ensureInstalled(console.log)
  const node = findNode24()
  await ensureBuilt(node, ['renderer', 'shells'], console.log)
  return runThrough(node, [projectFile('node_modules/electron-builder/cli.js'), ...process.argv.slice(2)], {
    cwd: root,
  })
})
