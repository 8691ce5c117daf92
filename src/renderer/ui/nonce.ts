/** The style nonce of this page: read once from the tag that the build marks, put on every style element made later. */

const mark = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')

export const styleNonce: string | undefined = mark?.nonce || mark?.getAttribute('nonce') || undefined

/** A few helpers of the libraries make style elements without the nonce they were given; this closes the gap. */
export function markStyleElements(nonce: string): void {
  const create = document.createElement.bind(document)
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (name.toLowerCase() === 'style') element.nonce = nonce
    return element
  }) as typeof document.createElement
}
