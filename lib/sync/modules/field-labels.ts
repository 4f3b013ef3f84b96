/**
 * An English label made from a field's name, for API callers: `businessAddress.city` becomes "Business address: city",
 * `emailAddresses.0` "Email addresses 1". Screens have words of their own in both languages.
 */
export function fieldLabel(name: string): string {
  const [top = name, part] = name.split('.')
  const words = top.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  const label = `${words.charAt(0).toUpperCase()}${words.slice(1)}`
  if (part === undefined) return label
  if (/^\d+$/.test(part)) return `${label} ${Number(part) + 1}`
  return `${label}: ${part.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)}`
}
