import { escapeHtml } from './layout.ts'

/** A picture of a person as an SVG: the initials on a colour of their own. */
export function initialsPicture(name: string): string {
  const words = name.split(' ')
  const initials = `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`
  const hue = [...name].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0) * 7, 0) % 360
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
<rect width="64" height="64" fill="hsl(${hue} 45% 38%)"/>
<text x="32" y="41" text-anchor="middle" font-family="system-ui, sans-serif" font-size="26" fill="#fff">${escapeHtml(initials)}</text>
</svg>
`
}
