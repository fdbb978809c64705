/** The parts of histories that other features use: the list, and the two places that show it on request. */
export { EntryHistory, WeekHistory } from './HistoryDialogs.tsx'
export { HistoryList } from './HistoryList.tsx'
