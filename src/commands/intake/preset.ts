/** Saves a mapping of a file's columns under a name, for the next file of that kind. */
import { z } from 'zod'
import type { JsonValue } from '../../domain/canonical.ts'
import { DESK } from '../../domain/roles.ts'
import { jsonValue } from '../../protocol/json.ts'
import { upsert } from '../change.ts'
import { command, ok } from '../command.ts'

export const savePreset = command({
  name: 'intake.save-preset',
  version: 1,
  travels: true,
  roles: DESK,
  operator: true,
  signed: false,
  input: z.object({ id: z.string(), name: z.string().min(1).max(60), mapping: jsonValue }),
  reads: () => null,
  judge: () => ok,
  effect: (given, context) => [
    upsert('mapping_preset', {
      id: given.id,
      name: given.name,
      mapping: given.mapping as JsonValue,
      savedAt: context.at,
      savedBy: context.actor.id,
    }),
  ],
})
