/** Ids of those who did something, as names: people by their own, the rest by what they are. */
import { useCallback } from 'react'
import { useSession } from '../app/session.ts'
import { useTexts } from '../i18n/index.ts'

export function usePersonName(): (id: string) => string {
  const people = useSession(session => session.state?.people)
  const demo = useSession(session => session.state?.company?.demo ?? false)
  const { coded } = useTexts()
  return useCallback(
    id =>
      people?.find(person => person.id === id)?.name ?? coded('actor', demo && id === 'operator' ? 'demo' : id, null),
    [people, demo, coded],
  )
}
