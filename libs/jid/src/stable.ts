/** Applies a PRECIS profile's rules until they change nothing. The rules are not idempotent for every string, so they may be
 *  applied three times more; what is not stable by then is refused (RFC 8264 §7). */
export const untilStable = (
  text: string,
  rules: (text: string) => string | undefined,
): string | undefined => {
  let current = rules(text);
  for (let again = 0; again < 3 && current !== undefined; again += 1) {
    const next = rules(current);
    if (next === current) return current;
    current = next;
  }
  return undefined;
};
