import { useEffect, useState, useRef } from 'react'
import { useNavigate } from 'react-router'
import { turnAddress } from '../../addresses'
import { composing, useSingleKeys } from '../../ui/hooks/keyboard'
import { ListSkeleton } from '../../ui/page/Later'
import { Loaded } from '../../ui/page/Loaded'
import { useReason } from '../../ui/why/reasons'
import { WhyWords } from '../../ui/why/WhyPanel'
import { useTranscript, type Call, type Turn } from '../calls'
import { TranscriptDeleted } from './TranscriptDeleted'
import { FindInTranscript } from './FindInTranscript'
import { placesOf } from './places'
import { Transcript } from './Transcript'

const typing = 'input, textarea, select, [contenteditable="true"], [role=dialog], [role=menu], [role=listbox]'

/** Every word of the call for those who may read it, and why not for others. */
export function TranscriptView({ call, target }: { call: Call; target: number | null }) {
  const { allowed, why } = call.can.transcript
  const transcript = useTranscript(call.id, allowed)
  const reason = useReason(
    { sentence: why ?? 'You don’t have access to the whole transcript.', permission: 'call/transcript', id: call.id },
    !allowed && !call.transcriptDeleted,
  )
  if (call.transcriptDeleted) return <TranscriptDeleted at={call.transcriptDeleted} />
  if (!allowed) return reason && <WhyWords why={reason} />
  return (
    <Loaded query={transcript} skeleton={<ListSkeleton />} what="transcript" back={`/calls/${encodeURIComponent(call.id)}`}>
      {({ turns }) => <Searched call={call.id} turns={turns} target={target} />}
    </Loaded>
  )
}

/** The transcript, in which one finds words, and moves between what the summary quotes by j and k. */
function Searched({ call, turns, target }: { call: string; turns: Turn[]; target: number | null }) {
  const [text, setText] = useState('')
  const navigate = useNavigate()
  const [single] = useSingleKeys()
  const found = text.trim() ? turns.filter((turn) => placesOf(turn.text, text).length).map((turn) => turn.index) : []
  const at = target === null ? -1 : found.indexOf(target)

  // Keys may come quicker than the page follows its address.
  const here = useRef(target)
  useEffect(() => {
    here.current = target
  }, [target])
  const go = (turn: number | undefined) => {
    if (turn === undefined) return
    here.current = turn
    void navigate(turnAddress(call, turn), { replace: true, preventScrollReset: true })
  }
  const next = (among: number[], step: 1 | -1) =>
    step === 1
      ? (among.find((turn) => turn > (here.current ?? -1)) ?? among[0])
      : (among.findLast((turn) => turn < (here.current ?? Infinity)) ?? among.at(-1))

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : null
      if (!step || !single || event.defaultPrevented || composing(event) || event.ctrlKey || event.metaKey || event.altKey) return
      if ((event.target as HTMLElement | null)?.closest(typing)) return
      event.preventDefault()
      const quoted = turns.filter((turn) => turn.quoted).map((turn) => turn.index)
      go(next(quoted, step))
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })

  return (
    <>
      <FindInTranscript text={text} onText={setText} found={found.length} at={at} onMove={(step) => go(next(found, step))} />
      <Transcript turns={turns} target={target} call={call} sought={text} />
    </>
  )
}
