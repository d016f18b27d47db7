/** Stands in for a Markdown renderer that the form library brings and nothing here turns on: hints are plain text. */
export default function Plain({ children }: { children?: string }) {
  return children
}
