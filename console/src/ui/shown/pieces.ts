/** A text cut at its marks, each given as start and length in UTF-16 units; a mark that begins within the one before is left out. */
export function pieces(text: string, marks: number[][]): { from: number; text: string; marked: boolean }[] {
  const cut: { from: number; text: string; marked: boolean }[] = []
  let end = 0
  for (const [start = 0, length = 0] of [...marks].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))) {
    if (start < end) continue
    if (start > end) cut.push({ from: end, text: text.slice(end, start), marked: false })
    end = start + length
    cut.push({ from: start, text: text.slice(start, end), marked: true })
  }
  if (end < text.length) cut.push({ from: end, text: text.slice(end), marked: false })
  return cut
}
