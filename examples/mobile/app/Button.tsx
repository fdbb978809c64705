import { Pressable, Text } from 'react-native'
import { styles } from './styles'

interface ButtonProps {
  readonly label: string
  /** A second line. */
  readonly hint?: string | undefined
  readonly onPress: () => void
  readonly isMain?: boolean
  readonly isSelected?: boolean
  readonly isDisabled?: boolean
  /** Without a frame, for what is rarely needed. */
  readonly isQuiet?: boolean
  /** How much of a row of choices it takes, as `47%`. */
  readonly width?: `${number}%`
}

export function Button(props: ButtonProps) {
  const { label, hint, onPress, isMain, isSelected, isDisabled = false, isQuiet, width } = props
  return (
    <Pressable
      accessibilityRole="button"
      accessibilityState={{ disabled: isDisabled, selected: isSelected === true }}
      disabled={isDisabled}
      onPress={onPress}
      style={({ pressed }) => [
        styles.button,
        isMain && styles.mainButton,
        isSelected && styles.selectedButton,
        isQuiet && styles.quietButton,
        width !== undefined && { flexBasis: width, flexGrow: 1 },
        (pressed || isDisabled) && styles.dimmed,
      ]}
    >
      <Text style={[styles.buttonText, isMain && styles.mainButtonText, isQuiet && styles.quietButtonText]}>
        {label}
      </Text>
      {hint !== undefined && <Text style={styles.buttonHint}>{hint}</Text>}
    </Pressable>
  )
}
