/** Ids of those who did something, as names: people by their own, the rest by what they are; never the id alone. */
import { useCallback } from 'react'
import { useSession } from '../app/session.ts'
import { type Texts, useTexts } from '../i18n/index.ts'

export function personName({ coded }: Texts, id: string): string {
  const { state } = useSession.getState()
  const person = state?.people.find(each => each.id === id)
  // What the demo company holds came from nobody's command line.
  const actor = id === 'operator' && state?.company?.demo ? 'demo' : id
  return person?.name ?? coded('actor', actor, 'actor.other', { id })
}

export function usePersonName(): (id: string) => string {
  const texts = useTexts()
  const people = useSession(session => session.state?.people)
  const demo = useSession(session => session.state?.company?.demo)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names change with whom the company knows
  return useCallback(id => personName(texts, id), [texts, people, demo])
}
