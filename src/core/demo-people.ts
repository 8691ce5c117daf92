/** The people of the demo company. Their passphrases are shown on screen: they guard nothing but made-up data. */

import type { Language } from '../domain/language.ts'
import type { Role } from '../domain/model/company.ts'

interface DemoPerson {
  id: string
  name: Record<Language, string>
  roles: Role[]
  passphrase: string
}

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { id: 'p-demo1', name: { 'zh-CN': '林珊', en: 'Lin Shan' }, roles: ['underwriter'], passphrase: 'review-2026' },
  {
    id: 'p-demo2',
    name: { 'zh-CN': '何静', en: 'He Jing' },
    roles: ['underwriter', 'finance'],
    passphrase: 'finance-2026',
  },
  { id: 'p-demo3', name: { 'zh-CN': '陈宇', en: 'Chen Yu' }, roles: ['risk-manager'], passphrase: 'rules-2026' },
  {
    id: 'p-demo4',
    name: { 'zh-CN': '周敏', en: 'Zhou Min' },
    roles: ['supervisor', 'underwriter'],
    passphrase: 'lead-2026',
  },
  {
    id: 'p-demo5',
    name: { 'zh-CN': '管理员', en: 'Administrator' },
    roles: ['administrator'],
    passphrase: 'admin-2026',
  },
]

export const DEMO_NAME: Record<Language, string> = { 'zh-CN': '演示融资租赁公司', en: 'Demo Leasing Company' }

export const demoPassphraseOf = (id: string): string | null =>
  DEMO_PEOPLE.find(person => person.id === id)?.passphrase ?? null
