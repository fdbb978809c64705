import { useCallback } from 'react'
import { useTexts } from '../texts/index.ts'
import { useCaller } from './caller-context.ts'

/** Says who somebody is: `you`, or the id where no name is known. */
export function useNames(): (userId: string) => string {
  const { texts } = useTexts()
  const { userId: own } = useCaller()
  return useCallback((userId) => (userId === own ? texts.life.you : userId), [own, texts])
}
