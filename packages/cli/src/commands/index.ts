import { Command } from 'commander'
import { settingDefinitions } from '../settings/definitions.ts'
import { importAbsences, importAbsencesCommand } from './absences/import.ts'
import { listAbsences, listAbsencesCommand } from './absences/list.ts'
import { removeAbsence, removeAbsenceCommand } from './absences/remove.ts'
import { login, loginCommand } from './caller/login.ts'
import { logout, logoutCommand } from './caller/logout.ts'
import { whoami, whoamiCommand } from './caller/whoami.ts'
import { configGet, configGetCommand } from './config/get.ts'
import { configList, configListCommand } from './config/list.ts'
import { configPathCommand, configPathOf } from './config/path.ts'
import { configSet, configSetCommand } from './config/set.ts'
import { configUnset, configUnsetCommand } from './config/unset.ts'
import type { Runner } from './context.ts'
import { add, addCommand } from './entries/add.ts'
import { deleteCommand, deleteEntry } from './entries/delete.ts'
import { edit, editCommand } from './entries/edit.ts'
import { exportCommand, exportEntries } from './entries/export.ts'
import { fill, fillCommand } from './entries/fill.ts'
import { list, listCommand } from './entries/list.ts'
import { push, pushCommand } from './entries/push.ts'
import { show, showCommand } from './entries/show.ts'
import { history, historyCommand } from './events/history.ts'
import { events, eventsCommand } from './events/list.ts'
import { createFeed, createFeedCommand } from './feed/create.ts'
import { showFeed, showFeedCommand } from './feed/show.ts'
import { withdrawFeed, withdrawFeedCommand } from './feed/withdraw.ts'
import { importHolidays, importHolidaysCommand } from './holidays/import.ts'
import { checkCommand, checkFile } from './import/check.ts'
import { newcomers, newcomersCommand } from './newcomers/list.ts'
import { sync, syncCommand } from './outbox/sync.ts'
import { importPeople, importPeopleCommand } from './people/import.ts'
import { listPeople, listPeopleCommand } from './people/list.ts'
import { removePerson, removePersonCommand } from './people/remove.ts'
import { showPerson, showPersonCommand } from './people/show.ts'
import { closePeriod, closePeriodCommand, reopenPeriod, reopenPeriodCommand } from './periods/close.ts'
import { exportPeriod, exportPeriodCommand } from './periods/export.ts'
import { listPeriods, listPeriodsCommand } from './periods/list.ts'
import { showPeriod, showPeriodCommand } from './periods/show.ts'
import { addProfile, addProfileCommand } from './profiles/add.ts'
import { listProfiles, listProfilesCommand } from './profiles/list.ts'
import { removeProfile, removeProfileCommand } from './profiles/remove.ts'
import { importProjects, importProjectsCommand } from './projects/import.ts'
import { listProjects, listProjectsCommand } from './projects/list.ts'
import { removeProject, removeProjectCommand } from './projects/remove.ts'
import { hours, hoursCommand } from './reports/hours.ts'
import { missing, missingCommand } from './reports/missing.ts'
import { remind, remindCommand } from './reports/remind.ts'
import { completion, completionCommand } from './shell/completion.ts'
import { man, manCommand } from './shell/man.ts'
import { startTimer, startTimerCommand } from './timer/start.ts'
import { timerStatus, timerStatusCommand } from './timer/status.ts'
import { stopTimer, stopTimerCommand } from './timer/stop.ts'
import { undo, undoCommand } from './undo/undo.ts'
import { addWebhook, addWebhookCommand } from './webhooks/add.ts'
import { changeStatus, pauseCommand, resumeCommand } from './webhooks/change-status.ts'
import { listDeliveries, listDeliveriesCommand } from './webhooks/deliveries.ts'
import { listWebhooks, listWebhooksCommand } from './webhooks/list.ts'
import { replayCommand, replayEvents, skipCommand, skipEvents } from './webhooks/move.ts'
import { removeWebhook, removeWebhookCommand } from './webhooks/remove.ts'
import { rotateSecret, rotateSecretCommand } from './webhooks/rotate-secret.ts'
import { showWebhook, showWebhookCommand } from './webhooks/show.ts'
import { testWebhook, testWebhookCommand } from './webhooks/test.ts'
import { approveCommand, decide, rejectCommand, reopenCommand } from './weeks/decide.ts'
import { listWeeks, listWeeksCommand, queue, queueCommand } from './weeks/list.ts'
import { showWeek, showWeekCommand } from './weeks/show.ts'
import { recall, recallCommand, submit, submitCommand } from './weeks/submit.ts'

