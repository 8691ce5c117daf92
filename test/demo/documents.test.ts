/** Sample papers: pages that open, pictures that need no font, and rare characters that are seen to be missing. */
import { readFileSync } from 'node:fs'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, test } from 'vitest'
import { demoDocumentsWith } from '../../src/demo/documents/documents.ts'
import { applicationsIn, linesOf } from './portfolios.ts'

const FONT = 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'

describe('papers of an application', () => {
  const documentsOf = demoDocumentsWith(readFileSync(FONT))
  const used = applicationsIn(linesOf({ applications: 60 })).find(line => line.vehicles[0]?.plate != null)
  if (used === undefined) throw new Error('no used vehicle among sixty')

  test('are contract, bank flow and licence, each once and the pages openable', async () => {
    const papers = await documentsOf(used)
    expect(papers.map(paper => paper.kind)).toEqual(
      expect.arrayContaining(['purchaseContract', 'bankFlow', 'vehicleLicence']),
    )
    for (const paper of papers) {
      if (paper.mediaType !== 'application/pdf') continue
      expect((await PDFDocument.load(paper.bytes)).getPageCount()).toBe(1)
      expect(paper.bytes.length).toBeLessThan(80_000)
    }
  })

  test('have a picture whose text is outlines', async () => {
    const licence = (await documentsOf(used)).find(paper => paper.kind === 'vehicleLicence')
    const svg = new TextDecoder().decode(licence?.bytes)
    expect(svg).toMatch(/^<svg /)
    expect(svg).not.toContain('<text')
    expect(svg.match(/<path /g)?.length).toBeGreaterThan(60)
  })

  test('are the same again, and take names that the font cannot write', async () => {
    const named = { ...used, parties: used.parties.map(party => ({ ...party, name: '𠮷䶮' })) }
    expect(await documentsOf(named)).toEqual(await documentsOf(named))
  })
})
