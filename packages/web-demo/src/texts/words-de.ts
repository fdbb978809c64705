import type { ProblemCode } from 'timesheets-sdk/contract'
import type { WeekFlagCode } from 'timesheets-sdk/model'
import type { Formats } from './formats.ts'
import { formatMinutes } from './formats.ts'
import { needed, type Said } from './said.ts'

const members: Readonly<Record<string, string>> = {
  date: 'Datum',
  project: 'Projekt',
  hours: 'Stunden',
  note: 'Notiz',
  billable: 'Abrechenbar',
  reason: 'Grund',
  from: 'Von',
  to: 'Bis',
  status: 'Status',
}

const statuses: Readonly<Record<string, string>> = {
  open: 'offen',
  submitted: 'eingereicht',
  approved: 'genehmigt',
  rejected: 'abgelehnt',
}

const actions: Readonly<Record<string, string>> = {
  submit: 'einreichen',
  recall: 'zurückziehen',
  approve: 'genehmigen',
  reject: 'ablehnen',
  reopen: 'wieder öffnen',
}

const time = (minutes: number | undefined) => formatMinutes(needed(minutes))
const number = (value: number | undefined) => needed(value).toLocaleString('de', { maximumFractionDigits: 4 })
const day = (formats: Formats, date: string | undefined) => formats.dayMedium(needed(date))
const weekday = (formats: Formats, date: string | undefined) => formats.weekdayLong(needed(date))
const weekName = (week: string | undefined) => `Woche ${Number(needed(week).slice(-2))}`
const statusName = (status: string | undefined) => needed(statuses[needed(status)])
const action = (name: string | undefined) => needed(actions[needed(name)])

/** The member that is wrong, as its field is called: `Stunden: `. */
function member({ pointer, path }: Said): string {
  const name = (pointer ?? path ?? '').split('/').at(-1) ?? ''
  return name === '' ? '' : `${members[name] ?? name}: `
}

function range({ minimum, maximum }: Said): string {
  if (maximum !== undefined) return `höchstens ${number(maximum)} ist erlaubt.`
  if (minimum !== undefined) return `mindestens ${number(minimum)} ist nötig.`
  return 'liegt außerhalb des erlaubten Bereichs.'
}

const tryLater = 'Versuchen Sie es gleich noch einmal.'
const tellOperators = 'Wenden Sie sich an Ihre Administration.'

