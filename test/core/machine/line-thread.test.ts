/** Large packs in the thread beside: the same lines as here, and the same errors, whatever becomes of the thread. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { PackCommand } from '../../../src/commands/command.ts'
import type { ApplicationLine } from '../../../src/commands/intake/line.ts'
import { loadIntake } from '../../../src/commands/intake/load.ts'
import { linesBeside } from '../../../src/core/machine/line-thread.ts'
import { type LineBlock, linesHere, type PackLines } from '../../../src/core/writing/pack-lines.ts'
import { partiesOf } from '../../../src/core/writing/sealing.ts'
import { createKeys } from '../../../src/journal/keys.ts'
import { fileKeySlot } from '../../../src/journal/master-key.ts'
import { nodeFiles } from '../../../src/journal/node-files.ts'
import { createPacks, PackDamage, type PackText } from '../../../src/journal/packs.ts'
import { applicationLine } from '../../commands/lines.ts'

const command = loadIntake as unknown as PackCommand
const LINES = 12_000
const BLOCK = 1_000

const lineAt = (index: number): ApplicationLine => applicationLine(String(index))
const blocks = () =>
  Array.from({ length: LINES / BLOCK }, (_, block) =>
    Array.from({ length: BLOCK }, (_, index) => lineAt(block * BLOCK + index)),
  )

async function company() {
  const dir = mkdtempSync(join(tmpdir(), 'leasedesk-lines-'))
  const derive = () => Promise.reject(new TypeError('no passphrase here'))
  const slots = { file: fileKeySlot(nodeFiles, join(dir, 'slot')) }
  const keys = await createKeys({ files: nodeFiles, dir, randomness: randomBytes, derive, slots }, 'c1')
  onTestFinished(() => {
    keys.close()
    rmSync(dir, { recursive: true, force: true })
  })
  const packs = createPacks(nodeFiles, dir)
  const errors: string[] = []
  const log = { info: () => undefined, error: (event: string) => void errors.push(event) }
  const here = linesHere(packs, keys)
  const beside = (instead: Partial<PackLines> = {}) => linesBeside({ ...here, ...instead }, keys, dir, log)
  const written = async (lines: PackLines = here) => {
    const sealer = lines.sealer(command)
    const texts: Promise<PackText>[] = []
    for (const block of blocks()) {
      keys.ensureKeys(block.flatMap(line => partiesOf(line, loadIntake.pack?.personal)))
      texts.push(sealer.seal(block))
    }
    const pack = await packs.write(await Promise.all(texts))
    await sealer.end()
    return pack
  }
  return { dir, here, beside, errors, written }
}

async function linesOf(read: AsyncIterable<LineBlock>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const { first, lines } of read) {
    expect(first).toBe(all.length + 1)
    all.push(...lines)
  }
  return all
}

const nobody = (): never => {
  throw new Error('this was for the thread')
}

describe('the thread beside', () => {
  it('seals what is read here, and reads what was sealed', async () => {
    const { here, beside, errors, written } = await company()
    let sealedHere = 0
    const counting: PackLines['sealer'] = given => {
      const own = here.sealer(given)
      const seal = (lines: readonly unknown[]) => {
        sealedHere += lines.length
        return own.seal(lines)
      }
      return { ...own, seal }
    }
    const pack = await written(beside({ sealer: counting }))
    expect(pack.lines).toBe(LINES)
    expect(sealedHere).toBeLessThan(LINES)
    const all = blocks().flat()
    expect(await linesOf(here.read(command, pack))).toEqual(all)
    expect(await linesOf(beside({ read: nobody }).read(command, pack))).toEqual(all)
    expect(errors).toEqual([])
  })

  it('reads one pack after the other, also where somebody stopped in the middle', async () => {
    const { beside, written, errors } = await company()
    const pack = await written()
    const lines = beside({ read: nobody })
    for await (const block of lines.read(command, pack)) {
      expect(block.first).toBe(1)
      break
    }
    for (let time = 0; time < 2; time++) expect(await linesOf(lines.read(command, pack))).toHaveLength(LINES)
    expect(errors).toEqual([])
  })

  it('leaves to this thread what it cannot do', async () => {
    const { here, beside, written, errors } = await company()
    // A command that only this process knows.
    const unknown = { ...command, name: 'intake.nobody' }
    const pack = await written(beside({ sealer: () => here.sealer(command) }))
    expect(await linesOf(beside().read(unknown, pack))).toEqual(blocks().flat())
    expect(errors).toEqual(['line thread failed'])
  })

  it('tells of a damaged pack as this thread does, and no line twice', async () => {
    const { dir, beside, written } = await company()
    const pack = await written()
    const path = join(dir, 'packs', `${pack.hash}.ndjson.zst`)
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length * 0.8)))
    const had: unknown[] = []
    const reading = async () => {
      for await (const { first, lines } of beside().read(command, pack)) {
        expect(first).toBe(had.length + 1)
        had.push(...lines)
      }
    }
    await expect(reading()).rejects.toBeInstanceOf(PackDamage)
    expect(had).toEqual(blocks().flat().slice(0, had.length))
    expect(had.length).toBeGreaterThan(0)
  })
})
