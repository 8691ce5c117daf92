import { describe, expect, it } from 'vitest'
import { passphraseKey, sm2Verifier } from '../../src/journal/crypto.ts'
import { createPersonKey, openPersonKey, personKeySchema, WrongPassphrase } from '../../src/journal/person-keys.ts'
import { seeded } from './seeded.ts'

const ports = { randomness: seeded(4).bytes, derive: passphraseKey, cost: { memoryKib: 64, passes: 1 } }
const bytes = new TextEncoder().encode('{"command":"publishRulebook"}')

describe("a person's key", () => {
  it('signs for whoever knows the passphrase', async () => {
    const key = personKeySchema.parse(JSON.parse(JSON.stringify(await createPersonKey('密码 one', ports))))
    const sign = await openPersonKey(key, { id: 'p1', passphrase: '密码 one' }, ports)
    const signature = sign(bytes)
    expect(signature.by).toBe('p1')
    expect(sm2Verifier(key.publicKey)(bytes, signature.value)).toBe(true)
    await expect(openPersonKey(key, { id: 'p1', passphrase: 'guess' }, ports)).rejects.toThrow(WrongPassphrase)
  })

  it('does not open as the key of another public key', async () => {
    const [key, other] = [await createPersonKey('one', ports), await createPersonKey('one', ports)]
    const swapped = { ...key, publicKey: other.publicKey }
    await expect(openPersonKey(swapped, { id: 'p1', passphrase: 'one' }, ports)).rejects.toThrow(WrongPassphrase)
  })
})
