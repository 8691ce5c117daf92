/** An underwriter at work, by the contract alone. */
import type { DesktopClient } from '../../../../src/protocol/desktop/index.ts'

/** The person of the demo company who decides, and the passphrase that everybody may know. */
export const UNDERWRITER = { person: 'p-demo1', passphrase: 'review-2026' }

/** From case to case, then finds somebody: the search has read everything by then. */
export async function caseAfterCase(client: DesktopClient, cases: number, began: () => void): Promise<void> {
  await client.app.signIn(UNDERWRITER)
  let leaving: string | null = null
  for (let index = 0; index < cases; index++) {
    began()
    const { current } = await client.review.next({ leaving })
    if (current === null) throw new Error(`after ${index} cases nothing waits`)
    leaving = current.case.id
  }
  await client.review.find({ text: '王', limit: 20 })
}
