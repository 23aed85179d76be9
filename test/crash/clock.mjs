/** Milliseconds with three decimals on the one clock that all processes of a machine share, and that never goes back. */
export const now = () => Number(process.hrtime.bigint() / 1000n) / 1000;
