/** The part of unzipper that is used here; it ships no types of its own. */
declare module 'unzipper' {
  export interface ZipEntry {
    readonly path: string
    readonly type: 'Directory' | 'File'
    /** Bit 0: encrypted. */
    readonly flags: number
    readonly compressedSize: number
    readonly uncompressedSize: number
    stream(): import('node:stream').Readable
  }
  export const Open: {
    file(path: string, options?: { tailSize?: number }): Promise<{ files: ZipEntry[] }>
  }
}
