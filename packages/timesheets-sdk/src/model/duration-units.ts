/** The units of hours and minutes in the languages of common tools, for regular expressions without case. */
export const hourUnit = String.raw`(?:h|hrs?|hours?|std|stunden?|heures?|horas?|or[ae]|uur|godz|timm?ar|timer)\.?`
export const minuteUnit = String.raw`(?:m|mins?|mn|minut(?:es?|en|os?|i|y)?)\.?`