/** The German text for every code of the API, with its figures. */
export const wordsDe: Readonly<Record<ProblemCode | WeekFlagCode, (said: Said, formats: Formats) => string>> =
  {
    // Flags of a week
    week_over_warning: ({ minutes, limitMinutes }) =>
      `${time(minutes)} in der Woche, mehr als ${time(limitMinutes)}`,
    long_day: ({ minutes, date }, formats) => `${time(minutes)} am ${weekday(formats, date)}`,
    weekend: ({ minutes, date }, formats) => `${time(minutes)} am ${weekday(formats, date)}, Wochenende`,
    over_usual: ({ minutes, usualMinutes }) =>
      `${time(needed(minutes) - needed(usualMinutes))} über den üblichen ${time(usualMinutes)}`,
    under_usual: ({ minutes, usualMinutes }) =>
      `${time(needed(usualMinutes) - needed(minutes))} unter den üblichen ${time(usualMinutes)}`,
    below_expected: ({ minutes, expectedMinutes }) =>
      `${time(needed(expectedMinutes) - needed(minutes))} unter den erwarteten ${time(expectedMinutes)}`,
    hours_on_absence: ({ minutes, date }, formats) =>
      `${time(minutes)} am ${weekday(formats, date)}, einem Tag der Abwesenheit`,
    hours_on_holiday: ({ minutes, date }, formats) =>
      `${time(minutes)} am ${weekday(formats, date)}, einem Feiertag`,
    person_inactive: ({ date, activeFrom, activeTo }, formats) =>
      activeFrom === undefined && activeTo === undefined
        ? `Stunden am ${day(formats, date)}, außerhalb der Beschäftigung`
        : activeTo === undefined
          ? `${day(formats, date)} liegt vor dem ersten Tag (${day(formats, activeFrom)}): Prüfen Sie das Datum.`
          : `${day(formats, date)} liegt nach dem letzten Tag (${day(formats, activeTo)}): Prüfen Sie das Datum.`,
    corrected_after_approval: () => 'Stammdaten oder Abwesenheiten nach der Genehmigung korrigiert',
    changed_after_reject: () => 'nach einer Ablehnung geändert',
    unchanged_after_reject: () => 'nach einer Ablehnung unverändert wieder eingereicht',
    // Violations of the rules
    week_locked: ({ week, status }) =>
      status === 'submitted'
        ? `${weekName(week)} ist eingereicht: Ziehen Sie sie zurück, oder bitten Sie darum, sie abzulehnen.`
        : `${weekName(week)} ist ${statusName(status)}: Bitten Sie darum, sie wieder zu öffnen.`,
    period_locked: ({ lockedThrough }, formats) =>
      `Alles bis ${day(formats, lockedThrough)} ist abgeschlossen: Bitten Sie Ihre Administration, den Zeitraum wieder zu öffnen.`,
    calendar_in_use: () =>
      'Personen verwenden diesen Feiertagskalender: Ordnen Sie ihnen zuerst einen anderen zu.',
    period_not_ready: () =>
      'Der Monat ist noch nicht fertig: Es fehlen Wochen, oder er ist noch nicht zu Ende. Sehen Sie nach, was noch offen ist.',
    period_out_of_order: () =>
      'Monate werden der Reihe nach abgeschlossen und in umgekehrter Reihenfolge wieder geöffnet.',
    illegal_transition: ({ week, status, action: wanted }) =>
      `${weekName(week)} ist ${statusName(status)}: So lässt sie sich nicht ${action(wanted)}.`,
    empty_week: ({ week }) =>
      `${weekName(week)} hat keine Einträge: Erfassen Sie die Stunden, und reichen Sie sie dann ein.`,
    reason_required: () => 'Der Grund fehlt: Sagen Sie, was anders sein muss.',
    own_week: ({ action: wanted }) =>
      `Die eigene Woche lässt sich nicht selbst ${action(wanted)}: Bitten Sie eine andere genehmigende Person.`,
    not_a_person: () => 'Dafür muss sich eine Person anmelden.',
    amounts_not_allowed: () => 'Sie dürfen keine Beträge sehen.',
    source_not_allowed: () =>
      'Diese Anwendung darf die Quelle nicht verwenden: Bitten Sie Ihre Administration, sie dafür freizugeben.',
    source_ids_per_person: () =>
      'Diese Quelle hat Einträge, deren Kennungen je Person gelten: Lassen Sie das so eingestellt.',
    not_your_timesheet: () => 'Das gehört einer anderen Person: Nur sie selbst kann es ändern.',
    insufficient_scope: ({ scope }) =>
      `Ihr Konto darf das nicht${scope === undefined ? '' : ` (Scope ${scope})`}: Bitten Sie Ihre Administration darum.`,
    hours_not_positive: () => 'Stunden müssen größer als 0 sein.',
    hours_over_day: ({ hours }) => `${number(hours)} Stunden sind zu viel: Ein Tag hat 24.`,
    hours_not_whole_minutes: ({ hours }) => `${number(hours)} Stunden sind keine ganzen Minuten.`,
    hours_off_increment: ({ minutes, incrementMinutes }) =>
      `${time(minutes)} passt nicht: Erfasst wird in Schritten von ${number(incrementMinutes)} Minuten.`,
    day_over_maximum: ({ date, minutes, limitMinutes }, formats) =>
      `${day(formats, date)} hätte ${time(minutes)}: ${time(limitMinutes)} ist das Höchste.`,
    date_too_far_ahead: ({ date, lastDate }, formats) =>
      `${day(formats, date)} liegt zu weit in der Zukunft: Erfassen lässt sich bis ${day(formats, lastDate)}.`,
    project_unlisted: ({ project }) =>
      `Das Projekt ${needed(project)} steht nicht im Katalog: Prüfen Sie den Code, oder bitten Sie Ihre Administration, es aufzunehmen.`,
    project_inactive: ({ project, activeFrom, activeTo }, formats) =>
      activeFrom === undefined
        ? `Das Projekt ${needed(project)} ist am ${day(formats, activeTo)} zu Ende gegangen: Danach lässt sich nichts erfassen.`
        : `Das Projekt ${needed(project)} beginnt am ${day(formats, activeFrom)}: Davor lässt sich nichts erfassen.`,
    external_id_taken: () => 'Diesen Eintrag gibt es schon, mit anderem Inhalt: Ändern Sie den vorhandenen.',
    external_id_of_another_person: () => 'Diesen Eintrag gibt es schon bei einer anderen Person.',
    entry_of_another_person: () => 'Dieser Eintrag gehört einer anderen Person und bleibt bei ihr.',
    external_id_differs: () => 'Die Kennung eines Eintrags lässt sich nicht ändern.',
    person_has_hours: () =>
      'Für diese Person sind Stunden erfasst: Tragen Sie stattdessen ihren letzten Tag ein.',
    absence_overlaps: () =>
      'In diesem Zeitraum ist schon eine Abwesenheit erfasst: Entfernen oder ändern Sie diese.',
    manager_cycle: () => 'So würde jemand an sich selbst berichten: Ändern Sie die Führungskraft.',
    // Invalid requests
    missing_field: (said) => `${member(said)}fehlt.`,
    unknown_field: (said) => `${member(said)}ist unbekannt. Prüfen Sie die Schreibweise.`,
    wrong_type: (said) => `${member(said)}hat die falsche Art von Wert.`,
    invalid_format: (said) => `${member(said)}hat nicht die richtige Form.`,
    invalid_value: (said) =>
      said.allowed === undefined
        ? `${member(said)}ist nicht gültig.`
        : `${member(said)}erlaubt ist nur ${said.allowed.join(', ')}.`,
    invalid_character: (said) => `${member(said)}enthält ein Zeichen, das nicht erlaubt ist.`,
    surrounding_space: (said) => `${member(said)}beginnt oder endet mit einem Leerzeichen.`,
    out_of_range: (said) => `${member(said)}${range(said)}`,
    too_long: (said) =>
      said.maximum === undefined
        ? `${member(said)}ist zu lang.`
        : `${member(said)}ist länger als ${number(said.maximum)} Zeichen.`,
    too_short: (said) => `${member(said)}darf nicht leer sein.`,
    user_id_required: () => 'Es fehlt, um wessen Zeiten es geht.',
    too_many_entries: () => 'Das sind zu viele Einträge auf einmal.',
    idempotency_key_reused: () =>
      'Diese Anfrage wurde schon mit anderem Inhalt gesendet. Laden Sie die Seite neu.',
    idempotency_key_in_use: () => `Dieselbe Anfrage läuft noch. ${tryLater}`,
    precondition_failed: () => 'Das wurde inzwischen anderswo geändert: Sehen Sie es an, wie es jetzt ist.',
    body_too_large: () => 'Das ist zu viel auf einmal.',
    headers_too_large: () => `Die Anfrage war zu groß. ${tellOperators}`,
    unsupported_media_type: () => `Die Anfrage hat das falsche Format. ${tellOperators}`,
    malformed_request: () => `Die Anfrage war fehlerhaft. ${tellOperators}`,
    malformed_json: () => `Die Anfrage war fehlerhaft. ${tellOperators}`,
    malformed_cursor: () => 'Diese Stelle der Liste gibt es nicht mehr. Laden Sie die Seite neu.',
    events_gone: () => 'Dieser Teil des Verlaufs ist nicht mehr da. Laden Sie die Seite neu.',
    method_not_allowed: () => `Die Anfrage ist hier nicht möglich. ${tellOperators}`,
    not_acceptable: () => `Die Antwort gibt es nicht in diesem Format. ${tellOperators}`,
    // Missing things and server failures
    invalid_token: () => 'Ihre Anmeldung gilt nicht mehr: Melden Sie sich neu an.',
    unknown_path: () => `Die Anfrage kennt diese Version der Zeiterfassung nicht. ${tellOperators}`,
    not_found: () => 'Das gibt es nicht, oder nicht mehr.',
    reminders_not_set_up: () => `Erinnerungen sind hier nicht eingerichtet. ${tellOperators}`,
    request_timeout: () => `Die Anfrage kam nicht rechtzeitig an. ${tryLater}`,
    rate_limited: () => `Das waren zu viele Anfragen in kurzer Zeit. ${tryLater}`,
    internal_error: () => `In der Zeiterfassung ist ein Fehler aufgetreten. ${tryLater}`,
    database_unavailable: () => `Die Zeiterfassung ist gerade nicht verfügbar. ${tryLater}`,
    issuer_unavailable: () => `Der Anmeldedienst ist gerade nicht verfügbar. ${tryLater}`,
    overloaded: () => `Die Zeiterfassung ist gerade überlastet. ${tryLater}`,
    shutting_down: () => `Die Zeiterfassung wird gerade neu gestartet. ${tryLater}`,
  }
