import AsyncStorage from '@react-native-async-storage/async-storage'
import * as ExpoCrypto from 'expo-crypto'
import type { Platform } from '../src/platform'

/** A browser in place of the phone, to look at the screens. Its tokens end with the tab. */
export const phone: Platform = {
  secureStorage: sessionStorage,
  // Web Locks keep tabs apart.
  storage: AsyncStorage,
  crypto: {
    getRandomValues: (bytes) => ExpoCrypto.getRandomValues(bytes),
    sha256: (bytes) => ExpoCrypto.digest(ExpoCrypto.CryptoDigestAlgorithm.SHA256, bytes),
  },
  randomUuid: ExpoCrypto.randomUUID,
  async visitIssuer(url) {
    location.assign(url)
    return undefined
  },
}
