import { useMutation } from '@tanstack/react-query'
import { api, body, type Shape } from '../../api/client'
import { keys } from '../../api/keys'
import { useChange, useChanged, usePages } from '../../api/queries'

export type Comment = Shape<'CommentView'>

/** What is written in a comment, and who is mentioned, by id. */
export interface Written {
  text: string
  mentions: string[]
}

export const useComments = (call: string) =>
  usePages(keys.comments(call), (cursor) =>
    body(api.GET('/api/calls/{id}/comments', { params: { path: { id: call }, query: { cursor } } })),
  )

/** Adds a comment; with an id, changes that one. */
export function useWriteComment(call: string, comment?: string) {
  const changed = useChanged()
  return useMutation({
    mutationFn: (written: Written) =>
      comment
        ? body(api.PUT('/api/calls/{id}/comments/{comment}', { params: { path: { id: call, comment } }, body: written }))
        : body(api.POST('/api/calls/{id}/comments', { params: { path: { id: call } }, body: written })),
    onSuccess: () => changed('comment'),
  })
}

export const useDeleteComment = (call: string) =>
  useChange((comment: string) => api.DELETE('/api/calls/{id}/comments/{comment}', { params: { path: { id: call, comment } } }), 'comment')
