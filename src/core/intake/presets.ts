/** Presets by name: the two that ship, and those that people have saved in this company. */
import { savePreset } from '../../commands/intake/preset.ts'
import { BUILT_IN_PRESETS, builtInMapping, isBuiltIn } from '../../domain/intake/presets.ts'
import { sm3 } from '../../journal/crypto.ts'
import { type Mapping, mapping as mappingSchema, type Preview } from '../../protocol/desktop/intake.ts'
import type { Desk, Giver } from '../desk.ts'
import { Problem } from '../problems.ts'

/** All of them, each as it fits a file with these columns. */
export async function presetsFor(desk: Desk, columns: readonly string[]): Promise<Preview['presets']> {
  const builtIn = BUILT_IN_PRESETS.map(id => {
    return { id, name: id, builtIn: true, mapping: onWire(builtInMapping(id, columns)) }
  })
  return [...builtIn, ...(await saved(desk)).map(preset => ({ ...preset, builtIn: false }))]
}

/** A preset by its id or name. Throws `Problem('preset-unknown')`. */
export async function presetCalled(desk: Desk, called: string): Promise<(columns: readonly string[]) => Mapping> {
  if (isBuiltIn(called)) return columns => onWire(builtInMapping(called, columns))
  const presets = await saved(desk)
  const found = presets.find(({ id, name }) => id === called || name === called)
  if (found !== undefined) return () => found.mapping
  throw new Problem('preset-unknown', {
    preset: called,
    known: [...BUILT_IN_PRESETS, ...presets.map(({ name }) => name)],
  })
}

/** Replaces the one of that name: its id follows from the name, so that two desktops save the same one. */
export async function keepPreset(desk: Desk, name: string, mapping: Mapping, giver: Giver): Promise<string> {
  if (isBuiltIn(name)) throw new Problem('preset-built-in', { name })
  const id = `preset-${sm3(name).slice(0, 16)}`
  await desk.give(savePreset, { id, name, mapping: { ...mapping, preset: id } }, giver)
  return id
}

async function saved(desk: Desk): Promise<{ id: string; name: string; mapping: Mapping }[]> {
  const rows = await desk.store.sql.query<{ id: string; name: string; mapping: never }>(
    'select id, name, mapping from mapping_preset order by name, id',
  )
  return rows.map(({ id, name, mapping }) => ({ id, name, mapping: mappingSchema.parse(mapping) }))
}

/** The wire's lists can be written to. */
export const onWire = (mapping: ReturnType<typeof builtInMapping>): Mapping => ({
  ...mapping,
  fields: mapping.fields.map(field => ({ ...field })),
})
