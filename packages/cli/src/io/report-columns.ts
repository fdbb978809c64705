/** What a report has besides the columns of an entry; a reader leaves them out, so that a mended report can be pushed. */
export const reportColumns = ['line', 'code', 'reason'] as const

/** The same, besides the columns of an export. The name stays the one that the row has among all rows of the export. */
export const exportReportColumns = ['externalId', 'line', 'column', 'code', 'reason'] as const
