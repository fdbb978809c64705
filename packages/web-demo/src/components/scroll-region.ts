/** For what is wider than a narrow screen: it can be scrolled by keyboard, too, and says what it is. */
export function scrollRegion(label: string) {
  return { role: 'region', 'aria-label': label, tabIndex: 0, className: 'table-scroll' } as const
}
