/** The first start: a language, then one click to try it, or a company of one's own. */
import { Button } from 'antd'
import { useState } from 'react'
import { count } from '../i18n/format.ts'
import { useLanguage, useTexts } from '../i18n/index.ts'
import { LanguageSwitch } from '../settings/LanguageSwitch.tsx'
import { JobProgress } from '../ui/JobProgress.tsx'
import { useJob } from '../ui/jobs.ts'
import { usePreferences } from '../ui/preferences.ts'
import { FailureNotice } from '../ui/State.tsx'
import { Founding } from './Founding.tsx'
import css from './setup.module.css'
import { DEMO_APPLICATIONS, useSetup } from './setup-store.ts'

export function FirstStart() {
  const chosen = usePreferences(preferences => preferences.languageChosen)
  const [founding, setFounding] = useState(false)
  const started = useSetup(setup => setup.job)
  return (
    <div className={css.page}>
      <main className={css.box}>
        {started !== null ? (
          <MakingDemo />
        ) : !chosen ? (
          <ChooseLanguage />
        ) : founding ? (
          <Founding back={() => setFounding(false)} />
        ) : (
          <Choice found={() => setFounding(true)} />
        )}
      </main>
    </div>
  )
}

/** Both languages at once: nobody has said yet which they read. */
function ChooseLanguage() {
  const { set } = usePreferences()
  return (
    <>
      <h1>LeaseDesk</h1>
      <p>
        请选择语言 · <span lang="en">Choose a language</span>
      </p>
      <div className={css.languages}>
        <Button size="large" onClick={() => set({ language: 'zh-CN' })}>
          中文
        </Button>
        <Button size="large" lang="en" onClick={() => set({ language: 'en' })}>
          English
        </Button>
      </div>
    </>
  )
}

function Choice({ found }: { found: () => void }) {
  const { t } = useTexts()
  const language = useLanguage()
  const failure = useSetup(setup => setup.failure)
  const [busy, setBusy] = useState(false)
  const tryIt = async () => {
    setBusy(true)
    await useSetup.getState().tryDemo(language)
    setBusy(false)
  }
  return (
    <>
      <header className={css.head}>
        <h1>{t('setup.title')}</h1>
        <LanguageSwitch />
      </header>
      <p>{t('setup.about')}</p>
      <section className={css.choice}>
        <div>
          <h2>{t('setup.demo')}</h2>
          <p>{t('setup.demo-about', { applications: count(DEMO_APPLICATIONS) })}</p>
        </div>
        <Button type="primary" size="large" loading={busy} onClick={() => void tryIt()}>
          {t('setup.demo-start')}
        </Button>
      </section>
      <section className={css.choice}>
        <div>
          <h2>{t('setup.company')}</h2>
          <p>{t('setup.company-about')}</p>
        </div>
        <Button size="large" onClick={found}>
          {t('setup.company-start')}
        </Button>
      </section>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <p className={css.foot}>{t('setup.local')}</p>
    </>
  )
}

function MakingDemo() {
  const { t } = useTexts()
  const started = useSetup(setup => setup.job)
  const { ended, lost } = useSetup.getState()
  const job = useJob(started, ended, lost)
  return (
    <>
      <h1>{t('setup.making')}</h1>
      <p>{t('setup.making-about')}</p>
      {job === null ? null : <JobProgress job={job} />}
    </>
  )
}
