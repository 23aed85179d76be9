import { createHash } from 'node:crypto';
import { type Element, NS } from '#xml';

/** Which software the hash is of (XEP-0115 §4, `node`). */
export const NODE = 'urn:dormouse:xmpp-server';

/** The verification string of a disco#info answer: SHA-1 over what is in it, sorted, in base64 (XEP-0115 §5.1). */
export function verification(info: Element): string {
  const identities = info
    .getChildren('identity')
    .map(({ attrs }) =>
      [attrs['category'], attrs['type'], attrs['xml:lang'] ?? '', attrs['name'] ?? ''].join('/'),
    );
  const features = info.getChildren('feature').map(({ attrs }) => attrs['var'] as string);
  const forms = info.getChildren('x', NS.dataForms).map(form);
  const text = [...identities.sort(), ...features.sort(), ...forms.sort()].map((part) => `${part}<`).join('');
  return createHash('sha1').update(text).digest('base64');
}

/** §5.1 steps 7 and 8: the form's type, then its other fields by name, each with its values sorted. */
function form(x: Element): string {
  const fields = x.getChildren('field').map((field) => ({
    name: field.attrs['var'] as string,
    values: field.getChildren('value').map((value) => value.getText()),
  }));
  const type = fields.find(({ name }) => name === 'FORM_TYPE')?.values ?? [];
  const others = fields
    .filter(({ name }) => name !== 'FORM_TYPE')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, values }) => [name, ...values.sort()]);
  return [...type, ...others].join('<');
}
