import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  aesKey,
  CannotDecrypt,
  createSealer,
  createSigningKeyPair,
  hmacSm3,
  hmacSm3With,
  openSealed,
  passphraseKey,
  sm2Sign,
  sm2Verifier,
  sm3,
  sm3Stream,
} from '../../src/journal/crypto.ts'
import { seeded } from './seeded.ts'

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const text = (value: string) => new TextEncoder().encode(value)

describe('SM3', () => {
  it('gives the two examples of GM/T 0004-2012', () => {
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })

  it('hashes parts as the whole, several streams at once', async () => {
    const [a, b] = [await sm3Stream(), await sm3Stream()]
    a.update('ab')
    b.update('abcd'.repeat(8))
    a.update(text('c'))
    sm3('something else meanwhile')
    b.update('abcd'.repeat(8))
    expect(a.digest()).toBe(sm3('abc'))
    expect(b.digest()).toBe(sm3('abcd'.repeat(16)))
  })
})

describe('HMAC-SM3', () => {
  it.each([
    ['a short key', 20],
    ['a key of one block', 64],
    ['a key that is hashed first', 100],
  ])('is RFC 2104 over SM3 with %s', (_, length) => {
    const key = seeded(length).bytes(length)
    const block = new Uint8Array(64)
    block.set(length > 64 ? bytes(sm3(key)) : key)
    const inner = sm3(Buffer.concat([block.map(byte => byte ^ 0x36), text('message 消息')]))
    expect(hmacSm3(key, 'message 消息')).toBe(sm3(Buffer.concat([block.map(byte => byte ^ 0x5c), bytes(inner)])))
  })
})

describe('HMAC-SM3 with a prepared key', () => {
  it('is the same, text after text, for keys shorter and longer than a block', async () => {
    const random = seeded(7)
    for (const length of [1, 32, 64, 65, 200]) {
      const key = random.bytes(length)
      const digest = await hmacSm3With(key)
      for (const text of ['', 'party\nperson\n41010519900307231X', '消息'.repeat(100)])
        expect(digest(text)).toBe(hmacSm3(key, text))
    }
  })
})

describe('SM2', () => {
  // Appendix A of GB/T 32918.5-2017 (the curve of GM/T 0003.5): the signature over 'message digest'.
  const example = {
    privateKey: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
    publicKey:
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
      'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    nonce: '59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21',
    signature:
      'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
      'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  }

  it('gives the signature of the example in the standard', () => {
    // A scalar is its random bytes modulo (order - 2), plus one.
    const drawn = (BigInt(`0x${example.nonce}`) - 1n).toString(16).padStart(80, '0')
    expect(sm2Sign(text('message digest'), example, () => bytes(drawn))).toBe(example.signature)
    expect(sm2Verifier(example.publicKey)(text('message digest'), example.signature)).toBe(true)
  })

  it('verifies what it signs, and nothing else', () => {
    const random = seeded(7)
    const keys = createSigningKeyPair(random.bytes)
    const other = createSigningKeyPair(random.bytes)
    expect(keys.privateKey).not.toBe(other.privateKey)
    const signature = sm2Sign(text('批准 approve'), keys, random.bytes)
    const verify = sm2Verifier(keys.publicKey)
    expect(verify(text('批准 approve'), signature)).toBe(true)
    expect(verify(text('批准 approved'), signature)).toBe(false)
    expect(sm2Verifier(other.publicKey)(text('批准 approve'), signature)).toBe(false)
    for (const wrong of ['', 'zz', '0'.repeat(128), 'f'.repeat(128), signature.toUpperCase(), `${signature}00`]) {
      expect(verify(text('批准 approve'), wrong)).toBe(false)
    }
  })

  it('verifies nothing with what is no public key', () => {
    for (const wrong of ['', '04', `04${'1'.repeat(128)}`, `02${'1'.repeat(64)}`]) {
      expect(sm2Verifier(wrong)(text('m'), example.signature)).toBe(false)
    }
  })
})

describe('AES-256-GCM', () => {
  it('opens test case 14 of the GCM specification', () => {
    const sealed = bytes(`${'00'.repeat(12)}cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919`)
    expect(openSealed(aesKey(new Uint8Array(32)), sealed, '')).toEqual(Buffer.alloc(16))
  })

  it('never uses an IV again, and opens only what was not touched, in its context', () => {
    const random = seeded(3)
    const key = aesKey(random.bytes(32))
    const { seal } = createSealer(random.bytes)
    const ivs = new Set(
      Array.from({ length: 3000 }, () => Buffer.from(seal(key, text('x'), '')).toString('hex', 0, 12)),
    )
    expect(ivs.size).toBe(3000)
    const sealed = seal(key, text('身份证'), 'party')
    expect(new TextDecoder().decode(openSealed(key, sealed, 'party'))).toBe('身份证')
    expect(() => openSealed(key, sealed, 'another party')).toThrow(CannotDecrypt)
    expect(() => openSealed(aesKey(random.bytes(32)), sealed, 'party')).toThrow(CannotDecrypt)
    for (let at = 0; at < sealed.length; at++) {
      const touched = Uint8Array.from(sealed)
      touched[at] = (touched[at] ?? 0) ^ 1
      expect(() => openSealed(key, touched, 'party')).toThrow(CannotDecrypt)
      expect(() => openSealed(key, sealed.subarray(0, at), 'party')).toThrow(CannotDecrypt)
    }
  })
})

describe('argon2id', () => {
  it('derives the same key however the passphrase was composed, and another with another salt', async () => {
    const cost = { memoryKib: 64, passes: 1 }
    const salt = createHash('sha256').update('salt').digest().subarray(0, 16)
    const key = await passphraseKey('caf\u00e9 密码', salt, cost)
    expect(key).toHaveLength(32)
    expect(await passphraseKey('cafe\u0301 密码', salt, cost)).toEqual(key)
    expect(await passphraseKey('caf\u00e9 密码', salt.subarray(0, 15), cost)).not.toEqual(key)
  })
})
