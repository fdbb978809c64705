/**
 * What a week is measured against. The API has no roster yet that would say it of each person; a full week is the
 * same for all of ABC's employees.
 */
export const expectedMinutesPerWeek = 40 * 60
