/** Pictures of documents, drawn on the spot. */

export async function drawBankFlow(name: string): Promise<Blob> {
  await Promise.all(['20px', 'bold 24px'].map(size => document.fonts.load(`${size} 'Noto Sans SC'`, name)))
  const canvas = document.createElement('canvas')
  canvas.width = 720
  canvas.height = 900
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('no canvas')
  pen.fillStyle = '#fffdf6'
  pen.fillRect(0, 0, 720, 900)
  pen.fillStyle = '#1a1a1a'
  pen.font = "bold 24px 'Noto Sans SC'"
  pen.fillText('交易明细', 48, 70)
  pen.font = "20px 'Noto Sans SC'"
  pen.fillText(`户名 ${name}   卡号尾 7716`, 180, 70)
  const lines = [
    '2026-08-05  转入  运费 豫通物流   28,400.00',
    '2026-08-19  转出  加油   6,120.00',
    '2026-09-05  转入  运费 豫通物流   22,900.00',
    '2026-09-21  转入  借款 某消费金融   20,000.00',
    '2026-10-06  转入  运费 豫通物流   22,500.00',
    '2026-10-20  转出  还款   3,310.00',
  ]
  for (const [place, line] of lines.entries()) pen.fillText(line, 48, 130 + place * 44)
  pen.font = "bold 20px 'Noto Sans SC'"
  pen.fillText('月均经营转入  24,600.00', 48, 460)
  return new Promise((resolve, reject) =>
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  )
}
