import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { api, body, noted, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { useChanged } from '../api/queries'
import { Drawer } from '../ui/form/Drawer'
import { Field } from '../ui/form/Field'
import { NoteField } from '../ui/form/NoteField'
import { OneOf } from '../ui/form/Ticks'
import { DataTable, type Column } from '../ui/list/DataTable'
import { useSay } from '../ui/page/Said'
import { Icon } from '../ui/shown/Icon'
import { StateChip } from '../ui/shown/StateChip'
import { people } from '../ui/shown/words'
import { useNotes } from '../directory/directory'

type Line = Shape<'ImportLine'>
type Result = Shape<'ImportResult'>

const fates: Record<Line['fate'], { words: string; tone?: 'good' | 'danger' }> = {
  add: { words: 'Add', tone: 'good' },
  change: { words: 'Change', tone: 'good' },
  skip: { words: 'No change' },
  refuse: { words: 'Not possible', tone: 'danger' },
}

const columns: Column<Line>[] = [
  {
    key: 'row',
    head: 'Row',
    cell: ({ row, email, name, words }) => (
      <>
        {row}: <bdi>{name || email || '(empty)'}</bdi>
        <Typography variant="body2" component="div" color="text.secondary">
          {words}
        </Typography>
      </>
    ),
  },
  {
    key: 'fate',
    head: 'What happens',
    width: '30%',
    card: 'end',
    cell: ({ fate }) => <StateChip tone={fates[fate].tone}>{fates[fate].words}</StateChip>,
  },
]

const sends = (customer: string, csv: string, how: { dryRun?: true; byRow?: boolean }, note = '') =>
  api.POST('/api/customers/{customer}/users/import', {
    params: { path: { customer }, header: noted(note) },
    body: { csv, dryRun: how.dryRun ?? false, byRow: how.byRow ?? false },
  })

/** What a table would do: asked for again whenever it is another. */
function useDryRun(customer: string, csv: string) {
  return useQuery({
    enabled: csv.trim() !== '',
    queryKey: keys.importPlan(customer, csv),
    queryFn: () => body(sends(customer, csv, { dryRun: true })) as Promise<Result>,
    retry: false,
    gcTime: 0,
  })
}

/** Adds the people of a CSV file, after showing for each row what happens. */
export function ImportDrawer({ customer, open, onClose }: { customer: string; open: boolean; onClose: () => void }) {
  const file = useRef<HTMLInputElement>(null)
  const say = useSay()
  const changed = useChanged()
  const notes = useNotes(customer)
  const [csv, setCsv] = useState('')
  const [typed, setTyped] = useState('')
  const [byRow, setByRow] = useState(false)
  const [note, setNote] = useState('')
  const plan = useDryRun(customer, csv)
  const result = plan.data
  const send = useMutation({
    mutationFn: () => body(sends(customer, csv, { byRow }, note)) as Promise<Result>,
    onSuccess: ({ adds, changes }) => {
      say({
        text: [
          ...(adds ? [adds === 1 ? '1 user added. Invitation sent.' : `${adds} users added. Invitations sent.`] : []),
          ...(changes ? [`${changes === 1 ? '1 directory entry' : `${changes} directory entries`} changed.`] : []),
        ].join(' '),
      })
      setCsv('')
      setTyped('')
      onClose()
      return changed('person')
    },
  })
  const fault = plan.error ?? send.error
  const does = result ? result.adds + result.changes : 0
  const blocked = does === 0 || !result || (result.refuses > 0 && !byRow)

  async function take(chosen: File | undefined) {
    if (!chosen) return
    const text = await chosen.text()
    setTyped(text)
    setCsv(text)
  }

  return (
    <Drawer title="Import users" open={open} onClose={onClose}>
      <Box sx={{ display: 'grid', gap: 5 }}>
        <Typography color="text.secondary">
          A CSV file whose first line names the columns: e-mail, first name, last name, role, custom roles, tenants, job, department,
          location, manager (an e-mail address). An empty cell changes nothing, and nothing is changed until you import. Up to 2,000 people
          at once.
        </Typography>
        <Box>
          <input
            ref={file}
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            aria-label="CSV file"
            hidden
            onChange={(event) => {
              void take(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          <Button variant="outlined" startIcon={<Icon of={FileUp} small />} onClick={() => file.current?.click()}>
            Choose file
          </Button>
        </Box>
        <Field label="Or paste it" hint="Commas, semicolons or tabs." fault={fault ? fault.message : undefined}>
          {({ id, inputProps }) => (
            <OutlinedInput
              id={id}
              multiline
              minRows={3}
              maxRows={8}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={() => setCsv(typed)}
              inputProps={inputProps}
            />
          )}
        </Field>
        {result && (
          <>
            <Typography role="status">
              {people(result.adds)} to add
              {result.changes > 0 && `, ${result.changes} to change`}
              {result.skips > 0 && `, ${result.skips} already here`}
              {result.refuses > 0 && `, ${result.refuses} not possible`}.
            </Typography>
            <DataTable label="What happens to each row" columns={columns} rows={result.lines} rowKey={({ row }) => String(row)} />
            {result.refuses > 0 && (
              <OneOf
                label="Rows that are not possible"
                options={[
                  { key: 'whole', label: 'Import nothing until they are corrected' },
                  { key: 'rows', label: 'Leave them out and import the others' },
                ]}
                value={byRow ? 'rows' : 'whole'}
                onChange={(how) => setByRow(how === 'rows')}
              />
            )}
            <NoteField required={notes} value={note} onChange={setNote} />
          </>
        )}
        <Box sx={{ display: 'flex', gap: 2 }}>
          <Button variant="contained" disabled={blocked} loading={send.isPending} onClick={() => send.mutate()}>
            {result && !blocked ? `Import ${people(does)}` : 'Import'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </Box>
      </Box>
    </Drawer>
  )
}
