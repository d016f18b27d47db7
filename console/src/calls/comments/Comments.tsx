import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Pencil, Trash2 } from 'lucide-react'
import { Fragment, useState } from 'react'
import { useMe } from '../../session/session'
import { ListSkeleton } from '../../ui/page/Later'
import { Loaded } from '../../ui/page/Loaded'
import { Section } from '../../ui/page/Page'
import { useSay } from '../../ui/page/Said'
import { ShowMore } from '../../ui/list/ShowMore'
import { Moment } from '../../ui/shown/Moment'
import { Initials } from '../../ui/shown/PersonName'
import { size } from '../../theme/tokens'
import { MoreMenu } from '../../ui/why/MoreMenu'
import { RefusedButton } from '../../ui/why/WhyPanel'
import type { Call } from '../calls'
import { CommentBox } from './CommentBox'
import { useComments, useDeleteComment, useWriteComment, type Comment } from './comments'
import { withMentions, type Mentionable } from './mention'

/** What those who see the call wrote beside it, and where one writes. */
export function Comments({ call }: { call: Call }) {
  const me = useMe()
  const comments = useComments(call.id)
  const write = useWriteComment(call.id)
  const people = call.readers.filter((reader) => !reader.integrationUser && reader.id !== me.id)
  const { comment } = call.can
  return (
    <Section title="Comments" aside={comments.items.length ? `${comments.items.length}${comments.hasNextPage ? '+' : ''}` : undefined}>
      <Loaded query={comments} skeleton={<ListSkeleton rows={2} />} what="comments">
        {() => (
          <Box component="ol" aria-label="Comments" sx={{ display: 'grid', gap: 4, mb: comments.items.length ? 4 : 0 }}>
            {comments.items.map((one) => (
              <CommentLine key={one.id} call={call.id} comment={one} people={people} />
            ))}
          </Box>
        )}
      </Loaded>
      <ShowMore pages={comments} />
      {comment.allowed ? (
        <CommentBox
          label="Comment, @ mentions people with access"
          people={people}
          button="Comment"
          pending={write.isPending}
          error={write.error?.message}
          onWrite={write.mutateAsync}
        />
      ) : (
        <RefusedButton refused={{ sentence: comment.why ?? '', permission: 'call/comment', id: call.id }}>Comment</RefusedButton>
      )}
    </Section>
  )
}

function CommentLine({ call, comment, people }: { call: string; comment: Comment; people: Mentionable[] }) {
  const [editing, setEditing] = useState(false)
  const change = useWriteComment(call, comment.id)
  const remove = useDeleteComment(call)
  const say = useSay()
  return (
    <Box component="li" sx={{ display: 'flex', gap: 2.5 }}>
      <Initials name={comment.by.name} picture={comment.by.picture} side={size.person} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2 }}>
          <Typography variant="body2" sx={{ fontWeight: 500 }}>
            <bdi>{comment.by.name}</bdi>
          </Typography>
          <Typography variant="caption" color="text.secondary" sx={{ flex: 1 }}>
            <Moment at={comment.at} />
            {comment.edited && ', edited'}
          </Typography>
        </Box>
        {editing ? (
          <Box sx={{ mt: 2 }}>
            <CommentBox
              label="Change the comment"
              text={comment.text}
              people={people}
              button="Save"
              pending={change.isPending}
              error={change.error?.message}
              onWrite={(written) => change.mutateAsync(written).then(() => setEditing(false))}
              onCancel={() => setEditing(false)}
            />
          </Box>
        ) : (
          <Typography variant="body2" component="div" dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {withMentions(comment.text, comment.mentions).map((part) =>
              part.mention ? (
                <Box component="span" key={part.from} sx={{ fontWeight: 500, color: 'tone.accent.main' }}>
                  {part.text}
                </Box>
              ) : (
                <Fragment key={part.from}>{part.text}</Fragment>
              ),
            )}
          </Typography>
        )}
      </Box>
      {comment.mine && !editing && (
        <MoreMenu
          label={`More for your comment of ${new Date(comment.at).toLocaleString()}`}
          acts={[
            { label: 'Edit comment', icon: Pencil, onChoose: () => setEditing(true) },
            {
              label: 'Delete comment',
              icon: Trash2,
              onChoose: () =>
                void remove.mutateAsync(comment.id).then(
                  () => say({ text: 'Comment deleted.' }),
                  (error: Error) => say({ text: error.message }),
                ),
            },
          ]}
        />
      )}
    </Box>
  )
}
