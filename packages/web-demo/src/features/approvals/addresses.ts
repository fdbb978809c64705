/** The parts of the approvals, as they stand in the address. */
const sections = ['waiting', 'decided', 'missing'] as const

export type Section = (typeof sections)[number]

export function isSection(text: string): text is Section {
  return sections.some((section) => section === text)
}

export function sectionPath(section: Section): string {
  return section === 'waiting' ? '/approvals' : `/approvals/${section}`
}
