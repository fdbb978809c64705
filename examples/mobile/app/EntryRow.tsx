import { Text, View } from 'react-native'
import type { OutboxRow } from 'timesheets-sdk/outbox'
import type { Hours } from '../src/hours'
import { Button } from './Button'
import { styles } from './styles'
import type { Run } from './use-view'

interface EntryRowProps {
  readonly row: OutboxRow
  readonly hours: Hours
  readonly run: Run
  /** Whether its week cannot change. */
  readonly isLocked: boolean
}

/** An entry, whether it is stored yet, and what can be done about it. */
export function EntryRow({ row, hours, run, isLocked }: EntryRowProps) {
  const { change, project, stored } = row
  const { outbox } = hours
  const then = (work: () => Promise<unknown>) => () =>
    run(async () => {
      await work()
      return hours.synchronize()
    })

  return (
    <View style={styles.row}>
      <View style={styles.grow}>
        <Text style={styles.rowText}>
          {project} · {row.hours} h
        </Text>
        {change?.status === 'waiting' && <Text style={styles.hint}>Not sent yet</Text>}
        {change?.refusal !== undefined && <Text style={styles.problem}>{change.refusal.message}</Text>}
      </View>
      {change?.status === 'refused' ? (
        <>
          <Button label="Again" onPress={then(() => outbox.retry(change.id))} />
          <Button label="Discard" onPress={then(() => outbox.discard(change.id))} />
        </>
      ) : (
        !isLocked && (
          <Button
            label="Delete"
            isQuiet
            onPress={then(() => outbox.delete(stored ?? { externalId: row.key }))}
          />
        )
      )}
    </View>
  )
}
