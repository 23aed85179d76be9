import { ApiProblem } from './api-problem.js';

/** Reads one page. Stores throw RangeError for a cursor that is not theirs: that is the client's mistake, not ours. */
export async function pageOrProblem<P>(read: () => P | Promise<P>): Promise<P> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RangeError) throw new ApiProblem('invalid-cursor');
    throw error;
  }
}
