import { useSearchParams } from 'wouter'

/** A part of the page's address, so that what is shown can be linked to; empty: it is left out. */
export function useAddressPart(name: string): readonly [string, (value: string) => void] {
  const [address, setAddress] = useSearchParams()
  const set = (value: string) =>
    setAddress(
      (before) => {
        const after = new URLSearchParams(before)
        if (value === '') after.delete(name)
        else after.set(name, value)
        return after
      },
      { replace: true },
    )
  return [address.get(name) ?? '', set]
}
