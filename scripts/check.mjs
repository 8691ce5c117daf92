/** `npm run check`: the house's rules over the sources, all of them or those named (`npm run check -- arrows`). */
import { ensureInstalled, findNode24 } from './install.mjs'
import { projectFile, root, runScript } from './project.mjs'
import { runThrough } from './run.mjs'

await runScript(async () => {
  await ensureInstalled(console.error)
  return runThrough(findNode24(), [projectFile('scripts/checks/main.ts'), ...process.argv.slice(2)], { cwd: root })
})
