export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/**
 * The text of a file whose encoding nobody tells. UTF-8 and UTF-16, with or without a byte order mark, are recognised
 * for certain; what is neither is Windows-1252, which Outlook and Excel write on a western Windows. Null for what is
 * no text at all, such as a workbook.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } | null {
  const encoding = encodingOf(bytes)
  const text = encoding === 'windows-1252' ? decodeWindows(bytes) : new TextDecoder(encoding).decode(bytes)
  return text.includes('\0') ? null : { text, encoding }
}

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return utf16WithoutMark(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252')
}

/** In UTF-16 every second byte of a western header is zero; in text of another encoding none is. */
function utf16WithoutMark(bytes: Uint8Array): Encoding | null {
  const start = bytes.subarray(0, 200)
  const zeros = [0, 0]
  start.forEach((byte, position) => {
    if (byte === 0) zeros[position % 2] = (zeros[position % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  const most = start.length / 4
  if (odd > most && even === 0) return 'utf-16le'
  if (even > most && odd === 0) return 'utf-16be'
  return null
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** 0x80 to 0x9F, where Windows-1252 differs from Latin-1 (encoding.spec.whatwg.org/index-windows-1252.txt). */
const windowsOnly = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** By hand: TextDecoder of Node 20 and 22 takes Windows-1252 for Latin-1 (github.com/nodejs/node/issues/56542). */
const decodeWindows = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (letter) => windowsOnly[letter.charCodeAt(0) - 0x80] ?? letter)
