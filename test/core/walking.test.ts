/** N without deciding: the whole queue in its order, every case claimed while it is shown, nobody's twice. */
import { describe, expect, it } from 'vitest'
import { desktopOfTest, HE, LIN, withCases } from './desktop.ts'

describe('walking through the queue', () => {
  it('comes to all of it where nothing is decided, and then begins again', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 7)
    const [lin, he] = [await desktop.window(LIN), await desktop.window(HE)]
    const order = (await lin.review.page({ filters: [], sort: [], offset: 0, limit: 9 })).rows.map(row => row.id)
    const theirs = await he.review.next({ leaving: null })
    expect([theirs.current, theirs.following].map(view => view?.case.id)).toEqual(order.slice(0, 2))
    const rest = order.slice(2)

    // As a window does it: the case after is drawn at once, and only then the core is told.
    const seen: (string | undefined)[] = []
    let { current: shown, following } = await lin.review.next({ leaving: null })
    for (let step = 0; step < 12; step++) {
      seen.push(shown?.case.id)
      const leaving = shown?.case.id ?? null
      shown = following
      following = (await lin.review.next({ leaving, showing: shown?.case.id ?? null })).current
      const { rows } = await lin.review.page({ filters: [], sort: [], offset: 0, limit: 9 })
      const mine = rows.filter(row => row.heldBy === LIN).map(row => row.id)
      expect(mine.toSorted()).toEqual([shown?.case.id, following?.case.id].toSorted())
    }
    expect(seen).toEqual([...rest, ...rest, ...rest].slice(0, 12))
  })

  it('comes to what was left by somebody else, and to a case alone again and again', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 2)
    const [lin, he] = [await desktop.window(LIN), await desktop.window(HE)]
    const { current, following } = await lin.review.next({ leaving: null })
    const [first, second] = [current?.case.id ?? '', following?.case.id ?? '']
    await lin.review.release({ caseId: second })
    const held = await he.review.next({ leaving: null })
    expect([held.current?.case.id, held.following]).toEqual([second, null])
    for (let step = 0; step < 3; step++) {
      const alone = await lin.review.next({ leaving: first })
      expect([alone.current?.case.id, alone.following]).toEqual([first, null])
    }
    await he.review.release({ caseId: second })
    expect((await lin.review.next({ leaving: null, showing: first })).current?.case.id).toBe(second)
  })

  it('takes quick steps one after the other, so that what is on the screen stays claimed', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 6)
    const lin = await desktop.window(LIN)
    const { current, following } = await lin.review.next({ leaving: null })
    const [first, second] = [current?.case.id ?? '', following?.case.id ?? '']
    const [, last] = await Promise.all([
      lin.review.next({ leaving: first, showing: second }),
      lin.review.next({ leaving: second }),
    ])
    const { rows } = await lin.review.page({ filters: [], sort: [], offset: 0, limit: 9 })
    const mine = rows.filter(row => row.heldBy === LIN).map(row => row.id)
    expect(mine).toEqual([last.current?.case.id, last.following?.case.id])
    expect(mine).toHaveLength(2)
  })
})
