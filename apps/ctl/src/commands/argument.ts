import { InvalidArgumentError } from 'commander';

/** A whole number of at least `min`, for an option or argument. */
export const wholeNumber =
  (min: number) =>
  (text: string): number => {
    if (!/^\d{1,10}$/.test(text) || Number(text) < min) {
      throw new InvalidArgumentError(`It must be a whole number from ${min}.`);
    }
    return Number(text);
  };

/** A limit's value: a whole number, or `none` for unlimited. */
export const limitValue = (text: string): number | null =>
  ['none', 'null', 'unlimited'].includes(text.toLowerCase()) ? null : wholeNumber(0)(text);
