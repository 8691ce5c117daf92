/** The documents beside the data: pictures in place, everything else one click away. */
import { useEffect, useState } from 'react'
import type { CaseDetail } from '../../protocol/desktop/review.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { bytes } from '../i18n/format.ts'
import { type Texts, useTexts } from '../i18n/index.ts'
import { dataUrl, download } from '../ui/download.ts'
import { useKeys } from '../ui/keys.ts'
import { FailureNotice } from '../ui/State.tsx'
import css from './case.module.css'

type Doc = CaseDetail['documents'][number]

/** What the page draws by itself. A script inside an SVG does not run in an image element. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/svg+xml'])

function titleOf({ coded }: Texts, document: Doc): string {
  return coded('document-kind', document.kind, null)
}

export function Documents({ documents }: { documents: readonly Doc[] }) {
  const texts = useTexts()
  const [chosen, setChosen] = useState(0)
  const document = documents[chosen] ?? documents[0]
  useKeys({ v: () => setChosen(place => (place + 1) % documents.length) })
  if (document === undefined) return null
  return (
    <section className={css.documents} aria-label={texts.t('case.documents')}>
      <div className={css.tabs} role="tablist" aria-label={texts.t('case.documents')}>
        {documents.map((each, place) => (
          <button
            key={each.id}
            type="button"
            role="tab"
            aria-selected={each === document}
            className={css.tab}
            onClick={() => setChosen(place)}
          >
            {titleOf(texts, each)}
          </button>
        ))}
      </div>
      <div className={css.sheet} role="tabpanel" aria-label={titleOf(texts, document)}>
        <Sheet key={document.id} document={document} />
      </div>
    </section>
  )
}

function Sheet({ document }: { document: Doc }) {
  const texts = useTexts()
  const { t } = texts
  const [picture, setPicture] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const drawable = PICTURES.has(document.mediaType)
  useEffect(() => {
    if (!drawable) return
    const stop = new AbortController()
    core.review
      .document({ documentId: document.id }, { signal: stop.signal })
      .then(({ content, mediaType }) => dataUrl(new Blob([content], { type: mediaType })))
      .then(url => {
        if (!stop.signal.aborted) setPicture(url)
      })
      .catch(error => {
        if (!stop.signal.aborted) setFailure(failureOf(error))
      })
    return () => stop.abort()
  }, [document.id, drawable])
  const save = async () => {
    try {
      const { content, name } = await core.review.document({ documentId: document.id })
      download(content, name ?? `${document.kind}-${document.id}`)
    } catch (error) {
      setFailure(failureOf(error))
    }
  }
  return (
    <>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {picture === null ? null : (
        <img className={css.picture} src={picture} alt={document.name ?? titleOf(texts, document)} />
      )}
      {drawable ? null : (
        <p className={css.notDrawn}>{t('document.not-drawn', { name: document.name ?? titleOf(texts, document) })}</p>
      )}
      <button type="button" className={css.save} onClick={() => void save()}>
        {t('document.save', { size: bytes(document.bytes) })}
      </button>
    </>
  )
}
