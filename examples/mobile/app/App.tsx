import { useCallback, useEffect, useState } from 'react'
import { ActivityIndicator, Linking, StatusBar, Text, View } from 'react-native'
import { SafeAreaProvider, SafeAreaView } from 'react-native-safe-area-context'
import type { Hours } from '../src/hours'
import { createSession } from '../src/session'
import { Button } from './Button'
import { sendInBackground } from './background'
import { HoursScreens } from './HoursScreens'
import { phone } from './phone'
import { settings } from './settings'
import { colors, styles } from './styles'

const session = createSession(phone, settings)

export function App() {
  const [hours, setHours] = useState<Hours>()
  const [isReading, setReading] = useState(true)
  const [problem, setProblem] = useState<string>()

  const attempt = useCallback(async (work: () => Promise<Hours | undefined>): Promise<void> => {
    setProblem(undefined)
    try {
      setHours(await work())
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }, [])

  useEffect(() => {
    const start = async () => {
      const signedIn = await session.hours()
      return signedIn ?? session.resume(await Linking.getInitialURL())
    }
    void attempt(start).finally(() => setReading(false))
    void sendInBackground().catch(() => {
      // Not allowed on this phone: hours are sent while the application is open.
    })
  }, [attempt])

  return (
    <SafeAreaProvider>
      <StatusBar barStyle="dark-content" backgroundColor={colors.page} />
      <SafeAreaView style={styles.page}>
        {isReading ? (
          <ActivityIndicator style={styles.center} color={colors.accent} />
        ) : hours ? (
          <HoursScreens hours={hours} onSignOut={() => attempt(async () => void (await session.signOut()))} />
        ) : (
          <View style={styles.center}>
            <Text style={styles.title}>Timesheets</Text>
            <Text style={styles.hint}>Log today’s hours in two taps, with or without a network.</Text>
            <Button label="Sign in" isMain onPress={() => attempt(() => session.signIn())} />
          </View>
        )}
        {problem !== undefined && <Text style={styles.problem}>{problem}</Text>}
      </SafeAreaView>
    </SafeAreaProvider>
  )
}
