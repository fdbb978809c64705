import type { FormatDescription } from './format.ts'

/**
 * As `columnKey` writes them: "Time off" and "TIME_OFF" are equal. Some workspaces have the values in the
 * language of the profile, even though the column names are in English.
 */
const notWorkingTime = [
  ...['break', 'breaks', 'pause', 'pausen', 'descanso', 'pausa', 'intervalo', 'pauze', 'przerwa'],
  ...['holiday', 'holidays', 'publicholiday', 'bankholiday', 'feiertag', 'gesetzlicherfeiertag', 'festivo'],
  ...['feriado', 'díafestivo', 'jourférié', 'joursfériés', 'festività', 'feestdag', 'święto'],
  ...['timeoff', 'timesoff', 'paidtimeoff', 'pto', 'leave', 'vacation', 'sickleave', 'freizeit', 'urlaub'],
  ...['abwesenheit', 'freistellung', 'congé', 'congés', 'absence', 'tiempolibre', 'ausencia', 'vacaciones'],
  ...['férias', 'folga', 'ausência', 'ferie', 'assenza', 'verlof', 'vakantie', 'urlop', 'czaswolny'],
]

/** Clockify, detailed report. */
export const clockify: FormatDescription = {
  title: 'Clockify',
  columns: {
    email: ['Email'],
    name: ['User'],
    date: ['Start Date'],
    startTime: ['Start Time'],
    endDate: ['End Date'],
    endTime: ['End Time'],
    duration: ['Duration (h)'],
    durationDecimal: ['Duration (decimal)'],
    client: ['Client'],
    project: ['Project'],
    task: ['Task'],
    note: ['Description'],
    billable: ['Billable'],
    kind: ['Type'],
  },
  telling: [
    ['Start Date', 'Duration (h)'],
    ['Start Date', 'Start Time', 'Duration (decimal)'],
    // Without a duration, only the capital letters distinguish it from Toggl.
    ['=Start Date', '=Start Time', '=End Date', '=End Time'],
  ],
  needed: ['date', 'startTime', 'project'],
  identity: ['client', 'project'],
  countsMinutes: false,
  orderedBy: ['note', 'task'],
  notWork: notWorkingTime,
  work: ['regular', 'work', 'worktime', 'workingtime', 'normal'],
  emptyCell: '',
  renamed: { client: ['project', 'note'], task: ['note', 'name'] },
}
