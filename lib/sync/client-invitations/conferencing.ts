/**
 * What conferencing products add to the body of an invitation: a link to join and a block of instructions. The blocks
 * are known by their links and by the lines that surround them, as products write them; nothing here is documented.
 */

/** Links by which somebody joins, in the order in which they are looked for. */
const joinLinks = [
  /https:\/\/teams\.(?:microsoft|live)\.com\/(?:l\/meetup-join|meet)\/[^\s<>"']+/i,
  /https:\/\/(?:[a-z0-9-]+\.)*zoom(?:gov)?\.us\/(?:j|my|w|s)\/[^\s<>"']+/i,
  /https:\/\/meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3}[^\s<>"']*/i,
  /https:\/\/[a-z0-9-]+\.webex\.com\/[^\s<>"']*(?:join|meet|mtid|j\.php)[^\s<>"']*/i,
]

/** The first link of a known product by which the meeting in this text is joined; null when there is none. */
export function joinLinkIn(text: string): string | null {
  for (const link of joinLinks) {
    const found = link.exec(text)?.[0]
    if (found) return found.replace(/[.,;)\]]+$/, '')
  }
  return null
}

const product =
  /teams\.(?:microsoft|live)\.com|aka\.ms\/jointeamsmeeting|microsoft\.com\/microsoft-teams|zoom(?:gov)?\.us\/|meet\.google\.com|tel\.meet\/|g\.co\/meet|support\.google\.com\/(?:a\/users|meet)|\.webex\.com/i
const address = /<?\bhttps?:\/\/[^\s<>]+>?/gi

/** A line that draws a line: Outlook's underscores, Zoom's dashes, Google's row of signs. */
const rule = /^(?:_{8,}|-{8,}|[─━—–]{5,}|\*{8,}|[-:~]{12,})$/

/** Lines that begin a block where no line is drawn before it. */
const openings = [
  /^(?:\S+ ){0,4}microsoft teams(?:[ -]\S+){0,3}$/i,
  /\b(?:scheduled zoom meeting|réunion zoom planifiée|geplanten zoom-meeting)\b/i,
  /^(?:join zoom meeting|participer à la réunion zoom|rejoindre la réunion zoom|zoom-meeting beitreten)\b/i,
  /^(?:join with google meet|rejoindre avec google meet|participer avec google meet|über google meet teilnehmen)\b/i,
  /^(?:join (?:the |my |your )?webex meeting|rejoindre la réunion webex|when it's time, join your webex meeting)\b/i,
  /^-- ?do not delete or change any of the following text\.? ?--$/i,
]

/** Lines that only occur inside a block. */
const instructions = [
  /^(?:meeting|réunion|besprechungs?|webinar)[ -]?(?:id|number|password|passcode|link|lien|nummer|kennwort)\b.*$/i,
  /^(?:id|n°|numéro|lien) de (?:la )?(?:réunion|conférence)\b.*$/i,
  /^(?:passcode|password|pass code|code secret|mot de passe|code d.accès|passwort|kennung|kenncode|pin)\b ?:.*$/i,
  /^(?:topic|time|sujet|heure|thema|uhrzeit) ?:.*$/i,
  /^(?:join|rejoindre|participer|teilnehmen|beitreten)(?: ?:| on | the | now| by | from | via | with | sur | à | maintenant|$).*$/i,
  /^(?:one tap mobile|dial (?:in|by)\b|or dial|or call in|call in\b|find (?:a|your) local number|trouver un numéro|composer|appuyez une fois).*$/i,
  /^(?:phone conference id|id de conférence|telefonkonferenz-id|video (?:conference )?id|tenant key|video conferencing device).*$/i,
  /^(?:for organizers|pour les organisateurs|für organisatoren|meeting options|options de (?:la )?réunion|reset (?:dial-in )?pin|réinitialiser).*$/i,
  /^(?:need help\?|besoin d.aide|hilfe\?|learn more|en savoir plus|more (?:phone )?numbers|more info|help\b|aide\b|system reference|download teams|click here to join|cliquez ici pour).*$/i,
  /^(?:please do not edit this section|veuillez ne pas modifier cette section)\.?$/i,
  /^(?:global call-in numbers|access code|code d.accès|tap to (?:call|join)|join by (?:sip|h\.323|phone|video)|toll.free).*$/i,
  /^(?:or|ou|oder|more ways to join:?|-{3,7})$/i,
  /^(?:[•*-] ?)?[+(]?\d[\d\s().,#*+-]{6,}(?:[#*]|\b).{0,60}$/,
]

const isInstruction = (line: string) => {
  const bare = line.replace(address, '').replace(/[|·]/g, '').trim()
  if (product.test(line) && bare.split(/\s+/).filter(Boolean).length <= 6) return true
  return bare === '' || instructions.some((pattern) => pattern.test(line))
}

/**
 * Takes the blocks of conferencing products out of a text. What stands before and after them stays, and so does a
 * sentence of somebody's own that names a link.
 */
export function withoutConferencing(text: string): string {
  const lines = text.split('\n')
  const kept: string[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at] ?? ''
    const end = rule.test(line) ? endOfRuled(lines, at) : opens(line) ? endOfBlock(lines, at + 1) : at
    if (end === at) kept.push(line)
    // What stood before the block and what stands after it are two paragraphs.
    else kept.push('')
    at = Math.max(end, at + 1)
  }
  return kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const opens = (line: string) => {
  if (openings.some((opening) => opening.test(line))) return true
  return joinLinkIn(line) !== null && line.replace(address, '').replace(/[^\p{L}]/gu, '') === ''
}

/** Where a block without a drawn end is over: at the first line that nobody but a person writes. */
function endOfBlock(lines: readonly string[], from: number): number {
  let at = from
  while (
    at < lines.length &&
    !rule.test(lines[at] ?? '') &&
    (opens(lines[at] ?? '') || isInstruction(lines[at] ?? ''))
  )
    at += 1
  return at
}

/**
 * Where a block between drawn lines is over, given the first of them; the same place when what follows is none. Of two
 * blocks that share a line, the second is looked at from that line on.
 */
function endOfRuled(lines: readonly string[], from: number): number {
  const closing = lines.findIndex((line, at) => at > from && rule.test(line))
  const inside = lines.slice(from + 1, closing === -1 ? lines.length : closing)
  if (!inside.some((line) => product.test(line) || openings.some((opening) => opening.test(line))))
    return from
  if (closing === -1) return endOfBlock(lines, from + 1)
  // The line that closes one block often opens what belongs to it: numbers to dial, options for organisers.
  const rest = endOfBlock(lines, closing + 1)
  return rest < lines.length && rule.test(lines[rest] ?? '') ? rest + 1 : rest
}
