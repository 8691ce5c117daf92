/** A backup that is not what it was when it was made, or never was one. Nothing of it has been put in place. */
export type BackupDifference =
  | 'unreadable'
  | 'incomplete'
  | 'unexpected'
  | 'no-file'
  | 'size'
  | 'hash'
  | 'too-large'
  | 'missing'
  | 'chain'
  | 'head'
  | 'seal'
  | 'identity'
  | 'books'

const MEANING: Record<BackupDifference, string> = {
  unreadable: 'cannot be read: it was cut or altered, or is none of ours',
  incomplete: 'does not list a whole data folder',
  unexpected: 'is not what the manifest lists next',
  'no-file': 'is a link, a folder or a device, and not a file',
  size: 'has another size than the manifest lists',
  hash: 'has other bytes than the manifest lists',
  'too-large': 'is larger than it may be',
  missing: 'is missing',
  chain: 'holds an entry that does not follow from the one before',
  head: 'does not end with the entry that the manifest names',
  seal: 'was not sealed with the keys of this company',
  identity: 'belongs to another company or device than the manifest names',
  books: 'holds an entry that is not signed by whom it names, or a pack that is damaged',
}

export class BackupDamage extends Error {
  override readonly name = 'BackupDamage'
  /** The file within the backup, or the backup itself. */
  readonly path: string
  readonly differs: BackupDifference
  /** `cause` is the failure that showed it, or the word for it. */
  constructor(path: string, differs: BackupDifference, cause?: unknown) {
    const reason = cause === undefined ? '' : ` (${cause instanceof Error ? cause.message : cause})`
    super(`the backup is damaged: ${path} ${MEANING[differs]}${reason}`, { cause })
    this.path = path
    this.differs = differs
  }
}
