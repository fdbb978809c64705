/** Shorter ones are found in innocent text, and betray too little. */
const shortestPart = 6

/**
 * The spellings in which an issuer's response can contain a secret: as it is, percent-encoded (also for
 * forms), escaped for JSON, in hexadecimal, and as base64 or base64url, also within something longer, as
 * `Basic` has it behind the client's id. The longest come first, so that none leaves a rest of another.
 */
export function spellingsOf(secret: string): string[] {
  if (secret === '') return []
  const texts = new Set([secret, formEncoded(secret), percentEncoded(secret), jsonEscaped(secret)])
  const spellings = new Set<string>()
  for (const text of texts) {
    spellings.add(text)
    spellings.add(percentEncoded(text))
    for (const part of [...base64Parts(text), hexOf(text)]) {
      if (part.length < shortestPart) continue
      spellings.add(part)
      spellings.add(encodeURIComponent(part))
      spellings.add(part.replaceAll('+', '-').replaceAll('/', '_'))
    }
  }
  // Hexadecimal digits, also those behind a percent sign, come in both cases.
  for (const text of [...spellings]) {
    spellings.add(text.replace(/%[\dA-F]{2}/g, (octet) => octet.toLowerCase()))
    if (/^[\da-f]+$/.test(text)) spellings.add(text.toUpperCase())
  }
  return [...spellings].sort((a, b) => b.length - a.length)
}

/**
 * The base64 forms of a text at any offset in a longer one: three bytes become four characters, so that there
 * are three ways. Characters that the text shares with what is before or behind it are left out.
 */
function base64Parts(text: string): string[] {
  const bytes = new TextEncoder().encode(text)
  return [0, 1, 2].map((before) => {
    const padded = new Uint8Array(before + bytes.length)
    padded.set(bytes, before)
    const encoded = btoa(String.fromCharCode(...padded))
    const shared = [0, 2, 3][before]
    const whole = Math.floor((padded.length * 8) / 6)
    return encoded.slice(shared, whole)
  })
}

function hexOf(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Like an issuer, which reads a lone surrogate as U+FFFD. Hermes has no `String.prototype.toWellFormed`. */
function percentEncoded(text: string): string {
  return encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(text)))
}

function formEncoded(text: string): string {
  return new URLSearchParams({ v: text }).toString().slice('v='.length)
}

function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
