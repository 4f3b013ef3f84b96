import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts a secret with the first key: AES-256-GCM, `keyId.iv.ciphertext`, base64url. `place` (table, row, column) is
 * authenticated with it, so a ciphertext copied into another row cannot be read there.
 */
export function seal(keys: readonly string[], plaintext: string, place: string): string {
  const key = currentKey(keys)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'hex'), iv)
  cipher.setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return [keyId(key), iv.toString('base64url'), sealed.toString('base64url')].join('.')
}

/** @throws Error when the key is not in the list any more, or the text was not sealed for this place. */
export function open(keys: readonly string[], ciphertext: string, place: string): string {
  const [id, iv, sealed] = ciphertext.split('.')
  const key = keys.find((candidate) => keyId(candidate) === id)
  if (key === undefined || iv === undefined || sealed === undefined) {
    throw new Error(`No key of TOKEN_ENCRYPTION_KEY reads ${place} (key id ${id})`)
  }
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'hex'), Buffer.from(iv, 'base64url'), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
}

/** Whether the key of a ciphertext is still in the list. */
export function isReadable(keys: readonly string[], ciphertext: string): boolean {
  return keys.some((key) => ciphertext.startsWith(`${keyId(key)}.`))
}

/** Whether a ciphertext was made with the current key. */
export function isCurrent(keys: readonly string[], ciphertext: string): boolean {
  return ciphertext.startsWith(`${keyId(currentKey(keys))}.`)
}

function currentKey(keys: readonly string[]): string {
  const [key] = keys
  if (key === undefined) throw new Error('TOKEN_ENCRYPTION_KEY holds no key')
  return key
}

/** Tells keys apart without telling anything about them. */
function keyId(key: string): string {
  return createHash('sha256').update(Buffer.from(key, 'hex')).digest('hex').slice(0, 8)
}
