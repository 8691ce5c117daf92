/** The body of a case in three columns: who and what, why and evidence, documents and the note. Empty blocks are left out. */
import type { CaseDetail } from '../../protocol/desktop/review.ts'
import { useTexts } from '../i18n/index.ts'
import { useKeys } from '../ui/keys.ts'
import { usePreferences } from '../ui/preferences.ts'
import { say } from '../ui/said.tsx'
import { Application } from './Application.tsx'
import css from './case.module.css'
import { Decisions } from './Decisions.tsx'
import { Documents } from './Documents.tsx'
import { Evidence } from './Evidence.tsx'
import { History } from './History.tsx'
import { Note } from './Note.tsx'
import { Parties } from './Parties.tsx'
import { Unknown } from './Unknown.tsx'
import { Vehicles } from './Vehicles.tsx'
import { Why } from './Why.tsx'

export function CaseBody({ detail }: { detail: CaseDetail }) {
  const { t } = useTexts()
  const { pane, set } = usePreferences()
  const none = detail.documents.length === 0
  // With documents before one's eyes the key is theirs.
  useKeys({ v: () => (none ? say(t('case.no-documents')) : set({ pane: true })) }, { enabled: none || !pane })
  // Without documents the pane has room for what happened.
  const recordBeside = pane && none
  return (
    <div className={`${css.body} ${pane ? css.withPane : ''}`} key={detail.case.id}>
      <div className={css.column}>
        <Parties detail={detail} />
        <Vehicles detail={detail} />
        <Application detail={detail} />
        {recordBeside ? null : <Record detail={detail} />}
      </div>
      <div className={css.column}>
        <Why detail={detail} />
        {detail.unknown.length === 0 ? null : <Unknown unknown={detail.unknown} />}
        {detail.evidence.length === 0 ? null : <Evidence detail={detail} />}
      </div>
      {pane ? (
        <div className={`${css.column} ${css.pane}`}>
          {none ? null : <Documents documents={detail.documents} />}
          {recordBeside ? <Record detail={detail} /> : null}
          <Note caseId={detail.case.id} closed={detail.case.state === 'decided'} />
        </div>
      ) : null}
    </div>
  )
}

function Record({ detail }: { detail: CaseDetail }) {
  return (
    <>
      {detail.decisions.length === 0 ? null : <Decisions decisions={detail.decisions} />}
      {detail.history.length === 0 ? null : <History lines={detail.history} />}
    </>
  )
}