/** All commands, in the order in which the help lists them. */
export function createCommands(runner: Runner): Command[] {
  return [
    pushCommand(runner(push)),
    importCommands(runner),
    listCommand(runner(list)),
    addCommand(runner(add)),
    fillCommand(runner(fill)),
    timerCommands(runner),
    undoCommand(runner(undo)),
    showCommand(runner(show)),
    editCommand(runner(edit)),
    deleteCommand(runner(deleteEntry)),
    exportCommand(runner(exportEntries)),
    syncCommand(runner(sync)),
    weekCommands(runner),
    missingCommand(runner(missing)),
    remindCommand(runner(remind)),
    reportCommands(runner),
    periodCommands(runner),
    peopleCommands(runner),
    newcomersCommand(runner(newcomers)),
    absenceCommands(runner),
    holidayCommands(runner),
    projectCommands(runner),
    eventsCommand(runner(events)),
    historyCommand(runner(history)),
    webhookCommands(runner),
    feedCommands(runner),
    loginCommand(runner(login)),
    logoutCommand(runner(logout)),
    whoamiCommand(runner(whoami)),
    configCommands(runner),
    profileCommands(runner),
    completionCommand(runner(completion)),
    manCommand(runner(man)),
  ]
}

function feedCommands(runner: Runner): Command {
  return new Command('feed')
    .description('your entries and absences in calendar programs')
    .addCommand(createFeedCommand(runner(createFeed)))
    .addCommand(showFeedCommand(runner(showFeed)))
    .addCommand(withdrawFeedCommand(runner(withdrawFeed)))
}

function holidayCommands(runner: Runner): Command {
  return new Command('holidays')
    .description('manage calendars of public holidays: days on which no hours are expected')
    .addCommand(importHolidaysCommand(runner(importHolidays)))
}

function absenceCommands(runner: Runner): Command {
  return new Command('absences')
    .description('manage absences: days on which no hours are expected')
    .addCommand(listAbsencesCommand(runner(listAbsences)))
    .addCommand(importAbsencesCommand(runner(importAbsences)))
    .addCommand(removeAbsenceCommand(runner(removeAbsence)))
}

const help = `
Settings, and the variables of the environment that come before them:
${Object.values(settingDefinitions)
  .map(({ key, variable, about }) => `  ${key.padEnd(14)} ${variable.padEnd(25)} ${about}`)
  .join('\n')}

The file of settings is in the place that XDG has for such files, or where TIMESHEETS_CONFIG says; its owner alone can
read it.`

function configCommands(runner: Runner): Command {
  return new Command('config')
    .description('show and change settings')
    .addCommand(configListCommand(runner(configList)))
    .addCommand(configGetCommand(runner(configGet)))
    .addCommand(configSetCommand(runner(configSet)))
    .addCommand(configUnsetCommand(runner(configUnset)))
    .addCommand(configPathCommand(runner(configPathOf)))
    .addHelpText('after', help)
}

