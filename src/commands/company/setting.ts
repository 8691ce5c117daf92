/** Changes one setting of the company within its bounds. */
import { z } from 'zod'
import { upsert } from '../change.ts'
import { command, ok, refuse } from '../command.ts'
import { SETTING_NAMES, SETTINGS, type SettingName } from '../settings.ts'

export const changeSetting = command({
  name: 'setting.change',
  version: 1,
  travels: true,
  roles: ['administrator'],
  operator: false,
  signed: false,
  input: z.object({ name: z.enum(SETTING_NAMES as [SettingName, ...SettingName[]]), value: z.number() }),
  reads: () => null,
  judge(given) {
    const { min, max } = SETTINGS[given.name]
    return given.value >= min && given.value <= max
      ? ok
      : refuse('setting.out-of-bounds', { name: given.name, value: given.value, min, max })
  },
  effect: given => [upsert('setting', { name: given.name, value: given.value })],
})
