/** Texts of the charts, wherever they stand. */
export const chartText = {
  kind: 'chart',
  keys: (title: string) =>
    `${title}: line chart. Arrow keys move along it; the table button shows the values.`,
  keysAt: (title: string, time: string) => `${title}: line chart, at ${time}`,
  asTable: (title: string) => `${title} as a table`,
  asChart: (title: string) => `${title} as a chart`,
  values: (title: string) => `Values: ${title}`,
  time: 'Time',
  now: 'now',
  nothing: '–',
} as const;
