import type { Settings } from '../src/platform'

/** Expo puts these variables into the bundle when it is built. The defaults are those of a local system. */
export const settings: Settings = {
  apiUrl: process.env.EXPO_PUBLIC_API_URL ?? 'http://localhost:8080',
  issuer: process.env.EXPO_PUBLIC_ISSUER ?? 'http://localhost:9000/',
  audience: process.env.EXPO_PUBLIC_AUDIENCE ?? 'https://api.timesheets.example.com',
  clientId: process.env.EXPO_PUBLIC_CLIENT_ID ?? 'mobile',
  redirectUri: process.env.EXPO_PUBLIC_REDIRECT_URI ?? 'timesheets://callback',
  signedOutUri: process.env.EXPO_PUBLIC_SIGNED_OUT_URI ?? 'timesheets://signed-out',
}
