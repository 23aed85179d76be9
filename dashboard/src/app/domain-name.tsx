import { useLive } from '../lib/live.js';

export function DomainName({ className }: { readonly className: string }) {
  const domain = useLive((state) => state.overview?.domain);
  return domain === undefined ? null : <span className={className}>{domain}</span>;
}
