/** @import { ExecutionStatus } from '../contract.ts' */

/** @type {Readonly<Record<ExecutionStatus, string>>} */
export const EXECUTION_WORDS = {
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed out',
  ABORTED: 'stopped',
};

/**
 * A length of time in words: `0.25 s`, `45 s`, `5 min 3 s`, `1 d 2 h`.
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${Number(seconds.toFixed(2))} s`;
  const whole = Math.round(seconds);
  const [days, hours, minutes, rest] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  const parts = [
    [days, 'd'],
    [hours, 'h'],
    [minutes, 'min'],
    [rest, 's'],
  ].filter(([count]) => count !== 0);
  return parts
    .slice(0, 2)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/**
 * A moment as a clock shows it, or its day where that is not today.
 * @param {string} date ISO 8601
 */
export function clockTime(date) {
  const time = new Date(date);
  const today = time.toDateString() === new Date().toDateString();
  return today ? time.toLocaleTimeString() : time.toLocaleDateString();
}
