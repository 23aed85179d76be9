/** One thing wrong with the configuration. */
export interface ConfigurationProblem {
  /** As it was written: the YAML key or the environment variable. */
  readonly key: string;
  /** As it was written; absent for secrets, for unknown keys (a mistyped secret is one) and where there is none. */
  readonly value?: string;
  /** What is wrong and what is allowed. */
  readonly message: string;
  /** File and line, or `environment`. */
  readonly source: string;
}

/** Thrown by the loader, once, with everything that is wrong. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    super(problems.map(oneLine).join('; '));
  }
}

const heading = ({ key, value }: ConfigurationProblem) => (value === undefined ? key : `${key} = ${value}`);
const oneLine = (problem: ConfigurationProblem) =>
  `${heading(problem)} ${problem.message} (${problem.source})`;

/** The problems as a person reads them on a terminal: plain text, several lines, no trailing newline. */
export function formatProblems(error: ConfigurationError): string {
  const count = error.problems.length === 1 ? 'one problem' : `${error.problems.length} problems`;
  const body = error.problems.map((p) => `  ${heading(p)}  (${p.source})\n      ${p.message}`);
  return [
    `The configuration has ${count}:`,
    '',
    ...body,
    '',
    'Every option is described in docs/configuration.md.',
  ].join('\n');
}

/** A value as it is shown in a problem: short, on one line, its type visible. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 80 ? `${json.slice(0, 77)}…` : json;
}
