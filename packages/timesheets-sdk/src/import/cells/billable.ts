// In the languages that these tools speak besides English.
const words: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'true', '1', 'ja', 'oui', 'sí', 'si', 'sim'].map((word) => [word, true] as const),
  ...['no', 'false', '0', 'nein', 'non', 'não'].map((word) => [word, false] as const),
])

/** Whether a word says yes or no, or `undefined` when it says neither. */
export function readYesNo(text: string): boolean | undefined {
  return words.get(text.trim().normalize('NFC').toLowerCase())
}
