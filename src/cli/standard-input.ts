/** What a person, or a script, says on standard input: passphrases, never on the command line, where others see them. */
export async function firstLine(): Promise<string> {
  let read = ''
  for await (const chunk of process.stdin) {
    read += String(chunk)
    if (read.includes('\n')) break
  }
  return (read.split('\n')[0] ?? '').replace(/\r$/, '')
}
