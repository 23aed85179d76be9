import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Entry, Findings } from './entry.js';
import { nearestOption } from './nearest.js';
import { isOptionName, options } from './options.js';
import type { ConfigurationProblem } from './problem.js';

// YAML reads nothing as null, which would make `smacks_max_old_sessions:` unlimited; unlimited has to be said.
const isEmpty = (value: unknown): boolean =>
  value === null || (isScalar(value) && value.type === 'PLAIN' && value.source === '');

/**
 * Reads options from YAML: flat, one key per option. `name` is the file as problems call it. Aliases are resolved
 * within yaml's own bound (`maxAliasCount`).
 */
export function readYaml(source: string, name: string): Findings {
  const lines = new LineCounter();
  // prettyErrors would quote the offending lines, and a line may hold a password.
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => `${name}:${lines.linePos(offset).line}`;
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      key: name,
      message: `is not valid YAML: ${error.code.toLowerCase().replace(/_/g, ' ')}`,
      source: at(error.pos[0]),
    }));
    return { entries: [], problems };
  }
  if (document.contents === null) return { entries: [], problems: [] };
  if (!isMap(document.contents)) {
    return {
      entries: [],
      problems: [{ key: name, message: 'must hold `option: value` lines', source: at(0) }],
    };
  }
  const entries: Entry[] = [];
  const problems: ConfigurationProblem[] = [];
  for (const { key: keyNode, value: valueNode } of document.contents.items) {
    const key = String(isScalar(keyNode) ? keyNode.value : keyNode);
    const place = at((isScalar(keyNode) ? keyNode.range?.[0] : undefined) ?? 0);
    if (!isOptionName(key)) {
      problems.push({
        key,
        message: `is not an option; the nearest one is ${nearestOption(key)}`,
        source: place,
      });
      continue;
    }
    if (isEmpty(valueNode)) {
      const message = `has no value: must be ${options[key].kind.allowed}; leave the line out for the default`;
      problems.push({ key, message, source: place });
      continue;
    }
    const raw = isNode(valueNode) ? (valueNode.toJS(document) as unknown) : valueNode;
    entries.push({ option: key, raw, key, source: place });
  }
  return { entries, problems };
}
