/** Where a screen breaks down, the frame around it stays, and says what to do: an empty window says nothing. */
import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { useTexts } from '../i18n/index.ts'
import { Empty } from './State.tsx'

export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { t } = useTexts()
  return (
    <Empty
      title={t('crash.title')}
      actions={<Button onClick={() => window.location.reload()}>{t('crash.again')}</Button>}
    >
      {t('crash.about')}
    </Empty>
  )
}
