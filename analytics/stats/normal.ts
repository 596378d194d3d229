/** The 97.5 % point of the standard normal distribution, for 95 % intervals. */
export const Z95 = 1.959963984540054;

/** A 95 % interval. */
export type Interval = { readonly low: number; readonly high: number };
