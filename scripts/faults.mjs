/** `npm run faults -- …`: kills, tears and damages, and looks whether anything that was saved got lost (`test/faults/main.ts`). */
import { ensureInstalled, findNode24 } from './install.mjs'
import { projectFile, root, runScript } from './project.mjs'
import { endingWithParent, runThrough } from './run.mjs'

await runScript(async () => {
  await ensureInstalled(console.error)
  const args = [...endingWithParent, projectFile('test/faults/main.ts'), ...process.argv.slice(2)]
  return runThrough(findNode24(), args, { cwd: root })
})
