/**
 * The grid pattern of the ARIA Authoring Practices on a native table: rows, columns and headers come with the table for
 * nothing, and the roles say that its cells are moved through with arrows and may be edited.
 */
export function gridPattern(isReadOnly: boolean) {
  return { role: 'grid', 'aria-multiselectable': true, 'aria-readonly': isReadOnly } as const
}

export function gridCellPattern(isReadOnly: boolean, isSelected: boolean) {
  return { role: 'gridcell', 'aria-readonly': isReadOnly, 'aria-selected': isSelected } as const
}

/** A grid whose rows are gone through and selected, and whose cells are only read. */
export function reviewGridPattern(canSelect: boolean) {
  return { role: 'grid', 'aria-multiselectable': canSelect, 'aria-readonly': true } as const
}

export const plainCellPattern = { role: 'gridcell' } as const
