/** The mark: a dormouse curled up asleep under its own tail, which is also a waning moon. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return <img src="/mark.svg" width={size} height={size} alt="" />;
}
