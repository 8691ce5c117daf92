/** When a database that lies in a folder may be used: its marker and the head that it holds itself decide together. */
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { databaseIn } from '../../../src/core/folder/places.ts'
import { openFound } from '../../../src/core/folder/view.ts'
import { nodeFiles } from '../../../src/journal/node-files.ts'
import type { Head } from '../../../src/protocol/entry.ts'
import { judgeTrust, readMarker, writeMarker } from '../../../src/store/trust.ts'
import { freshFolder, freshStore } from '../../store/pglite-folder.ts'
import { put } from '../../store/samples.ts'

const head = (n: number): Head => ({ n, hash: `hash-${n}` })

/** A folder whose database was closed clean; `marked` is what its marker says that it had applied. */
async function closed({ applied, marked }: { applied: number; marked: number }): Promise<string> {
  const dir = join(freshFolder(), 'company')
  nodeFiles.makeFolder(dir)
  const store = await freshStore(databaseIn(dir))
  await put(store, { applied_head: [{ id: 1, ...head(applied) }] })
  await store.close()
  writeMarker(nodeFiles, databaseIn(dir), { state: 'clean', bootId: 'boot-1', appliedHead: head(marked) })
  return dir
}

async function found(dir: string, freeBytes = () => Number.POSITIVE_INFINITY) {
  const prepared = () => Promise.reject(new TypeError('a database that is there needs no prepared one'))
  const { trusted, known } = await openFound({ files: nodeFiles, dir, bootId: 'boot-2', prepared, freeBytes })
  onTestFinished(async () => trusted?.store.close())
  return { trusted: trusted && { applied: trusted.applied, marked: trusted.marked }, known }
}

it('a clean one is called open before anything opens it, so that a power loss meanwhile is seen', async () => {
  const dir = await closed({ applied: 7, marked: 7 })
  // PGlite reaches the disk past the port: the room on it is asked for just before PGlite comes.
  const markers: unknown[] = []
  await found(dir, () => {
    const marker = readMarker(nodeFiles, databaseIn(dir))
    markers.push({ marker, afterPowerLoss: judgeTrust(marker, 'boot-3') })
    return Number.POSITIVE_INFINITY
  })
  expect(markers[0]).toEqual({
    marker: { state: 'open', bootId: 'boot-2', appliedHead: head(7) },
    afterPowerLoss: { untrusted: 'other-boot' },
  })
})

it.each([
  ['what its marker says', 7, 7],
  ['more than its marker says', 9, 7],
])('one that has applied %s is used, and vouches for the journal by its own head', async (_, applied, marked) => {
  const dir = await closed({ applied, marked })
  expect(await found(dir)).toEqual({ trusted: { applied: head(applied), marked: head(marked) }, known: head(applied) })
})

it('one that has lost what its marker says is not used, and the journal must hold what the marker says', async () => {
  const dir = await closed({ applied: 6, marked: 7 })
  expect(await found(dir)).toEqual({ trusted: null, known: head(7) })
})
