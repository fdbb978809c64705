/** Browsers have no background task. */
export async function sendInBackground(): Promise<void> {}
