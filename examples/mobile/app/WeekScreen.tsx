import { Text, View } from 'react-native'
import type { Hours } from '../src/hours'
import type { View as HoursView } from '../src/view'
import { Button } from './Button'
import { EntryRow } from './EntryRow'
import { styles } from './styles'
import type { Run } from './use-view'

interface WeekScreenProps {
  readonly hours: Hours
  readonly view: HoursView
  readonly run: Run
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const statuses = {
  open: 'Not submitted yet',
  submitted: 'Submitted',
  approved: 'Approved',
  rejected: 'Returned for changes',
} as const

export function WeekScreen({ hours, view, run }: WeekScreenProps) {
  return (
    <>
      <View style={styles.heading}>
        <Text style={styles.title}>{view.week}</Text>
        <Text style={styles.title}>{view.total}</Text>
      </View>
      <Text style={styles.label}>{statuses[view.status]}</Text>
      {view.days.map(
        ({ date, rows, total }, index) =>
          rows.length > 0 && (
            <View key={date} style={styles.day}>
              <View style={styles.heading}>
                <Text style={styles.label}>{weekdays[index]}</Text>
                <Text style={styles.label}>{total}</Text>
              </View>
              {rows.map((row) => (
                <EntryRow key={row.key} row={row} hours={hours} run={run} isLocked={view.isLocked} />
              ))}
            </View>
          ),
      )}
      <Button
        label="Submit the week"
        isMain
        isDisabled={!view.canSubmit}
        onPress={() => run(() => hours.submit(view.week))}
      />
    </>
  )
}
