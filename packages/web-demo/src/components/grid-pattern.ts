/**
 * The grid pattern of the ARIA Authoring Practices on a native table. The table provides rows, columns and
 * headers; the roles announce that arrows move between cells, which may be edited.
 */
export function gridPattern(isReadOnly: boolean) {
  return { role: 'grid', 'aria-multiselectable': true, 'aria-readonly': isReadOnly } as const
}

export function gridCellPattern(isReadOnly: boolean, isSelected: boolean) {
  return { role: 'gridcell', 'aria-readonly': isReadOnly, 'aria-selected': isSelected } as const
}

/** A grid with selectable rows and read-only cells. */
export function reviewGridPattern(canSelect: boolean) {
  return { role: 'grid', 'aria-multiselectable': canSelect, 'aria-readonly': true } as const
}

export const plainCellPattern = { role: 'gridcell' } as const
