import { useState } from 'react'
import { ActivityIndicator, ScrollView, Text, View } from 'react-native'
import type { Hours } from '../src/hours'
import { Button } from './Button'
import { colors, styles } from './styles'
import { TodayScreen } from './TodayScreen'
import { useView } from './use-view'
import { WeekScreen } from './WeekScreen'

interface HoursScreensProps {
  readonly hours: Hours
  readonly onSignOut: () => void
}

export function HoursScreens({ hours, onSignOut }: HoursScreensProps) {
  const { view, problem, run } = useView(hours)
  const [screen, setScreen] = useState<'today' | 'week'>('today')
  if (view === undefined) return <ActivityIndicator style={styles.center} color={colors.accent} />

  const waiting = view.waiting > 0 ? `${view.waiting} not sent yet` : 'All hours are stored'
  return (
    <>
      <View style={styles.bar}>
        <View style={styles.grow}>
          <Text style={styles.name}>{hours.name}</Text>
          <Text style={styles.hint}>{waiting}</Text>
        </View>
        <Button label="Sign out" onPress={onSignOut} />
      </View>
      <ScrollView style={styles.grow} contentContainerStyle={styles.content}>
        {problem !== undefined && <Text style={styles.problem}>{problem}</Text>}
        {screen === 'today' ? (
          <TodayScreen hours={hours} view={view} run={run} />
        ) : (
          <WeekScreen hours={hours} view={view} run={run} />
        )}
      </ScrollView>
      <View style={styles.tabs}>
        <Button label="Today" isSelected={screen === 'today'} onPress={() => setScreen('today')} />
        <Button label="Week" isSelected={screen === 'week'} onPress={() => setScreen('week')} />
      </View>
    </>
  )
}
