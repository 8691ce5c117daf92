/** A file from the core into the person's own hands. */

export function download(content: Blob, fileName: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = fileName
  link.click()
  // The browser has taken hold of the bytes once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** A picture's bytes as an address that a strict image policy (`self`, `data:`) lets through. */
export function dataUrl(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error ?? new Error('the picture could not be read'))
    reader.readAsDataURL(content)
  })
}
