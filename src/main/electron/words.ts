/** The few sentences that Electron's own dialogs show, before or without a page that could look into its catalogues. */

export interface DialogWords {
  readonly cannotOpen: string
  readonly coreGone: string
  readonly tryAgain: string
  readonly quit: string
  readonly otherFolder: (dataDir: string) => string
}

const english: DialogWords = {
  cannotOpen: 'LeaseDesk cannot open this company',
  coreGone: 'LeaseDesk cannot reach its data',
  tryAgain: 'Try again',
  quit: 'Quit',
  otherFolder: dataDir => `LeaseDesk is already open with another folder: ${dataDir}. Close it first.`,
}

const chinese: DialogWords = {
  cannotOpen: 'LeaseDesk 无法打开该公司',
  coreGone: 'LeaseDesk 无法访问数据',
  tryAgain: '重试',
  quit: '退出',
  otherFolder: dataDir => `LeaseDesk 已打开另一个文件夹：${dataDir}。请先将其关闭。`,
}

/** `locale` is the system's, e.g. `zh-CN`. */
export function dialogWords(locale: string): DialogWords {
  return locale.toLowerCase().startsWith('zh') ? chinese : english
}
