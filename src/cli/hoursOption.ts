import { UsageError } from './usageError.js';

/** Undefined when the option was left out. */
export const hoursOption = (value: string | undefined): number | undefined => {
  if (value === undefined) return undefined;
  const hours = Number(value);
  if (!/^\d{1,3}$/.test(value) || hours < 1 || hours > 720) {
    throw new UsageError(`--hours: "${value}" is no whole number from 1 to 720.`);
  }
  return hours;
};
