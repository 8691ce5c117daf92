/** The company, its people and what it has set: rows that administrators' entries write. */
import { bigint, boolean, code, defineTable, instant, integer, json, type RowOf, text } from './table.ts'

export type Role = 'underwriter' | 'risk-manager' | 'finance' | 'collector' | 'supervisor' | 'administrator'
export const ROLES: readonly Role[] = [
  'underwriter',
  'risk-manager',
  'finance',
  'collector',
  'supervisor',
  'administrator',
]
export type Language = 'zh-CN' | 'en'

/** A private key wrapped by its owner's passphrase (argon2id, AES-256-GCM); only the owner can unwrap it. */
export type WrappedKey = { salt: string; cost: { memoryKib: number; passes: number }; wrapped: string }

export const company = defineTable(
  'company',
  {
    id: text(),
    name: text(),
    language: code<Language>()(),
    /** True for the company made by 'try it on a demo portfolio': its figures are called synthetic wherever shown. */
    demo: boolean(),
    foundedAt: instant(),
  },
  { key: ['id'] },
)
export type Company = RowOf<typeof company>

export const person = defineTable(
  'person',
  {
    id: text(),
    name: text(),
    roles: json<Role[]>()(),
    /** SM2 public key, 130 hex digits. */
    publicKey: text(),
    wrappedKey: json<WrappedKey>()(),
    active: boolean(),
    enteredBy: text({ nullable: true }),
    since: instant(),
  },
  { key: ['id'] },
)
export type Person = RowOf<typeof person>

/** Settings of the company by name; the defaults stand in `commands/settings.ts`. */
export const setting = defineTable('setting', { name: text(), value: json()() }, { key: ['name'] })
export type Setting = RowOf<typeof setting>

/** Number counters by kind and period: the last number given. */
export const counter = defineTable(
  'counter',
  { kind: text(), period: text(), last: bigint() },
  { key: ['kind', 'period'] },
)
export type Counter = RowOf<typeof counter>

/** The journal head that this database has applied: one row, written in the transaction of every group. */
export const appliedHead = defineTable('applied_head', { id: integer(), n: bigint(), hash: text() }, { key: ['id'] })
export type AppliedHead = RowOf<typeof appliedHead>
