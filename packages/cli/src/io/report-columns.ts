/** What a report has besides the columns of an entry; a reader leaves them out, so that a mended report can be pushed. */
export const reportColumns = ['line', 'code', 'reason'] as const