const profilesHelp = `
A profile is a set of settings with a name, for another API or another client: it is chosen by --profile, before the
command, or by TIMESHEETS_PROFILE. Its settings come before those of the environment.

Examples:
  timesheets profiles add staging --api-url https://staging.abc.example --issuer https://abc-test.eu.auth0.com/ \\
    --audience https://api.timesheets.example.com --client-id abc123
  timesheets --profile staging login
  timesheets --profile staging config set scope read:timesheets`

function profileCommands(runner: Runner): Command {
  return new Command('profiles')
    .description('manage profiles: named settings for several APIs or clients')
    .addCommand(listProfilesCommand(runner(listProfiles)))
    .addCommand(addProfileCommand(runner(addProfile)))
    .addCommand(removeProfileCommand(runner(removeProfile)))
    .addHelpText('after', profilesHelp)
}

function importCommands(runner: Runner): Command {
  return new Command('import')
    .description('prepare the import of a file')
    .addCommand(checkCommand(runner(checkFile)))
}

function peopleCommands(runner: Runner): Command {
  return new Command('people')
    .description('manage the roster: people, their managers and expected hours')
    .addCommand(listPeopleCommand(runner(listPeople)))
    .addCommand(showPersonCommand(runner(showPerson)))
    .addCommand(importPeopleCommand(runner(importPeople)))
    .addCommand(removePersonCommand(runner(removePerson)))
}

function periodCommands(runner: Runner): Command {
  return new Command('periods')
    .description('close months for payroll')
    .addCommand(listPeriodsCommand(runner(listPeriods)))
    .addCommand(showPeriodCommand(runner(showPeriod)))
    .addCommand(closePeriodCommand(runner(closePeriod)))
    .addCommand(reopenPeriodCommand(runner(reopenPeriod)))
    .addCommand(exportPeriodCommand(runner(exportPeriod)))
}

function projectCommands(runner: Runner): Command {
  return new Command('projects')
    .description('manage the project catalogue; while it is empty, entries may name any project')
    .addCommand(listProjectsCommand(runner(listProjects)))
    .addCommand(importProjectsCommand(runner(importProjects)))
    .addCommand(removeProjectCommand(runner(removeProject)))
}

function reportCommands(runner: Runner): Command {
  return new Command('report').description('sum up').addCommand(hoursCommand(runner(hours)))
}

function timerCommands(runner: Runner): Command {
  return new Command('timer')
    .description('measure the time of one entry on this machine')
    .addCommand(startTimerCommand(runner(startTimer)))
    .addCommand(stopTimerCommand(runner(stopTimer)))
    .addCommand(timerStatusCommand(runner(timerStatus)))
}

function webhookCommands(runner: Runner): Command {
  return new Command('webhooks')
    .description('manage webhooks: endpoints that receive events')
    .addCommand(listWebhooksCommand(runner(listWebhooks)))
    .addCommand(addWebhookCommand(runner(addWebhook)))
    .addCommand(showWebhookCommand(runner(showWebhook)))
    .addCommand(listDeliveriesCommand(runner(listDeliveries)))
    .addCommand(pauseCommand(runner(changeStatus)))
    .addCommand(resumeCommand(runner(changeStatus)))
    .addCommand(skipCommand(runner(skipEvents)))
    .addCommand(replayCommand(runner(replayEvents)))
    .addCommand(removeWebhookCommand(runner(removeWebhook)))
    .addCommand(rotateSecretCommand(runner(rotateSecret)))
    .addCommand(testWebhookCommand(runner(testWebhook)))
}

function weekCommands(runner: Runner): Command {
  return new Command('weeks')
    .description('show, submit and decide on weeks')
    .addCommand(listWeeksCommand(runner(listWeeks)))
    .addCommand(showWeekCommand(runner(showWeek)))
    .addCommand(submitCommand(runner(submit)))
    .addCommand(recallCommand(runner(recall)))
    .addCommand(queueCommand(runner(queue)))
    .addCommand(approveCommand(runner(decide)))
    .addCommand(rejectCommand(runner(decide)))
    .addCommand(reopenCommand(runner(decide)))
}
