/**
 * The columns of a report besides those of the pushed file. The name in `externalId` stays the one that the
 * row has among all rows of the file; a reader passes the others over, so that a corrected report can be
 * pushed.
 */
export const reportColumns = ['externalId', 'line', 'column', 'code', 'reason'] as const
