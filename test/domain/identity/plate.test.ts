import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPlate, maskPlate, parsePlate } from '../../../src/domain/identity/plate.ts'
import { PROVINCES } from '../../../src/domain/identity/provinces.ts'

describe('a plate', () => {
  it.each([
    ['豫A12345', 'ordinary', '41'],
    ['京AF0236', 'ordinary', '11'],
    ['粤BD12345', 'newEnergy', '44'],
    ['粤BDF2345', 'newEnergy', '44'],
    ['粤BDF234', 'ordinary', '44'],
    ['沪AF12345', 'newEnergy', '31'],
    ['苏E12345D', 'newEnergy', '32'],
    ['鲁H1234挂', 'trailer', '37'],
    ['川A1234学', 'learner', '51'],
    ['京A0006警', 'police', '11'],
    ['粤ZA123港', 'hongKong', '44'],
    ['粤Z1234澳', 'macao', '44'],
  ])('%s is %s of %s', (text, kind, provinceCode) => {
    expect(parsePlate(text)).toMatchObject({ ok: true, value: { kind, provinceCode } })
  })

  it('says what a new-energy plate says of its vehicle', () => {
    expect(parsePlate('粤BD12345')).toMatchObject({ value: { newEnergy: { size: 'small', power: 'battery' } } })
    expect(parsePlate('粤BFA1234')).toMatchObject({
      value: { newEnergy: { size: 'small', power: 'other' } },
    })
    expect(parsePlate('粤B12345F')).toMatchObject({ value: { newEnergy: { size: 'large', power: 'other' } } })
    expect(parsePlate('粤BC12345')).toMatchObject({ value: { newEnergy: { power: 'battery' } } })
  })

  it.each(['豫Ａ·１２３４５', '豫a 12345', '豫A.12345', '豫A-12345', ' 豫A•12345 '])('%j is 豫A12345', text => {
    expect(parsePlate(text)).toMatchObject({ ok: true, value: { plate: '豫A12345', office: 'A', serial: '12345' } })
  })

  it.each([
    ['', { code: 'empty' }],
    ['豫A1234', { code: 'length', length: 6 }],
    ['A12345', { code: 'province', character: 'A' }],
    ['港A12345', { code: 'province', character: '港' }],
    ['豫112345', { code: 'office', character: '1' }],
    ['豫I12345', { code: 'office', character: 'I' }],
    ['豫AO2345', { code: 'confusable', at: 3, character: 'O', meant: '0' }],
    ['豫A1234I', { code: 'confusable', at: 7, character: 'I', meant: '1' }],
    ['豫AL12345', { code: 'serial', serial: 'L12345' }],
    ['豫A挂1234', { code: 'serial', serial: '挂1234' }],
    ['京A1234港', { code: 'borderOffice', office: '京A' }],
    ['使014578', { code: 'notCivil' }],
    ['沪A0023领', { code: 'notCivil' }],
    ['WJ京12345', { code: 'notCivil' }],
    ['𠮷A12345', { code: 'province', character: '𠮷' }],
  ])('%j is refused as %j', (text, problem) => {
    expect(parsePlate(text)).toEqual({ ok: false, problem })
  })

  it('belongs to the province whose character it has', () => {
    const province = fc.constantFrom(...PROVINCES.filter(each => each.plate !== undefined))
    fc.assert(
      fc.property(province, fc.integer({ min: 0, max: 99_999 }), (each, number) => {
        const plate = `${each.plate}B${String(number).padStart(5, '0')}`
        expect(parsePlate(formatPlate(plate))).toMatchObject({ ok: true, value: { plate, provinceCode: each.code } })
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(typeof parsePlate(`豫${text}`).ok).toBe('boolean')
      }),
    )
  })

  it('is masked in the middle', () => {
    expect(maskPlate('豫A·12345')).toBe('豫A****5')
    expect(maskPlate('粤BD12345')).toBe('粤B*****5')
  })
})
