import type { ProjectTexts } from './texts-en.ts'

const projects = (number: number) => (number === 1 ? '1 Projekt' : `${number} Projekten`)

/** Every text of the projects page, in German. */
export const projectsDe: ProjectTexts = {
  title: 'Projekte',
  documentTitle: 'Projekte · Timesheets',
  add: 'Projekt hinzufügen',
  import: 'CSV importieren',
  search: 'Nach Name, Code oder Kunde suchen',
  show: 'Anzeigen',
  filters: { active: 'Heute aktiv', ended: 'Beendet', all: 'Alle' },
  count: (shown, all) => `${shown} von ${projects(all)}`,
  none: 'Dazu passt kein Projekt.',
  empty:
    'Es gibt noch keinen Projektkatalog: Stunden lassen sich auf jeden Code erfassen. Fügen Sie das erste Projekt hinzu, um das zu ändern.',
  table: 'Projekte',
  name: 'Name',
  code: 'Code',
  client: 'Kunde',
  billable: 'Abrechenbar',
  yes: 'Ja',
  no: 'Nein',
  dates: 'Aktiv',
  since: (date) => `seit ${date}`,
  until: (date) => `bis ${date}`,
  always: 'immer',
  rates: 'Stundensätze',
  currency: 'Währung, zum Beispiel EUR',
  ratesFrom: 'Diese Sätze gelten ab; leer: heute',
  employee: 'Angestellte',
  contractor: 'Externe',
  hours: 'Stunden',
  hoursOf: (name) => `Auswertung von ${name}`,
  activeFrom: 'Erster Tag',
  activeTo: 'Letzter Tag',
  edit: (name) => `${name} bearbeiten`,
  remove: 'Aus dem Katalog entfernen',
  removeHelp:
    'Die Einträge bleiben. Neue Stunden auf diesem Code führen je nach Richtlinie zu einer Warnung oder werden abgelehnt.',
  removeSure: 'Entfernen',
  save: 'Speichern',
  cancel: 'Abbrechen',
  saved: (name) => `${name} ist gespeichert.`,
  removed: (name) => `${name} ist entfernt.`,
}
