/** Adds the person's e-mail address to access tokens, under the name that the API expects (EMAIL_CLAIM). */
exports.onExecutePostLogin = async (event, api) => {
  // If the address is the person's identity (IDENTITY_CLAIM), an unverified one could belong to anybody.
  if (!event.user.email_verified) return
  api.accessToken.setCustomClaim('https://api.exampleco.com/email', event.user.email)
}
