/** The units of time in the languages of common tools, for regular expressions without case. */
export const hourUnit = String.raw`(?:h|hrs?|hours?|std|stunden?|heures?|horas?|or[ae]|uur|godz|timm?ar|timer)\.?`
export const minuteUnit = String.raw`(?:m|mins?|mn|minut(?:es?|en|os?|i|y)?)\.?`
export const secondUnit = String.raw`(?:s|secs?|seconds?|sek|sekunden?|second(?:es?|en|i)|segundos?)\.?`
