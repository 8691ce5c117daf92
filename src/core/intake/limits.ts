/** How large a file may be in each direction before it is refused: far above any real one, far below what hurts. */
export const LIMITS = {
  /** An upload; a million applications of sixty columns have about half of it. */
  bytes: 1_000_000_000,
  columns: 2_000,
  /** Characters of one row; a quotation mark that is never closed makes one row of the rest of a file. */
  rowCharacters: 1_000_000,
  /** A workbook is a zip file, and a few kilobytes of one can unpack to a disk full. */
  zip: { entries: 5_000, unpackedBytes: 4_000_000_000, ratio: 300, ratioFromBytes: 10_000_000 },
  /** Texts that the cells of a workbook share are held in memory while it is read. */
  sharedCharacters: 150_000_000,
  worker: { heapMegabytes: 768, blockMilliseconds: 60_000 },
} as const

/** Rows that cross from the reader's thread at once, and characters after which a block is full earlier. */
export const BLOCK = { rows: 500, characters: 500_000 } as const
