/** `npm run bench -- …`: measures speed and memory (`test/bench/main.ts`) of what `npm start` runs, which is built first. */
import { ensureBuilt } from './build.mjs'
import { ensureInstalled, findNode24 } from './install.mjs'
import { projectFile, root, runScript } from './project.mjs'
import { endingWithParent, runThrough } from './run.mjs'

await runScript(async () => {
  await ensureInstalled(console.error)
  const node = findNode24()
  const asked = process.argv.slice(2)
  if (!asked.includes('--help')) await ensureBuilt(node, ['renderer', 'shells'], console.error)
  return runThrough(node, [...endingWithParent, projectFile('test/bench/main.ts'), ...asked], { cwd: root })
})
