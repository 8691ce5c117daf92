import { describe, expect, it } from 'vitest'
import { foundCompany } from '../../src/commands/company/found.ts'
import { addPerson, changePerson } from '../../src/commands/company/people.ts'
import { publishRulebook } from '../../src/commands/company/rulebook.ts'
import { changeSetting } from '../../src/commands/company/setting.ts'
import { allCommands, commandOf } from '../../src/commands/registry.ts'
import { ADMINISTRATOR, Books, OPERATOR, SUPERVISOR, UNDERWRITER } from './books.ts'

const person = (id: string, roles: string[]) => ({
  id,
  name: id,
  roles,
  publicKey: `04${'a'.repeat(128)}`,
  wrappedKey: { salt: 's', cost: { memoryKib: 1, passes: 1 }, wrapped: 'w' },
})
const founding = (people: unknown[]) => ({ companyId: 'c', name: '公司', language: 'zh-CN', demo: false, people })

describe('founding', () => {
  it('takes the first administrator only while no company exists', async () => {
    const books = new Books()
    books.founded = false
    const given = founding([person(ADMINISTRATOR.id, ['administrator'])])
    expect(await books.give(foundCompany, given, { actor: ADMINISTRATOR })).toBeNull()
    books.founded = true
    expect(await books.give(foundCompany, given, { actor: ADMINISTRATOR })).toMatchObject({ code: 'company.exists' })
  })

  it('is refused without an administrator', async () => {
    const books = new Books()
    books.founded = false
    const given = founding([person('p', ['underwriter'])])
    expect(await books.give(foundCompany, given, { actor: UNDERWRITER })).toMatchObject({
      code: 'company.no-administrator',
    })
  })

  it('comes before everything else', async () => {
    const books = new Books()
    books.founded = false
    const setting = { name: 'leaseMinutes', value: 5 }
    expect(await books.give(changeSetting, setting, { actor: ADMINISTRATOR })).toMatchObject({ code: 'company.none' })
  })
})

describe('people', () => {
  it('are entered by an administrator alone, each once', async () => {
    const books = new Books()
    expect(await books.give(addPerson, person('n', ['underwriter']), { actor: SUPERVISOR })).toMatchObject({
      code: 'actor.role',
    })
    expect(await books.give(addPerson, person('n', ['underwriter']), { actor: OPERATOR })).toMatchObject({
      code: 'actor.needs-person',
    })
    expect(await books.give(addPerson, person('n', ['underwriter']), { actor: ADMINISTRATOR })).toBeNull()
    expect(await books.row('person', 'n')).toMatchObject({ enteredBy: ADMINISTRATOR.id, active: true })
    expect(await books.give(addPerson, person('n', ['finance']), { actor: ADMINISTRATOR })).toMatchObject({
      code: 'person.exists',
    })
  })

  it('cannot take their own office away', async () => {
    const books = new Books()
    await books.give(addPerson, person(ADMINISTRATOR.id, ['administrator']), { actor: ADMINISTRATOR })
    const change = { id: ADMINISTRATOR.id, roles: ['underwriter'], active: true }
    expect(await books.give(changePerson, change, { actor: ADMINISTRATOR })).toMatchObject({
      code: 'person.own-office',
    })
  })
})

describe('a rulebook', () => {
  const book = (version: number) => ({ hash: String(version).repeat(64), id: 'book', version, document: {} })

  it('replaces the live one, which is kept, and only by a newer version', async () => {
    const books = new Books()
    expect(await books.give(publishRulebook, book(1), { actor: OPERATOR })).toBeNull()
    expect(await books.give(publishRulebook, book(2), { actor: OPERATOR })).toBeNull()
    expect((await books.row('rulebook', '1'.repeat(64)))?.live).toBe(false)
    expect((await books.row('rulebook', '2'.repeat(64)))?.live).toBe(true)
    expect(await books.give(publishRulebook, book(1), { actor: OPERATOR })).toMatchObject({
      code: 'rulebook.not-newer',
    })
  })
})

describe('settings', () => {
  it('stay within their bounds', async () => {
    const books = new Books()
    const give = (value: number) =>
      books.give(changeSetting, { name: 'takeBackSeconds', value }, { actor: ADMINISTRATOR })
    expect(await give(601)).toMatchObject({ code: 'setting.out-of-bounds' })
    expect(await give(30)).toBeNull()
    expect((await books.row('setting', 'takeBackSeconds'))?.value).toBe(30)
  })
})

describe('the registry', () => {
  it('finds each command by name and version, and says so where there is none', () => {
    for (const command of allCommands()) expect(commandOf(command.name, command.version)).toBe(command)
    expect(() => commandOf('review.decide', 99)).toThrow('newer LeaseDesk')
  })
})
