/** Stands in for a Markdown renderer that the form library brings and nothing here turns on: hints are plain text. */
export function Markdown({ children }: { children?: string }) {
  return children
}
