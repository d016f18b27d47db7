import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Theme } from './theme/Theme'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Theme>
      <h1>Usher</h1>
    </Theme>
  </StrictMode>,
)
