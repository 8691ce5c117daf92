/** Z: takes back what was sent last, or says in words why that cannot be. */
import { useTexts } from '../i18n/index.ts'
import { say } from '../ui/said.tsx'
import { type Sent, useSent } from './sent-store.ts'

export function useTakeBack(takenBack: (sent: Sent) => void = () => {}): () => void {
  const { t } = useTexts()
  return async () => {
    const answer = await useSent.getState().takeBack()
    if (typeof answer === 'string') say(t(`take-back.${answer}`))
    else if (answer !== null) takenBack(answer)
  }
}
