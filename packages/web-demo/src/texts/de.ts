import { signInDe } from '../auth/texts-de.ts'
import type { Texts } from './en.ts'
import { formatMinutes as time } from './formats.ts'
import { wordsDe } from './words-de.ts'

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`

const copied = (projects: number, cells: number, minutes: number) =>
  count(projects, 'Zeile', 'Zeilen') +
  (cells === 0 ? '' : ` und ${time(minutes)} in ${count(cells, 'Zelle', 'Zellen')}`)

export const de: Texts = {
  signIn: signInDe,
  app: {
    name: 'Timesheets',
    skipToContent: 'Zum Inhalt',
    navigation: 'Hauptnavigation',
    week: 'Woche',
    entries: 'Einträge',
    month: 'Monat',
    approvals: 'Genehmigungen',
    reports: 'Auswertungen',
    team: 'Team',
    payroll: 'Abrechnung',
    manage: 'Verwaltung',
    people: 'Personen',
    projects: 'Projekte',
    settings: 'Einstellungen',
    signOut: 'Abmelden',
    commands: 'Suche und Befehle',
    commandsHint: 'Suche und Befehle (Strg+K)',
    language: 'Sprache',
    languageMissing: (name) => `Die Texte für ${name} konnten nicht geladen werden. Laden Sie die Seite neu.`,
    profile: (name) => `Profil von ${name}`,
    account: (name) => `Angemeldet als ${name}`,
    loading: 'Wird geladen…',
    otherPerson: 'eine andere Person',
    machine: (client) => `das Programm ${client}`,
    loadingSlowly: 'Wird noch geladen: Timesheets oder die Verbindung ist langsam…',
    retrying: {
      unreachable: 'Die Zeiterfassung ist nicht erreichbar. Neuer Versuch…',
      unavailable: 'Die Zeiterfassung ist nicht verfügbar. Neuer Versuch…',
    },
  },
  timer: {
    start: 'Timer starten',
    startTitle: 'Timer starten',
    stop: (project, elapsed) => `Timer stoppen: ${project}, ${elapsed}`,
    note: 'Notiz (optional)',
    onThisDevice: 'Der Timer läuft auf diesem Gerät, auch wenn der Browser geschlossen ist.',
    forgotten: (project, since) =>
      `Der Timer für ${project} läuft seit ${since}. Haben Sie vergessen, ihn zu stoppen?`,
    propose: 'Stunden eintragen',
    discard: 'Timer verwerfen',
    proposed:
      'Vom Timer. Prüfen Sie die Stunden: Der Timer läuft weiter, bis Sie speichern oder ihn verwerfen.',
  },
  failure: {
    title: 'Diese Seite kann nicht angezeigt werden',
    explained:
      'Auf dieser Seite ist ein Fehler aufgetreten. Ihre Eingaben bleiben auf diesem Gerät erhalten.',
    reload: 'Seite neu laden',
    cannotLoad: 'Das konnte nicht geladen werden',
    partNotLoaded:
      'Dieser Teil der Seite konnte nicht geladen werden. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.',
    tryAgain: 'Erneut versuchen',
    nothingHere: 'Diese Seite gibt es nicht',
    toThisWeek: 'Zur aktuellen Woche',
    unreachable:
      'Die Zeiterfassung ist nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es erneut.',
    unavailable:
      'Die Zeiterfassung ist im Moment nicht verfügbar. Versuchen Sie es in einigen Minuten erneut.',
    notAuthorized:
      'Darauf haben Sie keinen Zugriff. Melden Sie sich neu an, oder wenden Sie sich an Ihre Administration.',
    unusable: 'Die Antwort kam nicht von der Timesheets-API. Wenden Sie sich an Ihre Administration.',
    request: (id) => `Anfrage ${id}`,
    mayNotRead:
      'Ihr Konto darf keine Zeiten lesen (Scope read:timesheets). Wenden Sie sich an Ihre Administration.',
  },
  week: {
    title: (number) => `Woche ${number}`,
    documentTitle: (week) => `${week} · Timesheets`,
    previous: 'Vorige Woche',
    next: 'Nächste Woche',
    thisWeek: 'Diese Woche',
    jump: 'Zu einer Woche springen',
    jumpDate: 'Ein Tag der Woche',
    jumpGo: 'Los',
    gridLabel: 'Stunden nach Projekt und Tag',
    project: 'Projekt',
    total: 'Summe',
    today: 'heute',
    of: (minutes, expected) => `${time(minutes)} von ${time(expected)}`,
    ofLabel: (minutes, expected) => `${time(minutes)} von ${time(expected)} erwarteten Stunden`,
    remaining: (minutes) => `noch ${time(minutes)}`,
    complete: 'Vollständig',
    over: (minutes) => `${time(minutes)} darüber`,
    billable: (minutes) => `${time(minutes)} abrechenbar`,
    flags: 'Ungewöhnlich',
    status: { open: 'Offen', submitted: 'Eingereicht', approved: 'Genehmigt', rejected: 'Abgelehnt' },
    expectedOn: (minutes) => `${time(minutes)} erwartet`,
    absent: 'Abwesend',
    lockedDay: 'Gesperrt',
    lockedNotice: (days) => `${days}: keine Änderungen möglich.`,
    readOnly:
      'Sie können diese Woche lesen, aber nicht ändern: Ihr Konto darf keine Zeiten erfassen (Scope create:timesheets). Wenden Sie sich an Ihre Administration.',
    empty: 'In dieser Woche ist noch nichts erfasst.',
    addProject: 'Projekt hinzufügen',
    yourProjects: 'Ihre Projekte',
    addRow: (project) => `${project} hinzufügen`,
    favourite: (project) => `Favorit: ${project}`,
    fill: 'Ziehen füllt Zellen; Doppelklick: bis Freitag',
    copyDay: (day) => `${day} auf diesen Tag kopieren`,
    copyLastWeek: 'Vorwoche kopieren',
    copyRows: 'Zeilen der Vorwoche kopieren',
    template: 'Vorlage',
    keepTemplate: 'Diese Woche als Vorlage verwenden',
    fillTemplate: 'Aus meiner Vorlage füllen',
    copyHours: 'Zeilen und Stunden der Vorwoche kopieren',
    keys: 'Tastatur',
    history: 'Verlauf',
    undo: 'Rückgängig',
    removeRow: (project) => `${project} entfernen`,
    details: (project, day) => `Notiz und abrechenbar: ${project}, ${day}`,
    hoursLabel: (project, day) => `${project}, ${day}, Stunden`,
    hasNote: 'Notiz',
    notBillable: 'nicht abrechenbar',
    entriesInCell: (number) => `${number} Einträge`,
    emptyCell: 'keine Stunden',
    typeColon: 'Doppelpunkt eingeben',
    wasRejected: (number) =>
      `Woche ${number} wurde abgelehnt. Korrigieren Sie sie, und reichen Sie sie erneut ein.`,
    notSubmitted: (number) => `Woche ${number} ist nicht eingereicht.`,
    openWeek: 'Woche öffnen',
  },
  life: {
    you: 'Ihnen',
    yourManager: 'Ihrer Führungskraft',
    somebody: 'einer genehmigenden Person',
    submit: 'Woche einreichen',
    submitAgain: 'Erneut einreichen',
    submitting: 'Wird eingereicht…',
    recall: 'Zurückziehen',
    toSubmit: (minutes) => `${time(minutes)} werden eingereicht.`,
    toSubmitOf: (minutes, expected) => `${time(minutes)} von ${time(expected)} werden eingereicht.`,
    below: (minutes) => `${time(minutes)} weniger als erwartet: Sie können sie trotzdem einreichen.`,
    afterSubmit:
      'Danach können Sie die Woche erst wieder ändern, wenn Sie sie zurückziehen oder sie abgelehnt wird.',
    submittedNow: 'Die Woche ist eingereicht.',
    recalledNow: 'Die Woche ist wieder offen. Ändern Sie sie, und reichen Sie sie erneut ein.',
    submitted: (when) => `Eingereicht: ${when}. Bis zur Entscheidung lässt sich die Woche nicht ändern.`,
    approved: (who, when) =>
      `Genehmigt von ${who}: ${when}. Die Woche lässt sich nicht mehr ändern. Stimmt etwas nicht, bitten Sie darum, sie wieder zu öffnen.`,
    rejected: (who, when) => `Abgelehnt von ${who}: ${when}`,
    reopened: (who, when) => `Wieder geöffnet von ${who}: ${when}`,
    afterReject: 'Korrigieren Sie die Woche, und reichen Sie sie erneut ein.',
    problems: {
      stuck: 'In dieser Woche sind Änderungen nicht gespeichert. Korrigieren oder verwerfen Sie sie zuerst.',
      offline:
        'Die Zeiterfassung ist nicht erreichbar: nichts wurde eingereicht oder zurückgezogen. Versuchen Sie es gleich noch einmal.',
      unavailable:
        'Timesheets ist nicht verfügbar: Nichts wurde eingereicht oder zurückgezogen. Versuchen Sie es gleich noch einmal.',
      session: 'Sie sind abgemeldet: melden Sie sich wieder an und versuchen Sie es noch einmal.',
      changed:
        'Die Woche wurde inzwischen anderswo geändert. Prüfen Sie den neuen Stand, und versuchen Sie es noch einmal.',
    },
  },
  cell: {
    saving: 'wird gespeichert',
    waiting: 'wartet',
    saved: 'gespeichert',
    refused: 'nicht gespeichert',
    conflict: 'anderswo geändert',
    unreadable: (text) =>
      `„${text}“ ist keine Zeitangabe: Geben Sie Stunden wie 7,5, 7:30, 7h30 oder 90m ein`,
    deletingNeedsScope:
      'Ihr Konto darf keine Einträge löschen (Scope delete:timesheets): Geben Sie andere Stunden ein, oder wenden Sie sich an Ihre Administration',
    several: 'Hier sind mehrere Einträge: Enter zeigt sie',
  },
  saving: {
    allSaved: 'Alles ist gespeichert',
    saving: (number) => `${count(number, 'Änderung wird', 'Änderungen werden')} gespeichert…`,
    retrying: (number) =>
      `Timesheets antwortet nicht: ${count(number, 'Änderung wird', 'Änderungen werden')} erneut gesendet…`,
    offline: (number) =>
      `Offline: ${count(number, 'Änderung wartet', 'Änderungen warten')}, bis das Netz wieder da ist`,
    unavailable: (number) =>
      `Timesheets ist nicht verfügbar: ${count(number, 'Änderung wartet', 'Änderungen warten')} und ${number === 1 ? 'wird' : 'werden'} später gespeichert`,
    session: (number) =>
      `Abgemeldet: ${count(number, 'Änderung wartet', 'Änderungen warten')}, bis Sie sich wieder anmelden`,
    needsYou: (number) => `${count(number, 'Zelle muss', 'Zellen müssen')} geprüft werden`,
  },
  problems: {
    title: 'Nicht gespeichert',
    refused: (typed) => `${typed} wurde nicht gespeichert:`,
    notDeleted: 'Das wurde nicht gelöscht:',
    nothing: 'nichts',
    conflictTitle: 'Inzwischen anderswo geändert',
    mine: (value) => `Ihres: ${value}`,
    theirs: (value, when, source) => `Gespeichert: ${value}, um ${when}, erstellt von ${source}`,
    theirsGone: 'Gespeichert: es wurde gelöscht',
    keepMine: 'Meines behalten',
    takeTheirs: 'Anderes übernehmen',
    changedMeanwhile: (what) => `${what} wurde inzwischen anderswo geändert`,
    existsAlready: (who) =>
      who === undefined
        ? 'Diesen Eintrag gibt es schon'
        : `Diesen Eintrag gibt es schon, angelegt von: ${who}`,
    sameValues: 'Er hat die gleichen Werte.',
    removedMeanwhile: (what) => `${what} wurde inzwischen anderswo entfernt`,
    removedHelp:
      'Es wurde nichts gespeichert. Schließen Sie dieses Fenster und fügen Sie den Eintrag bei Bedarf neu hinzu.',
    otherDays: 'Geändert hat sich, was ab anderen Tagen gilt.',
    both: (mine, theirs) => `bei Ihnen ${mine}, dort ${theirs}`,
    fromTo: (before, after) => `${before} → ${after}`,
    stays: '(bleibt in jedem Fall)',
    showTheirs: 'Neue Werte ansehen',
    retry: 'Erneut versuchen',
    edit: 'Bearbeiten',
    discard: 'Verwerfen',
  },
  done: {
    copied: {
      lastWeek: (projects, cells, minutes) => `${copied(projects, cells, minutes)} aus der Vorwoche kopiert.`,
      template: (projects, cells, minutes) =>
        `${copied(projects, cells, minutes)} aus Ihrer Vorlage kopiert.`,
    },
    copiedKept: (kept) => `${count(kept, 'Zelle hatte', 'Zellen hatten')} schon Stunden und behielten sie.`,
    copiedLocked: (locked) => `${count(locked, 'Zelle ist', 'Zellen sind')} gesperrt und blieben leer.`,
    copiedRefused: (refused) => `${count(refused, 'Zelle wurde', 'Zellen wurden')} abgelehnt: siehe unten.`,
    filled: (cells) => `${count(cells, 'Zelle', 'Zellen')} gefüllt.`,
    nothingToFill:
      'Nichts zu füllen: Geben Sie in der ersten Zelle Stunden ein, und füllen Sie dann die anderen.',
    nothingToCopy: {
      lastWeek: 'Aus der Vorwoche ist schon alles hier.',
      template: 'Aus Ihrer Vorlage ist schon alles hier.',
    },
    templateKept: (minutes) => `Diese Woche ist auf diesem Gerät jetzt Ihre Vorlage: ${time(minutes)}.`,
    canUndo: 'Strg+Z macht es rückgängig.',
    undone: 'Rückgängig gemacht.',
    redone: 'Wiederholt.',
    nothingToUndo: 'Es gibt nichts rückgängig zu machen.',
    rowAdded: (project) => `${project} ist hinzugefügt.`,
    rowThere: (project) => `${project} ist schon da.`,
    rowRemoved: (project, minutes) =>
      minutes === 0
        ? `${project} ist entfernt.`
        : `${project} und seine ${time(minutes)} sind entfernt. Strg+Z holt sie zurück.`,
    rowLocked: (project) => `${project} bleibt: Es hat Stunden, die sich nicht ändern lassen.`,
    pasted: (cells) => `In ${count(cells, 'Zelle', 'Zellen')} eingefügt.`,
    pastedOutside: (outside) => `${count(outside, 'Wert passte', 'Werte passten')} nicht in die Tabelle.`,
    pastedLocked: (locked) =>
      `${count(locked, 'Zelle ist', 'Zellen sind')} gesperrt und blieben unverändert.`,
    pastedSeveral: (several) =>
      `${count(several, 'Zelle hat', 'Zellen haben')} mehrere Einträge und blieben unverändert.`,
    pastedBlank: (blank) =>
      `${count(blank, 'leerer Wert ließ seine Zelle', 'leere Werte ließen ihre Zellen')}, wie sie ${blank === 1 ? 'war' : 'waren'}.`,
    pastedNothing: 'Nichts wurde eingefügt.',
    pasteNeedsDay: 'Gehen Sie zuerst zu den Stunden eines Tages: nichts wurde eingefügt.',
    clipboardEmpty: 'Die Zwischenablage enthält keinen Text: nichts wurde eingefügt.',
    contested: (contested) =>
      `${count(contested, 'Zelle wurde', 'Zellen wurden')} inzwischen anderswo geändert: wählen Sie unten.`,
    copiedCells: (cells) => `${count(cells, 'Zelle', 'Zellen')} kopiert.`,
    cleared: (cells) => `${count(cells, 'Zelle', 'Zellen')} geleert.`,
  },
  removal: {
    title: (project) => `${project} entfernen?`,
    explained: (minutes) =>
      minutes === 0
        ? 'Nicht gespeicherte Eingaben in dieser Zeile gehen verloren.'
        : `Damit werden ${time(minutes)} in dieser Woche gelöscht. Sie können das rückgängig machen.`,
    remove: 'Entfernen',
    cancel: 'Abbrechen',
  },
  picker: {
    label: 'Projekt',
    placeholder: 'Suchen oder Projektcode eingeben',
    choices: 'Projekte: Favoriten und häufig verwendete zuerst',
    use: (code) => `„${code}“ als neuen Code verwenden`,
    none: 'Projektcode eingeben',
    noMatch: 'Kein passendes Projekt',
    problems: {
      nothing: () => 'Geben Sie einen Namen oder Code ein oder wählen Sie unten ein Projekt (↓).',
      several: () => 'Mehrere Projekte passen: Tippen Sie weiter oder wählen Sie unten eines (↓).',
      unlisted: (typed) =>
        `Kein Projekt passt zu „${typed}“. Um es als neuen Code zu verwenden, wählen Sie es unten aus (↓, dann Enter).`,
      unknown: (typed) =>
        `Kein Projekt passt zu „${typed}“. Prüfen Sie die Schreibweise oder suchen Sie nach dem Namen.`,
    },
    cancel: 'Abbrechen',
  },
  choice: {
    noMatch: 'Kein Treffer',
    more: (shown, all) => `${shown} von ${all}: Tippen Sie weiter, um andere zu finden`,
    asTyped: (text) => `Wie eingegeben: „${text}“`,
  },
  details: {
    title: (project, day) => `${project}, ${day}`,
    hours: 'Stunden',
    note: 'Notiz',
    billable: 'Abrechenbar',
    entry: (number) => `Eintrag ${number}`,
    source: (source) => `Erstellt von ${source}`,
    addEntry: 'Weiteren Eintrag hinzufügen',
    remove: 'Diesen Eintrag löschen',
    save: 'Speichern',
    cancel: 'Abbrechen',
    close: 'Schließen',
    noteTooLong: (maximum) => `Eine Notiz hat höchstens ${maximum} Zeichen`,
    hoursFirst: 'Erst die Stunden: eine Notiz gehört zu erfasster Zeit',
  },
  month: {
    title: (month) => month,
    documentTitle: (month) => `${month} · Timesheets`,
    previous: 'Voriger Monat',
    next: 'Nächster Monat',
    thisMonth: 'Dieser Monat',
    chart: 'Stunden nach Tag und Projekt',
    chartSummary: (minutes, days, projects) =>
      `${time(minutes)} an ${count(days, 'Tag', 'Tagen')} für ${count(projects, 'Projekt', 'Projekte')}`,
    byProject: 'Nach Projekt',
    byDay: 'Nach Tag',
    share: 'Anteil',
    date: 'Datum',
    status: 'Status',
    days: 'Tage',
    total: 'Summe',
    empty: 'In diesem Monat ist nichts erfasst.',
    weeks: 'Nach Woche',
    other: 'Andere Projekte',
    asTable: 'Das Diagramm als Tabelle',
  },
}

/** All of German, loaded at once. */
export const german = {
  texts: de,
  words: wordsDe,
  pick: <T>(written: { readonly de: T }) => written.de,
}
