import { createContext } from 'react'

/** Whether the organization one is in wants a note with every grant, removal and change of configuration (rule 24). */
export const NotesRequired = createContext(false)
