import { useState } from 'react'
import { Text, View } from 'react-native'
import type { Hours } from '../src/hours'
import { type Choice, type View as HoursView, hourChoices } from '../src/view'
import { Button } from './Button'
import { EntryRow } from './EntryRow'
import { styles } from './styles'
import type { Run } from './use-view'

interface TodayScreenProps {
  readonly hours: Hours
  readonly view: HoursView
  readonly run: Run
}

/** Two taps: the project, and the hours. */
export function TodayScreen({ hours, view, run }: TodayScreenProps) {
  const [chosen, setChosen] = useState<Choice>()
  const { date, rows, total } = view.today

  const log = (project: string, value: number) =>
    run(async () => {
      const result = await hours.outbox.create({ date, project, hours: value })
      if (result.status === 'rejected') return new Error(result.errors[0]?.message)
      setChosen(undefined)
      return hours.synchronize()
    })

  return (
    <>
      <View style={styles.heading}>
        <Text style={styles.title}>Today</Text>
        <Text style={styles.title}>{total}</Text>
      </View>
      {rows.map((row) => (
        <EntryRow key={row.key} row={row} hours={hours} run={run} isLocked={view.isLocked} />
      ))}
      {view.isLocked ? (
        <Text style={styles.label}>This week is submitted. Nothing in it can change.</Text>
      ) : (
        <>
          <Text style={styles.label}>
            {chosen ? `How long on ${chosen.project}?` : 'What did you work on?'}
          </Text>
          <View style={styles.choices}>
            {chosen === undefined
              ? view.choices.map((choice) => (
                  <Button
                    key={choice.project}
                    label={choice.project}
                    hint={choice.name}
                    width="45%"
                    onPress={() => setChosen(choice)}
                  />
                ))
              : hourChoices.map((value) => (
                  <Button
                    key={value}
                    label={`${value} h`}
                    width="30%"
                    onPress={() => log(chosen.project, value)}
                  />
                ))}
          </View>
          {chosen !== undefined && (
            <Button label="Another project" isQuiet onPress={() => setChosen(undefined)} />
          )}
        </>
      )}
    </>
  )
}
