const paths = {
  previous: 'M10 3 5 8l5 5',
  next: 'm6 3 5 5-5 5',
  plus: 'M8 3v10M3 8h10',
  close: 'm4 4 8 8m0-8-8 8',
  copy: 'M6 6h7v7H6zM3 10V3h7',
  history: 'M8 5v3l2 2M3 3v3h3M3.2 6A5.5 5.5 0 1 1 2.6 9.5',
  undo: 'M6 3 3 6l3 3M3 6h6a4 4 0 0 1 0 8H6',
  note: 'M3 4h10M3 8h10M3 12h6',
  lock: 'M4 7h8v6H4zM6 7V5a2 2 0 0 1 4 0v2',
  check: 'm3 8 4 4 6-8',
  alert: 'M8 4v5m0 3v.01',
  keys: 'M2 4h12v8H2zM5 10h6M5 7h.01M8 7h.01M11 7h.01',
  calendar: 'M3 4h10v9H3zM3 7h10M6 2v3m4-3v3',
  print: 'M4 6V2h8v4M4 11H2V6h12v5h-2M4 9h8v5H4z',
  download: 'M8 3v7m-3-3 3 3 3-3M3 13h10',
  person: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14a5.5 5.5 0 0 1 11 0',
  start: 'M5 3v10l8-5z',
  stop: 'M4 4h8v8H4z',
  star: 'm8 2 1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10m4-1 3 3',
  down: 'm4 6 4 4 4-4',
  fill: 'M2 5h5v6H2zM9 8h5m-2-2 2 2-2 2',
} as const

/** Pictures of a direction, which is the other one where people read from right to left. */
const directed: ReadonlySet<string> = new Set(['previous', 'next', 'undo'])

/** A small picture beside a text that says the same. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg
      className={directed.has(name) ? 'icon icon-directed' : 'icon'}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
