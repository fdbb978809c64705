/**
 * What a report has besides the columns of the file that was pushed. The name in `externalId` stays the one that the row has
 * among all rows of the file; a reader passes the others over, so that a corrected report can be pushed.
 */
export const reportColumns = ['externalId', 'line', 'column', 'code', 'reason'] as const
