/** Where the room starts: the nonce goes on before anything makes a style, then the first render. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/base.css'
import { App } from './app/App.tsx'
import { followApp } from './app/session.ts'
import { markStyleElements, styleNonce } from './ui/nonce.ts'
import { Theme } from './ui/theme.tsx'

if (styleNonce !== undefined) markStyleElements(styleNonce)

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')

followApp()
createRoot(root).render(
  <StrictMode>
    <Theme>
      <App />
    </Theme>
  </StrictMode>,
)
