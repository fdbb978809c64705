import AsyncStorage from '@react-native-async-storage/async-storage'
import * as ExpoCrypto from 'expo-crypto'
import * as SecureStore from 'expo-secure-store'
import { openDatabaseAsync } from 'expo-sqlite'
import * as WebBrowser from 'expo-web-browser'
import type { Platform } from '../src/platform'
import { safeName, sqliteExclusive } from '../src/sqlite-lock'

const exclusive = sqliteExclusive((fileName) => openDatabaseAsync(fileName, { useNewConnection: true }))

// The background task reads the tokens while the phone is locked. They stay on this phone.
const readableWhileLocked = { keychainAccessible: SecureStore.AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY }

/** The platform of the application and its background task, by modules of Expo. */
export const phone: Platform = {
  secureStorage: {
    getItem: (key) => SecureStore.getItemAsync(safeName(key), readableWhileLocked),
    setItem: (key, value) => SecureStore.setItemAsync(safeName(key), value, readableWhileLocked),
    removeItem: (key) => SecureStore.deleteItemAsync(safeName(key), readableWhileLocked),
    exclusive,
  },
  storage: {
    getItem: (key) => AsyncStorage.getItem(key),
    setItem: (key, value) => AsyncStorage.setItem(key, value),
    removeItem: (key) => AsyncStorage.removeItem(key),
    exclusive,
  },
  crypto: {
    getRandomValues: (bytes) => ExpoCrypto.getRandomValues(bytes),
    sha256: (bytes) => ExpoCrypto.digest(ExpoCrypto.CryptoDigestAlgorithm.SHA256, bytes),
  },
  randomUuid: ExpoCrypto.randomUUID,
  async visitIssuer(url, returnsTo) {
    const result = await WebBrowser.openAuthSessionAsync(url, returnsTo)
    return result.type === 'success' ? result.url : undefined
  },
}
