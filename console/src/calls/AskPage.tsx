import { useSearchParams } from 'react-router'
import { Guarded } from '../session/Guarded'
import { Page } from '../ui/page/Page'
import { Ask } from './Ask'

/** Ask about all the calls one may see; the question is in the address, so that it can be sent and found again. */
export function Component() {
  const [params, setParams] = useSearchParams()
  return (
    <Guarded page="ask">
      <Page narrow title="Ask" lead="Answers are quotes from calls you can see, each with the time it was said.">
        <Ask label="What do you want to know?" autoFocus question={params.get('q')} onAsk={(q) => setParams({ q })} />
      </Page>
    </Guarded>
  )
}
