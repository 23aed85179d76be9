/** `work` for each of `items`, so many at a time. */
export async function inParallel(items, width, work) {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
