/** Settings of the company in force: read once, followed from then on. */
import { changeSetting } from '../../commands/company/setting.ts'
import { SETTING_NAMES, SETTINGS, type SettingName } from '../../commands/settings.ts'
import type { Setting } from '../../domain/model/company.ts'
import { type Desk, giverOf } from '../desk.ts'
import type { Session } from '../session.ts'

export type Values = Record<SettingName, number>

export class Settings {
  readonly #desk: Desk
  #values: Values

  private constructor(desk: Desk, values: Values) {
    this.#desk = desk
    this.#values = values
    desk.committed.subscribe('committed', ({ changes }) => {
      if (changes === 'bulk') return
      this.#values = withRows(this.#values, (changes.get('setting')?.upserts ?? []) as readonly Setting[])
    })
  }

  static async of(desk: Desk): Promise<Settings> {
    const [rows] = await desk.store.read([{ table: 'setting', keys: SETTING_NAMES.map(name => [name]) }])
    const standard = Object.fromEntries(SETTING_NAMES.map(name => [name, SETTINGS[name].standard])) as Values
    return new Settings(desk, withRows(standard, rows as unknown as Setting[]))
  }

  get known(): Values {
    return this.#values
  }

  async change(session: Session, name: SettingName, value: number) {
    return { entry: (await this.#desk.give(changeSetting, { name, value }, giverOf(session))).n }
  }
}

function withRows(values: Values, rows: readonly Setting[]): Values {
  const set = rows.flatMap(({ name, value }) => (name in SETTINGS && typeof value === 'number' ? [[name, value]] : []))
  return { ...values, ...Object.fromEntries(set) }
}
