// The reader's date, and one so much later.

/** The reader's date, as midnight in UTC, where no day is 23 hours long. */
export function today() {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
}

/**
 * The date so much later, as the engine counts (readings.py): a day that a month lacks becomes its last.
 * @param {Date} day
 * @param {string} duration ISO 8601: `P`, a whole number, and D, W, M or Y
 */
export function later(day, duration) {
  const number = Number(duration.slice(1, -1));
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()];
  const unit = duration.at(-1);
  if (unit === "D" || unit === "W") return new Date(Date.UTC(year, month, date + number * (unit === "W" ? 7 : 1)));
  const months = month + number * (unit === "Y" ? 12 : 1);
  const lastDay = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, months, Math.min(date, lastDay)));
}
