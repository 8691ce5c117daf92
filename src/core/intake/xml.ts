/** XML of a workbook's parts as events, without name prefixes, which some producers write and some do not. */
import { SaxesParser } from 'saxes'
import { FileProblem } from './file-problem.ts'

export interface XmlEvents {
  open(name: string, attribute: (name: string) => string | undefined): void
  text?(text: string): void
  close?(name: string): void
}

/** Feeds text in; throws `FileProblem` where it is no XML. Entities that a document defines itself are not expanded. */
export function xmlReader(events: XmlEvents): (text: string) => void {
  const parser = new SaxesParser({ position: false, xmlns: false })
  parser.on('opentag', ({ name, attributes }) => {
    events.open(local(name), wanted => attributeOf(attributes, wanted))
  })
  if (events.text !== undefined) {
    const { text } = events
    parser.on('text', text)
    parser.on('cdata', text)
  }
  if (events.close !== undefined) {
    const { close } = events
    parser.on('closetag', ({ name }) => close(local(name)))
  }
  parser.on('error', () => {
    throw new FileProblem('workbook-damaged')
  })
  return text => void parser.write(text)
}

/** Reads a small part as a whole. */
export async function readXml(text: AsyncIterable<string>, events: XmlEvents): Promise<void> {
  const write = xmlReader(events)
  for await (const chunk of text) write(chunk)
}

const local = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

function attributeOf(attributes: Readonly<Record<string, string>>, wanted: string): string | undefined {
  if (Object.hasOwn(attributes, wanted)) return attributes[wanted]
  const prefixed = Object.keys(attributes).find(name => local(name) === wanted)
  return prefixed === undefined ? undefined : attributes[prefixed]
}
